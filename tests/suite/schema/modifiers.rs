//! Every modifier: what it asks for, and what is said where it is not met.

use super::{Things as _, said_of, shown, shows, things};
use crate::support::{AS_OF, SiteTest, expect_none};

fn findings(site: &SiteTest) -> String {
    site.run(&["check", "--as-of", AS_OF, "--format", "short"])
        .said()
}

/// A declaration of the field `f`, a value of it, and what is said of the value;
/// nothing, where it is right.
const CASES: &[(&str, &str, &str)] = &[
    ("type: string, localized: true", "{en: Fine, cs: Jemné}", ""),
    (
        "type: string, localized: true",
        "{en: Fine}",
        "warning[L001]: `f` has no text in `cs`",
    ),
    (
        "type: string",
        "{en: Fine, cs: Jemné}",
        "error[S012]: `f` is the same in all languages",
    ),
    ("type: int, localized: true", "{en: 1, cs: 2}", ""),
    (
        "type: string, required: true",
        "",
        "error[S004]: `f` is missing in things",
    ),
    (
        "type: string, localized: true, required: [cs]",
        "{en: Fine, cs: }",
        "error[S011]",
    ),
    ("type: string, pattern: \"[A-Z]{2}\"", "AB", ""),
    (
        "type: string, pattern: \"[A-Z]{2}\"",
        "ABC",
        "error[S006]: `ABC` does not have the form that `f` asks for",
    ),
    (
        "type: phone, pattern: \"[+]420.*\"",
        "\"+43 1 234 567\"",
        "error[S006]",
    ),
    (
        "type: string, min: 3",
        "ab",
        "error[S008]: `f` has 2 characters, and must have at least 3",
    ),
    (
        "type: text, max: 3",
        "abcd",
        "error[S008]: `f` has 4 characters, and may have at most 3",
    ),
    (
        "type: int, min: 3",
        "2",
        "error[S005]: `f` is 2, and must be at least 3",
    ),
    (
        "type: decimal, max: \"0.5\"",
        "\"0.51\"",
        "error[S005]: `f` is 0.51, and must be at most 0.5",
    ),
    ("type: year, min: 1990", "1989", "error[S005]"),
    (
        "type: date, min: 2020-02",
        "2020-01-31",
        "error[D005]: `f` is 2020-01-31, and must not be before 2020-02",
    ),
    ("type: date, min: 2020-02", "2020", ""),
    (
        "type: datetime, max: 2020",
        "2021-01-01T00:00",
        "error[D005]: `f` is 2021-01-01, and must not be after 2020",
    ),
    (
        "type: list, of: {type: string}, min: 2",
        "[a]",
        "error[S058]: `f` has 1 items, and must have at least 2",
    ),
    (
        "type: list, of: {type: string}, max: 2",
        "[a, b, c]",
        "error[S058]",
    ),
    ("type: string, checksum: ico", "\"00216275\"", ""),
    (
        "type: string, checksum: ico",
        "\"00216276\"",
        "error[S014]: IČO `00216276` is not right",
    ),
    (
        "type: string, checksum: gtin",
        "\"4006381333932\"",
        "error[S014]: GTIN",
    ),
    (
        "type: string, checksum: orcid",
        "0000-0002-1825-0098",
        "error[S014]: ORCID",
    ),
    (
        "type: string, checksum: lei",
        "5493001KJTIIGC8Y1R13",
        "error[S014]: LEI",
    ),
    (
        "type: list, of: {type: string}, checksum: orcid",
        "[0000-0002-1825-0098]",
        "error[S014]: ORCID",
    ),
    (
        "type: string, deprecated: g",
        "x",
        "warning[S022]: `f` is an old name",
    ),
    (
        "type: image, alt: required",
        "{file: assets/bare.png}",
        "error[I001]",
    ),
];

#[test]
fn every_modifier_is_held_against_values() {
    let mut wrong = Vec::new();
    for (declaration, value, wanted) in CASES {
        let fields = format!("f: {{{declaration}}}\ng: {{type: string}}\n");
        let entry = if value.is_empty() {
            String::new()
        } else {
            format!("f: {value}\n")
        };
        let site = things(&fields, "").thing("one", &entry);
        let site = if declaration.contains("image") {
            site.bytes("content/assets/bare.png", super::types::PNG)
        } else {
            site
        };
        let found = said_of(&findings(&site), "one");
        let fits = match *wanted {
            "" => found.is_empty(),
            wanted => {
                found.contains(wanted)
                    && found.lines().filter(|line| !line.contains("L001")).count() <= 1
            }
        };
        if !fits {
            wrong.push(format!("{declaration} = {value}: {found}"));
        }
    }
    expect_none("modifiers say something else", &wrong);
}

/// A unique value is used once: by one entry, in one place of it; the same text
/// in two languages is one value. Fields of one name in different groups are
/// different fields, and values of any type can be unique.
#[test]
fn unique_across_a_collection() {
    let fields = "
        code: {type: string, unique: true}
        number: {type: int, unique: true}
        name: {type: string, localized: true, unique: true}
        parts: {type: list, of: {type: object, fields: {code: {type: string, unique: true}, made: {type: date, unique: true}}}}
        tags: {type: list, unique: true, of: {type: string}}
    ";
    let site = things(fields, "")
        .thing("a", "code: X1\nnumber: 7\nname: {en: Alfa, cs: Alfa}\nparts: [{code: X1}, {code: P1, made: 2020-01}]\ntags: [one, two]\n")
        .thing("b", "code: x1\nnumber: 7\nparts: [{code: P1, made: 2020-01}]\n")
        .thing("c", "name: Alfa\nparts: [{code: Q}, {code: Q}]\ntags: [two]\n");
    let said = findings(&site);
    assert_eq!(said_of(&said, "a"), "");
    assert_eq!(
        said_of(&said, "b").matches("error[S021]").count(),
        4,
        "{said}"
    );
    let c = said_of(&said, "c");
    assert_eq!(c.matches("error[S021]").count(), 3, "{said}");
    assert!(c.contains("`c` in things has the `code` `Q` twice"), "{c}");
}

/// A default stands in for a value that is not written, whatever its type, in
/// groups of a list too; one that does not fit is told once, where it is declared.
#[test]
fn defaults_of_every_type() {
    let fields = "
        flag: {type: bool, default: true}
        size: {type: quantity, default: \"1.50 mm\"}
        place: {type: geo, default: {lat: 50, lon: 15}}
        name: {type: string, localized: true, default: {en: Nameless, cs: Bez jména}}
        tags: {type: list, of: {type: term, vocabulary: polymers}, default: [pa6]}
        seat: {type: object, fields: {land: {type: country, default: CZ}, town: {type: string}}, default: {town: Liberec}}
        parts: {type: list, of: {type: object, fields: {name: {type: string}, state: {type: enum, values: [new, used], default: used}}}}
    ";
    let site = things(fields, "")
        .thing("a", "parts: [{name: x}, {name: y, state: new}]\n")
        .thing("b", "flag: false\ntags:\n");
    site.build().ended_with(0);
    let page = site.page("web/cs/veci/a/index.html");
    for (field, wanted) in [
        ("flag", "ano"),
        ("size", "1,50 mm"),
        ("place", "50, 15"),
        ("name", "Bez jména"),
        ("tags", "PA 6"),
        ("seat", "Land Česko Town Liberec"),
        ("parts", "Name x State Used Name y State New"),
    ] {
        assert_eq!(
            shown(&page, field).replace('\u{a0}', " "),
            wanted,
            "{field}"
        );
    }
    assert_eq!(shown(&site.page("web/things/b/index.html"), "flag"), "no");
    let said = findings(
        &things("flag: {type: bool, default: perhaps}", "")
            .thing("a", "")
            .thing("b", ""),
    );
    assert_eq!(said.matches("must be true or false").count(), 1, "{said}");
    assert!(said.starts_with("content/schema/things.yaml:"), "{said}");
}

/// A private field is on no page, in no file of the output, nor are its parts.
#[test]
fn private_fields_stay() {
    let site = things(
        "secret: {type: string, private: true}\nparts: {type: list, of: {type: object, fields: {open: {type: string}, hidden: {type: string, private: true}}}}\n",
        "",
    )
    .theme("cluster")
    .thing("a", "secret: Xylophone1\nparts: [{open: Seen, hidden: Xylophone2}]\n");
    site.build().ended_with(0);
    assert_eq!(site.output().holding("Xylophone"), [""; 0]);
    assert!(!shows(&site.page("web/things/a/index.html"), "secret"));
}

/// Modifiers that mean nothing for a type, successors that are no fields, and
/// bounds of another form are told at the declaration.
#[test]
fn declarations_that_mean_nothing() {
    let said = findings(&things(
        "
        a: {type: bool, max: 3}
        b: {type: string, inverse: bs}
        c: {type: string, deprecated: titel}
        d: {type: date, min: soon}
        e: {type: int, min: 2020-01}
        f: {type: list, of: {type: bool, checksum: ico}}
        ",
        "",
    ));
    for wanted in [
        "6:24: warning[S050]: `max` has no effect on a field of type bool",
        "7:30: warning[S050]: `inverse` has no effect on a field of type string",
        "8:33: error[S035]: the collection has no field `titel`",
        "9:24: error[S003]: `min` must be a date",
        "10:23: error[S003]: `min` must be a number, not `2020-01`",
        "warning[S050]: `checksum` has no effect on a field of type bool",
    ] {
        assert!(said.contains(wanted), "`{wanted}` is not in:\n{said}");
    }
    assert_eq!(said.lines().count(), 7, "{said}");
}

/// A key with nothing under it takes away what the extended collection has there:
/// of a field, whatever the modifier is, and of the collection.
#[test]
fn an_extension_takes_away() {
    let things = "
        kind: {type: term, vocabulary: polymers, facet: true}
        code: {type: string, pattern: \"[A-Z]+\", help: Capitals, max: 3, required: true, default: ABC}
        made: {type: ref, to: members, inverse: things}
        parts: {type: list, of: {type: object, fields: {a: {type: string, required: true}}}, min: 1}
    ";
    let site = super::things(things, "sort: [code]\nformer: d\n")
        .thing("a", "kind: free\ncode: free\nmade: 1\nparts: []\n")
        .replaced(
            "content/schema/things.yaml",
            "  kind:",
            "  d: {type: date}\n  kind:",
        );
    let before = findings(&site);
    assert!(before.matches("error").count() >= 4, "{before}");
    let extension = "
        extend: things
        sort: null
        former:
        fields:
          d: {type: string}
          kind: {type: enum, values: [free, bound], vocabulary: null, facet: null}
          code: {pattern: null, max: null, required: null, default: null}
          made: {type: int, to: null, inverse: null}
          parts: {min: null}
    ";
    let site = site.file(
        "content/schema/things-more.yaml",
        &super::lines(extension, ""),
    );
    let said = findings(&site);
    assert!(
        !said.contains("error") && !said.contains("warning"),
        "{said}"
    );
    // What a type needs cannot be missing, taken away or not.
    let site = site.replaced(
        "content/schema/things-more.yaml",
        "values: [free, bound], ",
        "",
    );
    let said = findings(&site);
    assert!(
        said.contains("content/schema/things-more.yaml:6:9: error[S034]"),
        "{said}"
    );
    let site = site.replaced(
        "content/schema/things-more.yaml",
        "type: int, to: null",
        "to: null",
    );
    let said = findings(&site);
    assert!(
        said.contains("error[S034]: the field `made` needs `to`"),
        "{said}"
    );
}
