//! Schema files that do not declare what they mean to.

use crate::support::SiteTest;

/// Keys and words that the language of the schema does not have.
pub(super) fn form_of_a_declaration(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/equipment.yaml",
        "
        collection: equipment
        lable: {en: Equipment, cs: Vybavení}
        list: {view: tiles, group_by: kind}
        fields:
          title: {type: sting, required: true}
          name: {type: string, lokalized: true}
          price: {type: decimal, min: cheap, max: '100'}
          state: {type: enum, values: working}
          owner: {type: ref, to: makers}
        ",
    )
}

/// Declarations that are well formed and name what is not there, or leave out
/// what their type needs.
pub(super) fn meaning_of_a_declaration(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/equipment.yaml",
        "
        collection: equipment
        display: {title: name, summary: sumary, date: bought, image: photo}
        sort: [nmae, -name]
        list: {view: table, group_by: knd, timeline: {start: from}}
        former: sold
        fields:
          name: {type: string, localized: true}
          summary: {localized: true}
          owner: {type: ref}
          maker: {type: ref, to: makers}
          kind: {type: term}
          method: {type: term, vocabulary: method}
          state: {type: enum}
          parts: {type: list}
          size: {type: object}
          code: {type: string, pattern: '[A-Z'}
          nested:
            type: list
            of: {type: object, fields: {who: {type: ref, to: member}}}
        ",
    )
}

/// Files that declare nothing, or what is declared already.
pub(super) fn schema_files(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/a-nothing.yaml",
        "fields: {name: {type: string}}\n",
    )
    .file(
        "content/schema/b-both.yaml",
        "collection: tools\nextend: members\n",
    )
    .file(
        "content/schema/c-again.yaml",
        "collection: members\nfields: {}\n",
    )
    .file(
        "content/schema/d-extend.yaml",
        "extend: structure\nfields: {colour: {type: string}}\n",
    )
    .file("content/schema/e-list.yaml", "- collection: tools\n")
    .file("content/schema/f-empty.yaml", "")
    .file(
        "content/schema/g-untitled.yaml",
        "collection: parts\nfields: {name: {type: string}}\n",
    )
    .file("content/schema/sub/h.yaml", "collection: deep\n")
}

/// Names that a collection or its address cannot have: no slug, the scheme of a
/// link, a folder of the content or of the output.
pub(super) fn names_of_collections(site: SiteTest) -> SiteTest {
    let collection = |name: &str, more: &str| {
        format!("collection: {name}\n{more}fields: {{title: {{type: string}}}}\n")
    };
    site.file("content/schema/a.yaml", &collection("My Tools", ""))
        .file("content/schema/b.yaml", &collection("mailto", ""))
        .file("content/schema/c.yaml", &collection("https", ""))
        .file("content/schema/d.yaml", &collection("assets", ""))
        .file("content/schema/e.yaml", &collection("schema", ""))
        .file("content/schema/f.yaml", &collection("home", ""))
        .file(
            "content/schema/g.yaml",
            &collection("tools", "route: My/Tools\n"),
        )
        .file(
            "content/schema/h.yaml",
            &collection("people", "route: members\n"),
        )
        .file(
            "content/schema/i.yaml",
            &collection("stock", "route: assets\n"),
        )
        .file("content/tools/drill.yaml", "title: Drill\n")
        .file("content/people/anna.yaml", "title: Anna\n")
        .file("content/stock/bolt.yaml", "title: Bolt\n")
        .file(
            "content/members/acme.yaml",
            "name: Acme\nkind: company\nsummary: Builds.\njoined: 2020\n",
        )
}

/// An extension that tightens a field is held against the entries.
pub(super) fn tightened_fields(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/members.yaml",
        "
        extend: members
        fields:
          motto: {type: string, localized: true, required: [cs], max: 10}
          website: {required: true}
          twitter: {type: url, deprecated: website}
        ",
    )
    .file(
        "content/members/spinworks.yaml",
        "
        name: Spinworks
        kind: company
        summary: Spins.
        joined: 2020
        motto: {en: Finer than fine}
        twitter: https://spinworks.example/
        ",
    )
}

/// A registry of properties whose form and meaning are not right.
pub(super) fn registry_of_properties(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/properties.yaml",
        "
        properties:
          zeta_potential:
            lable: {en: Zeta potential}
            kind: voltage
            unit: mV
            units: mV
            plausible: {min: low, max: '150'}
        condition: {}
        ",
    )
}

/// A registry of the right form, which names what there is not.
pub(super) fn meaning_of_the_registry(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/properties.yaml",
        "
        properties:
          zeta_potential:
            label: Zeta potential
            x-note: Ask the laboratory
            kind: volts
            unit: mV
            units: [mV, kg]
            must_state: [mood]
        ",
    )
}
