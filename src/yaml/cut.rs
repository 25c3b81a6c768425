//! Texts that YAML truncates. `&Partners Ltd` and `!important Notice` begin with a
//! character that YAML reserves, and in `Hall #3` a comment begins: a part of the text is
//! lost, and nobody notices. Each is reported with a fix that quotes the text; the fix is
//! safe if the lost part can only be text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::write::quote_if_needed;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::text::{SourceId, Span};

/// Tags of YAML itself that only repeat the type in the schema.
const PLAIN_TAGS: [&str; 8] = [
    "!!str",
    "!!int",
    "!!float",
    "!!bool",
    "!!null",
    "!!timestamp",
    "!!seq",
    "!!map",
];

/// The values of a document that may be truncated.
#[derive(Debug, Default)]
pub(super) struct Cuttable {
    values: Vec<Value>,
    comments: Vec<Range<usize>>,
    /// The anchors that an alias repeats.
    used: BTreeSet<usize>,
}

/// A scalar value.
#[derive(Debug)]
struct Value {
    range: Range<usize>,
    /// Whether it is unquoted.
    plain: bool,
    anchor: Option<(usize, Range<usize>)>,
    tag: Option<Range<usize>>,
}

impl Value {
    fn is_nothing(&self) -> bool {
        self.plain && self.range.is_empty()
    }
}

impl Cuttable {
    /// A text, with its tag.
    pub(super) fn value(&mut self, range: Range<usize>, plain: bool, tag: Option<Range<usize>>) {
        self.values.push(Value {
            range,
            plain,
            anchor: None,
            tag,
        });
    }

    /// An anchor; it belongs to the value that has just begun.
    pub(super) fn anchor(&mut self, id: usize, range: Range<usize>) {
        let last = self.values.last_mut();
        if let Some(value) = last.filter(|value| value.range.start >= range.end) {
            value.anchor = Some((id, range));
        }
    }

    /// An alias; its anchor is therefore intended.
    pub(super) fn alias(&mut self, id: usize) {
        self.used.insert(id);
    }

    /// A comment.
    pub(super) fn comment(&mut self, range: Range<usize>) {
        self.comments.push(range);
    }

    /// A finding for each truncated text.
    pub(super) fn findings(&self, source: SourceId, text: &str, offset: usize) -> Vec<Diagnostic> {
        let place =
            |range: Range<usize>| Span::new(source, range.start + offset..range.end + offset);
        let comments: Vec<&Range<usize>> = self
            .comments
            .iter()
            .filter(|comment| touches(text, comment))
            .collect();
        let values = self.values.iter();
        let cuts = values.filter_map(|value| self.cut(value, text, &comments));
        cuts.map(|cut| {
            let lost = text.get(cut.lost.clone()).unwrap_or_default();
            let kept = text.get(cut.kept).unwrap_or_default();
            let meant = joined(text.get(cut.whole.clone()).unwrap_or_default());
            let found = Diagnostic::new(cut.key, place(cut.lost))
                .arg("lost", lost)
                .arg_if("kept", (!kept.is_empty()).then(|| joined(kept)));
            let edit = Edit {
                span: place(cut.whole),
                text: quote_if_needed(&meant),
            };
            let edits = cut.applicability.map(|sure| (vec![edit], sure));
            match edits {
                Some((edits, sure)) => found.edits(edits, sure),
                None => found,
            }
        })
        .collect()
    }

    fn cut(&self, value: &Value, text: &str, comments: &[&Range<usize>]) -> Option<Cut> {
        // Comments are in the order of the file; one may directly follow the value.
        let next = comments.partition_point(|comment| comment.start < value.range.end);
        let near = comments.get(next.saturating_sub(1)..).unwrap_or_default();
        let mut near = near.iter().take(2);
        let comment = near.find(|comment| follows(text, value, comment));
        let comment = comment.map(|comment| (*comment).clone());
        let anchor = value.anchor.as_ref();
        let anchor = anchor.filter(|(id, _)| !self.used.contains(id));
        let anchor = anchor.map(|(_, range)| range.clone());
        let written = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let tag = value.tag.clone();
        let tag = tag.filter(|tag| !PLAIN_TAGS.contains(&written(tag)));
        let (key, lost) = match (&anchor, &tag, &comment) {
            (Some(anchor), ..) => ("Y020", anchor.clone()),
            (None, Some(tag), _) => ("Y020.tag", tag.clone()),
            (None, None, Some(comment)) => ("Y020.comment", comment.clone()),
            (None, None, None) => return None,
        };
        let starts = [&anchor, &tag, &comment].into_iter().flatten();
        let starts = starts.map(|range| range.start);
        let own = (!value.is_nothing()).then_some(value.range.start);
        let start = starts.chain(own).min()?;
        let ends = [&anchor, &tag, &comment].into_iter().flatten();
        let own = (!value.is_nothing()).then_some(value.range.end);
        let end = ends.map(|range| range.end).chain(own).max()?;
        let end = start + text.get(start..end)?.trim_end().len();
        Some(Cut {
            key,
            lost,
            kept: value.range.clone(),
            whole: start..end,
            applicability: match (&comment, &tag) {
                // Quotes inside quotes are a guess.
                _ if !value.plain => None,
                (_, Some(tag)) if written(tag).starts_with("!!") => Some(Applicability::Suggested),
                (Some(comment), _) if !is_number_or_colour(written(comment)) => {
                    Some(Applicability::Suggested)
                }
                _ => Some(Applicability::Safe),
            },
        })
    }
}

/// A truncated text.
struct Cut {
    key: &'static str,
    lost: Range<usize>,
    kept: Range<usize>,
    whole: Range<usize>,
    /// Whether quotes around the whole text are surely meant; `None` if they would not
    /// help.
    applicability: Option<Applicability>,
}

/// Whether text directly follows the `#`, unlike in an ordinary comment.
fn touches(text: &str, comment: &Range<usize>) -> bool {
    let written = text.get(comment.clone()).unwrap_or_default();
    let next = written.chars().nth(1);
    // `C #` and `F #` are names; an ordinary comment has words.
    let is_bare = written.trim_end().chars().all(|c| c == '#');
    is_bare || next.is_some_and(|next| next.is_alphanumeric() || "\"'(".contains(next))
}

/// Whether a comment is where a value continues, or where a value is missing.
fn follows(text: &str, value: &Value, comment: &Range<usize>) -> bool {
    if !value.plain {
        return false;
    }
    if value.is_nothing() && value.anchor.is_none() && value.tag.is_none() {
        let line = text.get(..comment.start).unwrap_or_default();
        let line = line.rsplit('\n').next().unwrap_or_default().trim_end();
        let end = comment.start - text.get(..comment.start).map_or(0, trailing_blanks);
        return line.ends_with([':', '-', ','])
            && (end.saturating_sub(1)..=comment.end).contains(&value.range.start);
    }
    let between = text.get(value.range.end..comment.start);
    between.is_some_and(|between| between.chars().all(|c| c == ' ' || c == '\t'))
}

fn trailing_blanks(text: &str) -> usize {
    text.len() - text.trim_end_matches([' ', '\t']).len()
}

/// `#3` and `#0A2989` are not comments; `#todo` may be one, which must not be published.
fn is_number_or_colour(comment: &str) -> bool {
    let sign = comment.trim_start_matches('#');
    let word = sign.split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default();
    let colour = matches!(word.len(), 3 | 4 | 6 | 8) && sign.trim() == word;
    word.starts_with(|c: char| c.is_ascii_digit())
        || colour && word.chars().all(|c| c.is_ascii_hexdigit())
}

/// The text of several lines as YAML reads it: as one.
fn joined(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ")
}

/// A value that begins with a reserved character, to the end of its line.
pub(super) fn reserved(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let written = text.get(line.clone())?;
    let after_dashes = written.trim_start_matches([' ', '-']);
    let start = match after_dashes.split_once(": ") {
        Some((_, value)) => value.trim_start(),
        None => after_dashes,
    };
    let is_value = start.len() < after_dashes.len();
    let is_mark = |mark: &str| start.trim_end() == mark.trim_end() || start.starts_with(mark);
    let begins = start.starts_with(['@', '`', '%'])
        || ["& ", "* "].into_iter().any(|mark| start.starts_with(mark))
        || (is_value && ["- ", "? ", ", "].into_iter().any(is_mark));
    let from = line.end - start.len();
    begins.then(|| from..from + start.trim_end().len())
}

/// A text in brackets that a comment cuts off, with the rest of its line: where
/// the comment begins, and the text that was meant.
pub(super) fn in_brackets(text: &str, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let written = text.get(line.clone())?;
    let (mut open, mut start, mut quote) = (0_usize, 0, None);
    let mut before = '\0';
    for (at, sign) in written.char_indices() {
        match (quote, sign) {
            (Some(open), sign) if open == sign => quote = None,
            (None, '"' | '\'') if written.get(start..at)?.trim().is_empty() => quote = Some(sign),
            (None, '[' | '{') => (open, start) = (open + 1, at + 1),
            (None, ']' | '}') => open = open.saturating_sub(1),
            (None, ',') => start = at + 1,
            (None, ' ') if before == ':' => start = at + 1,
            (None, '#') if before == ' ' && open > 0 => {
                let rest = written.get(at + 1..)?;
                if !rest.starts_with(char::is_alphanumeric) {
                    return None;
                }
                let end = rest.find([',', ']', '}']).unwrap_or(rest.len());
                let value = written.get(start..at + 1 + end)?;
                let blanks = value.len() - value.trim_start().len();
                let from = line.start + start + blanks;
                let hash = line.start + at;
                return Some((hash..hash + 1, from..from + value.trim().len()));
            }
            _ => {}
        }
        before = sign;
    }
    None
}
