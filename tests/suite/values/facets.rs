//! What lists are filtered by: fields inside groups and lists of them, and several
//! fields of one vocabulary.

use crate::explore::{data, part};
use crate::schema::{Things as _, things};
use crate::support::{SiteTest, packed};

const KINDS: &str = "label: {en: Kinds, cs: Druhy}\nterms:\n  a: {label: {en: Kind A, cs: Druh A}}\n  b: {label: {en: Kind B, cs: Druh B}}\n";

fn site(fields: &str) -> SiteTest {
    things(fields, "")
        .theme("cluster")
        .file("content/vocabularies/kinds.yaml", KINDS)
}

fn facet(site: &SiteTest, name: &str) -> serde_json::Value {
    let list = part(&data(site, "en"), "list-things");
    let facets = list["facets"].as_array().expect("facets").clone();
    facets
        .into_iter()
        .find(|facet| facet["name"] == name)
        .unwrap_or_default()
}

/// A term in a list of groups has its page, its link and its filter, and so have
/// ranges in a group.
#[test]
fn facets_inside_groups() {
    let fields = "
        variants:
          type: list
          label: {en: Variants}
          of:
            type: object
            fields:
              kind: {type: term, vocabulary: kinds, facet: true, label: {en: Kind}}
              kinds: {type: list, of: {type: term, vocabulary: kinds}, label: {en: Kinds}}
              weight: {type: decimal, facet: range, label: {en: Weight}}
        o: {type: object, fields: {x: {type: decimal, facet: range, label: {en: X}}}}
    ";
    let site = site(fields)
        .thing(
            "one",
            "variants: [{kind: a, weight: 1}, {kind: b, weight: 2}, {kind: a}]\no: {x: 3}\n",
        )
        .thing("two", "variants: [{kind: b}]\n")
        .thing("three", "");
    site.build().ended_with(0);
    let kinds = facet(&site, "variants.kind");
    assert_eq!(kinds["label"], "Kind");
    let ids: Vec<_> = kinds["options"]
        .as_array()
        .expect("options")
        .iter()
        .map(|option| option["id"].clone())
        .collect();
    assert_eq!(ids, ["a", "b"]);
    // The entries stand in the order of their titles: one, three, two.
    let values = packed::from_base64(kinds["values"].as_str().expect("base64"));
    assert_eq!(values, [2, 0, 1, 0, 1, 1]);
    assert_eq!(
        facet(&site, "variants.weight")["lower"],
        serde_json::json!([1.0, 2.0])
    );
    assert_eq!(facet(&site, "o.x")["lower"], serde_json::json!([3.0]));
    let term = site.page("web/things/kinds/a/index.html");
    assert!(term.links().contains(&"/things/one/") && !term.links().contains(&"/things/two/"));
    assert!(site.output().has("web/cs/veci/kinds/b/index.html"));
    let entry = site.page("web/things/one/index.html");
    assert!(
        entry.links().contains(&"/things/kinds/a/"),
        "{:?}",
        entry.links()
    );
    let list = site.page("web/things/index.html");
    assert!(
        list.links().contains(&"/things/kinds/b/"),
        "{:?}",
        list.links()
    );
}

/// Several fields of one vocabulary have an address each.
#[test]
fn fields_of_one_vocabulary() {
    let fields = "
        kind: {type: term, vocabulary: kinds, facet: true, label: {en: Kind}}
        also: {type: list, of: {type: term, vocabulary: kinds}, facet: true, label: {en: Also}}
        part: {type: object, fields: {kind: {type: term, vocabulary: kinds, facet: true, label: {en: Kind of the part}}}}
    ";
    let site = site(fields).thing("one", "kind: a\nalso: [a, b]\npart: {kind: b}\n");
    site.build().ended_with(0);
    let tree = site.output();
    for page in [
        "kinds/a",
        "kinds-also/a",
        "kinds-also/b",
        "kinds-part-kind/b",
    ] {
        assert!(tree.has(&format!("web/things/{page}/index.html")), "{page}");
    }
    let entry = site.page("web/things/one/index.html");
    for link in [
        "/things/kinds/a/",
        "/things/kinds-also/b/",
        "/things/kinds-part-kind/b/",
    ] {
        assert!(entry.links().contains(&link), "{link}: {:?}", entry.links());
    }
    for name in ["kind", "also", "part.kind"] {
        assert!(!facet(&site, name).is_null(), "{name}");
    }
}

/// What is private is no filter, in a group neither.
#[test]
fn private_groups_are_no_filters() {
    let site = site("variants: {type: list, private: true, of: {type: object, fields: {kind: {type: term, vocabulary: kinds}, x: {type: string}}}}\no: {type: object, fields: {k: {type: term, vocabulary: kinds, private: true}, y: {type: string}}}\n")
        .thing("one", "variants: [{kind: a, x: canary}]\no: {k: b, y: seen}\n");
    site.build().ended_with(0);
    assert!(site.output().holding("canary").is_empty());
    assert!(!site.output().has("web/things/kinds/a/index.html"));
    assert!(!site.output().has("web/things/kinds/b/index.html"));
}
