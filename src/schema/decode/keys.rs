//! Which field a key means that is the name of none.

use crate::diagnostic::closest;
use crate::schema::{Field, Fields, Localized};
use crate::yaml::{Kind, Node};

/// How many unknown fields of a group are looked through for a slip.
pub(super) const MOST_UNKNOWN: usize = 32;

/// Whether a field stands in a group under a name that is a slip of its own, which is
/// reported there.
pub(super) fn is_misspelt(node: &Node, field: &Field, fields: &Fields) -> bool {
    let Kind::Mapping(pairs) = &node.kind else {
        return false;
    };
    let unknown = pairs.iter().filter(|pair| fields.get(&pair.key).is_none());
    let mut unknown = unknown.take(MOST_UNKNOWN);
    unknown.any(|pair| {
        closest(&pair.key, fields.names()) == Some(&*field.name)
            || called(&pair.key, fields).is_some_and(|meant| meant.name == field.name)
    })
}

/// The one field that is called so on pages, in whatever language: `Název` of `title`.
pub(super) fn called<'f>(key: &str, fields: &'f Fields) -> Option<&'f Field> {
    let key = key.to_lowercase();
    let is_label = |label: &String| label.to_lowercase() == key;
    let mut all = fields.iter().filter(|field| match &field.label {
        Localized::Same(label) => is_label(label),
        Localized::Each(labels) => labels.values().any(is_label),
    });
    let labelled = all.next().filter(|_| all.next().is_none());
    labelled.or_else(|| of_menu(&key, fields))
}

/// What a key of a menu of other generators is called here.
fn of_menu<'f>(key: &str, fields: &'f Fields) -> Option<&'f Field> {
    if !fields.names().eq(["to", "label"]) {
        return None;
    }
    match key {
        "url" | "href" | "link" | "path" | "page" | "ref" | "pageref" => fields.get("to"),
        "name" | "title" | "text" => fields.get("label"),
        _ => None,
    }
}
