//! The former addresses of an entry, kept in its field `aliases`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Edit;
use crate::text::{SourceId, Span};
use crate::yaml::{self, Kind, Node, Pair};

/// The edits of an entry's file that add the lost addresses to `aliases`, and remove
/// those that the entry has again.
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
        let new = added(text, within, &parsed.root, lost);
        return new
            .map(|(at, text)| edit(at..at, text))
            .into_iter()
            .collect();
    };
    let kept: Vec<(&str, String)> = items(&pair.value)
        .iter()
        .filter_map(|item| Some((item.as_text()?, written(text, item, &pair.value))))
        .filter(|(alias, _)| !own.contains(*alias))
        .collect();
    let new: Vec<&str> = lost
        .iter()
        .copied()
        .filter(|address| kept.iter().all(|(alias, _)| alias != address))
        .collect();
    if kept.is_empty() && new.is_empty() {
        return vec![edit(lines_of(text, pair), String::new())];
    }
    let all = kept.iter().map(|(_, written)| &**written);
    let all: Vec<&str> = all.chain(new.iter().copied()).collect();
    let range = pair.value.span.range();
    let value = text.get(range.clone()).unwrap_or_default();
    if matches!(pair.value.kind, Kind::Sequence(_)) && !value.starts_with('[') {
        return in_lines(text, source, &pair.value, &new, own);
    }
    let in_brackets = format!("[{}]", all.join(", "));
    if !value.is_empty() {
        return vec![edit(range, in_brackets)];
    }
    // `aliases:` without a value.
    let key = pair.key_span.end as usize;
    let colon = text.get(key..).and_then(|rest| rest.find(':'));
    let at = colon.map_or(key, |colon| key + colon + 1);
    vec![edit(at..at, format!(" {in_brackets}"))]
}

/// Where to insert a new field `aliases`, and its text; `None` if no address is lost.
fn added(text: &str, within: Range<usize>, root: &Node, lost: &[&str]) -> Option<(usize, String)> {
    if lost.is_empty() {
        return None;
    }
    let addresses = lost.join(", ");
    let end = root.span.end as usize;
    let begin = root.span.start as usize;
    if text.get(begin..)?.starts_with('{') && matches!(root.kind, Kind::Mapping(_)) {
        let at = end.checked_sub(1)?;
        let is_open = text.get(begin..at)?.trim_end().ends_with(['{', ',']);
        let between = if is_open { "" } else { ", " };
        return Some((at, format!("{between}aliases: [{addresses}]")));
    }
    // Nothing may follow the end of a document.
    let after = text.get(end..within.end).unwrap_or_default();
    let marker = after.find("\n...").map(|at| end + at + 1);
    let marker = marker.or_else(|| after.starts_with("...").then_some(end));
    let at = marker.unwrap_or(within.end);
    let before = text.get(within.start..at)?;
    let line_end = if before.is_empty() || before.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Some((at, format!("{line_end}aliases: [{addresses}]\n")))
}

/// An alias as written in brackets, with its quotes if it has any.
fn written(text: &str, item: &Node, list: &Node) -> String {
    let alias = item.as_text().unwrap_or_default();
    let own = text.get(item.span.range()).unwrap_or_default();
    let is_quoted = own.starts_with(['"', '\'']);
    let is_plain = !alias.contains([',', '[', ']', '{', '}', '#', ':']);
    if is_quoted || matches!(list.kind, Kind::Sequence(_)) {
        own.to_owned()
    } else if is_plain {
        alias.to_owned()
    } else {
        yaml::quoted(alias)
    }
}

/// Edits a block list with one item per line; other text on the lines stays.
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
        // The edits must not touch one another.
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
