//! The only formatter: replaces `{name}` in a text by a value.

use std::borrow::Cow;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextPiece<'t> {
    Plain(&'t str),
    Name(&'t str),
}

/// Replaces the names in one pass, so that `{…}` in a value is not replaced again. A name
/// without a value stays as written.
pub(crate) fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    for piece in pieces(text) {
        match piece {
            TextPiece::Plain(plain) => filled.push_str(plain),
            TextPiece::Name(name) => {
                let written = || Cow::Owned(format!("{{{name}}}"));
                filled.push_str(&value(name).unwrap_or_else(written));
            }
        }
    }
    filled
}

/// As [`fill`]; `None` where a name has no value.
pub(crate) fn fill_all<'v>(
    text: &str,
    value: impl Fn(&str) -> Option<Cow<'v, str>>,
) -> Option<String> {
    let mut filled = String::with_capacity(text.len() + 32);
    for piece in pieces(text) {
        match piece {
            TextPiece::Plain(plain) => filled.push_str(plain),
            TextPiece::Name(name) => filled.push_str(&value(name)?),
        }
    }
    Some(filled)
}

/// The names of the placeholders in a text.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter_map(|piece| match piece {
        TextPiece::Name(name) => Some(name),
        TextPiece::Plain(_) => None,
    })
}

/// A brace that opens no name, as in `{}` or `{cs: …}`, is a character like any
/// other.
fn pieces(text: &str) -> impl Iterator<Item = TextPiece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(name) = name_at_start(rest) {
            // The name and its two braces.
            rest = rest.get(name.len() + 2..).unwrap_or_default();
            return Some(TextPiece::Name(name));
        }
        let after_first = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
        let next = rest
            .get(after_first..)
            .and_then(|behind| behind.find('{'))
            .map_or(rest.len(), |at| after_first + at);
        let (plain, behind) = rest.split_at(next);
        rest = behind;
        Some(TextPiece::Plain(plain))
    })
}

fn name_at_start(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str) -> Option<Cow<'static, str>> {
        match name {
            "a" => Some("{b}".into()),
            "b" => Some("x".into()),
            _ => None,
        }
    }

    #[test]
    fn a_value_is_no_pattern_and_a_lone_brace_no_name() {
        assert_eq!(fill("{a} {b} {c} {", value), "{b} x {c} {");
        assert_eq!(
            fill("a `,` or a `}` {} {A b} {{b}}", value),
            "a `,` or a `}` {} {A b} {x}"
        );
        assert_eq!(
            names("{a}{b} {c d} {e_1}").collect::<Vec<_>>(),
            ["a", "b", "e_1"]
        );
    }

    #[test]
    fn a_text_without_its_value_is_left_out() {
        assert_eq!(fill_all("a {b} c", value).as_deref(), Some("a x c"));
        assert_eq!(fill_all("a {c} c", value), None);
    }
}
