//! Habits from JSON and programming: a comma or a semicolon after each value, several
//! quoted texts without brackets. The parser stops at the first character after a quote.

use std::ops::Range;

use super::scan;
use super::slips::Slips;
use crate::diagnostic::{Applicability, Diagnostic, Edit};

/// The characters that end a value in other notations.
const ENDS: [char; 2] = [',', ';'];

impl Slips<'_> {
    /// What follows a quoted value out of habit: a comma or semicolon at the end of the
    /// line, or further texts in quotes.
    pub(super) fn behind_quotes(self, line: &Range<usize>) -> Option<Diagnostic> {
        let written = self.text.get(line.clone())?;
        let start = scan::value(written)?;
        let value = written.get(start..)?.trim_end();
        let quote = value
            .chars()
            .next()
            .filter(|sign| matches!(sign, '\u{22}' | '\''))?;
        let (_, behind) = value.get(1..)?.split_once(quote)?;
        let sign = behind.trim_start().chars().next()?;
        if !ENDS.contains(&sign) {
            return None;
        }
        if behind.trim() == sign.to_string() {
            return self.ends_of_values(sign);
        }
        let texts: Vec<&str> = value.split(sign).map(str::trim).collect();
        let is_quoted = |text: &str| {
            let inner = text
                .strip_prefix(quote)
                .and_then(|text| text.strip_suffix(quote));
            inner.is_some_and(|inner| !inner.contains(quote))
        };
        let place = line.start + start..line.start + start + value.len();
        let list = format!("[{}]", texts.join(", "));
        texts.iter().all(|text| is_quoted(text)).then(|| {
            Diagnostic::new("Y001.texts", self.span(place.clone())).fix(self.span(place), list)
        })
    }

    /// The superfluous character at the ends of all lines that are outside brackets.
    fn ends_of_values(self, sign: char) -> Option<Diagnostic> {
        let mut depth = 0_usize;
        let mut start = 0;
        let mut edits = Vec::new();
        for line in self.text.split_inclusive('\n') {
            let bare = line.trim_end();
            depth = depth_after(bare, depth);
            if depth == 0 && bare.ends_with(sign) && holds_value(bare, sign) {
                let end = start + bare.len();
                edits.push(Edit {
                    span: self.span(end - sign.len_utf8()..end),
                    text: String::new(),
                });
            }
            start += line.len();
        }
        let first = edits.first()?.span;
        let found = Diagnostic::new("Y001.ends", first).arg("sign", sign.to_string());
        Some(found.edits(edits, Applicability::Suggested))
    }
}

/// Whether a line is a key with a value after it, or the end of a group in brackets.
fn holds_value(line: &str, sign: char) -> bool {
    let body = line.trim_end_matches(sign).trim();
    let has_key = scan::value(line).is_some_and(|value| value > scan::indent(line).len());
    has_key || matches!(body, "}" | "]")
}

/// How many brackets are open after a line; those inside quotes do not count.
fn depth_after(line: &str, before: usize) -> usize {
    let mut depth = before;
    let mut quote = None;
    for sign in line.chars() {
        match (quote, sign) {
            (Some(open), _) if sign == open => quote = None,
            (None, '\u{22}') => quote = Some(sign),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_stay_open() {
        for (line, before, expected) in [
            ("a: [b, {c", 0, 2),
            ("}, d]", 2, 0),
            ("a: \"[\"", 0, 0),
            ("}", 0, 0),
        ] {
            assert_eq!(depth_after(line, before), expected, "{line}");
        }
    }
}
