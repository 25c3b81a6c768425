//! Typing slips that YAML reads as something else: a *more than* sign that begins a block
//! scalar, a bracket or a quote that is never closed, a missing space after a colon or a
//! hyphen, an indent of characters that only look like spaces. The parser stops far from
//! them, or reads on; each is reported at its own place.

use std::ops::Range;

use super::scan::{self, Scan};
use super::write::quote_if_needed;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::text::{SourceId, Span};

/// How many lines above the parser's error are searched for its cause.
const MAX_LINES_ABOVE: usize = 40;

/// A text of YAML and its place in a file.
#[derive(Clone, Copy)]
pub(super) struct Slips<'t> {
    /// The file.
    pub source: SourceId,
    /// The text.
    pub text: &'t str,
    /// Where it begins in the file.
    pub offset: usize,
}

impl Slips<'_> {
    /// The mistake in the indent of the lines or in the character at this place.
    pub(super) fn of_signs(self, at: usize, lines: &[Range<usize>]) -> Option<Diagnostic> {
        let blank = lines.iter().find_map(|line| {
            let written = self.text.get(line.clone())?;
            let indent = scan::indent(written);
            indent.chars().any(scan::is_other_blank).then_some(())
        });
        if blank.is_some() {
            return self.blanks(lines.iter().map(|line| line.start).min()?);
        }
        self.more_than(at)
    }

    /// The quote, the bracket, the hyphen or the colon that is at fault, near the line
    /// where the parser gave up.
    pub(super) fn of_marks(self, at: usize, lines: &[Range<usize>]) -> Option<Diagnostic> {
        let line_above = |end: &usize| {
            let before = self.text.get(..*end)?.strip_suffix('\n')?;
            Some(before.rfind('\n').map_or(0, |end| end + 1))
        };
        let start = self.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let starts = std::iter::successors(Some(start), line_above);
        starts
            .take(MAX_LINES_ABOVE)
            .find_map(|start| self.unclosed(start))
            .or_else(|| self.hyphen(lines))
            .or_else(|| self.deeper(lines))
            .or_else(|| lines.iter().find_map(|line| self.colon(line.clone())))
    }

    /// Lines of `key:value` that YAML reads as one text, and nothing else in it.
    pub(super) fn of_text(self, range: Range<usize>, is_all: bool) -> Option<Diagnostic> {
        let written = self.text.get(range.clone())?;
        let lines = written.lines().count();
        let are_keys = || {
            written
                .lines()
                .all(|line| scan::tight_colon(line).is_some())
        };
        let first = range.start + written.find('\n').unwrap_or(written.len());
        ((lines > 1 || is_all) && are_keys()).then(|| self.colon(range.start..first))?
    }

    /// Lines that begin with a hyphen below a list item, indented more or less than the
    /// item: YAML reads them as the rest of its text.
    pub(super) fn of_item(self, range: Range<usize>) -> Option<Diagnostic> {
        let written = self.text.get(range.clone())?;
        let (_, rest) = written.split_once('\n')?;
        let line = self
            .text
            .get(..range.start)?
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let before = self.text.get(line..range.start)?;
        let indent = before
            .strip_suffix("- ")
            .filter(|blank| blank.trim().is_empty())?;
        let mut at = range.end - rest.len();
        let mut edits = Vec::new();
        for line in rest.split_inclusive('\n') {
            let own = scan::indent(line);
            if line
                .get(own.len()..)
                .is_some_and(|bare| bare.starts_with("- "))
            {
                let span = self.span(at..at + own.len());
                let text = indent.to_owned();
                edits.push(Edit { span, text });
            }
            at += line.len();
        }
        let first = edits.first()?.span.range();
        let hyphen = first.end..first.end + 1;
        let hyphen = hyphen.start - self.offset..hyphen.end - self.offset;
        let found = Diagnostic::new("Y001.item", self.span(hyphen));
        Some(found.edits(edits, Applicability::Suggested))
    }

    /// `{{ x }}`, whose inner braces begin at `inner`: YAML reads a template placeholder as
    /// a mapping. In quotes it is the text that was meant.
    pub(super) fn of_braces(self, inner: usize) -> Option<Diagnostic> {
        let start = inner.checked_sub(1)?;
        let line = self.text.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
        let rest = self.text.get(start..)?.lines().next()?;
        if !rest.starts_with("{{") {
            return None;
        }
        let found = |end: usize| Diagnostic::new("Y008.braces", self.span(start..end));
        let Some(closed) = rest.find("}}").map(|at| at + 2) else {
            return Some(found(start + rest.len()));
        };
        let behind = rest.get(closed..)?;
        let is_in_brackets = !Scan::of(self.text.get(line..start)?).is_closed();
        let length = if is_in_brackets {
            behind.find([',', ']', '}']).unwrap_or(behind.len())
        } else {
            behind.find(" #").unwrap_or(behind.len())
        };
        let written = rest.get(..closed + length)?.trim_end();
        let end = start + written.len();
        Some(found(end).safe_fix(self.span(start..end), quote_if_needed(written)))
    }

    /// A lone `>5`: YAML reads it as the header of an empty block scalar.
    pub(super) fn of_empty_text(self, end: usize) -> Option<Diagnostic> {
        let before = self.text.get(..end)?.trim_end();
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let value = line + scan::value(before.get(line..)?)?;
        let head = before.get(value..)?.strip_prefix(['>', '|'])?;
        let is_number = head
            .chars()
            .all(|sign| sign.is_ascii_digit() || "+-".contains(sign))
            && head.contains(|sign: char| sign.is_ascii_digit());
        is_number.then(|| self.quoted(value..before.len()))
    }

    /// The indents of no-break spaces and the like, from a line on.
    pub(super) fn blanks(self, from: usize) -> Option<Diagnostic> {
        let mut start = from;
        let mut edits = Vec::new();
        for line in self.text.get(from..)?.split_inclusive('\n') {
            let indent = scan::indent(line);
            if indent.chars().any(scan::is_other_blank) {
                edits.push(Edit {
                    span: self.span(start..start + indent.len()),
                    text: " ".repeat(indent.chars().count()),
                });
            }
            start += line.len();
        }
        let first = edits.first()?.span;
        Some(Diagnostic::new("Y003.blank", first).edits(edits, Applicability::Safe))
    }

    /// `>= 12 kg` and `> 5`, which YAML reads as the header of a block scalar.
    fn more_than(self, at: usize) -> Option<Diagnostic> {
        let rest = self.text.get(at..)?;
        if !rest.starts_with(['>', '|']) {
            return None;
        }
        let line = rest.lines().next()?;
        let start = self.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let is_in_brackets = !Scan::of(self.text.get(start..at)?).is_closed();
        let end = if is_in_brackets {
            line.find([',', ']', '}']).unwrap_or(line.len())
        } else {
            line.find(" #").unwrap_or(line.len())
        };
        Some(self.quoted(at..at + line.get(..end)?.trim_end().len()))
    }

    /// A value whose first character is special in YAML, with a fix that quotes the value.
    fn quoted(self, value: Range<usize>) -> Diagnostic {
        let written = self.text.get(value.clone()).unwrap_or_default();
        let meant = quote_if_needed(written);
        let sign: String = written.chars().take(1).collect();
        let number = written.trim_start_matches(['>', '|', '=', ' ']);
        let found = Diagnostic::new("Y020.fold", self.span(value.clone()))
            .arg("sign", sign)
            .arg("meant", meant.as_str());
        if written.starts_with('>') && number.starts_with(|sign: char| sign.is_ascii_digit()) {
            found.safe_fix(self.span(value), meant)
        } else {
            found.fix(self.span(value), meant)
        }
    }

    /// The quote or the bracket that begins on this line and is never closed, or is closed
    /// by a bracket of another kind.
    fn unclosed(self, start: usize) -> Option<Diagnostic> {
        let scan = Scan::of_value(self.text.get(start..)?)?;
        let place = |at: usize| start + at..start + at + 1;
        let sign = |at: usize| self.text.get(place(at)).unwrap_or_default();
        if let Some((quote, mark)) = scan.quote {
            let end = self.end_of_line(start + quote);
            let found = Diagnostic::new("Y001.quote", self.span(place(quote)));
            let found = found.arg("quote", mark.to_string());
            // Inside brackets the end of the text is unknown.
            return Some(if scan.open.is_empty() {
                found.fix(self.span(end..end), mark.to_string())
            } else {
                found
            });
        }
        if let Some((bracket, other)) = scan.other {
            let meant = scan::closing(sign(bracket));
            return Some(
                Diagnostic::new("Y001.other", self.span(place(other)))
                    .arg("sign", sign(bracket))
                    .arg("other", sign(other))
                    .arg("meant", meant)
                    .fix(self.span(place(other)), meant),
            );
        }
        let first = *scan.open.first()?;
        let missing = scan.open.iter().rev();
        let missing: String = missing.map(|at| scan::closing(sign(*at))).collect();
        let end = start + scan.end;
        Some(
            Diagnostic::new("Y001.bracket", self.span(place(first)))
                .arg("sign", sign(first))
                .arg("meant", missing.as_str())
                .fix(self.span(end..end), missing),
        )
    }

    /// `-b` beside `- a`.
    fn hyphen(self, lines: &[Range<usize>]) -> Option<Diagnostic> {
        let tight = |written: &str| {
            let item = written.trim_start_matches(' ');
            item.starts_with('-') && !item.starts_with("- ") && !item.starts_with("--")
        };
        let line = lines
            .iter()
            .find(|line| self.text.get((*line).clone()).is_some_and(tight))?;
        let written = self.text.get(line.clone())?;
        let indent = scan::indent(written);
        let is_item = |other: &str| scan::indent(other) == indent && other.trim().starts_with("- ");
        if written.trim().len() < 2 || !self.text.lines().any(is_item) {
            return None;
        }
        let hyphen = line.start + indent.len();
        let after = self.span(hyphen + 1..hyphen + 1);
        Some(Diagnostic::new("Y001.dash", self.span(hyphen..line.end)).fix(after, " "))
    }

    /// A key that is indented further than the one above it, which has a value already.
    fn deeper(self, lines: &[Range<usize>]) -> Option<Diagnostic> {
        let [line, above] = lines else {
            return None;
        };
        let (written, before) = (self.text.get(line.clone())?, self.text.get(above.clone())?);
        let (own, other) = (scan::indent(written), scan::indent(before));
        let key_of = |line: &str| {
            let value = scan::value(line)?;
            let is_text = !line.get(value..)?.trim().is_empty();
            (value > scan::indent(line).len() && is_text).then_some(value)
        };
        let (_, value) = (key_of(written)?, key_of(before)?);
        let goes_on = before.get(value..)?.starts_with(['|', '>', '[', '{']);
        if goes_on || own.len() <= other.len() || before.trim_start().starts_with("- ") {
            return None;
        }
        let indent = line.start..line.start + own.len();
        let key = self.span(indent.end..line.end);
        Some(Diagnostic::new("Y001.indent", key).fix(self.span(indent), other))
    }

    /// `name:Foo`.
    fn colon(self, line: Range<usize>) -> Option<Diagnostic> {
        let written = self.text.get(line.clone())?;
        let key = scan::tight_colon(written)?;
        let colon = line.start + key.end;
        let found = Diagnostic::new("Y001.colon", self.span(line.start + key.start..line.end))
            .arg("key", written.get(key)?);
        Some(found.fix(self.span(colon + 1..colon + 1), " "))
    }

    fn end_of_line(self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.lines().next().unwrap_or_default().trim_end().len()
    }

    pub(super) fn span(self, range: Range<usize>) -> Span {
        Span::new(
            self.source,
            range.start + self.offset..range.end + self.offset,
        )
    }
}
