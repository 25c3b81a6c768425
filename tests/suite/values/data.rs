//! Data that a schema says more of: one value or a list, free keys, colours, units
//! of fields, what is not known, references by another field.

use crate::schema::{Things as _, shown, things};
use crate::support::SiteTest;

const PAGE: &str = "web/things/one/index.html";

/// What the page shows of a field `f` of this declaration, with this value.
#[track_caller]
fn shows(declared: &str, value: &str) -> String {
    let site = things(&format!("f: {declared}\n"), "").thing("one", &format!("f: {value}\n"));
    site.build().is_clean();
    shown(&site.page(PAGE), "f").to_owned()
}

#[track_caller]
fn refuses(declared: &str, value: &str, code: &str) {
    let site = things(&format!("f: {declared}\n"), "").thing("one", &format!("f: {value}\n"));
    site.check().ended_with(1).says(code);
}

/// A list that says so may be written as its one item, of any type.
#[test]
fn one_value_or_a_list() {
    let texts = "{type: list, of: {type: string}, single: true}";
    assert_eq!(shows(texts, "red"), "red");
    assert_eq!(shows(texts, "[red, blue]"), "red blue");
    let terms = "{type: list, of: {type: term, vocabulary: polymers}, single: true, facet: true}";
    assert_eq!(shows(terms, "pa6"), shows(terms, "[pa6]"));
    let groups = "{type: list, single: true, of: {type: object, fields: {a: {type: string}, b: {type: int}}}}";
    assert_eq!(
        shows(groups, "{a: x, b: 1}"),
        shows(groups, "[{a: x, b: 1}]")
    );
    let by_language = "{type: list, single: true, of: {type: string, localized: true}}";
    assert_eq!(shows(by_language, "{en: one, cs: jeden}"), "one");
    refuses("{type: list, of: {type: string}}", "red", "S003");
    refuses("{type: list, single: true, of: {type: int}}", "red", "S003");
}

/// A number alone is in the unit of its field; another unit may be written.
#[test]
fn numbers_in_the_unit_of_their_field() {
    let density = "{type: quantity, property: areal_mass, unit: g/m2}";
    assert_eq!(shows(density, "1.24"), "1.24 g/m²");
    assert_eq!(shows(density, "\"1.240\""), "1.240 g/m²");
    assert_eq!(shows(density, "\"1.2-1.4\""), "1.2–1.4 g/m²");
    assert_eq!(shows(density, "\"< 20\""), "< 20 g/m²");
    assert_eq!(shows(density, "5 mg/cm2"), "5 mg/cm²");
    assert_eq!(shows("{type: quantity, unit: um}", "3"), "3 µm");
    assert_eq!(
        shows("{type: list, of: {type: quantity, unit: mm}}", "[1, 2 um]"),
        "1 mm 2 µm"
    );
    refuses(density, "abc", "error[Q");
    let wrong = things("f: {type: quantity, unit: grams}\n", "").thing("one", "f: 1 g\n");
    wrong
        .check()
        .ended_with(1)
        .says("error[S063]")
        .says("content/schema/things.yaml");
}

/// A group with free keys shows each key with its value.
#[test]
fn free_keys() {
    let site = things(
        "f: {type: map, of: {type: string}}\ng: {type: map, of: {type: quantity, unit: mm}}\n",
        "",
    )
    .thing(
        "one",
        "f: {Nozzle speed: fast, Bed: glass, x-note: secret}\ng: {a: 1, b: 2 um}\n",
    );
    site.build().is_clean();
    let page = site.page(PAGE);
    assert_eq!(shown(&page, "f"), "Nozzle speed fast Bed glass");
    assert_eq!(shown(&page, "g"), "a 1 mm b 2 µm");
    // What one key says is no answer to another one, here or on another page.
    let same = things("f: {type: map, of: {type: string}}\n", "")
        .thing("one", "f: {Length: \"10\", Width: \"10\"}\n")
        .thing("two", "f: {Depth: \"10\"}\n");
    same.build().is_clean();
    assert_eq!(shown(&same.page(PAGE), "f"), "Length 10 Width 10");
    let other = same.page("web/things/two/index.html");
    assert_eq!(shown(&other, "f"), "Depth 10");
    let refs = things("f: {type: map, of: {type: ref, to: things}}\n", "")
        .thing("one", "f: {a: nobody}\n");
    refs.check().ended_with(1).says("R001");
    refuses("{type: map, of: {type: int}}", "[1]", "S003");
    refuses("{type: map, of: {type: int}}", "{a: x}", "S003");
    let private = things("f: {type: map, private: true, of: {type: string}}\n", "")
        .thing("one", "f: {a: canary}\n");
    private.build().is_clean();
    assert!(private.output().holding("canary").is_empty());
}

/// Colours have digits, and the theme shows them.
#[test]
fn colours() {
    for colour in ["#0a2989", "#FFF", "#0A2989cc"] {
        assert_eq!(shows("{type: color}", &format!("\"{colour}\"")), colour);
    }
    for wrong in ["blue", "\"#12\"", "\"#gggggg\"", "\"#12345\""] {
        refuses("{type: color}", wrong, "S003");
    }
    let site = things("f: {type: color}\n", "").thing("one", "f: #0a2989\n");
    site.run(&["check", "--fix", "--as-of", "2026-06-01"])
        .ended_with(0);
    assert!(
        site.read("content/things/one.yaml")
            .contains("f: \"#0a2989\"")
    );
    for theme in ["cluster", "plain"] {
        let site = things("f: {type: list, of: {type: color}, single: true}\n", "")
            .theme(theme)
            .thing("one", "f: \"#0a2989\"\n");
        site.build().ended_with(0);
        let page = site.page(PAGE);
        assert!(
            page.all("rect").any(|rect| rect.is("fill", "#0a2989")),
            "{theme}"
        );
    }
}

/// That a value is not known is a statement, where a field allows it.
#[test]
fn what_is_not_known() {
    for kind in [
        "int",
        "date",
        "url",
        "country",
        "term, vocabulary: polymers",
        "ref, to: things",
        "quantity, unit: mm",
    ] {
        let declared = format!("{{type: {kind}, unknown: true, required: true}}");
        assert_eq!(shows(&declared, "unknown"), "not known", "{kind}");
        refuses(&format!("{{type: {kind}}}"), "unknown", "error[");
    }
    assert_eq!(
        shows(
            "{type: list, of: {type: year}, unknown: true}",
            "[2020, unknown]"
        ),
        "2020 not known"
    );
    let site = things(
        "f: {type: int, unknown: true, facet: range, column: true, sort: true}\n",
        "",
    )
    .theme("cluster")
    .thing("one", "f: unknown\n")
    .thing("two", "f: 3\n");
    site.build().ended_with(0);
    let czech = site.page("web/cs/veci/one/index.html");
    assert!(czech.all("dd").any(|dd| dd.text == "není známo"));
}

/// A reference names an entry by another unique field.
#[test]
fn references_by_another_field() {
    let fields = "
        code: {type: string, unique: true}
        next: {type: ref, to: things, by: code, inverse: before}
        all: {type: list, of: {type: ref, to: things, by: code}}
    ";
    let site = things(fields, "")
        .thing("one", "code: A-1\nnext: B 2\nall: [A-1, B 2]\n")
        .thing("two", "code: B 2\n");
    site.build().is_clean();
    let page = site.page(PAGE);
    assert_eq!(shown(&page, "next"), "two");
    assert!(page.links().contains(&"/things/two/"));
    assert!(
        site.page("web/things/two/index.html")
            .links()
            .contains(&"/things/one/")
    );
    let wrong = site.thing("three", "code: C-3\nnext: B 3\n");
    let run = wrong.check().ended_with(1);
    run.says("R001").says("B 2");
    let by = |by: &str, code: &str| {
        things(&format!("code: {{type: string}}\nhidden: {{type: string, unique: true, private: true}}\nnext: {{type: ref, to: things, by: {by}}}\n"), "")
            .check()
            .ended_with(1)
            .says(code);
    };
    by("code", "S062");
    by("cod", "S035");
    by("hidden", "S059");
}

/// Lists of groups are tables; every field has its label.
#[test]
fn groups_have_labels() {
    let fields = "
        parts:
          type: list
          label: {en: Parts}
          of:
            type: object
            fields:
              colour: {type: string, label: {en: Colour}}
              sizes:
                type: list
                label: {en: Sizes}
                of: {type: object, fields: {refill: {type: bool, label: {en: Refill}}, article: {type: string, label: {en: Article number}}}}
              note: {type: string, label: {en: Note}}
        grades: {type: object, label: {en: Grades}, fields: {resistance: {type: decimal, label: {en: Resistance}}, stain: {type: decimal, label: {en: Stain}}}}
    ";
    let text = "
        parts:
          - {colour: red, sizes: [{refill: true, article: \"11102\"}, {refill: false, article: \"11103\"}]}
          - {colour: blue, note: New}
        grades: {resistance: 1.0, stain: 0.0}
    ";
    for theme in ["cluster", "plain"] {
        let site = things(fields, "").theme(theme).thing("one", text);
        site.build().ended_with(0);
        let page = site.page(PAGE);
        let heads: Vec<&str> = page.all("th").map(|th| th.text.as_str()).collect();
        assert_eq!(heads, ["Colour", "Sizes", "Note"], "{theme}");
        let cells: Vec<&str> = page.all("td").map(|td| td.text.as_str()).collect();
        assert_eq!(cells.len(), 6, "{theme}: {cells:?}");
        assert_eq!(cells[2..], ["", "blue", "", "New"], "{theme}");
        for part in ["Refill", "Article number", "11103"] {
            assert!(cells[1].contains(part), "{theme}: {cells:?}");
        }
        let grades = page
            .all("dd")
            .find(|dd| dd.text.contains("Stain"))
            .expect("a group");
        assert!(
            grades.text.starts_with("Resistance"),
            "{theme}: {}",
            grades.text
        );
    }
}

/// Unknown keys are tolerated until a day, with a reason.
#[test]
fn unknown_keys_until_a_day() {
    let site = |allow: &str| {
        let site = SiteTest::minimal();
        let file = site.read("content/site.yaml");
        site.file(
            "content/site.yaml",
            &format!("{file}findings: {{allow: [{allow}]}}\n"),
        )
        .file(
            "content/news/a.yaml",
            "title: A\nsummary: B.\ndate: 2026-05-01\nold_key: canary\n",
        )
    };
    let allowed = site("{code: S002, reason: Moving over., until: 2026-12-31, file: content/news}");
    allowed.build().ended_with(0).says("1 finding suppressed");
    assert!(allowed.output().holding("canary").is_empty());
    site("{code: S002, reason: Moving over.}")
        .check()
        .ended_with(1)
        .says("error[C034]")
        .says("until");
    site("{code: S002, reason: Moving over., until: 2026-05-31}")
        .check()
        .ended_with(1)
        .says("error[S002]");
    site("{code: S003, reason: Moving over., until: 2026-12-31}")
        .check()
        .ended_with(1)
        .says("error[C034]");
}
