//! Modifiers that say where pages show a field, and in what order.

use super::{Things as _, things};
use crate::explore::{data, part};
use crate::support::SiteTest;

const FIELDS: &str = "
    made_of: {type: list, of: {type: term, vocabulary: polymers}, facet: true}
    level: {type: int, facet: range}
    width: {type: quantity, column: true}
    owner: {type: ref, to: members, sort: true}
    land: {type: country, column: true}
    weight: {type: quantity, property: areal_mass, compare: true}
    remark: {type: string}
";

fn site() -> SiteTest {
    let member = |name: &str| {
        format!(
            "name: {name}\nkind: company\nsummary: {{en: Spins., cs: Zvlákňuje.}}\njoined: 2020\n"
        )
    };
    things(FIELDS, "list: {view: table}\nsort: [width]\n")
        .theme("cluster")
        .file("content/members/a.yaml", &member("Zeta"))
        .file("content/members/z.yaml", &member("Alfa"))
        .thing("one", "made_of: [pa6]\nlevel: 3\nwidth: 900 um\nowner: a\nland: AT\nweight: 30 g/m2\nremark: Hidden\n")
        .thing("two", "made_of: [pa6, pvdf]\nwidth: 0.8 mm\nowner: z\nland: CZ\n")
        .thing("three", "width: 100–300 mm\nland: DE\n")
        .thing("four", "remark: No width\n")
}

/// Quantities are in the order of what they measure, whatever their unit;
/// references in that of names, countries in that of their names in the language.
#[test]
fn values_are_in_their_own_order() {
    let site = site();
    site.build().ended_with(0);
    for lang in ["en", "cs"] {
        let root = part(&data(&site, lang), "list-things");
        // By width: 0.8 mm, 900 µm, 100–300 mm, and what has none.
        assert_eq!(
            root["id"],
            serde_json::json!(["two", "one", "three", "four"]),
            "{lang}"
        );
        let rank = |name: &str| {
            let columns = root["columns"].as_array().unwrap();
            let column = columns.iter().find(|column| column["name"] == name);
            column.unwrap_or_else(|| panic!("no column {name}"))["rank"].clone()
        };
        assert_eq!(rank("width"), serde_json::json!([0, 1, 2, -1]));
        // Alfa owns `two`.
        assert_eq!(rank("owner"), serde_json::json!([0, 1, -1, -1]));
        // Austria, Czechia, Germany, and Česko, Německo, Rakousko.
        let land: Vec<i64> = serde_json::from_value(rank("land")).unwrap();
        let expected = match lang {
            "cs" => [0, 2, 1, -1],
            _ => [1, 0, 2, -1],
        };
        assert_eq!(land, expected, "{lang}");
    }
}

/// `facet` makes filters and pages of terms, `column` columns, `sort` an order,
/// `compare` lines of the comparison; a field with none of them is on its page
/// alone.
#[test]
fn fields_are_shown_where_they_are_declared_to_be() {
    let site = site();
    site.build().ended_with(0);
    let parts = data(&site, "en");
    let root = part(&parts, "list-things");
    let texts = |values: &serde_json::Value, key: &str| -> Vec<String> {
        let values = values.as_array().unwrap().iter();
        values
            .map(|value| value[key].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(texts(&root["facets"], "name"), ["made_of", "level"]);
    assert_eq!(texts(&root["columns"], "name"), ["width", "owner", "land"]);
    assert_eq!(root["compare"], serde_json::json!(["Weight"]));
    assert!(site.output().has("web/things/polymers/pvdf/index.html"));
    let list = site.output().text("web/things/index.html");
    assert!(list.contains("Czechia") && !list.contains("Hidden"));
    assert!(
        site.output()
            .text("web/things/one/index.html")
            .contains("Hidden")
    );
}
