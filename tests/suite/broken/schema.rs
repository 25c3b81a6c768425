//! Schema files that do not declare what they mean to.

use crate::support::SiteTest;

/// Declarations of fields that are wrong in themselves.
pub(super) fn fields_of_a_collection(site: SiteTest) -> SiteTest {
    site.file(
        "content/schema/equipment.yaml",
        "
        collection: equipment
        lable: {en: Equipment, cs: Vybavení}
        display: {title: name, summary: sumary}
        sort: [nmae]
        list: {view: tiles, group_by: kind}
        fields:
          title: {type: sting, required: true}
          name: {type: string, lokalized: true}
          summary: {localized: true}
          owner: {type: ref}
          maker: {type: ref, to: makers}
          kind: {type: term}
          method: {type: term, vocabulary: method}
          state: {type: enum}
          parts: {type: list}
          size: {type: object}
          code: {type: string, pattern: '[A-Z'}
          price: {type: decimal, min: cheap, max: '100'}
          nested:
            type: list
            of: {type: object, fields: {who: {type: ref, to: member}}}
        ",
    )
}

/// Files that declare nothing, or what is declared already.
pub(super) fn files_of_the_schema(site: SiteTest) -> SiteTest {
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
        "content/schema/g-name.yaml",
        "collection: My Tools\nfields: {title: {type: string}}\n",
    )
    .file(
        "content/schema/h-scheme.yaml",
        "collection: mailto\nfields: {title: {type: string}}\n",
    )
    .file(
        "content/schema/i-folder.yaml",
        "collection: assets\nfields: {title: {type: string}}\n",
    )
    .file(
        "content/schema/j-route.yaml",
        "collection: tools\nroute: My/Tools\nfields: {title: {type: string}}\n",
    )
    .file(
        "content/schema/k-untitled.yaml",
        "collection: parts\nfields: {name: {type: string}}\n",
    )
    .file("content/schema/sub/l.yaml", "collection: deep\n")
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
          twitter: {type: string, deprecated: website}
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
        twitter: '@spinworks'
        ",
    )
}
