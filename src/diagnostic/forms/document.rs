//! The documents that programs read.

/// A document as JSON, with a line break at its end.
pub(super) fn pretty(document: &impl serde::Serialize) -> String {
    // Texts, numbers and lists have no way to fail.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
