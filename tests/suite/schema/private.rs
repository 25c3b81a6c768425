//! A private field has no role: whatever would show it to visitors is refused
//! where it is written, with what to write instead.

use super::{Things as _, things};
use crate::support::{AS_OF, SiteTest};

fn findings(site: &SiteTest) -> String {
    site.run(&["check", "--as-of", AS_OF, "--format", "short"])
        .said()
}

/// Fields with `private` and the modifier that would show them.
const MODIFIERS: &[(&str, &str)] = &[
    ("type: int, private: true, facet: range", "facet"),
    ("type: string, private: true, facet: true", "facet"),
    ("type: string, private: true, column: true", "column"),
    ("type: string, private: true, compare: true", "compare"),
    ("type: string, private: true, sort: true", "sort"),
    (
        "type: string, private: true, schema_org: name",
        "schema_org",
    ),
    (
        "type: ref, to: members, private: true, inverse: secrets",
        "inverse",
    ),
    (
        "type: list, column: true, of: {type: string, private: true}",
        "column",
    ),
    (
        "type: list, of: {type: string, private: true, facet: true}",
        "facet",
    ),
    (
        "type: list, inverse: secrets, of: {type: ref, to: members, private: true}",
        "inverse",
    ),
    (
        "type: object, private: true, fields: {open: {type: string, compare: true}}",
        "compare",
    ),
    (
        "type: object, compare: true, fields: {a: {type: string, private: true}, b: {type: int, private: true}}",
        "compare",
    ),
];

#[test]
fn modifiers_that_show_a_private_field() {
    for (declaration, role) in MODIFIERS {
        let line = format!("  f: {{{declaration}}}");
        let said = findings(&things(&line, ""));
        let key = format!("{role}: ");
        let column = line.find(&key).unwrap() + key.len() + 1;
        let wanted = format!("content/schema/things.yaml:6:{column}: error[S059]: `");
        assert!(said.contains(&wanted), "{declaration}:\n{said}");
        let named = format!("is private, and `{role}` would show it to visitors");
        assert_eq!(said.matches(&named).count(), 1, "{declaration}:\n{said}");
        assert_eq!(said.matches("error[").count(), 1, "{declaration}:\n{said}");
    }
}

/// What a collection says of a private field, each with the place of the name.
const ROLES: &[(&str, &str, &str)] = &[
    ("display: {title: f}", "display.title", "4:18"),
    ("display: {summary: f}", "display.summary", "4:20"),
    ("display: {image: f}", "display.image", "4:18"),
    ("display: {date: f}", "display.date", "4:17"),
    ("list: {group_by: f}", "list.group_by", "4:18"),
    (
        "list: {timeline: {start: f}}",
        "list.timeline.start",
        "4:26",
    ),
    (
        "list: {timeline: {start: d, end: f}}",
        "list.timeline.end",
        "4:34",
    ),
    ("sort: [title, -f]", "sort", "4:15"),
    ("former: f", "former", "4:9"),
    ("publicity: {of: d, statement: f}", "publicity", "4:31"),
    ("publicity: {of: d, emblem: g.open}", "publicity", "4:28"),
];

#[test]
fn roles_of_a_private_field() {
    let fields = "
        f: {type: list, of: {type: string, private: true}}
        g: {type: object, private: true, fields: {open: {type: string}}}
        d: {type: date}
    ";
    for (role, name, place) in ROLES {
        let said = findings(&things(fields, role));
        let wanted = format!("content/schema/things.yaml:{place}: error[S059]: `");
        assert!(said.contains(&wanted), "{role}:\n{said}");
        let named = format!("is private, and `{name}` would show it to visitors");
        assert_eq!(said.matches(&named).count(), 1, "{role}:\n{said}");
    }
    // Who looks after the entries may ask about what visitors never see.
    let kept = "complete: [f]\nexpiry: [d]\nrules: [{if: f, require: [g.open], message: M}]\n";
    assert_eq!(findings(&things(fields, kept)).matches("error").count(), 0);
}

/// What a site makes private in a collection that it extends is told there, once a
/// role, with the line that takes the role away; with it, the field is fine.
#[test]
fn a_role_of_the_extended_collection() {
    let extension = |field: &str| {
        SiteTest::minimal().file(
            "content/schema/members.yaml",
            &format!("extend: members\nfields:\n  {field}\n"),
        )
    };
    let said = findings(&extension("region: {private: true}"));
    let told = said.lines().filter(|line| line.contains("S059")).count();
    assert!(told > 0, "{said}");
    for line in said.lines().filter(|line| line.contains("S059")) {
        let place = "content/schema/members.yaml:3:21: error[S059]: `region` is private";
        assert!(line.starts_with(place), "{said}");
    }
    let roles = "facet: null, column: null, compare: null, sort: null, schema_org: null";
    let said = findings(&extension(&format!("region: {{private: true, {roles}}}")));
    assert!(!said.contains("S059"), "{said}");
    // The title and the address are needed, whatever a file says of them.
    let said = findings(&extension("name: {private: true}"));
    assert!(said.contains("`display.title` would show it"), "{said}");
    let said = findings(&extension("slug: {private: true}"));
    assert!(said.contains("addresses of pages would show it"), "{said}");
}

/// Entries are not chosen or put in order by a private field, in an edition or in a
/// text.
#[test]
fn choices_by_a_private_field() {
    let fields = "f: {type: string, private: true}";
    let block = "---\ntitle: Page\n---\n```catalog\nfrom: things\nwhere: {f: a}\nsort: [-f]\n```\n";
    let site = things(fields, "")
        .thing("a", "f: a\n")
        .file("content/pages/page.md", block);
    let said = findings(&site);
    assert!(
        said.contains("error[S059]: `f` is private, and the choice of entries"),
        "{said}"
    );
    let sorted = block.replace("where: {f: a}\n", "");
    let said = findings(&site.file("content/pages/page.md", &sorted));
    assert!(
        said.contains("error[S059]: `f` is private, and `sort`"),
        "{said}"
    );
    let site = things(fields, "").thing("a", "f: a\n");
    let chosen = "  web: {entries: {things: {where: {f: a}}}}";
    let site = site.replaced("content/site.yaml", "  web: {}", chosen);
    let said = findings(&site);
    assert!(
        said.contains("error[S059]: `f` is private, and the choice of entries"),
        "{said}"
    );
}

/// What rules say of private fields is their names alone.
#[test]
fn rules_do_not_print_private_values() {
    let rule = "rules: [{compare: from <= until, message: Turned round}]";
    let site = |declared: &str| {
        things(
            &format!("from: {{type: date{declared}}}\nuntil: {{type: date}}"),
            rule,
        )
        .thing("a", "from: 2026-05-01\nuntil: 2026-04-01\n")
    };
    let said = |site: &SiteTest| {
        site.run(&["check", "--as-of", AS_OF, "--format", "json"])
            .said()
    };
    let public = said(&site(""));
    assert!(public.contains("2026-05-01 beside 2026-04-01"), "{public}");
    let private = said(&site(", private: true"));
    assert!(private.contains("`from` beside 2026-04-01"), "{private}");
}

/// A title is checked whatever its type is: those that pages write in another way than the
/// file does take another way.
#[test]
fn a_private_title_of_any_type() {
    for kind in [
        "string",
        "int",
        "decimal",
        "year",
        "quantity, dimension: mass",
        "ref, to: members",
        "country",
    ] {
        let fields = format!("f: {{type: {kind}, private: true}}");
        for title in ["f", "\"{f}\"", "\"No. {f}\""] {
            let said = findings(&things(&fields, &format!("display: {{title: {title}}}")));
            assert!(said.contains("error[S059]: `"), "{kind} {title}:\n{said}");
        }
    }
}
