//! Every type: what it accepts, how pages show it in two languages, and what is
//! said of a value that does not fit.

use super::{Things as _, said_of, shown, things};
use crate::support::{SiteTest, expect_none};

/// Type, further keys of its declaration, a value, and what the English and the
/// Czech page show.
const GOOD: &[(&str, &str, &str, &str, &str)] = &[
    ("string", "", "PA 6", "PA 6", "PA 6"),
    ("text", "", "Fine fibres.", "Fine fibres.", "Fine fibres."),
    (
        "markdown",
        "",
        "\"**Fine** fibres\"",
        "Fine fibres",
        "Fine fibres",
    ),
    ("slug", "", "fine-fibres", "fine-fibres", "fine-fibres"),
    (
        "url",
        "",
        "https://fibres.example/a/",
        "fibres.example/a",
        "fibres.example/a",
    ),
    (
        "email",
        "",
        "info@fibres.example",
        "info@fibres.example",
        "info@fibres.example",
    ),
    (
        "phone",
        "",
        "\"+420 123 456 789\"",
        "+420 123 456 789",
        "+420 123 456 789",
    ),
    ("bool", "", "true", "yes", "ano"),
    ("int", "", "12500", "12,500", "12 500"),
    ("decimal", "", "\"1.50\"", "1.50", "1,50"),
    ("date", "", "2026-04", "April 2026", "duben 2026"),
    (
        "datetime",
        "",
        "2026-03-01T09:05",
        "1 March 2026, 9:05",
        "1. března 2026, 9:05",
    ),
    ("year", "", "1999", "1999", "1999"),
    (
        "enum",
        "values: {new: {en: brand new, cs: zbrusu nové}}",
        "new",
        "brand new",
        "zbrusu nové",
    ),
    ("term", "vocabulary: polymers", "pa6", "PA 6", "PA 6"),
    ("ref", "to: news", "one", "One", "One"),
    (
        "image",
        "alt: required",
        "{file: assets/a.png, alt: A web}",
        "",
        "",
    ),
    ("file", "accept: [txt]", "assets/a.txt", "a.txt", "a.txt"),
    (
        "geo",
        "",
        "{lat: 50.77, lon: 15.06}",
        "50.77, 15.06",
        "50.77, 15.06",
    ),
    ("country", "", "CI", "Côte d’Ivoire", "Pobřeží slonoviny"),
    ("language", "", "cs", "Czech", "česky"),
    ("quantity", "", "\"1.90 mS/cm\"", "1.90 mS/cm", "1,90 mS/cm"),
    (
        "measurements",
        "",
        "[{property: porosity, value: \"85.0\", unit: \"%\", method: sem}]",
        "Porosity: 85.0 %",
        "Pórovitost: 85,0 %",
    ),
    (
        "object",
        "fields: {a: {type: string}, b: {type: int}}",
        "{a: x, b: 2}",
        "A x B 2",
        "A x B 2",
    ),
    ("list", "of: {type: int, max: 9}", "[1, 2]", "1 2", "1 2"),
];

fn declaration(kind: &str, further: &str) -> String {
    let further = if further.is_empty() {
        String::new()
    } else {
        format!(", {further}")
    };
    format!("a_{kind}: {{type: {kind}{further}}}\n")
}

fn site() -> SiteTest {
    let fields: String = GOOD
        .iter()
        .map(|(kind, further, ..)| declaration(kind, further))
        .collect();
    things(&fields, "")
        .bytes("content/assets/a.png", PNG)
        .file("content/assets/a.txt", "text")
        .file(
            "content/news/one.yaml",
            "title: One\ndate: 2026-01-01\nsummary: One.\n",
        )
}

/// The smallest picture: one transparent point.
pub(super) const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9c, 0x63, 0x10, 0x50, 0x30, 0xf8, 0x0f, 0, 2, 4, 1, 0x60, 0x8d, 0xbc, 0xbb, 0x71, 0, 0,
    0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A value of every type is shown as the language of the page writes it.
#[test]
fn every_type_is_shown() {
    let entry: String = GOOD
        .iter()
        .map(|(kind, _, value, ..)| format!("a_{kind}: {value}\n"))
        .collect();
    let site = site().thing("one", &entry);
    site.build().ended_with(0);
    let english = site.page("web/things/one/index.html");
    let czech = site.page("web/cs/veci/one/index.html");
    let mut wrong = Vec::new();
    for (kind, _, _, in_english, in_czech) in GOOD {
        let field = format!("a_{kind}");
        for (page, wanted) in [(&english, in_english), (&czech, in_czech)] {
            let text = shown(page, &field).replace('\u{a0}', " ");
            if text != *wanted {
                wrong.push(format!("{kind}: `{text}`, not `{wanted}`"));
            }
        }
    }
    expect_none("fields are shown otherwise", &wrong);
    assert_eq!(
        english.attribute("img", "alt", "A web", "alt"),
        Some("A web")
    );
}

/// Type, a value that does not fit, and what is said of it.
const BAD: &[(&str, &str, &str)] = &[
    (
        "string",
        "[x]",
        "error[S003]: `a_string` must be a text, not a list",
    ),
    (
        "text",
        "{a: x}",
        "error[S003]: `a_text` must be a text, not a group of keys",
    ),
    (
        "markdown",
        "\"[x](#part)\"",
        "error[S053]: `a_markdown` cannot link to `#part`",
    ),
    ("slug", "Fine Fibres", "error[U001]"),
    (
        "url",
        "ftp://fibres.example",
        "error[S003]: `a_url` must be an address",
    ),
    (
        "email",
        "info at fibres",
        "error[S003]: `a_email` must be an e-mail address",
    ),
    (
        "phone",
        "call us",
        "error[S003]: `a_phone` must be a phone number",
    ),
    (
        "bool",
        "ano",
        "error[S003]: `a_bool` must be true or false, not `ano`",
    ),
    (
        "int",
        "1.5",
        "error[S003]: `a_int` must be a whole number, not `1.5`",
    ),
    ("decimal", "\"1,5\"", "error[Q001]: `1,5` is not a number"),
    ("date", "28. 4. 2026", "error[D001]"),
    ("datetime", "2026-03-01", "error[D002]"),
    (
        "year",
        "26",
        "error[S003]: `a_year` must be a year of four digits, not `26`",
    ),
    (
        "enum",
        "nwe",
        "error[S007]: `nwe` is not one of the allowed words of `a_enum`",
    ),
    ("term", "pa7", "error[V001]: there is no term `pa7`"),
    (
        "ref",
        "two",
        "error[R001]: a_ref `two` is not an entry in news",
    ),
    (
        "image",
        "assets/a.png",
        "error[I001]: picture has no description",
    ),
    (
        "file",
        "assets/a.png",
        "error[I005]: `assets/a.png` is not a file of the kind that `a_file` takes",
    ),
    (
        "geo",
        "{lat: 95, lon: 15}",
        "error[S003]: `lat` must be degrees from -90 to 90",
    ),
    (
        "country",
        "UK",
        "error[S054]: `UK` is not the code of a country",
    ),
    (
        "language",
        "czech",
        "error[S003]: `a_language` must be a language's letters",
    ),
    (
        "quantity",
        "12 bananas",
        "error[Q002]: `bananas` is not a unit",
    ),
    (
        "measurements",
        "[{property: porosty, value: \"1\", unit: \"%\"}]",
        "error[Q010]: there is no measured property `porosty`",
    ),
    (
        "object",
        "{a: x, c: 2}",
        "error[S002]: unknown field `c` in `a_object`",
    ),
    (
        "list",
        "[1, 12]",
        "error[S005]: `a_list` is 12, and must be at most 9",
    ),
];

/// A value that does not fit a type is told with the entry's place, all of them
/// in one run.
#[test]
fn what_does_not_fit_is_told() {
    let kinds: Vec<&str> = GOOD.iter().map(|good| good.0).collect();
    let bad: Vec<&str> = BAD.iter().map(|bad| bad.0).collect();
    assert_eq!(kinds, bad, "each type has a value that does not fit");
    let site = BAD.iter().fold(site(), |site, (kind, value, _)| {
        site.thing(kind, &format!("a_{kind}: {value}\n"))
    });
    let said = site
        .run(&[
            "check",
            "--as-of",
            crate::support::AS_OF,
            "--format",
            "short",
        ])
        .ended_with(1)
        .said();
    let mut silent = Vec::new();
    for (kind, _, wanted) in BAD {
        let found = said_of(&said, kind);
        if !found.contains(wanted) || found.lines().count() != 1 {
            silent.push(format!("{kind}: `{wanted}` is not what was said: {found}"));
        }
    }
    expect_none("types say something else", &silent);
}
