//! Who makes an entry, and who answers enquiries about it: the list data, from the relations
//! that the schema declares.

use serde_json::{Value, json};

use crate::explore::{data, part};
use crate::support::{SiteTest, packed};

/// Two members that make, test or have left, and structures of both.
fn site() -> SiteTest {
    let member = |name: &str, more: &str| {
        format!("name: {name}\nkind: company\nsummary: They work.\njoined: 2020\n{more}\n")
    };
    let structure = |code: &str, polymers: &str, producers: &str| {
        format!(
            "code: {code}\ntitle: Layer {code}\nsummary: A layer.\nimage: {{file: assets/layer.svg, alt: Layer}}\npolymers: {polymers}\ntechnology: electrospinning\nform: layer-2d\napplications: [filtration]\nproducers: {producers}\n"
        )
    };
    crate::explore::site()
        .file(
            "content/schema/members.yaml",
            "
            extend: members
            fields:
              secret_mail: {type: email, private: true, label: Secret}
            ",
        )
        .file(
            "content/vocabularies/polymers.yaml",
            "label: Polymers\nterms:\n  pa: {label: PA}\n  pa6: {label: PA 6, broader: pa}\n  pcl: {label: PCL}\n",
        )
        .file(
            "content/vocabularies/contact-roles.yaml",
            "label: Roles\nterms:\n  press: {label: Press}\n  sales: {label: Sales}\n",
        )
        .file(
            "content/vocabularies/producer-roles.yaml",
            "label: Roles\nterms:\n  producer: {label: producer}\n  tester: {label: tester}\n",
        )
        .file(
            "content/members/weavers.yaml",
            &member(
                "Weavers",
                "email: info@weavers.example\nsecret_mail: secret@weavers.example\ncontacts: [{role: press, email: press@weavers.example}, {role: sales, email: sales@weavers.example, person: Secretperson, basis: consent}]",
            ),
        )
        .file(
            "content/members/testers.yaml",
            &member(
                "Testers",
                "email: info@testers.example\ncontacts: [{role: press, email: press@testers.example}]",
            ),
        )
        .file(
            "content/structures/one.yaml",
            &structure(
                "NS-001",
                "[pa6]",
                "[{member: weavers, role: producer}, {member: testers, role: tester}]",
            ),
        )
        .file(
            "content/structures/two.yaml",
            &structure("NS-002", "[pcl]", "[{member: weavers, role: producer}]"),
        )
        .file(
            "content/structures/three.yaml",
            &format!(
                "{}draft: true\n",
                structure("NS-003", "[pcl]", "[{member: testers, role: producer}]")
            ),
        )
}

fn facet(list: &Value, name: &str) -> Value {
    let mut facets = list["facets"].as_array().expect("facets").iter();
    let found = facets.find(|facet| facet["name"] == name);
    found.cloned().unwrap_or_default()
}

/// The ids of the choices that each entry has.
fn choices(facet: &Value) -> Vec<Vec<String>> {
    let bytes = packed::from_base64(facet["values"].as_str().expect("base64"));
    let mut bytes = bytes.into_iter();
    let mut entries = Vec::new();
    while let Some(count) = bytes.next() {
        let own = bytes.by_ref().take(usize::from(count));
        let ids = own.map(|at| facet["options"][usize::from(at)]["id"].to_string());
        entries.push(ids.map(|id| id.replace('"', "")).collect());
    }
    entries
}

/// A group that refers to an entry becomes a filter by that entry, and a column with its role;
/// members are filtered by values of the published structures that refer to them.
#[test]
fn who_makes_it_is_a_filter_both_ways() {
    let site = site();
    site.build().ended_with(0);
    let english = data(&site, "en");
    let structures = part(&english, "list-structures");
    assert_eq!(
        choices(&facet(&structures, "producers")),
        [vec!["testers", "weavers"], vec!["weavers"]]
    );
    let cells = part(&english, "list-structures-0")["cells"][0].clone();
    let makers = "Weavers (producer), Testers (tester)";
    assert!(cells.as_array().expect("cells").contains(&json!(makers)));
    let members = part(&english, "list-members");
    let polymers = facet(&members, "structures.polymers");
    assert_eq!(polymers["label"], "Nanofibrous structures: Polymers");
    // Testers, Weavers; a draft does not count for its maker.
    assert_eq!(
        choices(&polymers),
        [vec!["pa", "pa6"], vec!["pa", "pa6", "pcl"]]
    );
}

/// An enquiry goes to the makers of a thing, not to its testers, at the address of the best
/// role, and never to a private one.
#[test]
fn an_enquiry_has_its_addressee() {
    let site = site();
    site.build().ended_with(0);
    let english = data(&site, "en");
    let structures = part(&english, "list-structures-0");
    assert_eq!(
        structures["asked"],
        json!([["members:weavers"], ["members:weavers"]])
    );
    let members = part(&english, "list-members-0");
    assert_eq!(
        members["mail"],
        json!(["info@testers.example", "sales@weavers.example"])
    );
    let all: String = english.iter().map(|(_, value)| value.to_string()).collect();
    assert!(!all.to_lowercase().contains("secret"));
}

/// An unknown relation is an error with its place and a suggestion.
#[test]
fn a_relation_that_is_not_there() {
    SiteTest::minimal()
        .file(
            "content/schema/members.yaml",
            "extend: members\nrelated_facets: [structures.polymer]\nenquiry: {to: makers}\n",
        )
        .build()
        .ended_with(1)
        .says("content/schema/members.yaml:2:18")
        .says("structures.polymers")
        .says("no field `makers`");
}

/// Entries that share the rarest terms appear on each other's pages, the nearest by measured
/// values first; a draft appears nowhere.
#[test]
fn similar_entries_share_terms_and_values() {
    let structure = |code: &str, polymer: &str, diameter: &str, more: &str| {
        format!(
            "code: {code}\ntitle: Layer {code}\nsummary: A layer.\nimage: {{file: assets/layer.svg, alt: Layer}}\npolymers: [{polymer}]\ntechnology: electrospinning\nform: layer-2d\napplications: [filtration]\nproperties: [{{property: fibre_diameter, value: \"{diameter}\", unit: nm}}]\n{more}"
        )
    };
    let at = |id: &str| format!("content/structures/{id}.yaml");
    let site = crate::explore::site()
        .file(
            "content/vocabularies/polymers.yaml",
            "label: Polymers\nterms:\n  pa: {label: PA}\n  pa6: {label: PA 6, broader: pa}\n  pcl: {label: PCL}\n",
        )
        .file(&at("one"), &structure("NS-001", "pcl", "100", ""))
        .file(&at("two"), &structure("NS-002", "pa6", "900", ""))
        .file(&at("three"), &structure("NS-003", "pa6", "110", ""))
        .file(&at("four"), &structure("NS-004", "pcl", "5000", ""))
        .file(&at("five"), &structure("NS-005", "pcl", "100", "draft: true\n"));
    site.build().ended_with(0);
    let similar = |id: &str| {
        let page = site
            .output()
            .text(&format!("web/structures/{id}/index.html"));
        let (_, section) = page.split_once("similar-list").expect("similar entries");
        let (section, _) = section.split_once("</ul>").expect("its end");
        let titles = section.split("Layer ").skip(1);
        titles.map(|rest| rest[..6].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(similar("one"), ["NS-004", "NS-003", "NS-002"]);
    assert_eq!(similar("three"), ["NS-002", "NS-001", "NS-004"]);
}
