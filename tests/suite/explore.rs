//! The data that scripts search, filter and compare by. `tests/browser/journeys/` tests the
//! scripts in a browser.

use serde_json::Value;

use crate::support::SiteTest;
use crate::support::packed;

const SITE: &str = "
    title: Test Cluster
    organisation: {name: Test Cluster}
    base_url: https://cluster.example/
    languages: [en, cs]
    time_zone: Europe/Prague
    theme: cluster
    editions: {web: {}}
    ";
pub(crate) const MEMBER: &str = "
    name: {en: Weavers, cs: Žďárské tkalcovny}
    kind: company
    summary: {en: They weave., cs: Tkají.}
    joined: 2020
    contacts: [{role: sales, person: Secretperson}]
    ";
const POLYMERS: &str = "
    label: Polymers
    terms:
      pa: {label: PA, synonyms: {en: [polyamide]}}
      pa6: {label: PA 6, broader: pa, synonyms: {en: [nylon]}}
    ";

pub(crate) fn structure(code: &str, more: &str) -> String {
    format!(
        "
        code: {code}
        title: Layer {code}
        summary: A layer.
        image: {{file: assets/layer.svg, alt: Layer}}
        polymers: [pa6]
        technology: electrospinning
        form: layer-2d
        applications: [filtration]
        safety_flags: [secretflag]
        {more}
        "
    )
}

pub(crate) fn site() -> SiteTest {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let terms = |ids: &str| format!("label: Terms\nterms:\n{ids}");
    SiteTest::minimal()
        .file("content/site.yaml", SITE)
        .file("content/assets/layer.svg", svg)
        .file("content/vocabularies/polymers.yaml", POLYMERS)
        .file(
            "content/vocabularies/technologies.yaml",
            &terms("  electrospinning: {label: Electrospinning}\n"),
        )
        .file(
            "content/vocabularies/forms.yaml",
            &terms("  layer-2d: {label: Flat}\n"),
        )
        .file(
            "content/vocabularies/applications.yaml",
            &terms("  filtration: {label: Filtration}\n"),
        )
        .file(
            "content/vocabularies/safety-flags.yaml",
            &terms("  secretflag: {label: Secretflag}\n"),
        )
        .file(
            "content/vocabularies/contact-roles.yaml",
            &terms("  sales: {label: Sales}\n"),
        )
}

/// The parts of the data files of a language, by name.
pub(crate) fn data(site: &SiteTest, lang: &str) -> Vec<(String, Value)> {
    let output = site.output();
    let folder = format!("web/assets/data-{lang}/");
    let mut parts = Vec::new();
    for (path, text) in output.texts(".js") {
        if !path.starts_with(&folder) {
            continue;
        }
        parts.extend(packed::parts(&text));
    }
    parts
}

pub(crate) fn part(parts: &[(String, Value)], name: &str) -> Value {
    let found = parts.iter().find(|(own, _)| own == name);
    found.unwrap_or_else(|| panic!("no part {name}")).1.clone()
}

/// The search terms of an entry: stems of folded words, with synonyms and broader terms;
/// nothing private, and each language separately.
#[test]
fn the_index_holds_what_pages_show() {
    let site = site()
        .file("content/members/weavers.yaml", MEMBER)
        .file("content/structures/one.yaml", &structure("NS-001", ""));
    site.build().ended_with(0);
    let english = data(&site, "en");
    let root = part(&english, "search");
    let found = packed::terms(&root);
    assert!(found.is_sorted());
    assert_eq!(root["terms"], found.len());
    for term in [
        "weaver", "ns001", "ns", "001", "pa6", "nylon", "polyamid", "flat",
    ] {
        assert!(found.iter().any(|own| own == term), "{term}: {found:?}");
    }
    let czech = packed::terms(&part(&data(&site, "cs"), "search"));
    assert!(czech.iter().any(|own| own == "zdarsk") && !czech.iter().any(|own| own == "weaver"));
    for term in found.iter().chain(&czech) {
        assert!(!term.contains("secret"), "{term}");
    }
    let all: String = english.iter().map(|(_, value)| value.to_string()).collect();
    assert!(!all.to_lowercase().contains("secret"));
}

/// Facets follow from the schema, including a field that a site adds.
#[test]
fn facets_follow_from_the_schema() {
    let site = site()
        .file(
            "content/schema/structures.yaml",
            "
            extend: structures
            fields:
              washable: {type: bool, facet: true, label: Washable}
              weight: {type: quantity, property: areal_mass, facet: range, label: Weight}
            ",
        )
        .file(
            "content/structures/one.yaml",
            &structure("NS-001", "washable: true\nweight: < 20 g/m2"),
        )
        .file(
            "content/structures/two.yaml",
            &structure("NS-002", "weight: 5 mg/cm2"),
        );
    site.build().ended_with(0);
    let list = part(&data(&site, "en"), "list-structures");
    let facet = |name: &str| {
        let facets = list["facets"].as_array().expect("facets");
        facets
            .iter()
            .find(|facet| facet["name"] == name)
            .cloned()
            .unwrap_or_default()
    };
    // One entry has a value, the first; the other has none.
    assert_eq!(
        facet("washable")["options"],
        serde_json::json!([{"id": "yes", "label": "yes"}])
    );
    assert_eq!(
        packed::from_base64(facet("washable")["values"].as_str().expect("base64")),
        [1, 0, 0]
    );
    let weight = facet("weight");
    assert_eq!(weight["lower"], serde_json::json!([null, 50.0]));
    assert_eq!(weight["upper"], serde_json::json!([20.0, 50.0]));
    assert_eq!(weight["open"], serde_json::json!([2, 0]));
    assert_eq!(weight["units"][0]["code"], "g/m2");
    assert_eq!(facet("safety_flags"), Value::Null);
    // A term implies its broader terms.
    let options = facet("polymers")["options"].clone();
    assert_eq!(options.as_array().map(Vec::len), Some(2));
}

/// Measured values share a line only if they are comparable.
#[test]
fn values_that_do_not_compare_stand_apart() {
    let measured = |code: &str, drop: &str| {
        let conditions = format!("conditions: {{pressure_drop: {drop}, area: 20 cm2}}");
        let row = |value: &str, rest: &str| {
            format!(
                "{{property: air_permeability, value: \"{value}\", unit: mm/s, source: illustrative{rest}}}"
            )
        };
        let stated = row("350", &format!(", {conditions}"));
        structure(code, &format!("properties: [{stated}, {}]", row("10", "")))
    };
    let site = site()
        .file(
            "content/vocabularies/sources.yaml",
            "label: Sources\nterms:\n  illustrative: {label: Illustrative}\n",
        )
        .file("content/structures/one.yaml", &measured("NS-001", "100 Pa"))
        .file("content/structures/two.yaml", &measured("NS-002", "1 mbar"))
        .file(
            "content/structures/three.yaml",
            &measured("NS-003", "200 Pa"),
        );
    site.build().ended_with(0);
    let shown = part(&data(&site, "en"), "list-structures-0");
    let lines: Vec<Vec<Value>> = shown["measured"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|rows| {
            rows.as_array()
                .expect("rows")
                .iter()
                .map(|row| row["line"].clone())
                .collect()
        })
        .collect();
    let [one, two, three] = [&lines[0], &lines[1], &lines[2]];
    assert_eq!(one[0], two[0], "100 Pa and 1 mbar are the same");
    assert_ne!(one[0], three[0]);
    assert!(
        lines.iter().all(|rows| rows[1].is_null()),
        "without conditions nothing compares"
    );
}

/// A theme without the three pages has no data files and no such addresses.
#[test]
fn a_theme_without_scripts_gets_no_data() {
    let site = SiteTest::minimal();
    site.build().ended_with(0);
    assert!(site.output().texts(".js").next().is_none());
    assert!(!site.output().has("web/search/index.html"));
}

/// Changing a value changes the page of its entry and the data of its list. No other page
/// names a changed file, so that a browser keeps its cache and a deployment sends only visible
/// changes.
#[test]
fn an_edit_changes_what_it_concerns() {
    let layer = |number: &str, mass: &str| {
        structure(
            number,
            &format!("properties: [{{property: areal_mass, value: \"{mass}\", unit: g/m2}}]"),
        )
    };
    let site = site()
        .file("content/structures/one.yaml", &layer("NS-001", "0.3"))
        .file("content/structures/two.yaml", &layer("NS-002", "0.5"));
    site.build().ended_with(0);
    let before = site.output().below("web");
    site.put("content/structures/one.yaml", &layer("NS-001", "0.4"));
    site.build().ended_with(0);
    let after = site.output().below("web");
    let of_lists = |path: &str| {
        let (folder, file) = path.rsplit_once('/').unwrap_or_default();
        folder.starts_with("assets/data-")
            && (file == "files.js" || file.starts_with("list-structures-"))
    };
    let differs = |path: &&str| !before.has(path) || before.text(path) != after.text(path);
    let texts = after.texts_and_archives();
    let changed: Vec<&str> = texts.filter(differs).collect();
    let (data, pages): (Vec<&str>, Vec<&str>) =
        changed.into_iter().partition(|path| of_lists(path));
    assert!(!data.is_empty());
    let shows_it = |path: &str| {
        // A workbook is compressed.
        if path.ends_with("/structures.xlsx") {
            return true;
        }
        let text = after.text(path);
        text.contains("0.4") || text.contains("0,4")
    };
    let others: Vec<&&str> = pages.iter().filter(|path| !shows_it(path)).collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(pages.contains(&"structures/one/index.html"));
}

/// A part of a group can be a column of the results, and a list names what it counts.
#[test]
fn a_part_of_a_group_is_a_column() {
    let site = site().file(
        "content/members/weavers.yaml",
        &format!("{MEMBER}address: {{locality: Kolín, country: CZ}}\n"),
    );
    site.build().ended_with(0);
    let root = part(&data(&site, "en"), "list-members");
    let columns = root["columns"].as_array().expect("columns");
    let shown: Vec<&Value> = columns.iter().filter(|own| own["shown"] == true).collect();
    let at = shown.iter().position(|own| own["label"] == "Town");
    let at = at.expect("the town is a column");
    assert_eq!(shown[at]["name"], Value::Null, "lists have no order by it");
    let lines = part(&data(&site, "en"), "list-members-0");
    assert_eq!(lines["cells"][0][at], "Kolín");
    let one = root["counted"]["one"].as_str().expect("a form");
    assert!(
        one.starts_with("{count}") && one.ends_with("member"),
        "{one}"
    );
}
