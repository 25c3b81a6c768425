//! The input of the search: stems, lists and terms as results, filters for numbers, and the
//! result lines. `tests/browser/journeys/search.js` tests the search in a browser, and
//! `tests/browser/relevance.js` measures it.

use serde_json::{Value, json};

use crate::explore::{MEMBER, data, part, site, structure};
use crate::support::{SiteTest, packed};

fn with_two(first: &str, second: &str) -> SiteTest {
    site()
        .file("content/members/weavers.yaml", MEMBER)
        .file("content/structures/one.yaml", &structure("NS-001", first))
        .file("content/structures/two.yaml", &structure("NS-020", second))
}

/// Terms of the index, in a language.
fn terms(site: &SiteTest, lang: &str) -> Vec<String> {
    packed::terms(&part(&data(site, lang), "search"))
}

/// Forms of one word are one term, by the endings of each language; a code keeps all its
/// characters.
#[test]
fn forms_of_a_word_are_one_term() {
    let site = with_two("", "")
        .file(
            "content/structures/one.md",
            "Membranes of fibres; a membrane of nanofibers. TiO2x",
        )
        .file(
            "content/structures/one.cs.md",
            "Membrána, membrány, s membránou, bez membrán.",
        );
    site.build().ended_with(0);
    let english = terms(&site, "en");
    let with = |terms: &[String], begin: &str| -> Vec<String> {
        let own = terms.iter().filter(|term| term.starts_with(begin));
        own.cloned().collect()
    };
    assert_eq!(with(&english, "membran"), ["membran"]);
    assert_eq!(with(&english, "fib"), ["fiber"]);
    assert!(english.contains(&"tio2x".to_owned()), "{english:?}");
    assert_eq!(with(&terms(&site, "cs"), "membran"), ["membran"]);
}

/// An irregular form is the same term as the regular ones, but only as a whole word.
#[test]
fn irregular_forms_are_one_term() {
    let site = with_two("", "")
        .file("content/structures/one.md", "Electrospun. Spunbond.")
        .file("content/structures/one.cs.md", "Dva dny. Dvě studny.");
    site.build().ended_with(0);
    let english = terms(&site, "en");
    for term in ["electrospin", "spunbond"] {
        assert!(english.iter().any(|own| own == term), "{term}: {english:?}");
    }
    let czech = terms(&site, "cs");
    for term in ["den", "studn"] {
        assert!(czech.iter().any(|own| own == term), "{term}: {czech:?}");
    }
}

/// The keywords of a page, which its text does not contain, are indexed.
#[test]
fn a_page_is_found_by_its_keywords() {
    let page =
        "---\ntitle: {en: Imprint, cs: Tiráž}\nkeywords: {en: \"disclaimer, copyright\"}\n---\nUs.";
    let site = with_two("", "").file("content/pages/imprint.md", page);
    site.build().ended_with(0);
    let page = site.page("web/imprint/index.html");
    for word in ["disclaimer", "copyright"] {
        assert!(terms(&site, "en").iter().any(|own| own == word), "{word}");
        let shown = page.elements().iter().any(|one| one.text.contains(word));
        assert!(!shown, "{word}");
    }
}

/// A code is found with and without the leading zeros of its number.
#[test]
fn a_code_is_found_by_its_number() {
    let site = with_two("", "");
    site.build().ended_with(0);
    let all = terms(&site, "en");
    for code in ["ns001", "ns1", "ns020", "ns20"] {
        assert!(all.iter().any(|term| term == code), "{code}: {all:?}");
    }
}

/// Lists and the pages of terms are results, with the number of their entries.
#[test]
fn lists_and_terms_are_results() {
    let site = with_two("", "");
    site.build().ended_with(0);
    let root = part(&data(&site, "en"), "search");
    let ways = &root["ways"];
    let titles = ways["title"].as_array().expect("titles");
    let of = |title: &str| {
        let at = titles.iter().position(|own| own == title);
        let at = at.unwrap_or_else(|| panic!("no way {title}: {titles:?}"));
        [&ways["count"][at], &ways["field"][at], &ways["link"][at]].map(Value::clone)
    };
    assert_eq!(
        of("PA 6"),
        [
            json!(2),
            json!("Polymers"),
            json!("/structures/polymers/pa6/")
        ]
    );
    assert_eq!(of("PA")[0], 2);
    let [count, field, link] = of("Members");
    assert_eq!(
        (count, field, link),
        (json!(1), Value::Null, json!("/members/"))
    );
    assert!(
        terms(&site, "en").contains(&"=polyamid".to_owned()),
        "synonyms name terms"
    );
}

/// The filters for a number: the range of all values, with units; none if no entry states one.
#[test]
fn numbers_lead_to_filters() {
    let site = with_two("trl: 4\nweight: 5 mg/cm2", "trl: 7\nweight: 20 g/m2").file(
        "content/schema/structures.yaml",
        "
        extend: structures
        fields:
          weight: {type: quantity, property: areal_mass, facet: range, label: Weight}
          bulk: {type: quantity, property: areal_mass, facet: range, label: Bulk}
        ",
    );
    site.build().ended_with(0);
    let root = part(&data(&site, "en"), "search");
    let ranges = root["ranges"].as_array().expect("ranges");
    let of = |name: &str| ranges.iter().find(|range| range["name"] == name);
    let trl = of("trl").expect("a range");
    assert_eq!([&trl["low"], &trl["high"]], [&json!(4.0), &json!(7.0)]);
    let weight = of("weight").expect("a range");
    assert_eq!(
        [&weight["low"], &weight["high"]],
        [&json!(20.0), &json!(50.0)]
    );
    assert_eq!(weight["units"][0]["symbol"], "g/m²");
    assert!(of("bulk").is_none());
}

/// A result shows the code, figures and values of its entry, and long texts are separate.
#[test]
fn results_show_codes_values_and_texts() {
    let site = with_two("", "").file("content/structures/one.md", "# Use\n\nIt *catches* dust.");
    site.build().ended_with(0);
    let parts = data(&site, "en");
    let (root, lines, texts) = (
        part(&parts, "search"),
        part(&parts, "search-t0"),
        part(&parts, "search-x0"),
    );
    let codes = lines["code"].as_array().expect("codes");
    let at = codes
        .iter()
        .position(|code| code == "NS-001")
        .expect("a code");
    assert_eq!(lines["id"][at], "one");
    let facts = lines["facts"][at].as_array().expect("facts");
    let said: Vec<String> = facts
        .chunks(2)
        .map(|pair| {
            let label = pair[0].as_u64().and_then(|at| usize::try_from(at).ok());
            let label = label.map_or(&Value::Null, |at| &root["labels"][at]);
            format!(
                "{}: {}",
                label.as_str().unwrap_or_default(),
                pair[1].as_str().unwrap_or_default()
            )
        })
        .collect();
    assert!(said.contains(&"Polymers: PA 6".to_owned()), "{said:?}");
    assert!(
        !said
            .iter()
            .any(|fact| fact.to_lowercase().contains("secret")),
        "{said:?}"
    );
    assert_eq!(texts[at], "Use It catches dust.");
    // Other names are separate from broader terms, whose names occur once.
    let others = ["PA 6", "PA"].map(|term| root["others"][term].as_array().expect("names"));
    assert!(others[0].contains(&json!("nylon")), "{others:?}");
    assert!(!others[0].contains(&json!("polyamide")), "{others:?}");
    assert!(others[1].contains(&json!("polyamide")), "{others:?}");
    assert_eq!(root["broader"]["PA 6"], json!(["PA"]));
}

/// The words of a text are indexed, but not the parameters of its blocks and headings.
#[test]
fn what_a_text_asks_for_is_no_word_of_it() {
    let site = with_two("", "").file(
        "content/structures/one.md",
        "Threads.\n\n## Weft {#woof}\n\nMore.\n\n```catalog\nfrom: members\nsort: [-joined]\n```\n\n```\nshuttle\n```\n",
    );
    site.build().ended_with(0);
    let parts = data(&site, "en");
    let all = packed::terms(&part(&parts, "search"));
    for (word, is_there) in [
        ("weft", true),
        ("woof", false),
        ("join", false),
        ("shuttl", true),
    ] {
        assert_eq!(
            all.iter().any(|term| term.starts_with(word)),
            is_there,
            "{word}: {all:?}"
        );
    }
    let texts = part(&parts, "search-x0");
    let texts = texts.as_array().expect("texts");
    let own = texts
        .iter()
        .filter_map(Value::as_str)
        .find(|text| text.starts_with("Threads"));
    assert_eq!(own, Some("Threads. Weft More. shuttle"));
}

/// Samples are marked wherever a script shows them.
#[test]
fn what_is_invented_is_marked_in_the_data() {
    let site = with_two("sample: true", "");
    site.build().ended_with(0);
    let parts = data(&site, "en");
    let list = part(&parts, "list-structures");
    let at = list["samples"].as_array().expect("samples");
    assert_eq!(at.len(), 1);
    let at = at[0]
        .as_u64()
        .and_then(|at| usize::try_from(at).ok())
        .expect("a place");
    assert_eq!(list["id"][at], "one");
    let lines = part(&parts, "search-t0");
    let at = lines["samples"][0]
        .as_u64()
        .and_then(|at| usize::try_from(at).ok());
    assert_eq!(lines["id"][at.expect("a place")], "one");
    assert_eq!(lines["samples"].as_array().map(Vec::len), Some(1));
}

/// Markup within a word does not split it.
#[test]
fn marks_within_a_word_do_not_cut_it() {
    let site = with_two("", "").file(
        "content/structures/one.md",
        "H~2~O vapour, **pico**tesla and [femto](members:weavers)second.",
    );
    site.build().ended_with(0);
    let all = terms(&site, "en");
    for word in ["h2o", "picotesla", "femtosecond"] {
        assert!(
            all.iter().any(|term| term.starts_with(word)),
            "{word}: {all:?}"
        );
    }
}

/// A field that the search skips does not lead to its entry: examples of searches do not find
/// the home page.
#[test]
fn a_field_may_be_passed_over() {
    let index = "---\ntitle: {en: Home, cs: Domů}\nsummary: {en: Spinning., cs: Spřádání.}\nsearches: {en: [zebrafish scaffold], cs: [zebřička]}\n---\n";
    let site = with_two("", "").file("content/pages/index.md", index);
    site.build().ended_with(0);
    let all = terms(&site, "en");
    assert!(!all.iter().any(|term| term.starts_with("zebra")), "{all:?}");
    let lines = part(&data(&site, "en"), "search-t0").to_string();
    assert!(!lines.contains("zebrafish"), "{lines}");
}

/// A result is typeset like its page: one-letter words stay with the next word.
#[test]
fn results_keep_short_words_with_the_next() {
    let member = "name: {en: Weavers, cs: Tkalci u lesa}\nkind: company\nsummary: {en: They weave., cs: Tkají v dílně a s radostí.}\njoined: 2020\n";
    let site = with_two("", "").file("content/members/weavers.yaml", member);
    site.build().ended_with(0);
    let lines = part(&data(&site, "cs"), "search-t0").to_string();
    for bound in ["u\u{a0}lesa", "v\u{a0}dílně a\u{a0}s\u{a0}radostí"] {
        assert!(lines.contains(bound), "{lines}");
    }
}

/// The label of a non-empty group or list leads to its entry, and that of an empty one does
/// not: *equipment* finds who has some.
#[test]
fn a_part_that_is_filled_in_is_found_by_its_label() {
    let member = |more: &str| {
        format!(
            "name: Weavers\nkind: company\nsummary: {{en: They weave., cs: Tkají.}}\njoined: 2020\n{more}"
        )
    };
    let facilities = "facilities: [{name: {en: Loom, cs: Stav}, shared: true}]\n";
    for (more, is_found) in [("", false), (facilities, true)] {
        let site = with_two("", "").file("content/members/weavers.yaml", &member(more));
        site.build().ended_with(0);
        let english = terms(&site, "en");
        assert_eq!(english.iter().any(|term| term == "equip"), is_found);
        let czech = terms(&site, "cs");
        assert_eq!(czech.iter().any(|term| term.starts_with("vybav")), is_found);
        // The result shows the match: the heading of a group represents it.
        let lines = part(&data(&site, "en"), "search-t0");
        let labels = part(&data(&site, "en"), "search")["labels"].to_string();
        assert_eq!(lines.to_string().contains("\"Loom\""), is_found, "{lines}");
        assert_eq!(labels.contains("\"Equipment\""), is_found, "{labels}");
    }
}

/// The words allowed between two numbers are shipped with the index, in each language.
#[test]
fn words_between_two_numbers_are_in_the_table() {
    let site = with_two("", "");
    site.build().ended_with(0);
    for (lang, words) in [("en", "until to and"), ("cs", "until do az a")] {
        let root = part(&data(&site, lang), "search");
        let table = root["stemming"].as_str().expect("a table");
        assert!(table.lines().any(|line| line == words), "{table}");
    }
}

/// The other names of a field and of a measured property find the entries that have them, and
/// offer their filters.
#[test]
fn other_names_of_fields_and_properties_are_known() {
    let site = with_two(
        "properties: [{property: areal_mass, value: \"5\", unit: g/m2}]\nproof: {by: A}",
        "trl: 7",
    )
    .file(
        "content/schema/structures.yaml",
        "
        extend: structures
        fields:
          trl: {synonyms: {en: [maturity], cs: [zralost]}}
          proof:
            type: object
            label: {en: Proof, cs: Doklad}
            synonyms: {en: [voucher], cs: [stvrzenka]}
            fields: {by: {type: string, label: By}}
        ",
    )
    .file(
        "content/schema/properties.yaml",
        "properties:\n  areal_mass: {synonyms: {en: [heaviness], cs: [tíha]}}\n",
    );
    site.build().ended_with(0);
    let has = |lang: &str, begin: &str| {
        let all = terms(&site, lang);
        all.iter().any(|term| term.starts_with(begin))
    };
    for (lang, begin) in [
        ("en", "voucher"),
        ("en", "heav"),
        ("cs", "stvrzenk"),
        ("cs", "tih"),
    ] {
        assert!(has(lang, begin), "{lang}: {begin}");
    }
    assert!(!has("en", "stvrzenk") && !has("cs", "voucher"));
    let root = part(&data(&site, "en"), "search");
    let ranges = root["ranges"].as_array().expect("ranges");
    let of = |name: &str| ranges.iter().find(|range| range["name"] == name).cloned();
    assert_eq!(of("trl").expect("a range")["also"], json!(["maturity"]));
    let mass = of("properties.areal_mass").expect("a range");
    assert_eq!(mass["also"], json!(["heaviness"]));
    assert_eq!(root["others"]["Areal mass"], json!(["heaviness"]));
}

/// A member is found by the terms of its products, if its list is filtered by them, and the
/// result says so.
#[test]
fn a_member_is_found_by_what_it_makes() {
    let made = "producers: [{member: weavers, role: producer}]";
    for (more, is_found) in [("", false), (made, true)] {
        let site = with_two(more, "").file(
            "content/vocabularies/producer-roles.yaml",
            "label: Roles\nterms:\n  producer: {label: Producer}\n",
        );
        site.build().ended_with(0);
        let lines = part(&data(&site, "en"), "search-t0");
        let titles = lines["title"].as_array().expect("titles");
        let at = titles.iter().position(|title| title == "Weavers");
        let facts = &lines["facts"][at.expect("the member")];
        assert_eq!(facts.to_string().contains("\"PA 6\""), is_found, "{facts}");
    }
}

/// Terms are found by their labels in every language of the site, and entries by their
/// headings in the others, which results show.
#[test]
fn names_of_other_languages_are_found() {
    let site = with_two("", "");
    site.build().ended_with(0);
    let found = |lang: &str, begin: &str| {
        let all = terms(&site, lang);
        assert!(all.iter().any(|own| own.starts_with(begin)), "{all:?}");
    };
    found("en", "tkalcovn");
    found("cs", "weaver");
    let lines = part(&data(&site, "en"), "search-t0");
    let name = "Žďárské tkalcovny";
    assert!(lines["facts"].to_string().contains(name), "{lines}");
    assert!(!lines["title"].to_string().contains(name), "{lines}");
}

/// A symbol between letters joins them into one word, as visitors type it.
#[test]
fn letters_around_a_sign_are_a_word() {
    let site = with_two("", "").file("content/structures/one.md", "We do R&D.");
    site.build().ended_with(0);
    let all = terms(&site, "en");
    assert!(all.iter().any(|term| term == "rd"), "{all:?}");
}
