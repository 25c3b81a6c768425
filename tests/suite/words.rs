//! Every word of a text is on its page or in a message. Many texts, generated and real, are
//! pages of one site; `SPUNWEB_TEXTS` sets how many are generated.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRng, TestRunner};

use crate::support::{Page, SiteTest};

/// The syntax around words; each `W` becomes another word.
const PIECES: &[&str] = &[
    "W",
    "W W",
    "*W*",
    "**W W**",
    "`W`",
    "~~W~~",
    "H~W~O",
    "m^W^",
    "~W",
    "^W",
    "[W](https://a.example/)",
    "[W](#W)",
    "[W]",
    "[W][W]",
    "![W](assets/a.svg)",
    "<W>",
    "<b>W</b>",
    "<W",
    "<i W>W",
    "</W>",
    "<!-- W",
    "<span title=\"W\">W</span>",
    "<div>W",
    "<script>W",
    "<script>W</script>W",
    "<style>W",
    "<title>W",
    "<textarea>W",
    "<iframe src=W>W</iframe>",
    "<p style=\"W\">W",
    "<a href=\"W",
    "<?W",
    "<!W W>",
    "<![CDATA[W]]>",
    "\\<W>",
    "&lt;W&gt;",
    "W < W > W",
    "5. W",
    "2026. W",
    "- W",
    "1. W\n3. W",
    "# W",
    "## W {W}",
    "## W {#x}",
    "> W",
    "    W",
    "\tW",
    "```\nW\n```",
    "~~~\nW",
    "| W | W |\n|---|---|\n| W | W | W |",
    "W\n---",
    "W\n===",
    "[^1] W",
    "[^1]: W",
    "[^2]: W",
    "[W]: W",
    "[W]: https://a.example/ \"W\"",
    "W\n: W",
    "- [ ] W",
    "***",
    "---",
    "W  \nW",
    "W\\\nW",
    "{{ W }}",
    "{% W %}",
    "$W$",
    "<https://a.example/>",
    "W@W",
    "<W@a.example>",
    "::: W",
    "|W",
    "<details><summary>W</summary>W",
    "<table><tr><td>W",
    "<td>W",
    "<ul><li>W",
    "<svg><text>W</text></svg>",
    "<select><option>W",
    "<noscript>W</noscript>",
    "<template>W</template>",
    "<plaintext>W",
    "<xmp>W</xmp>",
];

/// A text: pieces with separators between them.
fn texts() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES);
    let between = proptest::sample::select(&["\n\n", "\n\n", "\n", " ", "", "\n  "][..]);
    proptest::collection::vec((piece, between), 1..8).prop_map(|pieces| {
        let all = pieces
            .into_iter()
            .map(|(piece, between)| format!("{piece}{between}"));
        all.collect()
    })
}

/// The text with a unique word in each place, and these words.
fn with_words(text: &str, of: usize) -> (String, Vec<String>) {
    let mut words = Vec::new();
    let mut written = String::new();
    for piece in text.split_inclusive('W') {
        match piece.strip_suffix('W') {
            Some(before) => {
                let word = format!("wq{of}x{}z", words.len());
                written.push_str(before);
                written.push_str(&word);
                words.push(word);
            }
            None => written.push_str(piece),
        }
    }
    (written, words)
}

/// The lines that the messages of a run show of each file.
fn said(site: &SiteTest) -> BTreeMap<String, String> {
    let run = site.run(&[
        "check",
        "--as-of",
        "2026-06-01",
        "--format",
        "json",
        "--notes",
        "--all",
    ]);
    let findings: serde_json::Value = serde_json::from_str(&run.stdout)
        .or_else(|_| serde_json::from_str(&run.stderr))
        .unwrap_or_else(|why| panic!("{why}: {}", run.said()));
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for finding in findings["findings"].as_array().expect("findings") {
        let place = &finding["place"];
        let file = place["path"].as_str().unwrap_or_default().to_owned();
        let text = said.entry(file.clone()).or_default();
        text.push_str(&finding.to_string());
        let line = |end: &str| place[end]["line"].as_u64();
        let lines = line("start").zip(line("end"));
        if let Some((from, to)) = lines {
            let source = site.read(&file);
            let shown = source
                .lines()
                .skip(from as usize - 1)
                .take((to - from) as usize + 1);
            shown.for_each(|line| text.push_str(line));
        }
    }
    said
}

/// The content of a page: its text and its attribute values.
fn read(html: &str) -> String {
    let page = Page::parse(html);
    let mut read = String::new();
    for element in page.elements() {
        if element.name == "html" {
            read.push_str(&element.text);
        }
        for (_, value) in &element.attributes {
            read.push(' ');
            read.push_str(value);
        }
    }
    read
}

/// Checks the property for some texts.
#[track_caller]
fn no_word_is_lost(texts: &[(String, Vec<String>)]) {
    let lost = lost(texts);
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

/// The words that are neither on a page nor in a message.
#[track_caller]
fn lost(texts: &[(String, Vec<String>)]) -> Vec<String> {
    let mut site = SiteTest::minimal().file(
        "content/assets/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    let file = |number: usize| format!("content/pages/p-{number}.md");
    for (number, (text, _)) in texts.iter().enumerate() {
        site.put_exactly(
            &file(number),
            &format!("---\ntitle: {{en: P, cs: P}}\n---\n{text}\n"),
        );
    }
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    // Refused texts are reported; the rest is published.
    for _ in 0..4 {
        let now = said(&site);
        let refused: Vec<usize> = (0..texts.len())
            .filter(|number| {
                let text = now.get(&file(*number));
                text.is_some_and(|text| text.contains("\"severity\":\"error\""))
                    && site.path(&file(*number)).exists()
            })
            .collect();
        messages.extend(now);
        if refused.is_empty() {
            break;
        }
        for number in refused {
            site = site.without(&file(number));
        }
    }
    site.build().ended_with(0);
    let output = site.output();
    let mut lost = Vec::new();
    for (number, (text, words)) in texts.iter().enumerate() {
        let told = messages.get(&file(number)).map_or("", String::as_str);
        let page = site
            .path(&file(number))
            .exists()
            .then(|| read(&output.text(&format!("web/p-{number}/index.html"))));
        // A refused text is not lost: its author gets the reason and still has the text.
        let Some(page) = page else {
            continue;
        };
        for word in words {
            if !page.to_lowercase().contains(&word.to_lowercase()) && !told.contains(word) {
                lost.push(format!("{word} of {text:?}"));
            }
        }
    }
    lost
}

#[test]
fn no_word_of_a_generated_text_is_lost() {
    let count = std::env::var("SPUNWEB_TEXTS")
        .ok()
        .and_then(|count| count.parse().ok());
    let config = Config::default();
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let strategy = texts();
    let all: Vec<(String, Vec<String>)> = (0..count.unwrap_or(256))
        .map(|number| {
            let text = strategy.new_tree(&mut runner).expect("a text").current();
            with_words(&text, number)
        })
        .collect();
    no_word_is_lost(&all);
}

/// Each piece separately, at the beginning and within a line.
#[test]
fn no_word_of_a_piece_is_lost() {
    let forms = ["{}", "W {} W\n\nW", "W\n\n{}\n\nW"];
    let all: Vec<(String, Vec<String>)> = PIECES
        .iter()
        .flat_map(|piece| forms.iter().map(move |form| form.replace("{}", piece)))
        .enumerate()
        .map(|(number, text)| with_words(&text, number))
        .collect();
    no_word_is_lost(&all);
}

/// A closed comment is hidden on purpose, and nothing else is.
#[test]
fn comments_alone_are_hidden() {
    let texts = [
        with_words("W <!-- W --> W\n\n<!--\nW\n-->\n\nW\n", 0),
        with_words("W <!-- W", 1),
    ];
    let lost = lost(&texts);
    assert_eq!(lost.len(), 2, "{lost:?}");
}

/// The program's own Markdown files, as written for a git host.
#[test]
fn no_word_of_a_real_text_is_lost() {
    let names = [
        "README.md",
        "tests/README.md",
        "docs/content.md",
        "docs/security.md",
    ];
    let all: Vec<(String, Vec<String>)> = names
        .iter()
        .map(|name| {
            let path = std::path::Path::new(crate::support::PACKAGE).join(name);
            let text = std::fs::read_to_string(path).expect(name);
            // Comments are hidden on purpose.
            let comment = regex_lite::Regex::new(r"<!--[^>]*-->").expect("a pattern");
            let text = comment.replace_all(&text, "").into_owned();
            // Links lead to files outside the site.
            let link = regex_lite::Regex::new(r"\]\([^)]*\)").expect("a pattern");
            let text = link
                .replace_all(&text, "](https://a.example/)")
                .into_owned();
            let letters = text.split(|c: char| !c.is_alphanumeric());
            let words = letters.filter(|word| word.len() > 3).map(str::to_owned);
            let words = words.filter(|word| !text.contains(&format!("```{word}")));
            (text.clone(), words.collect())
        })
        .collect();
    no_word_is_lost(&all);
}
