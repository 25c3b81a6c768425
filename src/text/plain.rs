//! Texts without what people leave out, or put around them.

/// The signs that word processors begin the items of lists with.
pub(crate) const BULLETS: [char; 5] = ['•', '◦', '▪', '‣', '·'];

/// A text without capitals and accents, in the letters of ASCII.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

/// Where the link leads that a text ends with, as Markdown writes it: `b` of `[a](b)`.
#[must_use]
pub(crate) fn link_target(text: &str) -> Option<&str> {
    let (_, link) = text.split_once("](")?;
    link.strip_suffix(')')
}
