//! The declarations that come with the program, as text: the built-in collections,
//! the fields of every entry, and the shapes of files that are no entries.

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

/// The embedded schema files, as name and text.
#[must_use]
pub(crate) fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}
