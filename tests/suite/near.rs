//! Near misses in content and in schemas: the message suggests what is meant, and a fix never
//! changes the meaning.

use crate::support::SiteTest;

/// A site with a collection that is not built in.
fn things(fields: &str) -> SiteTest {
    let schema = format!(
        "collection: things\nlabel: Things\nsingular: thing\nroute: things\nfields:\n  \
         title: {{type: string, label: Title}}\n{fields}"
    );
    SiteTest::minimal().file("content/schema/things.yaml", &schema)
}

fn with(fields: &str, entry: &str) -> SiteTest {
    things(fields).file("content/things/one.yaml", &format!("title: One\n{entry}"))
}

/// YAML reads hyphens without a space as one text. The intended list is suggested, but never
/// inserted automatically.
#[test]
fn a_list_without_spaces() {
    let tags = "  tags: {type: list, of: {type: string}, label: Tags}\n";
    let site = with(tags, "tags:\n  -first\n  -second\n");
    site.check()
        .ended_with(1)
        .says("a space is missing after the hyphen")
        .says("[first, second]");
    site.run(&["check", "--fix"]).ended_with(1);
    assert!(
        site.read("content/things/one.yaml")
            .contains("-first\n  -second")
    );
    with(tags, "tags: air, water\n")
        .check()
        .ended_with(1)
        .says("[air, water]");
}

#[test]
fn degrees_of_a_position() {
    let place = "  place: {type: geo, label: Place}\n";
    for (written, said) in [
        ("{lat: 50,1, lon: 14,2}", "a decimal point"),
        (
            "{lat: \"50,1\", lon: 14.2}",
            "`lat` must be degrees from -90 to 90",
        ),
        (
            "{lat: 491, lon: 16}",
            "`lat` must be degrees from -90 to 90, such as 50.038, not `491`",
        ),
        (
            "{lat: 50.1, lon: \"14°2'E\"}",
            "`lon` must be degrees from -180 to 180",
        ),
        ("{lat: 50.1}", "has no `lon`"),
    ] {
        with(place, &format!("place: {written}\n"))
            .check()
            .ended_with(1)
            .says(said);
    }
}

/// Labels instead of ids.
#[test]
fn labels_for_ids() {
    let fields = "  kind: {type: term, vocabulary: kinds, label: Kind}\n  \
                  state: {type: enum, values: {run: {en: In use, cs: V provozu}}, label: State}\n  \
                  of: {type: ref, to: things, label: Of}\n";
    let site = |entry: &str| {
        with(fields, entry).file(
            "content/vocabularies/kinds.yaml",
            "label: Kinds\nterms:\n  milling: {label: {en: Milling, cs: Frézování}}\n",
        )
    };
    for (entry, meant) in [
        ("kind: frézování\n", "kind: milling"),
        ("state: v provozu\n", "state: run"),
        ("of: one.yaml\n", "of: one"),
        ("of: things/one.md\n", "of: one"),
        ("of: \"things:one\"\n", "of: one"),
    ] {
        let site = site(entry);
        site.check().ended_with(1);
        site.run(&["check", "--fix"]).ended_with(0);
        let fixed = site.read("content/things/one.yaml");
        assert!(fixed.contains(meant), "{fixed}");
    }
}

/// A unit without a property: any unit of its dimension is accepted, no other, and the values
/// form a filter.
#[test]
fn a_quantity_in_a_unit() {
    let mass = "  mass: {type: quantity, unit: kg, facet: range, label: Mass}\n";
    for wrong in ["5 l", "5 s", "5 m2"] {
        with(mass, &format!("mass: {wrong}\n"))
            .check()
            .ended_with(1)
            .says("error[Q003]");
    }
    let site = things(mass)
        .theme("cluster")
        .file("content/things/one.yaml", "title: One\nmass: 3\n")
        .file("content/things/two.yaml", "title: Two\nmass: 0.5 t\n");
    site.build().ended_with(0);
    let data = site.output().below("web");
    let mut files = data.texts(".js");
    let (_, list) = files.find(|(_, text)| text.contains("\"facets\"")).unwrap();
    assert!(list.contains("\"label\":\"Mass\""), "{list}");
}

/// A list may be grouped and have letters.
#[test]
fn groups_and_letters() {
    let fields = "  kind: {type: enum, values: {a: A, b: B}, label: Kind}\n\
                  list: {view: cards, group_by: kind, letters: true}\n";
    let site = things(fields)
        .theme("cluster")
        .file("content/things/one.yaml", "title: One\nkind: a\n")
        .file("content/things/two.yaml", "title: Two\nkind: b\n");
    site.build().ended_with(0);
    let page = site.output().text("web/things/index.html").to_owned();
    assert!(page.contains("id=\"letter-o\"") && page.contains("id=\"group-a\""));
}

/// The data of a list contains no property that its entries do not state, and only scales are
/// drawn as scales.
#[test]
fn only_what_is_stated() {
    let fields = "  axes: {type: int, min: 1, max: 5, column: true, label: Axes}\n  \
                  level: {type: int, min: 1, max: 5, steps: true, column: true, label: Level}\n  \
                  values: {type: measurements, label: Values}\n";
    let site = things(fields).theme("cluster").file(
        "content/things/one.yaml",
        "title: One\naxes: 3\nlevel: 2\nvalues:\n  - {property: thickness, value: \"5\", unit: um}\n",
    );
    site.build().ended_with(0);
    let data = site.output().below("web");
    let mut files = data.texts(".js");
    let is_list = |text: &str| text.contains("\"facets\"");
    let (_, list) = files.find(|(_, text)| is_list(text)).unwrap();
    assert!(!list.contains("Fibre diameter"), "{list}");
    assert_eq!(list.matches("\"of\":5").count(), 1, "{list}");
}

/// Similar entries and the actions for an entry appear on the page of any collection.
#[test]
fn pages_of_any_collection() {
    let fields = "  kind: {type: term, vocabulary: kinds, facet: true, compare: true, label: Kind}\n\
                  similar: [kind]\nenquiry: {}\n";
    let site = things(fields)
        .theme("cluster")
        .file(
            "content/vocabularies/kinds.yaml",
            "label: Kinds\nterms: {a: {label: A}}\n",
        )
        .file("content/things/one.yaml", "title: One\nkind: a\n")
        .file("content/things/two.yaml", "title: Two\nkind: a\n");
    site.build().ended_with(0);
    let page = site.output().text("web/things/one/index.html").to_owned();
    for part in [
        "id=\"similar\"",
        "data-pick",
        "add=things:one",
        "ids=things:one,things:two",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

/// An entry whose name is the same in all languages counts as translated if its texts are.
#[test]
fn a_name_is_no_translation() {
    let fields = "  summary: {type: text, localized: true, label: Summary}\n";
    let schema = format!("{fields}display: {{title: title, summary: summary}}\n");
    let site = things(&schema).theme("plain").file(
        "content/things/one.yaml",
        "title: X 100\nsummary: {en: A machine.}\n",
    );
    site.build().ended_with(0);
    let czech = site
        .output()
        .text("web/cs/things/one/index.html")
        .to_owned();
    assert!(czech.contains("noindex"), "{czech}");
    let site = site.file("content/things/one.yaml", "title: X 100\n");
    site.build().ended_with(0);
    let czech = site
        .output()
        .text("web/cs/things/one/index.html")
        .to_owned();
    assert!(!czech.contains("noindex"), "{czech}");
}

/// Near-Markdown that would be printed literally.
#[test]
fn almost_markdown() {
    let wrong = [
        ("##Heading of the part", "is not a heading"),
        ("#Heading of the part", "is not a heading"),
        ("1.first\n2.second", "is not a list"),
        ("-first\n-second", "is not a list"),
        ("• first", "is not a list"),
        ("| a | b |\n| 1 | 2 |", "is not a table"),
        ("a\tb\n1\t2", "cells of a spreadsheet"),
        ("See [the news] (news:one).", "is not a link"),
        ("See [the news](news: one).", "its address contains a space"),
    ];
    for (text, said) in wrong {
        let site = SiteTest::minimal().file("content/news/one.md", &news(text));
        site.check().ended_with(0).says(said);
    }
    for text in [
        "#nanofibres",
        "#1 of the year",
        "-5 °C in the night\nand more",
        "- first\n- second",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "A note [1] (see above).",
        "`[a] (news:one)`",
    ] {
        let site = SiteTest::minimal().file("content/news/one.md", &news(text));
        let run = site.check().ended_with(0);
        assert!(!run.said().contains("K039"), "{text}: {}", run.said());
    }
}

fn news(text: &str) -> String {
    format!("---\ntitle: One\ndate: 2026-05-01\nsummary: S.\n---\n\n{text}\n")
}

/// The label of a term or an enum value is not an id, but identifies the intended one,
/// wherever it is written.
#[test]
fn labels_in_conditions() {
    let fields = "  kind: {type: term, vocabulary: member-kinds, label: Kind}\n  \
                  size: {type: enum, values: {s: Small, l: Large}, label: Size}\n";
    let block = |asked: &str| {
        let text =
            format!("---\ntitle: Page\n---\n```catalog\nfrom: things\nwhere: {{{asked}}}\n```\n");
        with(fields, "kind: company\nsize: s\n").file("content/pages/list.md", &text)
    };
    block("kind: Firma, size: Large")
        .check()
        .ended_with(1)
        .says("error[V001]")
        .says("company")
        .says("error[S007]")
        .says("size: l}");
    let site = block("kind: Company, size: Small");
    site.run(&["check", "--fix"]);
    assert!(
        site.read("content/pages/list.md")
            .contains("where: {kind: company, size: s}")
    );
}
