//! *Did you mean*: wherever a name comes from a closed set, a typo is reported with a
//! suggestion.

use crate::support::{SiteTest, expect_none};

/// A file, a text in it, its replacement, and the suggestion.
type Slip = (&'static str, &'static str, &'static str, &'static str);

const SITE: &str = "content/site.yaml";
const ABOUT: &str = "content/pages/about.md";
const SCHEMA: &str = "content/schema/tools.yaml";

/// One line for each place where a name is chosen from a set.
const SLIPS: &[Slip] = &[
    (SITE, "[en, cs]", "[en, cz]", "languages: [en, cs]"),
    (SITE, "[en, cs]", "[en, czech]", "languages: [en, cs]"),
    (SITE, "theme: cluster", "theme: clustr", "theme: cluster"),
    (SITE, "theme: cluster", "theme: bar", "theme: bare"),
    (
        SITE,
        "Europe/Prague",
        "Europe/Pragu",
        "time_zone: Europe/Prague",
    ),
    (SITE, "\"members:\"", "\"member:\"", "{to: \"members:\"}"),
    (
        SITE,
        "web: {}",
        "web: {languages: [cz]}",
        "web: {languages: [cs]}",
    ),
    (
        SITE,
        "web: {}",
        "web: {collections: [membres]}",
        "web: {collections: [members]}",
    ),
    (
        SITE,
        "web: {}",
        "web: {home: page:about}",
        "home: pages:about",
    ),
    (
        SITE,
        "editions:",
        "findings: {allow: [{code: L01, reason: because}]}\neditions:",
        "code: L001",
    ),
    (
        SITE,
        "editions:",
        "findings: {severity: {l001: note}}\neditions:",
        "severity: {L001: note}",
    ),
    (
        ABOUT,
        "{en: About, cs: O nás}",
        "{en: About, cz: O nás}",
        "title: {en: About, cs: O nás}",
    ),
    (
        ABOUT,
        "{en: About, cs: O nás}",
        "{EN: About, cs: O nás}",
        "title: {en: About, cs: O nás}",
    ),
    (ABOUT, "from: members", "from: membres", "from: members"),
    (ABOUT, "view: list", "view: lists", "view: list"),
    (ABOUT, "sort: [name]", "sort: [nmae]", "sort: [name]"),
    (
        ABOUT,
        "Our members:",
        "Our [members](member:):",
        "Our [members](members:):",
    ),
    (
        ABOUT,
        "title:",
        "template: landig\ntitle:",
        "template: landing",
    ),
    (
        SCHEMA,
        "shared: {type: bool",
        "shared: {type: term, vocabulary: method",
        "vocabulary: methods",
    ),
    (SCHEMA, "to: members", "to: member", "to: members"),
];

fn site() -> SiteTest {
    SiteTest::minimal()
        .and("showcase")
        .theme("cluster")
        .replaced(SITE, "  web: {}", "  web: {}\n  offline: {}")
        .file("themes/mine/theme.yaml", "name: Mine\nextends: cluster\n")
        .file(
            "themes/mine/templates/pages/landing.html",
            "{% extends \"entry.html\" %}",
        )
}

#[test]
fn names_of_closed_sets() {
    let mut wrong = Vec::new();
    for (path, from, to, offered) in SLIPS {
        let text = site().read(path);
        if !text.contains(from) {
            wrong.push(format!("{path} has no `{from}`"));
            continue;
        }
        let site = site().file(path, &text.replacen(from, to, 1));
        let site = match *to {
            to if to.contains("landig") => site.replaced(SITE, "theme: cluster", "theme: mine"),
            _ => site,
        };
        let said = site.check().said();
        let offers = said.split("help: did you mean").skip(1);
        let mut plain = offers.map(|offer| offer.lines().take(5).collect::<Vec<_>>().join("\n"));
        if !plain.any(|offer| offer.contains(offered)) {
            wrong.push(format!("`{to}` does not offer `{offered}`:\n{said}"));
        }
    }
    expect_none("slips are not understood", &wrong);
}

/// The letters of a language in a file's name.
#[test]
fn languages_of_files() {
    let text = "---\ntitle: O nás\n---\nText.\n";
    site()
        .file("content/news/open-day.cz.md", text)
        .check()
        .says("L003")
        .says("content/news/open-day.cz.md:1:1")
        .says("did you mean `cs`?");
    site()
        .file("content/news/open-day.czech.md", text)
        .check()
        .says("rename it to `open-day.cs.md`");
}

/// A page whose template is missing is rendered by another one, and audited like every page.
#[test]
fn pages_without_their_template_are_audited() {
    site()
        .replaced(ABOUT, "title:", "template: landig\ntitle:")
        .replaced(
            ABOUT,
            "Our members:",
            "<a href=\"gone.html\">A</a>\n\nOur members:",
        )
        .check()
        .says("T010")
        .says("K010");
}

/// Names on the command line.
#[test]
fn names_on_the_command_line() {
    let site = site();
    let said = |arguments: &[&str]| site.run(arguments).ended_with(2).said();
    let mut wrong = Vec::new();
    for (arguments, offered) in [
        (
            &["check", "--edition", "ofline"][..],
            "did you mean `offline`?",
        ),
        (&["build", "--edition", "wbe"][..], "did you mean `web`?"),
        (&["explain", "S02"][..], "did you mean S002?"),
        (&["report", "membres"][..], "did you mean `members`?"),
        (
            &["translations", "confirm", "members/byloo"][..],
            "did you mean `members/bylo`?",
        ),
        (&["check", "--format", "sho"][..], "'short'"),
        (&["check", "--lang", "csc"][..], "'cs'"),
    ] {
        let said = said(arguments);
        if !said.contains(offered) {
            wrong.push(format!("{arguments:?} does not offer {offered}:\n{said}"));
        }
    }
    expect_none("names are not understood", &wrong);
}

/// The message describes a format in words; only the schema's maintainer sees the pattern.
#[test]
fn a_form_in_words() {
    let schema = |field: &str| {
        let head = "collection: things\ndisplay: {title: code}\nfields:\n";
        SiteTest::minimal()
            .file(
                "content/schema/things.yaml",
                &format!("{head}  code: {field}\n"),
            )
            .file("content/things/one.yaml", "code: a1\n")
    };
    let worded = "{type: string, pattern: '[A-Z][0-9]+', help: {en: 'a capital letter, then digits', cs: velké písmeno a číslice}}";
    let check = |field: &str, lang: &str| schema(field).run(&["check", "--lang", lang]).said();
    let english = check(worded, "en");
    assert!(
        english.contains("expected: a capital letter, then digits"),
        "{english}"
    );
    let czech = check(worded, "cs");
    assert!(
        czech.contains("čeká se: velké písmeno a číslice"),
        "{czech}"
    );
    let bare = check("{type: string, pattern: '[A-Z][0-9]+'}", "en");
    assert!(bare.contains("another form is expected"), "{bare}");
    assert!(
        bare.contains("for the person who maintains the schema"),
        "{bare}"
    );
    // Another pattern has another format: the old description no longer applies.
    let site = SiteTest::minimal().and("showcase").file(
        "content/schema/members.yaml",
        "extend: members\nfields: {vat: {pattern: 'AT[0-9]+'}}\n",
    );
    let said = site
        .replaced("content/members/bylo.yaml", "kind:", "vat: CZ1\nkind:")
        .check()
        .says("S006")
        .said();
    assert!(!said.contains("such as CZ12345678"), "{said}");
}
