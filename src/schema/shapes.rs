//! The forms of all files other than entries, declared in the language of the schema
//! itself. The form of a field's declaration follows from the tables of types and
//! modifiers; the others are in an embedded file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::compile::{embedded, shape_fields};
use super::modifiers::{MODIFIERS, TYPE};
use super::read::FromNode;
use super::spec::FieldSpec;
use super::types::TYPES;
use super::{Fields, builtin};

static SHAPES: LazyLock<BTreeMap<Arc<str>, Fields>> = LazyLock::new(|| {
    // A test reads the embedded texts.
    let read = |text: &str| {
        let specs = IndexMap::<String, IndexMap<String, FieldSpec>>::from_node(&embedded(text));
        specs.unwrap_or_default()
    };
    read(builtin::SHAPES)
        .into_iter()
        .chain(read(&field_shape()))
        .map(|(name, fields)| (Arc::from(name), shape_fields(fields)))
        .collect()
});

/// The forms of all files other than entries, by name: `site`, `collection`, `vocabulary`,
/// `measurement`, ….
#[must_use]
pub(crate) fn shapes() -> &'static BTreeMap<Arc<str>, Fields> {
    &SHAPES
}

static OF_EVERY_ENTRY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let read =
        |text: &str| IndexMap::<String, IndexMap<String, FieldSpec>>::from_node(&embedded(text));
    let groups = read(builtin::ENTRY).unwrap_or_default();
    groups.into_values().flat_map(IndexMap::into_keys).collect()
});

/// Whether every entry of every collection has a field of this name. Such a field is about
/// publishing the entry, not about its subject.
#[must_use]
pub(crate) fn is_of_every_entry(name: &str) -> bool {
    OF_EVERY_ENTRY.iter().any(|own| own == name)
}

/// The shape of a field's declaration, from the tables.
fn field_shape() -> String {
    let types: Vec<&str> = TYPES
        .iter()
        .filter(|row| row.in_schema_files)
        .map(|row| row.name)
        .collect();
    let mut text = format!(
        "field:\n  {TYPE}: {{type: enum, values: [{}]}}\n",
        types.join(", ")
    );
    for row in MODIFIERS.iter().filter(|row| !row.form.is_empty()) {
        let also = match row.also {
            [] => String::new(),
            also => format!("also: [{}], ", also.join(", ")),
        };
        let form = row.form.strip_prefix('{').unwrap_or_default();
        // Writing to a text does not fail.
        let _ = writeln!(text, "  {}: {{{also}{form}", row.key);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{DecodedIn, Decoder, decode};
    use crate::yaml::Kind;

    /// The shapes describe the embedded files, the file of the shapes included.
    #[test]
    fn embedded_files_have_the_form_that_the_shapes_declare() {
        let languages: Vec<_> = ["en", "cs", "de", "sk", "pl"]
            .iter()
            .filter_map(|l| super::super::Lang::parse(l))
            .collect();
        let decoder = Decoder {
            languages: &languages,
            place: DecodedIn::Text("place.schema"),
            properties: &[],
            zone: None,
        };
        for (name, text) in builtin::sources()
            .iter()
            .chain([&("entry.yaml", builtin::ENTRY)])
        {
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
        assert!(shapes().len() > 15);
    }
}
