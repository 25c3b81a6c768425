//! What a text opens and never closes: a fence, which turns the rest of the page into code,
//! and a tag such as `<b>`, which would make the rest bold.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::in_words::Placed;
use super::tags::{Piece, pieces};
use crate::diagnostic::Diagnostic;
use crate::load::Body;

/// Inline elements that browsers do not close implicitly.
const WITHIN_LINES: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var",
];

/// Reports blocks of code that have no closing fence.
pub(super) fn fences(
    text: &str,
    events: &[Placed<'_>],
    body: Body,
    findings: &mut Vec<Diagnostic>,
) {
    for (event, range) in events {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) = event else {
            continue;
        };
        let block = text.get(range.clone()).unwrap_or_default();
        let block = block.trim_start();
        let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
        let mark = first.chars().next().unwrap_or('`');
        let opened = first.len() - first.trim_start_matches(mark).len();
        let last = rest.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = last.trim_matches(|c: char| c.is_whitespace() || c == '>');
        let is_closed = last.chars().all(|c| c == mark) && last.len() >= opened;
        if !is_closed {
            let start = range.end.saturating_sub(block.len());
            let line = start..start + first.trim_end().len();
            findings.push(Diagnostic::new("K035.fence", body.span.part(line)));
        }
    }
}

/// The offsets of tags that are never closed in the text.
pub(super) fn tags(events: &[Placed<'_>]) -> BTreeSet<usize> {
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (event, range) in events {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else {
            continue;
        };
        for (piece, at) in pieces(html) {
            let Piece::Tag(tag) = piece else { continue };
            if !WITHIN_LINES.contains(&&*tag.name) {
                continue;
            }
            let of_name = open.entry(tag.name).or_default();
            if tag.closes {
                of_name.pop();
            } else {
                of_name.push(range.start + at.start);
            }
        }
    }
    open.into_values().flatten().collect()
}
