//! Helpers that normalise texts: case, accents, and markup around them.

/// The characters that word processors put before list items.
pub(crate) const BULLETS: [char; 5] = ['•', '◦', '▪', '‣', '·'];

/// A text in lower case, transliterated to ASCII.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

/// The target of a Markdown link at the end of a text: `b` of `[a](b)`.
#[must_use]
pub(crate) fn link_target(text: &str) -> Option<&str> {
    let (_, link) = text.split_once("](")?;
    link.strip_suffix(')')
}
