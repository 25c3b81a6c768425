//! Small files that cause much work: each is processed, or refused with the limit, in time
//! proportional to its size. Each case once took half a minute or did not end.

#![cfg(target_os = "linux")]

use crate::support::{AS_OF, Run, SiteTest};

const PAGE: &str = "content/pages/p.md";

/// Processor seconds that an unoptimised program may use, many times what it needs.
const SECONDS: u32 = 25;

/// Checks a site; the system kills a run that takes too long, which gives another status.
fn check(site: &SiteTest) -> Run {
    let check = site.command(&["check", "--format", "short", "--as-of", AS_OF]);
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &format!("ulimit -t {SECONDS} && exec \"$@\""), "sh"])
        .arg(check.get_program())
        .args(check.get_args())
        .current_dir(site.root())
        .env("LC_ALL", "C");
    let run = site.finish(shell);
    assert!(matches!(run.status, 0 | 1), "{}", run.said());
    run
}

fn page(text: &str) -> SiteTest {
    let text = format!("---\ntitle: Page\nsummary: s\n---\n{text}\n");
    SiteTest::minimal().file(PAGE, &text)
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    format!("[{}]", items.join(","))
}

/// Raw HTML with many lines, with unclosed elements, and with one tag.
#[test]
fn raw_html() {
    let lines = page(&format!("<div>\n{}", "<b>x</b>\n".repeat(40_000)));
    check(&lines).ended_with(1).says("K021");
    let scripts = page(&format!("<div>\n{}", "<script>\n".repeat(40_000)));
    check(&scripts);
    let in_line = page(&format!("a {}", "<script>".repeat(60_000)));
    check(&in_line).ended_with(0).says("K031");
    let attributes: String = (0..50_000).map(|i| format!("a{i}='x' ")).collect();
    let run = check(&page(&format!("<p {attributes}>x</p>")));
    run.ended_with(1)
        .says("the tag `<p>` has more than 100 attributes");
}

/// Links to the headings of another page, and broken links.
#[test]
fn links() {
    let headings: String = (0..8000).map(|i| format!("## H{i}\n\n")).collect();
    let links: String = (0..8000).map(|i| format!("[a](pages:o#h{i}) ")).collect();
    let site = page(&links).file(
        "content/pages/o.md",
        &format!("---\ntitle: Other\nsummary: s\n---\n{headings}"),
    );
    check(&site).ended_with(0);
    let wrong: String = (0..8000)
        .map(|i| format!("[a](assets/xyzzy{i}.pdf) "))
        .collect();
    let mut site = page(&wrong);
    for i in 0..300 {
        site = site.bytes(
            &format!("content/assets/a{i}.pdf"),
            b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n",
        );
    }
    check(&site).ended_with(1);
}

/// Links whose brackets are not closed, on one line.
#[test]
fn open_links() {
    let site = page(&"[a](".repeat(24_000));
    check(&site);
    let site = page(&"[a](<b".repeat(24_000));
    check(&site);
}

/// Parts found only by looking inside words count like all others.
#[test]
fn parts_within_words() {
    for piece in ["x^y^", "a~b~ ", "www.a.b "] {
        let many = check(&page(&piece.repeat(60_000)));
        many.ended_with(1)
            .says("K024")
            .says("more than 150000 headings, cells, links");
        check(&page(&piece.repeat(2000))).ended_with(0);
    }
}

/// A chain of terms, and a term above all others; the counts on their pages stay right.
#[test]
fn broader_terms() {
    let vocabulary = |count: usize, broader: &dyn Fn(usize) -> Option<usize>| {
        let terms = (0..count).map(|i| match broader(i) {
            Some(above) => format!("  t{i}: {{label: L{i}, broader: t{above}}}\n"),
            None => format!("  t{i}: {{label: L{i}}}\n"),
        });
        format!("label: T\nterms:\n{}", terms.collect::<String>())
    };
    let news = |term: &str| {
        format!("title: {{en: T, cs: T}}\nsummary: s\ndate: 2026-01-01\ntopics: {term}\n")
    };
    let with = |vocabulary: &str, term: &str| {
        SiteTest::minimal()
            .file("content/vocabularies/topics.yaml", vocabulary)
            .file("content/news/n.yaml", &news(term))
    };
    let chain = vocabulary(1600, &|i| i.checked_sub(1));
    let run = check(&with(&chain, "[t1599]"));
    run.ended_with(1)
        .says("V003")
        .says("the term `t33` has more than 32 terms above it");
    // The longest chain allowed.
    let longest = vocabulary(33, &|i| i.checked_sub(1));
    check(&with(&longest, "[t32]")).ended_with(0);
    // A cycle is reported where it is, and not a second time as a chain.
    let circle = vocabulary(40, &|i| Some((i + 1) % 40));
    check(&with(&circle, "[t1]")).ended_with(1).says("V003");
    let star = vocabulary(300, &|i| (i > 0).then_some(0));
    let all = list(300, |i| format!("t{i}"));
    check(&with(&star, &all)).ended_with(0);
    let flat = vocabulary(5000, &|_| None);
    let all = list(5000, |i| format!("t{i}"));
    check(&with(&flat, &all))
        .ended_with(1)
        .says("the entry names more than 300 different terms");
}

/// Tens of thousands of words, terms and pairs of values.
#[test]
fn long_lists() {
    let schema = |more: &str| {
        format!(
            "collection: q\nlabel: Q\nsingular: q\nroute: q\nsort: [title]\nfields:\n  title: {{type: string, label: T, required: true}}\n{more}"
        )
    };
    let site = |more: &str, entry: &str| {
        SiteTest::minimal()
            .file("content/schema/q.yaml", &schema(more))
            .file("content/q/x.yaml", &format!("title: T\n{entry}\n"))
    };
    let rule = "  a: {type: list, of: {type: int}, label: A}\n  b: {type: list, of: {type: int}, label: B}\nrules:\n  - {compare: a <= b, message: m}\n";
    let values = |count: usize| {
        format!(
            "a: {}\nb: {}",
            list(count, |_| "1".to_owned()),
            list(count, |_| "2".to_owned())
        )
    };
    check(&site(rule, &values(100))).ended_with(0);
    let run = check(&site(rule, &values(20_000)));
    run.ended_with(0)
        .says("`a <= b` would compare more than 10000 pairs of values");
    let words = list(5000, |i| format!("word{i}"));
    let field = format!("  a: {{type: list, of: {{type: enum, values: {words}}}, label: A}}\n");
    let wrong = format!("a: {}", list(8000, |i| format!("wrod{i}")));
    check(&site(&field, &wrong)).ended_with(1).says("wrod7999");
    let terms: String = (0..4000)
        .map(|i| format!("  topic{i}: {{label: L{i}}}\n"))
        .collect();
    let news = format!(
        "title: {{en: T, cs: T}}\nsummary: s\ndate: 2026-01-01\ntopics: {}\n",
        list(8000, |i| format!("zz{i}"))
    );
    let site = SiteTest::minimal()
        .file(
            "content/vocabularies/topics.yaml",
            &format!("label: T\nterms:\n{terms}"),
        )
        .file("content/news/n.yaml", &news);
    check(&site).ended_with(1).says("zz7999");
}

/// Thousands of live lists, and hundreds of languages.
#[test]
fn blocks_and_languages() {
    let block = "```view\nview: figures\n```\n\n";
    check(&page(&block.repeat(4000)))
        .ended_with(1)
        .says("a text has at most 300");
    let letters = || 'a'..='z';
    let all = letters().flat_map(|one| letters().map(move |other| format!("{one}{other}")));
    let all: Vec<String> = all.take(400).collect();
    let site = SiteTest::minimal().replaced(
        "content/site.yaml",
        "[en, cs]",
        &format!("[{}]", all.join(", ")),
    );
    check(&site)
        .ended_with(1)
        .says("the site has more than 50 languages");
}

/// Former addresses, each of which would become a file.
#[test]
fn former_addresses() {
    let with = |count: usize| {
        let aliases: String = (0..count).map(|i| format!("- /o/{i}/\n")).collect();
        SiteTest::minimal().file(
            PAGE,
            &format!("---\ntitle: P\nsummary: s\naliases:\n{aliases}---\nx\n"),
        )
    };
    check(&with(1000)).ended_with(0);
    check(&with(20_000))
        .ended_with(1)
        .says("the page has more than 1000 former addresses");
}

/// A style sheet that names itself as a picture, in the single page.
#[test]
fn a_style_sheet_that_names_itself() {
    let site = SiteTest::minimal();
    site.put(
        "themes/bare/assets/bare.css",
        &"a{b:url(bare.css)}".repeat(5000),
    );
    assert!(matches!(check(&site).status, 0 | 1));
}
