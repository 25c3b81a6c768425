//! The words from which a field takes its value.

use indexmap::IndexMap;

use super::{Localized, other_names};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// More words than this are not listed in a message.
const MAX_LISTED: usize = 12;

/// The finding for a text at a span that is not one of a field's words. If it is the label
/// of a word, that word is certainly meant.
#[must_use]
pub(crate) fn no_word(
    words: &IndexMap<String, Localized<String>>,
    field: &str,
    text: &str,
    span: Span,
) -> Option<Diagnostic> {
    if words.contains_key(text) {
        return None;
    }
    let mut called = words.iter().filter(|(_, label)| label.says(text));
    if let (Some((only, _)), None) = (called.next(), called.next()) {
        let wrong = Diagnostic::new("S007", span)
            .arg("field", field)
            .arg("text", text);
        return Some(wrong.safe_fix(span, only));
    }
    let words: Vec<&str> = words.keys().map(String::as_str).collect();
    if let Some(meant) = other_names::of_type(text, &words) {
        let wrong = Diagnostic::new("S007", span)
            .arg("field", field)
            .arg("text", text)
            .arg("words", words.join(", "));
        return Some(wrong.fix(span, meant));
    }
    Some(not_listed("S007", (field, text), span, &words))
}

/// The finding for a text that is not one of a field's words, with the words and the one
/// that may be meant.
pub(super) fn not_listed(
    code: &'static str,
    (field, text): (&str, &str),
    span: Span,
    words: &[&str],
) -> Diagnostic {
    let listed = (words.len() <= MAX_LISTED).then(|| words.join(", "));
    // Another number is another value: `50+` does not mean `750+`.
    let own = digits(text);
    // `string[]` is a list of them.
    let is_list = text.ends_with(']');
    let near = words.iter().copied();
    let near = near.filter(|word| digits(word) == own && !is_list);
    Diagnostic::new(code, span)
        .arg("field", field)
        .arg("text", text)
        .arg_if("words", listed)
        .did_you_mean_name(span, text, near)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
