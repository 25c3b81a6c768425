//! Texts that YAML cuts off at `&`, `!` and ` #`.

use crate::schema::{Things as _, shown, things};
use crate::support::{AS_OF, SiteTest};

const FIELDS: &str = "
    maker: {type: string}
    note: {type: string, localized: true}
    names: {type: list, of: {type: string}}
    parts: {type: list, of: {type: object, fields: {name: {type: string}}}}
    kind: {type: string}
";

fn site(text: &str) -> SiteTest {
    things(FIELDS, "").thing("one", text)
}

/// Each way in which a part of a text is lost, and what is meant.
const CUT: &[(&str, &str)] = &[
    ("maker: &Partners Ltd\n", "maker: \"&Partners Ltd\"\n"),
    (
        "maker: !important Notice\n",
        "maker: \"!important Notice\"\n",
    ),
    ("maker: ! Notice\n", "maker: \"! Notice\"\n"),
    ("maker: Hall #3\n", "maker: \"Hall #3\"\n"),
    ("maker: Hall #3 is open\n", "maker: \"Hall #3 is open\"\n"),
    ("maker: #1 in the region\n", "maker: \"#1 in the region\"\n"),
    ("maker: #0A2989\nkind: x\n", "maker: \"#0A2989\"\nkind: x\n"),
    ("maker: &Co\n", "maker: \"&Co\"\n"),
    ("maker: !wow\n", "maker: \"!wow\"\n"),
    ("maker: &Sons Gmbh #2\n", "maker: \"&Sons Gmbh #2\"\n"),
    (
        "names: [&A, !b c, plain]\n",
        "names: [\"&A\", \"!b c\", plain]\n",
    ),
    (
        "names:\n  - Hall #3\n  - &Co KG\n  - #fff\n",
        "names:\n  - \"Hall #3\"\n  - \"&Co KG\"\n  - \"#fff\"\n",
    ),
    (
        "note:\n  en: Hall #3\n  cs: &Sál tři\n",
        "note:\n  en: \"Hall #3\"\n  cs: \"&Sál tři\"\n",
    ),
    (
        "note: {en: &Hall three, cs: Sál}\n",
        "note: {en: \"&Hall three\", cs: Sál}\n",
    ),
    (
        "note: {en: Hall #3, cs: Sál}\n",
        "note: {en: \"Hall #3\", cs: Sál}\n",
    ),
    (
        "names: [Hall #3, Hall #4]\n",
        "names: [\"Hall #3\", \"Hall #4\"]\n",
    ),
    (
        "parts:\n  - {name: &x y}\n  - name: A #5\n",
        "parts:\n  - {name: \"&x y\"}\n  - name: \"A #5\"\n",
    ),
    ("maker: &Two\n  lines\n", "maker: \"&Two lines\"\n"),
];

/// A warning tells each, and `--fix` puts quotes round the whole text.
#[test]
fn texts_get_their_quotes() {
    for (written, meant) in CUT {
        let site = site(written);
        let check = site.run(&["check", "--as-of", AS_OF]);
        assert!(
            check.said().contains("[Y020]"),
            "{written}\n{}",
            check.said()
        );
        site.run(&["check", "--fix", "--as-of", AS_OF]);
        let mended = site.read("content/things/one.yaml");
        assert_eq!(
            mended,
            format!("title: one\n{meant}"),
            "{written}\n{}",
            check.said()
        );
        site.build().is_clean();
    }
}

/// In front matter too, with the place in the file.
#[test]
fn front_matter_gets_its_quotes() {
    let site = SiteTest::minimal().file(
        "content/news/one.md",
        "---\ntitle: &Partners Ltd\nsummary: {en: Hall 3, cs: Sál 3}\ndate: 2026-05-01 #3\n---\nText #3.\n",
    );
    let run = site.run(&["check", "--fix", "--as-of", AS_OF]);
    run.says("content/news/one.md:2: fixed Y020: &Partners Ltd → \"&Partners Ltd\"");
    let mended = site.read("content/news/one.md");
    assert!(mended.contains("title: \"&Partners Ltd\"\n"), "{mended}");
    // A date in quotes with a number behind it would be no date any more.
    assert!(mended.contains("date: 2026-05-01 #3\n"), "{mended}");
}

/// A sign with which no text can begin stops the file; quotes mend it.
#[test]
fn reserved_signs_get_their_quotes() {
    for (written, meant) in [
        ("maker: @cluster\n", "maker: \"@cluster\"\n"),
        ("maker: %off today\n", "maker: \"%off today\"\n"),
        ("maker: `code` first\n", "maker: \"`code` first\"\n"),
        ("maker: & Partners\n", "maker: \"& Partners\"\n"),
        ("names:\n  - a\n  - @b\n", "names:\n  - a\n  - \"@b\"\n"),
        (
            "note:\n  en: @one\n  cs: @jedna\n",
            "note:\n  en: \"@one\"\n  cs: \"@jedna\"\n",
        ),
    ] {
        let site = site(written);
        site.check().ended_with(1).says("[Y020]");
        site.run(&["check", "--fix", "--as-of", AS_OF]);
        let mended = site.read("content/things/one.yaml");
        assert_eq!(mended, format!("title: one\n{meant}"), "{written}");
        site.build().is_clean();
    }
}

/// A remark is not published because its writer has left out a blank.
#[test]
fn a_remark_stays_a_remark() {
    let text = "maker: Spinworks #todo ask them\nnames: [a] # two are missing\n# names: [b]\nkind: x ## old\n";
    let site = site(text);
    let check = site.run(&["check", "--as-of", AS_OF]).ended_with(0);
    assert_eq!(
        check.said().matches("[Y020]").count(),
        1,
        "{}",
        check.said()
    );
    check.says("2 + maker: \"Spinworks #todo ask them\"");
    site.run(&["check", "--fix", "--as-of", AS_OF]);
    let kept = site.read("content/things/one.yaml");
    assert_eq!(kept, format!("title: one\n{text}"));
    site.build().ended_with(0);
    let page = site.page("web/things/one/index.html");
    assert_eq!(shown(&page, "maker"), "Spinworks");
}

/// Marks that mean something, and signs in quotes or within a word, are as they were.
#[test]
fn yaml_keeps_its_meaning() {
    let site = site(
        "maker: &maker Spinworks\nkind: *maker\nnames: [a#b, \"Hall #3\", 'R&D', \"&x\", wow!]\nnote: {en: !!str 5, cs: \"5\"}\nparts:\n  - name: |\n      Hall #3\n",
    );
    site.build().is_clean();
    let page = site.page("web/things/one/index.html");
    assert_eq!(shown(&page, "kind"), "Spinworks");
    assert_eq!(shown(&page, "names"), "a#b Hall #3 R&D &x wow!");
}
