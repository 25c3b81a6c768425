//! Every type of field, private or in an entry that is not published, on every surface:
//! pages, cards, lists, data files, the search index, the archive, the one page.

use crate::support::{SiteTest, expect_none};

/// A field of each type, with a value that has a mark of its own in it.
const FIELDS: &[(&str, &str, &str)] = &[
    ("string", "{type: string}", "canary-string"),
    ("text", "{type: text}", "canary-text"),
    ("markdown", "{type: markdown}", "\"canary-**markdown**\""),
    (
        "localized",
        "{type: string, localized: true}",
        "{en: canary-en, cs: canary-cs}",
    ),
    ("slugs", "{type: slug}", "canary-slug"),
    ("url", "{type: url}", "https://canary-url.example/"),
    ("email", "{type: email}", "canary@office.example"),
    ("phone", "{type: phone}", "\"+420 777 777 771\""),
    ("int", "{type: int}", "77777772"),
    ("decimal", "{type: decimal}", "\"7777777.3\""),
    ("date", "{type: date}", "1777-07-04"),
    ("moment", "{type: datetime}", "1777-07-05T07:07"),
    ("year", "{type: year}", "1776"),
    (
        "choice",
        "{type: enum, values: {canary-word: canary-choice}}",
        "canary-word",
    ),
    ("term", "{type: term, vocabulary: canaries}", "canary-term"),
    ("ref", "{type: ref, to: news}", "canary-ref"),
    (
        "image",
        "{type: image}",
        "{file: assets/canary-picture.svg, alt: canary-alt, credit: canary-credit, licence: MIT}",
    ),
    (
        "images",
        "{type: list, of: {type: image}}",
        "[{file: assets/canary-picture.svg, alt: canary-gallery, credit: canary-credit}]",
    ),
    ("file", "{type: file}", "assets/canary-file.csv"),
    ("geo", "{type: geo}", "{lat: 17.777776, lon: 17.777777}"),
    ("country", "{type: country}", "BV"),
    ("language", "{type: language}", "pl"),
    ("quantity", "{type: quantity}", "\"777778 nm\""),
    (
        "measurements",
        "{type: measurements}",
        "[{property: fibre_diameter, value: \"777.79\", unit: nm}]",
    ),
    (
        "list",
        "{type: list, of: {type: string}}",
        "[canary-item, canary-other]",
    ),
    ("color", "{type: color}", "\"#7777df\""),
    (
        "map",
        "{type: map, of: {type: string}}",
        "{canary-key: canary-of-key}",
    ),
    (
        "single",
        "{type: list, of: {type: string}, single: true}",
        "canary-single",
    ),
    ("in_unit", "{type: quantity, unit: nm}", "\"777778\""),
    (
        "group",
        "{type: object, fields: {inner: {type: string}}}",
        "{inner: canary-inner}",
    ),
    (
        "groups",
        "{type: list, of: {type: object, fields: {inner: {type: ref, to: news}}}}",
        "[{inner: canary-ref}]",
    ),
];

/// What tells that a value got out: a part of it that no page has otherwise.
const MARKS: &[&str] = &[
    "canary",
    "777777",
    "7777df",
    "7777777",
    "777 777",
    "7,777,777",
    "1777",
    "1776",
    "17.77777",
    "17,77777",
    "Bouvet",
    "777778",
    "777,778",
    "777.79",
    "777,79",
];

/// A site with a collection of these fields and one entry that has them all.
pub(super) fn site(theme: &str, modifier: &str, state: &str) -> SiteTest {
    let field = |(name, declared, _): &(&str, &str, &str)| {
        let inner = declared.strip_suffix('}').expect("a group");
        format!("  {name}: {inner}{modifier}}}\n")
    };
    let fields: String = FIELDS.iter().map(field).collect();
    let values = FIELDS.iter();
    let values: String = values
        .map(|(name, _, value)| format!("{name}: {value}\n"))
        .collect();
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><desc>canary-bytes</desc></svg>";
    SiteTest::minimal()
        .replaced(
            "content/site.yaml",
            "theme: bare",
            &format!("theme: {theme}"),
        )
        .replaced(
            "content/site.yaml",
            "offline: {}",
            "offline: {zip: true, single_file: true}",
        )
        .file(
            "content/schema/things.yaml",
            &format!(
                "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  title: {{type: string, label: Title}}\n{fields}"
            ),
        )
        .file(
            "content/vocabularies/canaries.yaml",
            "label: Birds\nterms:\n  canary-term: {label: canary-label, synonyms: [canary-synonym]}\n",
        )
        .file("content/assets/canary-picture.svg", picture)
        .file("content/assets/canary-file.csv", "canary-row\n")
        .file(
            "content/news/canary-ref.md",
            "---\ntitle: canary-news\ndate: 2026-05-01\nsummary: Yes.\ndraft: true\n---\n",
        )
        .file(
            "content/things/one.yaml",
            &format!("title: One\n{state}{values}"),
        )
        .file("content/things/two.yaml", "title: Two\n")
}

fn nothing_leaks(site: &SiteTest, what: &str) {
    let run = site.build();
    run.ended_with(0);
    let output = site.output();
    assert!(
        output.has("offline.zip") && output.has("offline.html"),
        "{what}"
    );
    for mark in MARKS {
        // Lengths and hashes of files hold any digits.
        let says = |path: &&str| !path.contains("manifest") && !path.contains("sha256");
        let says = |path: &&str| says(path) && !path.ends_with("SUMS.txt");
        let found: Vec<&str> = output.holding(mark).into_iter().filter(says).collect();
        expect_none(&format!("{what}: `{mark}` is there"), &found);
    }
}

/// A private field of any type is on no surface, and its files are not copied.
#[test]
fn private_fields() {
    for theme in ["bare", "cluster"] {
        let site = site(theme, ", private: true", "");
        nothing_leaks(&site, &format!("private, theme {theme}"));
        assert!(site.output().has("web/things/one/index.html"));
    }
}

/// What is printed holds nothing private either, and shows the marks where the same
/// fields are public.
#[test]
fn print_data() {
    let held = |modifier: &str, state: &str| {
        let site = site("cluster", modifier, state);
        for what in ["catalog things", "sheets things", "cards"] {
            let mut arguments = vec!["print", "--as-of", crate::support::AS_OF, "--project-only"];
            arguments.extend(what.split(' '));
            site.run(&arguments).ended_with(0);
        }
        let printed = crate::support::Tree::of(&site.path(".spunweb/print"));
        let held = MARKS.iter().flat_map(|mark| {
            let found = printed.holding(mark).into_iter();
            found
                .filter(|path| !path.ends_with(".ttf"))
                .map(move |path| format!("{mark} in {path}"))
        });
        held.collect::<Vec<_>>()
    };
    expect_none("private", &held(", private: true", ""));
    expect_none("draft", &held("", "draft: true\n"));
    assert!(held("", "").len() > MARKS.len());
}

/// What only private fields use is withheld, with a note that names it.
#[test]
fn files_of_private_fields_are_withheld() {
    let site = site("bare", ", private: true", "");
    site.check()
        .says("note[I022]")
        .says("`content/assets/canary-picture.svg` is not published")
        .says("`content/assets/canary-file.csv` is not published");
    // Once a public text names the file, it is published.
    let site = site.file(
        "content/pages/index.md",
        "---\ntitle: Home\nsummary: Home.\n---\n[Rows](assets/canary-file.csv)\n",
    );
    site.build().ended_with(0);
    assert_eq!(site.output().holding("canary-row").len(), 3);
    expect_none("withheld", &site.output().holding("canary-bytes"));
}

/// An entry that is not published shows nothing of its fields, and neither do its
/// files, its terms, its inverse references.
#[test]
fn entries_that_are_not_published() {
    for state in [
        "draft: true\n",
        "publish: 2026-06-02\n",
        "expires: 2026-05-31\n",
    ] {
        let site = site("cluster", "", state);
        nothing_leaks(&site, &format!("state {state}"));
        assert!(!site.output().has("web/things/one/index.html"));
    }
}

/// The marks are seen where the same fields are public, on each surface: a test that
/// finds nothing because it looks wrongly would find nothing here too.
#[test]
fn the_marks_are_seen_where_they_may_be() {
    let site = site("cluster", "", "");
    site.build().ended_with(0);
    let output = site.output();
    let holding = output.holding("canary");
    for surface in ["offline.zip", "offline.html", "web/things/one/index.html"] {
        assert!(holding.contains(&surface), "{surface}: {holding:?}");
    }
    let index = holding.iter().any(|path| path.contains("/data-en/"));
    assert!(index, "the search index: {holding:?}");
}
