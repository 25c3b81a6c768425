//! The declarations that come with the program: the built-in collections, the
//! fields of every entry, and the shapes of files that are no entries.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::compile::shape_fields;
use super::spec::FromNode;
use super::{FieldSpec, Fields};
use crate::text::Sources;
use crate::yaml::{self, Kind, Node};

/// The embedded schema files: name and text. The fields of every entry are in
/// `entry.yaml`, the collections in the others.
const SOURCES: &[(&str, &str)] = &[
    ("schema/members.yaml", include_str!("builtin/members.yaml")),
    (
        "schema/structures.yaml",
        include_str!("builtin/structures.yaml"),
    ),
    (
        "schema/projects.yaml",
        include_str!("builtin/projects.yaml"),
    ),
    ("schema/events.yaml", include_str!("builtin/events.yaml")),
    ("schema/news.yaml", include_str!("builtin/news.yaml")),
    ("schema/pages.yaml", include_str!("builtin/pages.yaml")),
];

/// The fields of every entry, as text.
const ENTRY: &str = include_str!("builtin/entry.yaml");

/// The shapes, as text.
const SHAPES_TEXT: &str = include_str!("builtin/shapes.yaml");

static SHAPES: LazyLock<BTreeMap<Arc<str>, Fields>> = LazyLock::new(|| {
    // A test reads the embedded file.
    let specs = IndexMap::<String, IndexMap<String, FieldSpec>>::from_node(&embedded(SHAPES_TEXT));
    specs
        .unwrap_or_default()
        .into_iter()
        .map(|(name, fields)| (Arc::from(name), shape_fields(fields)))
        .collect()
});

/// The fields of every entry of every collection.
pub(super) fn common_fields() -> IndexMap<String, FieldSpec> {
    let root = embedded(ENTRY);
    let fields = root.get("fields").and_then(IndexMap::from_node);
    fields.unwrap_or_default()
}

/// An embedded file as a tree. Nothing in it is ever reported, so that it needs
/// no place among the sources.
fn embedded(text: &str) -> Node {
    let nowhere = Sources::default().next_id();
    let parsed = yaml::parse(nowhere, text, 0, &mut Vec::new());
    parsed.map_or_else(
        |_| Node {
            span: crate::text::Span::start_of(nowhere),
            kind: Kind::Null,
        },
        |parsed| parsed.root,
    )
}

/// The embedded schema files, as name and text.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

/// The forms of files that are no entries, by name: `site`, `collection`,
/// `vocabulary`, `measurement`, ….
#[must_use]
pub fn shapes() -> &'static BTreeMap<Arc<str>, Fields> {
    &SHAPES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{DecodedIn, Decoder, decode};

    /// The shapes describe the embedded files, the file of the shapes included.
    #[test]
    fn embedded_files_have_the_form_that_the_shapes_declare() {
        let languages: Vec<_> = ["en", "cs"]
            .iter()
            .filter_map(|l| super::super::Lang::parse(l))
            .collect();
        let decoder = Decoder {
            languages: &languages,
            place: DecodedIn::Text("place.schema"),
            properties: &[],
        };
        for (name, text) in SOURCES.iter().chain([&("entry.yaml", ENTRY)]) {
            let mut findings = Vec::new();
            let shape = shapes().get("collection");
            assert!(shape.is_some(), "the shape of a collection");
            let root = embedded(text);
            assert_ne!(root.kind, Kind::Null, "{name}");
            if let Some(shape) = shape {
                decode(&root, shape, decoder, &mut findings);
            }
            assert!(findings.is_empty(), "{name}: {findings:?}");
        }
        assert!(shapes().len() > 15 && !common_fields().is_empty());
    }
}
