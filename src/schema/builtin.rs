//! The declarations that come with the program: the built-in collections, the
//! fields of every entry, and the shapes of files that are no entries.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use indexmap::IndexMap;

use super::compile::shape_fields;
use super::{FieldSpec, Fields};

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
pub(super) const ENTRY: &str = include_str!("builtin/entry.yaml");

static SHAPES: LazyLock<BTreeMap<Arc<str>, Fields>> = LazyLock::new(|| {
    // A test reads the embedded file.
    let specs: IndexMap<String, IndexMap<String, FieldSpec>> =
        serde_yaml::from_str(include_str!("builtin/shapes.yaml")).unwrap_or_default();
    specs
        .into_iter()
        .map(|(name, fields)| (Arc::from(name), shape_fields(fields)))
        .collect()
});

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
    use indexmap::IndexMap;

    use super::*;
    use crate::schema::CollectionSpec;

    #[test]
    fn embedded_files_read() {
        let shapes: Result<IndexMap<String, IndexMap<String, FieldSpec>>, _> =
            serde_yaml::from_str(include_str!("builtin/shapes.yaml"));
        assert!(shapes.is_ok(), "{shapes:?}");
        for (name, text) in SOURCES.iter().chain([&("entry.yaml", ENTRY)]) {
            let spec: Result<CollectionSpec, _> = serde_yaml::from_str(text);
            assert!(spec.is_ok(), "{name}: {spec:?}");
        }
    }
}
