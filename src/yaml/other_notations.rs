//! Lines in other notations, and lines without a key: comments that begin with `//`, `=`
//! instead of `:`, a text that continues without an indent.

use std::ops::Range;

use super::scan;
use super::slips::Slips;
use crate::diagnostic::{Applicability, Diagnostic, Edit};

/// How comments begin elsewhere, and what ends them on their line.
const COMMENTS: [(&str, &str); 5] = [
    ("<!--", "-->"),
    ("/*", "*/"),
    ("//", ""),
    ("-- ", ""),
    (";", ""),
];

/// Characters that look like a colon, or replace it in other notations.
const SIGNS: [char; 5] = ['=', '\u{ff1a}', '\u{fe55}', '\u{2236}', '\u{a789}'];

/// The most lines in a row that are read as one continued text.
const MOST_LINES: usize = 50;

impl<'t> Slips<'t> {
    /// A line without its indent, with the place where it begins.
    fn bare(self, line: &Range<usize>) -> Option<(usize, &'t str)> {
        let written = self.text.get(line.clone())?;
        let bare = written.trim_start();
        Some((line.start + written.len() - bare.len(), bare.trim_end()))
    }

    /// A comment of another language, as a comment of YAML.
    pub(super) fn comment(self, line: &Range<usize>) -> Option<Diagnostic> {
        let (start, bare) = self.bare(line)?;
        let (open, close) = COMMENTS.iter().find(|(open, _)| bare.starts_with(open))?;
        let inner = bare.strip_prefix(open)?.trim();
        let inner = inner.strip_suffix(close).unwrap_or(inner).trim();
        let span = self.span(start..start + bare.len());
        let meant = format!("# {inner}");
        Some(
            Diagnostic::new("Y001.comment", span)
                .arg("sign", open.trim())
                .fix(span, meant.trim_end()),
        )
    }

    /// A key followed by another character than a colon.
    pub(super) fn sign(self, line: &Range<usize>) -> Option<Diagnostic> {
        let (start, bare) = self.bare(line)?;
        let (key, value) = bare.split_once(SIGNS)?;
        let sign = bare.get(key.len()..bare.len() - value.len())?;
        let name = key.trim_end();
        let is_of_key = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        if name.is_empty() || !name.chars().all(is_of_key) {
            return None;
        }
        let behind = value.len() - value.trim_start().len();
        let place = start + name.len()..start + key.len() + sign.len() + behind;
        let at = start + key.len();
        let span = self.span(at..at + sign.len());
        let found = Diagnostic::new("Y001.sign", span).arg("sign", sign);
        Some(found.fix(self.span(place), ": "))
    }

    /// Lines without a key below one with a value, which are the rest of its text.
    pub(super) fn goes_on(self, line: &Range<usize>, above: &Range<usize>) -> Option<Diagnostic> {
        let key_line = self.text.get(above.clone())?;
        scan::value(key_line).or_else(|| key_line.trim_end().ends_with(':').then_some(0))?;
        let indent = key_line.len() - key_line.trim_start_matches([' ', '-']).len();
        let mut at = line.start;
        let rest = self.text.get(line.start..)?.split_inclusive('\n');
        let is_rest = |line: &&str| {
            let bare = line.trim();
            let is_key = bare.contains(": ") || bare.ends_with(':');
            !bare.is_empty() && !is_key && !bare.starts_with(['-', '#', '[', '{', '\u{22}', '\''])
        };
        let edits = rest.take_while(is_rest).take(MOST_LINES).map(|line| {
            let bare = line.len() - line.trim_start().len();
            let span = self.span(at..at + bare);
            at += line.len();
            Edit {
                span,
                text: " ".repeat(indent + 2),
            }
        });
        let edits: Vec<Edit> = edits.collect();
        let (start, bare) = self.bare(line)?;
        let place = self.span(start..start + bare.len());
        let found = Diagnostic::new("Y001.goes_on", place);
        (!edits.is_empty()).then(|| found.edits(edits, Applicability::Suggested))
    }
}
