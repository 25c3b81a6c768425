//! Lists and their data for scripts: pages, sort orders, comparison lines, ranges in several
//! units.

use serde_json::Value;

use crate::explore::{data, part};
use crate::support::SiteTest;

/// A custom collection, shown by a theme with all tools.
fn things(schema: &str) -> SiteTest {
    SiteTest::minimal()
        .replaced("content/site.yaml", "theme: bare", "theme: cluster")
        .replaced("content/site.yaml", "  offline: {}\n", "")
        .file(
            "content/schema/things.yaml",
            &format!("collection: things\nlabel: Things\nsingular: thing\nroute: things\n{schema}"),
        )
}

fn with(mut site: SiteTest, entries: &[(&str, &str)]) -> SiteTest {
    for (id, text) in entries {
        site = site.file(&format!("content/things/{id}.yaml"), text);
    }
    site
}

/// A list that exactly fills two pages has two pages.
#[test]
fn no_page_is_empty() {
    let site = things("list: {page_size: 2}\nfields:\n  title: {type: string}\n");
    let four = [
        ("a", "title: A\n"),
        ("b", "title: B\n"),
        ("c", "title: C\n"),
        ("d", "title: D\n"),
    ];
    let site = with(site, &four);
    site.build().ended_with(0);
    assert!(site.output().has("web/things/page-2/index.html"));
    assert!(!site.output().has("web/things/page-3/index.html"));
    let site = with(site, &[("e", "title: E\n")]);
    site.build().ended_with(0);
    assert!(site.output().has("web/things/page-3/index.html"));
}

/// Missing values come last in every sort order.
#[test]
fn missing_values_come_last() {
    let entries = [
        ("a", "title: A\nrank: 1\n"),
        ("b", "title: B\n"),
        ("c", "title: C\nrank: 3\n"),
    ];
    for (sort, order, ranks) in [
        ("rank", ["A", "C", "B"], [0, 1, -1]),
        ("-rank", ["C", "A", "B"], [1, 0, -1]),
    ] {
        let site = things(&format!(
            "sort: [{sort}]\nfields:\n  title: {{type: string}}\n  rank: {{type: int, column: true}}\n"
        ));
        let site = with(site, &entries);
        site.build().ended_with(0);
        let list = part(&data(&site, "en"), "list-things");
        assert_eq!(list["title"], serde_json::json!(order), "{sort}");
        // The same when a visitor sorts: a missing value has no rank.
        let mut columns = list["columns"].as_array().expect("columns").iter();
        let column = columns.find(|column| column["name"] == "rank");
        let rank = &column.expect("the column")["rank"];
        assert_eq!(*rank, serde_json::json!(ranks), "{sort}");
    }
}

/// A value joins a line only if it agrees with all values on it: one without a statistic
/// agrees with a mean and with a median, which do not agree with each other. Values by another
/// method are on a line of their own.
#[test]
fn a_line_holds_what_agrees_with_all_of_it() {
    let row = |rest: &str| {
        format!("rows: [{{property: fibre_diameter, value: \"150\", unit: nm, method: {rest}}}]\n")
    };
    let site = things("fields:\n  title: {type: string}\n  rows: {type: measurements, compare: true, facet: range}\n")
        .file("content/vocabularies/methods.yaml", "label: Methods\nterms:\n  sem: {label: SEM}\n  tem: {label: TEM}\n");
    let site = with(
        site,
        &[
            ("a", &format!("title: A\n{}", row("sem"))),
            ("b", &format!("title: B\n{}", row("sem, statistic: mean"))),
            ("c", &format!("title: C\n{}", row("sem, statistic: median"))),
            ("d", &format!("title: D\n{}", row("tem, statistic: mean"))),
        ],
    );
    site.build().ended_with(0);
    let measured = part(&data(&site, "en"), "list-things-0")["measured"].clone();
    let line = |entry: usize| measured[entry][0]["line"].clone();
    assert_eq!(line(0), line(1));
    assert_ne!(line(0), line(2), "{measured}");
    assert_ne!(line(2), Value::Null);
    assert_ne!(line(3), line(1), "{measured}");
    assert_ne!(line(3), Value::Null);
}

/// A range in another unit is the same range; temperatures are converted with their offset.
#[test]
fn a_range_of_temperatures_has_its_zero() {
    let properties = "kinds:\n  heat: {label: Heat, unit: K}\nproperties:\n  melting:\n    label: Melting\n    kind: heat\n    unit: Cel\n    units: [Cel, K]\n    plausible: {min: \"-200\", max: \"4000\"}\n";
    let site = things("fields:\n  title: {type: string}\n  melts: {type: quantity, property: melting, facet: range}\n")
        .file("content/schema/properties.yaml", properties);
    let site = with(
        site,
        &[
            ("a", "title: A\nmelts: \"60 Cel\"\n"),
            ("b", "title: B\nmelts: \"300 K\"\n"),
        ],
    );
    site.build().ended_with(0);
    let facets = part(&data(&site, "en"), "list-things")["facets"].clone();
    let facet = &facets[0];
    assert_eq!(facet["units"][0]["code"], "Cel");
    assert_eq!(facet["units"][1]["code"], "K");
    assert_eq!(facet["units"][1]["shift"], -273.15);
    assert_eq!(facet["lower"], serde_json::json!([60.0, 26.85]));
}

/// A text in another language is marked, even if another entry has the same text in the page's
/// language.
#[test]
fn the_same_text_in_another_language_is_another_view() {
    let site = things(
        "fields:\n  title: {type: string, localized: true}\n  note: {type: string, localized: true}\n",
    );
    let site = with(
        site,
        &[
            (
                "a",
                "title: {en: A, cs: A}\nnote: {en: Cotton, cs: Cotton}\n",
            ),
            ("b", "title: {en: B, cs: B}\nnote: {en: Cotton}\n"),
        ],
    );
    site.build().ended_with(0);
    let page = |id: &str| {
        site.output()
            .text(&format!("web/cs/things/{id}/index.html"))
    };
    let of_note = |page: &str| {
        let at = page.find("Cotton").expect("the note");
        let from = page[..at].rfind('<').expect("its tag");
        page[from..at].to_owned()
    };
    assert!(
        !of_note(&page("a")).contains("lang=\"en\""),
        "{}",
        page("a")
    );
    assert!(of_note(&page("b")).contains("lang=\"en\""), "{}", page("b"));
}

/// Terms link to the pages of the field that has them, whatever field it is.
#[test]
fn a_term_leads_to_the_page_of_its_field() {
    let site = things("fields:\n  title: {type: string}\n  near: {type: term, vocabulary: topics, facet: true}\n  far: {type: object, fields: {near: {type: term, vocabulary: topics}}}\n")
        .file("content/vocabularies/topics.yaml", "label: Topics\nterms:\n  research: {label: Research}\n");
    let site = with(
        site,
        &[("a", "title: A\nnear: research\nfar: {near: research}\n")],
    );
    site.build().ended_with(0);
    let page = site.output().text("web/things/a/index.html");
    let links = page.matches("href=\"/things/topics/research/\"").count();
    assert_eq!(links, 1, "{page}");
}

/// Five entries, two per page: groups and letters count the whole list, and each letter links
/// to the page on which it begins.
#[test]
fn groups_and_letters_are_those_of_the_list() {
    let schema = |list: &str| {
        format!(
            "collection: things\nlabel: Things\nsingular: thing\nroute: things\ndisplay: {{title: name}}\nlist: {{{list}}}\nfields:\n  name: {{type: string, required: true, label: Name}}\n  kind: {{type: term, vocabulary: kinds, label: Kind}}\n"
        )
    };
    let mut site = SiteTest::minimal().theme("cluster").file(
        "content/vocabularies/kinds.yaml",
        "label: Kinds\nterms:\n  a: {label: First}\n  b: {label: Second}\n",
    );
    for (id, name, kind) in [
        ("one", "Alpha", "a"),
        ("two", "Apple", "a"),
        ("three", "Beech", "b"),
        ("four", "Cedar", "a"),
        ("five", "Čedič", "a"),
    ] {
        site = site.file(
            &format!("content/things/{id}.yaml"),
            &format!("name: {name}\nkind: {kind}\n"),
        );
    }
    let site = site.file(
        "content/schema/things.yaml",
        &schema("view: cards, page_size: 2, letters: true"),
    );
    site.build().ended_with(0);
    let output = site.output();
    let first = output.text("web/things/index.html");
    for part in [
        "href=\"#letter-a\">A</a>",
        "href=\"/things/page-2/#letter-b\">B</a>",
        "href=\"/things/page-2/#letter-c\">C</a>",
        "id=\"letter-a\"",
    ] {
        assert!(first.contains(part), "{part} is not in {first}");
    }
    assert!(!first.contains("id=\"letter-b\""), "{first}");
    let czech = output.text("web/cs/things/index.html");
    assert!(czech.contains(">Č</a>"), "{czech}");
    site.put(
        "content/schema/things.yaml",
        &schema("view: cards, page_size: 2, group_by: kind"),
    );
    site.build().ended_with(0);
    let first = site.output().text("web/things/index.html");
    assert!(
        first.contains("First <span class=\"count\">4</span>"),
        "{first}"
    );
}

/// The heading of several entries is the plural of their term, or its name if it has no
/// plural.
#[test]
fn groups_are_named_in_the_plural() {
    let kinds = "label: Kinds\nroute: kinds\nterms:\n  mill: {label: {en: Mill, cs: Přádelna}, plural: {en: Mills, cs: Přádelny}}\n  cloth: {label: Cloth}\n";
    let schema = "list: {group_by: kind}\nfields:\n  title: {type: string}\n  kind: {type: term, vocabulary: thing-kinds}\n";
    let site = things(schema).file("content/vocabularies/thing-kinds.yaml", kinds);
    let two = [
        ("a", "title: A\nkind: mill\n"),
        ("b", "title: B\nkind: cloth\n"),
    ];
    let site = with(site, &two);
    site.build().ended_with(0);
    let english = site.output().text("web/things/index.html");
    assert!(english.contains(">Mills "), "{english}");
    assert!(english.contains(">Cloth "), "{english}");
    let czech = site.output().text("web/cs/things/index.html");
    assert!(czech.contains(">Přádelny "), "{czech}");
}

/// A list says how many entries it has in the words of its collection, in the plural forms
/// of each language; in a language without them, it counts entries.
#[test]
fn a_list_counts_in_words_of_its_collection() {
    let counted =
        "counted: {cs: {one: \"{count} věc\", few: \"{count} věci\", other: \"{count} věcí\"}}\n";
    let site = things(&format!(
        "{counted}fields:\n  title: {{type: string}}\n  kind: {{type: term, vocabulary: thing-kinds, facet: true}}\n"
    ));
    let kinds = "label: Kinds\nroute: kinds\nterms:\n  mill: {label: Mill}\n";
    let site = site.file("content/vocabularies/thing-kinds.yaml", kinds);
    let all = [("a", "title: A\nkind: mill\n"), ("b", "title: B\n")];
    let site = with(site, &all);
    site.build().ended_with(0);
    let czech = site.output().text("web/cs/things/index.html");
    assert!(czech.contains("2 věci<"), "{czech}");
    let english = site.output().text("web/things/index.html");
    assert!(english.contains("2 entries<"), "{english}");
    let five: Vec<_> = ["c", "d", "e"].map(|id| (id, "title: C\n")).into();
    let site = with(site, &five);
    site.build().ended_with(0);
    let czech = site.output().text("web/cs/things/index.html");
    assert!(czech.contains("5 věcí<"), "{czech}");
}

/// An extension for one language keeps the others, and a misspelt plural form is reported.
#[test]
fn words_for_a_count_are_extended_by_language() {
    let site = crate::explore::site()
        .file("content/members/weavers.yaml", crate::explore::MEMBER)
        .file(
            "content/schema/members.yaml",
            "extend: members\ncounted: {en: {one: \"{count} mill\", other: \"{count} mills\"}}\n",
        );
    site.build().ended_with(0);
    let english = site.output().text("web/members/index.html");
    assert!(english.contains("1 mill<"), "{english}");
    let czech = site.output().text("web/cs/clenove/index.html");
    assert!(czech.contains("1 člen<"), "{czech}");
    let site = site.file(
        "content/schema/members.yaml",
        "extend: members\ncounted: {en: {ones: \"{count} mill\", other: \"{count} mills\"}}\n",
    );
    site.build().ended_with(1).says("`ones`");
}

/// The headings in a `catalog` block are one level below the heading before it; before the
/// first heading they follow the title of the page.
#[test]
fn headings_of_a_block_follow_the_text() {
    let block = "```catalog\nfrom: news\nview: cards\n```\n";
    let page = format!(
        "---\ntitle: {{en: All, cs: Vše}}\n---\n{block}\n## Second\n\n{block}\n### Third\n\n{block}"
    );
    let site = SiteTest::minimal()
        .theme("cluster")
        .file(
            "content/news/one.md",
            "---\ntitle: One\ndate: 2026-01-01\nsummary: S.\n---\nText.\n",
        )
        .file("content/pages/all.md", &page);
    site.build().ended_with(0);
    let page = site.page("web/all/index.html");
    let names = page.elements().iter().map(|element| element.name.as_str());
    let levels: Vec<&str> = names
        .filter(|name| matches!(*name, "h1" | "h2" | "h3" | "h4" | "h5"))
        .collect();
    assert!(
        levels.starts_with(&["h1", "h2", "h2", "h3", "h3", "h4"]),
        "{levels:?}"
    );
}
