//! What must be there holds something to read.

use crate::schema::{Things as _, shows, things};
use crate::support::SiteTest;

/// Texts without a sign that can be seen.
const NOTHING: &[&str] = &[
    "\"\"",
    "\"   \"",
    "\"\\u200B\"",
    "\"\\u00A0\\u2009\"",
    "\"\\u2060\\uFEFF\\u00AD\"",
    "\"\\u3164\"",
    "|\n   \n",
];

/// A text that must be there is missing, however nothing is written.
#[test]
fn required_texts_hold_something() {
    for nothing in NOTHING {
        let site = things("name: {type: text, required: true}\n", "").file(
            "content/things/one.yaml",
            &format!("title: A\nname: {nothing}\n"),
        );
        let run = site.check().ended_with(1);
        run.says("error[S004]").says("content/things/one.yaml:2");
    }
}

/// An empty list or group is none where there must be one.
#[test]
fn required_lists_and_groups_hold_something() {
    for (declared, nothing) in [
        ("{type: list, of: {type: string}, required: true}", "[]"),
        (
            "{type: object, fields: {a: {type: string}}, required: true}",
            "{}",
        ),
        ("{type: measurements, required: true}", "[]"),
    ] {
        let site = things(&format!("f: {declared}\n"), "").thing("one", &format!("f: {nothing}\n"));
        site.check().ended_with(1).says("error[S004]");
        let optional = declared.replace(", required: true", "");
        let site = things(&format!("f: {optional}\n"), "").thing("one", &format!("f: {nothing}\n"));
        site.check().ended_with(0);
    }
}

/// Each language that is asked for holds something.
#[test]
fn each_language_holds_something() {
    let fields = "name: {type: string, localized: true, required: [en, cs]}\n";
    for nothing in &NOTHING[..6] {
        let text = format!("name: {{en: {nothing}, cs: Jméno}}\n");
        let run = things(fields, "").thing("one", &text).check().ended_with(1);
        run.says("error[S011]").says("`en`");
    }
    let text = "name: {en: \"\", cs: \"\\u200B\"}\n";
    things(
        "name: {type: string, localized: true, required: true}\n",
        "",
    )
    .thing("one", text)
    .check()
    .ended_with(1)
    .says("S011");
}

/// A title of nothing is none, on a page and for the site.
#[test]
fn titles_can_be_read() {
    let news = |title: &str| {
        SiteTest::minimal().file(
            "content/news/one.yaml",
            &format!("title: {title}\nsummary: {{en: A., cs: B.}}\ndate: 2026-05-01\n"),
        )
    };
    news("\"\\u200B\"")
        .check()
        .ended_with(1)
        .says("error[S004]");
    news("{en: \"\", cs: \" \"}")
        .check()
        .ended_with(1)
        .says("error[S011]");
    SiteTest::minimal()
        .replaced("content/site.yaml", "title: Test Cluster", "title: \" \"")
        .check()
        .ended_with(1)
        .says("error[S004]");
}

/// What is wanted of a complete entry holds something, and an empty description of
/// a picture is none.
#[test]
fn complete_entries_and_pictures_hold_something() {
    let fields = "
        maker: {type: string}
        photo: {type: image, alt: required}
    ";
    let site = things(fields, "complete: [maker]\n")
        .bytes("content/assets/a.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"><rect width=\"4\" height=\"4\"/></svg>")
        .thing("one", "maker: \" \"\nphoto: {file: assets/a.svg, alt: \"\\u200B\"}\n");
    site.check().ended_with(1).says("I001");
    things(fields, "complete: [maker]\n")
        .thing("one", "maker: \" \"\n")
        .check()
        .says("P004");
}

/// An item of nothing is told, and an empty text that may be missing shows nothing.
#[test]
fn nothing_is_shown_of_nothing() {
    let fields = "
        maker: {type: string}
        names: {type: list, of: {type: string}}
    ";
    let site = things(fields, "").thing("one", "maker: \"\"\n");
    site.build().is_clean();
    assert!(!shows(&site.page("web/things/one/index.html"), "maker"));
    things(fields, "")
        .thing("one", "names: [a, \" \"]\n")
        .check()
        .ended_with(1)
        .says("S003");
}
