//! One cause is one finding: consequences of a reported error are not reported too, and of
//! many findings one of each kind is printed.

use crate::support::{AS_OF, SiteTest};

const MEMBER: &str = "title: Weavers\nsummary: {en: They weave., cs: Tkají.}\nmember_type: company\nmember_since: 2020\n";

/// The findings for a site in which everything that can refer to a member refers to this one.
fn with_member(member: &str) -> SiteTest {
    SiteTest::minimal()
        .file("content/members/weavers.yaml", member)
        .file(
            "content/news/one.yaml",
            "title: {en: One, cs: Jedna}\ndate: 2026-01-01\nsummary: {en: One., cs: Jedna.}\nmembers: [weavers]\n",
        )
        .file(
            "content/news/one.md",
            "Read of [them](members:weavers), and [them again](members:weavers).\n",
        )
}

/// The codes of the errors and warnings, without their counts.
fn codes(site: &SiteTest) -> Vec<String> {
    let run = site.run(&["check", "--as-of", AS_OF, "--format", "short"]);
    let lines = run.said();
    let lines = lines.lines().filter_map(|line| {
        let (before, rest) = line.split_once('[')?;
        let is_fault = before.ends_with("error") || before.ends_with("warning");
        is_fault.then(|| rest.split(']').next().unwrap_or_default().to_owned())
    });
    lines.collect()
}

/// An unreadable file is one error: references to it are not errors.
#[test]
fn an_entry_that_cannot_be_read_is_one_error() {
    for broken in [
        "title: [Weavers\nsummary: x\n",
        "title: \"Weavers\nsummary: x\n",
        "title: Weavers: and more\nsummary: x\n",
        "- title\n",
        "<<<<<<< HEAD\ntitle: Weavers\n",
    ] {
        let codes = codes(&with_member(broken));
        assert_eq!(codes.len(), 1, "{broken}: {codes:?}");
        assert!(!codes.contains(&"R001".to_owned()), "{broken}: {codes:?}");
    }
    let there_is_none = with_member(MEMBER).without("content/members/weavers.yaml");
    let codes = codes(&there_is_none);
    assert!(codes.contains(&"R001".to_owned()), "{codes:?}");
    assert!(codes.contains(&"K005".to_owned()), "{codes:?}");
}

/// A required field under a misspelt name is not missing too.
#[test]
fn a_slip_in_a_name_is_one_error() {
    let news = "title: {en: One, cs: Jedna}\ndate: 2026-01-01\nsummary: {en: One., cs: Jedna.}\n";
    for (right, wrong) in [
        ("title:", "titel:"),
        ("date:", "Date:"),
        ("title:", "tittle:"),
    ] {
        let site = SiteTest::minimal().file("content/news/one.yaml", &news.replace(right, wrong));
        assert_eq!(codes(&site), ["S002"], "{wrong}");
    }
    let site =
        SiteTest::minimal().file("content/news/one.yaml", &news.replace("title:", "colour:"));
    assert_eq!(codes(&site), ["S002", "S004"]);
}

/// Sixty errors of three kinds: at least one block of each kind, a count of all, and all of
/// them on request.
#[test]
fn very_many_findings_are_a_few_blocks_and_a_count() {
    let mut site = SiteTest::minimal();
    for number in 0..20 {
        let rest = "title: {en: One, cs: Jedna}\nsummary: {en: One., cs: Jedna.}\n";
        let news = |fault: &str| format!("{rest}{fault}");
        site = site
            .file(
                &format!("content/news/a{number}.yaml"),
                &news(&format!("date: 2026-01-01\nx{number}qqqq: 1\n")),
            )
            .file(
                &format!("content/news/b{number}.yaml"),
                &news(&format!("date: 2026-13-{number:02}\n")),
            )
            .file(
                &format!("content/news/c{number}.yaml"),
                &news(&format!("date: 2026-01-01\nmembers: [nobody-{number}]\n")),
            );
    }
    let said = site.run(&["check", "--as-of", AS_OF]).ended_with(1).said();
    let blocks = said.lines().filter(|line| line.contains("error[")).count();
    assert_eq!(blocks, 10, "{said}");
    for said_of in [
        "S002",
        "D001",
        "R001",
        "50 more findings like these",
        "60 findings by code",
    ] {
        assert!(said.contains(said_of), "{said_of} is not in:\n{said}");
    }
    assert!(said.lines().count() < 120, "{said}");
    let all = site.run(&["check", "--as-of", AS_OF, "--all"]).said();
    let blocks = all
        .lines()
        .filter(|line| line.starts_with("error["))
        .count();
    assert_eq!(blocks, 60);
}

/// Five hundred errors of twelve kinds: each kind with its places, in at most 120 lines, in
/// any language.
#[test]
fn five_hundred_findings_of_twelve_kinds() {
    const FAULTS: [&str; 12] = [
        "date: 2026-13-N",
        "date: 2026-01-01\nsummary: Text: with colon N",
        "date: 2026-01-01\nmembers: [nobody-N]",
        "date: someday-N",
        "date: 2026-01-01\nxN: 1",
        "date: 2026-01-01\nmembers: {a: N}",
        "date: 2026-01-01\ndraft: perhaps-N",
        "date: 2026-01-01\nslug: A N",
        "date: 2026-01-01\nimage: photo-N.png",
        "date: 2026-01-01\nexpires: never-N",
        "date: 2026-01-01\ntags: [one-N",
        "date: 2026-01-01\naliases: {a: N}",
    ];
    let mut site = SiteTest::minimal();
    for (kind, fault) in FAULTS.iter().enumerate() {
        for number in 10..52 {
            let fault = fault.replace('N', &number.to_string());
            site = site.file(
                &format!("content/news/n{kind}-{number}.yaml"),
                &format!("title: {{en: One, cs: Jedna}}\n{fault}\n"),
            );
        }
    }
    for lang in ["en", "cs"] {
        let check = ["check", "--as-of", AS_OF, "--lang", lang];
        let said = site.run(&check).ended_with(1).said();
        let lines = said.lines().count();
        assert!(lines <= 120, "{lines} lines in {lang}:\n{said}");
        for kind in 0..FAULTS.len() {
            let file = format!("content/news/n{kind}-10.yaml");
            assert!(said.contains(&file), "{file} is not in:\n{said}");
        }
    }
}

/// An invalid declaration with a wrong extension still belongs to its collection: its entries
/// get no findings.
#[test]
fn a_declaration_with_a_wrong_ending() {
    let site = SiteTest::minimal()
        .file("content/schema/gear.yml", "label: Gear\nfields: [\n")
        .file("content/gear/a.yaml", "title: A\n");
    assert_eq!(codes(&site), ["C010", "Y001"]);
}
