//! The former addresses of an entry, kept in its field `aliases`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Edit;
use crate::text::{SourceId, Span};
use crate::yaml::{self, Kind, Node, Pair};

/// The edits of an entry's file so that it keeps the addresses that are lost, and no
/// longer names those that it has.
pub(super) fn edits(
    text: &str,
    source: SourceId,
    lost: &[&str],
    own: &BTreeSet<String>,
) -> Vec<Edit> {
    let within = yaml::front_matter(text)
        .front_matter
        .unwrap_or(0..text.len());
    let yaml = text.get(within.clone()).unwrap_or_default();
    let Ok(parsed) = yaml::parse(source, yaml, within.start, &mut Vec::new()) else {
        return Vec::new();
    };
    let edit = |range: Range<usize>, text: String| Edit {
        span: Span::new(source, range),
        text,
    };
    let Some(pair) = parsed.root.pair("aliases") else {
        if lost.is_empty() {
            return Vec::new();
        }
        let before = if yaml.is_empty() || yaml.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let line = format!("{before}aliases: [{}]\n", lost.join(", "));
        return vec![edit(within.end..within.end, line)];
    };
    let kept: Vec<&str> = items(&pair.value)
        .iter()
        .filter_map(|item| item.as_text())
        .filter(|alias| !own.contains(*alias))
        .collect();
    let new: Vec<&str> = lost
        .iter()
        .copied()
        .filter(|address| !kept.contains(address))
        .collect();
    if kept.is_empty() && new.is_empty() {
        return vec![edit(lines_of(text, pair), String::new())];
    }
    let all: Vec<&str> = kept.iter().chain(&new).copied().collect();
    let range = pair.value.span.range();
    if text.get(range.clone()).unwrap_or_default().starts_with('-') {
        return in_lines(text, source, &pair.value, &new, own);
    }
    vec![edit(range, format!("[{}]", all.join(", ")))]
}

/// A list of lines, each with its item: what else stands there stays.
fn in_lines(
    text: &str,
    source: SourceId,
    list: &Node,
    new: &[&str],
    own: &BTreeSet<String>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let edit = |range: Range<usize>, text: String| Edit {
        span: Span::new(source, range),
        text,
    };
    let line = |at: usize| {
        let start = text.get(..at).and_then(|text| text.rfind('\n'));
        let start = start.map_or(0, |end| end + 1);
        let end = text.get(at..).and_then(|text| text.find('\n'));
        (start, end.map_or(text.len(), |end| at + end + 1))
    };
    let items = items(list);
    let gone = |item: &&&Node| item.as_text().is_some_and(|alias| own.contains(alias));
    for item in items.iter().filter(gone) {
        let (start, end) = line(item.span.start as usize);
        edits.push(edit(start..end, String::new()));
    }
    if let Some(last) = items.last().filter(|_| !new.is_empty()) {
        let (start, end) = line(last.span.start as usize);
        let written = text.get(start..end).unwrap_or_default();
        let indent: String = written.chars().take_while(|c| *c == ' ').collect();
        let before = if written.ends_with('\n') { "" } else { "\n" };
        let lines = new.iter().map(|alias| format!("{indent}- {alias}\n"));
        let lines = format!("{before}{}", lines.collect::<String>());
        // Of the edits, none may touch another.
        match edits
            .last_mut()
            .filter(|last| last.span.end as usize == end)
        {
            Some(removed) => removed.text = lines,
            None => edits.push(edit(end..end, lines)),
        }
    }
    edits
}

fn items(node: &Node) -> Vec<&Node> {
    match &node.kind {
        Kind::Sequence(items) => items.iter().collect(),
        _ => vec![node],
    }
}

/// The lines of a key and its value.
fn lines_of(text: &str, pair: &Pair) -> Range<usize> {
    let start = pair.key_span.start as usize;
    let start = text.get(..start).and_then(|text| text.rfind('\n'));
    let start = start.map_or(0, |end| end + 1);
    let end = pair.value.span.end as usize;
    let rest = text.get(end..).unwrap_or_default();
    start..rest.find('\n').map_or(text.len(), |line| end + line + 1)
}
