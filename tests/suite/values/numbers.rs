//! Numbers in their own digits, what the comparison tells apart, links back, and
//! codes in the search.

use crate::explore::{data, part};
use crate::schema::{Things as _, shown, things};
use crate::support::{SiteTest, packed};

/// Decimals keep their digits, exponent and sign, as measured values do.
#[test]
fn decimals_keep_their_digits() {
    for (written, english, czech) in [
        ("4.7089420E-3", "4.7089420×10⁻³", "4,7089420×10⁻³"),
        ("0.285e6", "0.285×10⁶", "0,285×10⁶"),
        ("1.45844E+00", "1.45844×10⁰", "1,45844×10⁰"),
        ("-0.0009", "−0.0009", "−0,0009"),
        ("1420.7", "1420.7", "1420,7"),
        ("1.500", "1.500", "1,500"),
    ] {
        let site = things(
            "f: {type: decimal}\ng: {type: list, of: {type: decimal}}\n",
            "",
        )
        .thing("one", &format!("f: {written}\ng: [{written}, 2]\n"));
        site.build().is_clean();
        assert_eq!(shown(&site.page("web/things/one/index.html"), "f"), english);
        let page = site.page("web/cs/veci/one/index.html");
        assert_eq!(shown(&page, "f"), czech);
        assert_eq!(shown(&page, "g"), format!("{czech} 2"));
    }
}

/// The keys by which the comparison tells the values of an entry apart.
fn keys(site: &SiteTest) -> Vec<serde_json::Value> {
    let shard = part(&data(site, "en"), "list-things-0");
    let (keys, texts) = (&shard["keys"], &shard["compare"]);
    let entries = keys
        .as_array()
        .expect("entries")
        .iter()
        .zip(texts.as_array().expect("entries"));
    entries
        .map(|(keys, texts)| {
            let own = keys
                .as_array()
                .expect("keys")
                .iter()
                .zip(texts.as_array().expect("texts"));
            own.map(|(key, text)| {
                if key.is_null() {
                    text.clone()
                } else {
                    key.clone()
                }
            })
            .collect()
        })
        .collect()
}

/// Equal numbers do not differ, however they are written; others do.
#[test]
fn equal_numbers_do_not_differ() {
    let same = |declared: &str, values: &[&str]| {
        let mut site = things(&format!("f: {{{declared}, compare: true}}\n"), "").theme("cluster");
        for (number, value) in values.iter().enumerate() {
            site = site.thing(&format!("t{number}"), &format!("f: {value}\n"));
        }
        site.build().ended_with(0);
        let keys = keys(&site);
        assert_eq!(keys.len(), values.len());
        keys.iter().all(|key| *key == keys[0])
    };
    assert!(same(
        "type: decimal",
        &["1.5", "\"1.50\"", "\"1.500\"", "15e-1"]
    ));
    assert!(same(
        "type: quantity, property: areal_mass",
        &["20 g/m2", "2 mg/cm2", "\"20.0 g/m2\""]
    ));
    assert!(same("type: quantity", &["\"1.50 mm\"", "1.5 mm"]));
    assert!(same(
        "type: list, of: {type: decimal}",
        &["[1, 2.0]", "[1.0, 2]"]
    ));
    assert!(same(
        "type: object, fields: {a: {type: decimal}}",
        &["{a: 1.0}", "{a: 1}"]
    ));
    assert!(!same("type: decimal", &["1.5", "1.51"]));
    assert!(!same("type: string", &["\"1.5\"", "\"1.50\""]));
    assert!(!same("type: quantity", &["1.5 mm", "1.5 um"]));
}

/// Each measured value has what must be said of it, so that the heading of a line
/// can say what they share.
#[test]
fn each_value_has_its_own_notes() {
    let row = |value: &str, rest: &str| {
        format!("{{property: areal_mass, value: \"{value}\", unit: g/m2{rest}}}")
    };
    let site = things("m: {type: measurements, compare: true}\n", "")
        .theme("cluster")
        .thing(
            "one",
            &format!(
                "m: [{}, {}]\n",
                row("1", ", standard: \"ISO 1\""),
                row("2", ", standard: \"ISO 2\"")
            ),
        )
        .thing("two", &format!("m: [{}]\n", row("3", "")));
    site.build().ended_with(0);
    let shard = part(&data(&site, "en"), "list-things-0");
    let notes = |entry: usize, row: usize| shard["measured"][entry][row]["notes"].clone();
    assert_eq!(notes(0, 0), serde_json::json!(["ISO 1"]));
    assert_eq!(notes(0, 1), serde_json::json!(["ISO 2"]));
    assert_eq!(notes(1, 0), serde_json::json!([]));
}

/// A measured property is filtered and sorted by its conditions, where values have
/// several.
#[test]
fn measured_values_are_filtered_by_their_conditions() {
    let row = |value: &str, drop: &str| {
        let conditions = if drop.is_empty() {
            String::new()
        } else {
            format!(", conditions: {{pressure_drop: {drop}, area: 20 cm2}}")
        };
        format!("{{property: air_permeability, value: \"{value}\", unit: mm/s{conditions}}}")
    };
    let site = |rows: &[String]| {
        let site = things("m: {type: measurements, facet: range}\n", "")
            .theme("cluster")
            .thing("one", &format!("m: [{}]\n", rows.join(", ")));
        site.build().ended_with(0);
        let list = part(&data(&site, "en"), "list-things");
        list["facets"][0].clone()
    };
    let facet = site(&[
        row("350", "100 Pa"),
        row("10", "200 Pa"),
        row("20", "100 Pa"),
        row("5", ""),
    ]);
    let conditions = facet["conditions"].as_array().expect("conditions");
    assert_eq!(conditions.len(), 3, "{facet}");
    assert_eq!(conditions[0], "");
    let under: Vec<u64> = facet["under"]
        .as_array()
        .expect("places")
        .iter()
        .map(|place| place.as_u64().expect("a place"))
        .collect();
    assert_eq!(under[0], under[2]);
    assert!(under[0] != under[1] && under[3] == 0, "{under:?}");
    let same = site(&[row("350", "100 Pa"), row("10", "100 Pa")]);
    assert!(same["conditions"].is_null(), "{same}");
}

/// Links back stand under a label of their own, each entry once.
#[test]
fn links_back_have_their_own_labels() {
    let headings = |fields: &str, text: &str| -> Vec<String> {
        let site = things(fields, "").thing("book", "").thing("ann", text);
        site.build().is_clean();
        let page = site.page("web/things/book/index.html");
        let found = page
            .all("section")
            .filter(|section| section.is("class", "relation"));
        found.map(|section| section.text.clone()).collect()
    };
    let wrote = "wrote: {type: list, of: {type: ref, to: things}, inverse: authors, label: {en: Wrote, cs: Napsal}";
    let edited = "edited: {type: list, of: {type: ref, to: things}, inverse: editors, label: {en: Edited, cs: Vydal}";
    let two = format!("{wrote}}}\n{edited}}}\n");
    assert_eq!(
        headings(&two, "wrote: [book]\nedited: [book]\n"),
        ["Things: Wrote ann", "Things: Edited ann"]
    );
    assert_eq!(headings(&two, "wrote: [book]\n"), ["Things ann"]);
    let named = format!(
        "{wrote}, inverse_label: {{en: Authors, cs: Autoři}}}}\n{edited}, inverse_label: {{en: Editors, cs: Redaktoři}}}}\n"
    );
    assert_eq!(
        headings(&named, "wrote: [book]\nedited: [book]\n"),
        ["Authors ann", "Editors ann"]
    );
    let shared = format!("{wrote}}}\n{}}}\n", edited.replace("editors", "authors"));
    assert_eq!(
        headings(&shared, "wrote: [book]\nedited: [book]\n"),
        ["Things ann"]
    );
    let roles = "makers: {type: list, of: {type: object, fields: {who: {type: ref, to: things, inverse: made}, as: {type: term, vocabulary: polymers}}}}\n";
    let once = headings(
        roles,
        "makers: [{who: book, as: pa6}, {who: book, as: pvdf}]\n",
    );
    assert_eq!(once.len(), 1, "{once:?}");
    assert_eq!(once[0].matches("ann").count(), 1, "{once:?}");
    assert!(once[0].contains(", "), "{once:?}");
}

/// What a field inherits can be taken away.
#[test]
fn inherited_modifiers_are_taken_away() {
    let site = |region: &str| {
        SiteTest::minimal().file(
            "content/schema/members.yaml",
            &format!("extend: members\nfields:\n  region: {region}\n"),
        )
    };
    site("{type: enum, values: [north, south], vocabulary: null}")
        .build()
        .is_clean();
    site("{type: string, vocabulary: ~, facet: null, column: null}")
        .build()
        .is_clean();
    site("{type: enum, values: [north, south]}")
        .check()
        .says("S050");
}

/// A code is found by its parts that are codes themselves.
#[test]
fn codes_are_found_within_codes() {
    let site = things("code: {type: string, unique: true}\n", "")
        .theme("cluster")
        .thing("one", "code: N-BK7\n")
        .thing("two", "code: EN-AW-6061-T6\n")
        .thing("three", "code: H-K9L/GT2\n");
    site.build().ended_with(0);
    let found = packed::terms(&part(&data(&site, "en"), "search"));
    for code in ["nbk7", "bk7", "t6", "k9l", "gt2"] {
        assert!(found.iter().any(|term| term == code), "{code}: {found:?}");
    }
}
