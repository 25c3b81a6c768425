//! Finds the field that is meant by an unknown key.

use crate::diagnostic::closest;
use crate::schema::{Field, Fields, Localized};
use crate::text::folded;
use crate::yaml::{Kind, Node};

/// How many unknown fields of a group are compared with known ones for a slip.
pub(super) const MOST_UNKNOWN: usize = 32;

/// More fields than this are not listed in a message.
const MAX_LISTED: usize = 16;

/// The fields of a group, unless they are too many for a message.
pub(super) fn listed(fields: &Fields) -> Option<String> {
    let mut names: Vec<&str> = fields.names().collect();
    let is_cut = names.len() > MAX_LISTED;
    names.truncate(MAX_LISTED);
    if is_cut {
        names.push("…");
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// The key of a custom note that is slightly wrong: `x_note`, `X-note`.
pub(super) fn own_note(key: &str) -> Option<String> {
    let rest = key.strip_prefix(['x', 'X'])?.strip_prefix(['_', '-'])?;
    (!rest.is_empty()).then(|| format!("x-{rest}"))
}

/// Whether a field exists in a group under a misspelt name, which is reported there.
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

/// The only field with this label, in any language, or with this name in other programs:
/// `Název` or `nazev` for `title`, `url` for `to`.
pub(super) fn called<'f>(key: &str, fields: &'f Fields) -> Option<&'f Field> {
    let key = plain(key);
    let is_label = |label: &String| plain(label) == key;
    let mut all = fields.iter().filter(|field| match &field.label {
        Localized::Same(label) => is_label(label),
        Localized::Each(labels) => labels.values().any(is_label),
    });
    let labelled = all.next().filter(|_| all.next().is_none());
    let elsewhere = || {
        let is_named = |field: &&Field| field.also.contains(&key);
        fields.iter().find(is_named)
    };
    labelled.or_else(elsewhere)
}

/// A name in lower case without accents.
fn plain(name: &str) -> String {
    folded(name).replace(['-', ' '], "_")
}

/// The parts of a key with a language at its end: `title_en`, `title en`, `titleEn`.
pub(super) fn with_language(key: &str) -> Option<(&str, &str)> {
    let parted = key.rsplit_once(['_', '.', '-', '@', ':', ' ', '(']);
    let joined = || {
        let at = key.len().checked_sub(2)?;
        let is_tag = |tag: &&str| tag.starts_with(|sign: char| sign.is_ascii_uppercase());
        Some((key.get(..at)?, key.get(at..).filter(is_tag)?))
    };
    parted.or_else(joined)
}
