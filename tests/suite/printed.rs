//! Printed output is safe: no text of the content becomes a line that a CI reads as a command,
//! moves the cursor of a terminal, or hides other text; and many findings stay readable.

use std::fmt::Write as _;

use crate::support::{AS_OF, Run, SiteTest, expect_none};

/// Attacks in a text: commands of GitHub Actions, Azure and TeamCity, after each kind of line
/// break; 7-bit and 8-bit escape sequences; characters that reverse or hide text.
const PAYLOADS: &[&str] = &[
    "\n::error file=x::PWNED",
    "\n  ::set-output name=a::PWNED",
    "\r\n::add-mask::PWNED",
    "\r::warning::PWNED",
    "##[error]PWNED",
    "\n##vso[task.setvariable variable=x]PWNED",
    "###[group]PWNED",
    "##teamcity[buildStop comment='PWNED']",
    "\u{1b}[2J\u{1b}[31mPWNED",
    "\u{1b}]0;PWNED\u{7}",
    "\u{9b}2J\u{9d}0;PWNED\u{9c}",
    "section_start:1:PWNED\r\u{1b}[0K",
    "a\u{8}\u{8}\u{7f}PWNED",
    "\u{85}::error::PWNED",
    "\u{2028}::error::PWNED\u{2029}::error::PWNED",
    "\u{202e}DENWP\u{202c}",
    "\u{2066}PWNED\u{2069}\u{200f}\u{061c}",
    "\u{200b}\u{feff}\u{2060}PWNED",
    "\u{e0050}\u{e0057}PWNED",
];

/// A text in YAML double quotes, with every special character escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c => write!(out, "\\U{:08X}", u32::from(c)).unwrap(),
        }
    }
    out.push('"');
    out
}

/// The payload as a value of every kind, a key, a title, a term, a file's name,
/// an address, a text of a page and a part of the configuration.
fn site(payload: &str) -> SiteTest {
    let value = quoted(&format!("x{payload}"));
    // A file that contains the payload verbatim, where a file can.
    let raw = payload.replace('\r', "\n");
    let name: String = payload.chars().filter(|c| *c != '/').take(60).collect();
    SiteTest::minimal()
        .file(
            "content/members/a.yaml",
            &format!(
                "{value}: 1\nname: {{en: {value}, cs: {value}}}\nkind: {value}\njoined: {value}\nwebsite: {value}\nsummary: {{xx: {value}, cs: {value}}}\nlogo: {{file: {value}, alt: {value}}}\n"
            ),
        )
        .file(
            "content/news/b.yaml",
            &format!("title: {value}\nsummary: {value}\ndate: 2026-01-01\nslug: {value}\nmembers: [{value}]\naliases: [{value}]\n"),
        )
        .file(
            "content/pages/c.md",
            &format!("---\ntitle: T\n---\n{raw}\n\n[x](members:nope{payload})\n\n[y](<pages:{raw}>) ![z]({raw})\n"),
        )
        .file("content/pages/broken.yaml", &format!("title: \"{raw}\n"))
        .file("content/structures/m.yaml", &format!("code: NS-1\ntitle: {value}\nproperties:\n  - {{property: {value}, value: {value}, unit: {value}}}\n  - {{property: fibre_diameter, value: {value}, unit: nm}}\n"))
        .file("content/vocabularies/topics.yaml", &format!("label: T\nterms: {{{value}: {{label: {value}}}}}\n"))
        .file(&format!("content/news/d{name}.yaml"), "titel: T\n")
}

/// The first sequence in a text that a terminal or a CI interprets, if any.
fn command(form: &str, text: &str) -> Option<String> {
    let plain = |c: char| {
        matches!(c, '\n' | '\t')
            || !(c.is_control()
                || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'))
    };
    if let Some(sign) = text.replace("\r\n", "\n").chars().find(|c| !plain(*c)) {
        return Some(format!("{sign:?}"));
    }
    let own = ["::error ", "::warning ", "::notice "];
    text.lines()
        .find(|line| {
            let at_start = line.trim_start().starts_with("::");
            let ours = form == "github" && own.iter().any(|own| line.starts_with(own));
            (at_start && !ours)
                || line.contains("##[")
                || line.contains("##vso[")
                || line.contains("##teamcity[")
        })
        .map(str::to_owned)
}

/// 19 payloads × 6 forms and the summary × 2 languages × the places of [`site`].
#[test]
fn no_text_of_the_content_is_a_command() {
    let mut wrong = Vec::new();
    let mut findings = 0;
    for payload in PAYLOADS {
        let site = site(payload);
        for (form, lang) in [
            ("human", "en"),
            ("human", "cs"),
            ("short", "en"),
            ("short", "cs"),
            ("json", "cs"),
            ("sarif", "en"),
            ("github", "cs"),
            ("gitlab", "en"),
        ] {
            let run = site.run(&[
                "check",
                "--as-of",
                AS_OF,
                "--format",
                form,
                "--lang",
                lang,
                "--notes",
                "--all",
                "--summary",
                "summary.md",
            ]);
            assert_eq!(run.status, 1, "{payload:?} {form}: {}", run.said());
            let summary = site.read("summary.md");
            for (what, text) in [("output", run.said()), ("summary", summary)] {
                if let Some(found) = command(form, &text) {
                    wrong.push(format!("{payload:?} {form} {lang} {what}: {found}"));
                }
            }
            match form {
                "json" => findings = count(&run),
                "short" => {
                    let odd = run.stderr.lines().find(|line| !is_short(line));
                    wrong.extend(odd.map(|line| format!("{payload:?} short: {line}")));
                }
                _ => {}
            }
        }
        assert!(findings > 12, "{payload:?}: {findings}");
        let short = site.run(&["check", "--as-of", AS_OF, "--format", "short"]);
        if short.stderr.lines().count() != findings {
            wrong.push(format!("{payload:?}: short has not a line a finding"));
        }
    }
    expect_none("texts of the content act upon a log", &wrong);
}

fn count(run: &Run) -> usize {
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    document["findings"].as_array().unwrap().len()
}

fn is_short(line: &str) -> bool {
    ["error[", "warning[", "note["].iter().any(|word| {
        line.split_once(word)
            .is_some_and(|(before, _)| before.is_empty() || before.ends_with(": "))
    })
}

/// The table, the rows and the letters of `report`.
#[test]
fn no_title_is_a_command_in_a_report() {
    let mut wrong = Vec::new();
    for payload in PAYLOADS {
        let value = quoted(&format!("x{payload}"));
        let schema = format!(
            "collection: huts\nlabel: Huts\ndisplay: {{title: name}}\ncomplete: [photo]\nexpiry: [permits.until]\nfields:\n  name: {{type: string, label: Name}}\n  photo: {{type: string, label: {value}, help: {value}}}\n  permits: {{type: list, of: {{type: object, fields: {{of: {{type: string}}, until: {{type: date}}}}}}}}\n"
        );
        let hut = format!("name: {value}\npermits: [{{of: {value}, until: 2026-05-01}}]\n");
        let site = SiteTest::minimal()
            .file("content/schema/huts.yaml", &schema)
            .file("content/huts/north.yaml", &hut);
        for form in ["table", "csv", "letter"] {
            let run = site.run(&["report", "--as-of", AS_OF, "--format", form]);
            assert_eq!(run.status, 0, "{payload:?}: {}", run.said());
            assert!(
                run.stdout.contains("PWNED") || run.stdout.contains("DENWP"),
                "{}",
                run.stdout
            );
            if let Some(found) = command(form, &run.said()) {
                wrong.push(format!("{payload:?} {form}: {found}"));
            }
        }
    }
    expect_none("titles act upon a log", &wrong);
}

/// No finding prints a value longer than a screen.
#[test]
fn a_long_value_is_cut_in_its_middle() {
    let long = "a".repeat(60_000);
    let site = SiteTest::minimal().file(
        "content/news/n.yaml",
        &format!("title: T\nsummary: s\ndate: {long}\nslug: {long}\nmembers: [{long}]\n"),
    );
    for form in ["human", "short", "json", "sarif", "github", "gitlab"] {
        let run = site.run(&["check", "--as-of", AS_OF, "--format", form]);
        let longest = run.said().lines().map(str::len).max().unwrap_or_default();
        // GitHub needs each finding on one line.
        assert!(longest < 6000, "{form}: a line of {longest} bytes");
        assert!(run.said().contains('…'), "{form}");
    }
}

/// A repeated finding is one block; notes are counted; the end summarises them.
#[test]
fn many_findings_are_few_blocks() {
    let mut site = SiteTest::minimal();
    for number in 0..30 {
        let text = "title: T\nsummary: s\ndate: 2026-01-01\ntitel: x\n";
        site = site.file(&format!("content/news/n{number:02}.yaml"), text);
    }
    site = site.file(
        "content/news/worse.yaml",
        "title: T\nsummary: s\ndate: 2026-01-01\na1: x\nb2: x\nc3: x\n",
    );
    let run = |further: &[&str]| {
        let mut arguments = vec!["check", "--as-of", AS_OF];
        arguments.extend(further);
        site.run(&arguments).ended_with(1)
    };
    let plain = run(&[]);
    assert_eq!(
        plain.stderr.matches("error[S002]").count(),
        4,
        "{}",
        plain.said()
    );
    plain
        .says("  = also at: content/news/n01.yaml:4:1\n")
        .says("and 25 more: `spunweb check --all` lists them\n")
        .says("33 findings by code:\n     33  error    S002  ")
        .says("files with the most:\n      3  content/news/worse.yaml\n");
    run(&["--lang", "cs"])
        .says("= také: content/news/n01.yaml:4:1\n")
        .says("a ještě 25: vypíše je `spunweb check --all`")
        .says("33 nálezů podle kódu:\n")
        .says("nejvíce nálezů mají soubory:\n      3  content/news/worse.yaml\n");
    let all = run(&["--all"]);
    assert!(all.stderr.contains("content/news/n29.yaml:4:1") && !all.said().contains("more: "));
    let few = run(&["--max-findings", "1"]).says("3 more findings are not printed");
    assert_eq!(few.stderr.matches("error[").count(), 1, "{}", few.said());
    let short = run(&["--format", "short", "--max-findings", "5"]);
    assert_eq!(short.stderr.lines().count(), 6, "{}", short.said());
    // The formats for programs contain everything.
    for form in ["json", "sarif", "github", "gitlab"] {
        let run = run(&["--format", form, "--max-findings", "1"]);
        assert!(run.stdout.matches("worse.yaml").count() >= 3, "{form}");
        assert!(run.stdout.contains("n29.yaml"), "{form}");
    }
}

/// Notes need no action: only their number is printed, and the texts on request.
#[test]
fn notes_are_counted() {
    // The text may be older than its translations, which cannot be known: a note.
    let text = "---\ntitle: T\nsummary: s\ndate: 2026-01-01\n---\nText.\n";
    let site = SiteTest::minimal().file("content/news/text.md", text);
    let plain = site
        .run(&["check", "--as-of", AS_OF])
        .ended_with(0)
        .says("1 note");
    assert!(!plain.said().contains("note[L005]"), "{}", plain.said());
    site.run(&["check", "--as-of", AS_OF, "--notes"])
        .says("note[L005]");
    let short = site.run(&["check", "--as-of", AS_OF, "--format", "short"]);
    short.says("note[L005]");
}

/// The time for the human-readable format is linear in the findings, not quadratic.
#[test]
fn many_findings_in_a_large_file_are_told_in_time() {
    let lines = |count: usize| -> String {
        let lines =
            (0..count).map(|n| format!("[x](members:nope-{n}) {}\n\n", "lorem ".repeat(20)));
        lines.collect()
    };
    let time = |count: usize| {
        let site = SiteTest::minimal().file(
            "content/news/n.md",
            &format!(
                "---\ntitle: T\nsummary: s\ndate: 2026-01-01\n---\n{}",
                lines(count)
            ),
        );
        let begun = std::time::Instant::now();
        site.run(&["check", "--as-of", AS_OF, "--all"])
            .ended_with(1);
        begun.elapsed().as_secs_f64()
    };
    let small = (0..3).map(|_| time(500)).fold(f64::MAX, f64::min);
    let large = (0..3).map(|_| time(4000)).fold(f64::MAX, f64::min);
    // Eight times as much; quadratic would be 64 times.
    assert!(
        large < 20.0 * small + 0.5,
        "{small:.2} s for 500, {large:.2} s for 4000"
    );
}

/// The same for figures, template data, and the names of a theme's files; programs still read
/// the values unchanged.
#[test]
fn no_text_is_a_command_in_what_programs_read() {
    let mut wrong = Vec::new();
    for payload in PAYLOADS {
        let value = quoted(&format!("x{payload}"));
        let name: String = payload.chars().filter(|c| *c != '/').take(40).collect();
        let site = SiteTest::minimal()
            .file("content/schema/indicators.yaml", &format!("indicators:\n  mine: {{label: {value}, group: composition, declared: {{value: 1.5, date: 2026-01-01, months: 12, source: {value}}}}}\n"))
            .file("content/news/n.yaml", &format!("title: {value}\nsummary: {value}\ndate: 2026-05-01\n"))
            .file(&format!("themes/bare/templates/x{name}.html"), "x");
        for arguments in [
            vec!["report", "excellence", "--format", "csv", "--as-of", AS_OF],
            vec!["report", "excellence", "--format", "json", "--as-of", AS_OF],
            vec!["theme", "show", "news/n", "--as-of", AS_OF],
            vec!["theme", "files", "bare"],
        ] {
            let run = site.run(&arguments);
            assert_eq!(run.status, 0, "{payload:?} {arguments:?}: {}", run.said());
            if let Some(found) = command("", &run.said()) {
                wrong.push(format!("{payload:?} {arguments:?}: {found}"));
            }
        }
    }
    expect_none("texts act upon a log", &wrong);
}
