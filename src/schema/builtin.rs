//! The embedded declarations, as text: the built-in collections and vocabularies, the
//! fields of every entry, and the shapes of all other files.

use include_dir::{Dir, include_dir};

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

/// The shapes, as text.
pub(super) const SHAPES: &str = include_str!("builtin/shapes.yaml");

/// The built-in indicators of a cluster, as text.
pub(crate) const INDICATORS: &str = include_str!("builtin/indicators.yaml");

/// The embedded schema files, as name and text.
#[must_use]
pub(crate) fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

/// The vocabularies that a site has unless it has its own of the same name.
static VOCABULARIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/schema/builtin/vocabularies");

/// The embedded vocabularies, as id and text, by id.
#[must_use]
pub(crate) fn vocabularies() -> Vec<(&'static str, &'static str)> {
    let files = VOCABULARIES.files();
    let mut all: Vec<_> = files
        .filter_map(|file| {
            let name = file.path().to_str()?;
            Some((name.strip_suffix(".yaml")?, file.contents_utf8()?))
        })
        .collect();
    all.sort_unstable();
    all
}
