//! Sets one value in a YAML text: replaces an existing one, or inserts a key in the order of
//! the schema. Comments, the order of keys and the layout of the rest are kept.

use std::ops::Range;

use super::Written;
use super::new_entry::inner;
use super::record::parse;
use crate::schema::Fields;
use crate::yaml::{Kind, Node, Pair};

/// Sets the value at a path of keys and item numbers, from 0; a number after the last item
/// appends one. `None` if that cannot be done.
#[must_use]
pub(super) fn set(text: &str, path: &[&str], value: &Written, fields: &Fields) -> Option<String> {
    let root = parse(text)?;
    let mut node = &root;
    let mut fields = Some(fields);
    let mut parent: Option<&Pair> = None;
    for (depth, step) in path.iter().enumerate() {
        let rest = path.get(depth + 1..)?;
        match &node.kind {
            Kind::Mapping(pairs) => {
                let Some(pair) = node.pair(step) else {
                    let value = nested(rest, value);
                    return insert(text, node, pairs, step, &value, fields);
                };
                let field = fields.and_then(|fields| fields.get(step));
                if let Some(field) = field {
                    fields = inner(field);
                }
                parent = Some(pair);
                node = &pair.value;
            }
            Kind::Sequence(items) => {
                let number: usize = step.parse().ok()?;
                let Some(item) = items.get(number) else {
                    return Some(append(text, node, items, &nested(rest, value)));
                };
                parent = None;
                node = item;
            }
            // No value yet, or a text instead of a group.
            Kind::Null | Kind::Scalar(_) => {
                let value = nested(path.get(depth..)?, value);
                return match parent {
                    Some(pair) => replace(text, pair, &value),
                    None if depth == 0 => Some(with_first_key(text, &value)),
                    None => None,
                };
            }
        }
    }
    match parent {
        Some(pair) => replace(text, pair, value),
        None => Some(spliced(text, node.span.range(), &value.on_one_line())),
    }
}

/// Removes the key at a path. `None` if that cannot be done.
#[must_use]
pub(super) fn remove(text: &str, path: &[&str]) -> Option<String> {
    let root = parse(text)?;
    let (last, above) = path.split_last()?;
    let mut node = &root;
    for step in above {
        node = node.below(step)?;
    }
    let pairs = node.pairs();
    let at = pairs.iter().position(|pair| &*pair.key == *last)?;
    let pair = pairs.get(at)?;
    let end = end_of(text, pair);
    if is_flow(text, node) {
        let after = text.get(end..)?;
        if let Some(next) = pairs.get(at + 1) {
            return Some(spliced(text, start_of(pair)..start_of(next), ""));
        }
        let before = at.checked_sub(1).and_then(|before| pairs.get(before));
        let from = before.map_or(start_of(pair), |before| end_of(text, before));
        let to = end + after.find('}')?;
        return Some(spliced(text, from..to, ""));
    }
    if pairs.len() == 1 {
        return (!above.is_empty()).then(|| remove(text, above))?;
    }
    let line = text
        .get(..start_of(pair))?
        .rfind('\n')
        .map_or(0, |at| at + 1);
    if !text.get(line..start_of(pair))?.trim().is_empty() {
        // The first key of an item follows its dash.
        let next = pairs.get(at + 1)?;
        return Some(spliced(text, start_of(pair)..start_of(next), ""));
    }
    let end = line_end(text, end);
    Some(spliced(text, line..(end + 1).min(text.len()), ""))
}

/// Wraps a value in further keys. Numbers are items of a list.
fn nested(path: &[&str], value: &Written) -> Written {
    path.iter().rev().fold(value.clone(), |value, step| {
        if step.parse::<usize>().is_ok() {
            Written::List(vec![value])
        } else {
            Written::Group(vec![((*step).to_owned(), value)])
        }
    })
}

/// Replaces the value of a key.
fn replace(text: &str, pair: &Pair, value: &Written) -> Option<String> {
    let (start, end) = (pair.value.span.start as usize, end_of(text, pair));
    let old = text.get(start..end).unwrap_or_default();
    let is_in_braces = in_braces(text, pair);
    let line = value.on_one_line();
    // A block scalar is replaced by a folded scalar where possible.
    let was_block = old.starts_with(['|', '>']);
    let is_scalar = matches!(value, Written::Text(_) | Written::Bare(_));
    let was_inline =
        matches!(&pair.value.kind, Kind::Scalar(_)) && !was_block || old.starts_with(['[', '{']);
    let has_lines = matches!(value, Written::Text(text) if text.contains('\n'));
    if is_in_braces || was_inline && is_scalar && !has_lines {
        if pair.value.kind == Kind::Null && old.is_empty() {
            let colon =
                pair.key_span.end as usize + text.get(pair.key_span.end as usize..)?.find(':')?;
            return Some(spliced(text, colon + 1..colon + 1, &format!(" {line}")));
        }
        return Some(spliced(text, start..end, &line));
    }
    let indent = column(text, start_of(pair));
    if was_block
        && let Written::Text(new) = value
        && let Some(folded) = folded(new, indent + 2)
    {
        return Some(spliced(text, start..end, &folded));
    }
    let colon = pair.key_span.end as usize + text.get(pair.key_span.end as usize..)?.find(':')?;
    let new = value.after_colon(pair.key.len(), indent);
    Some(spliced(text, colon + 1..end.max(colon + 1), &new))
}

/// A long text as a folded scalar (`>-`); `None` if it cannot be written so.
fn folded(text: &str, indent: usize) -> Option<String> {
    let is_fine = |c: char| !c.is_control() && !"\u{85}\u{a0}\u{2028}\u{2029}\u{feff}".contains(c);
    let is_single = !text.contains("  ") && text.trim() == text && !text.is_empty();
    if !is_single || !text.chars().all(is_fine) {
        return None;
    }
    let mut lines = String::from(">-");
    let mut width = usize::MAX;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width.saturating_add(length + 1) > 98 {
            lines.push_str(&format!("\n{:indent$}{word}", ""));
            width = indent + length;
        } else {
            lines.push_str(&format!(" {word}"));
            width += length + 1;
        }
    }
    Some(lines)
}

/// Inserts a key in the order of the schema.
fn insert(
    text: &str,
    node: &Node,
    pairs: &[Pair],
    key: &str,
    value: &Written,
    fields: Option<&Fields>,
) -> Option<String> {
    let place = |key: &str| fields.and_then(|fields| fields.names().position(|name| name == key));
    let own = place(key);
    let is_before = |pair: &&Pair| match (place(&pair.key), own) {
        (Some(other), Some(own)) => other < own,
        _ => true,
    };
    let before = pairs.iter().rev().find(is_before);
    if is_flow(text, node) {
        let new = Written::Group(vec![(key.to_owned(), value.clone())]).on_one_line();
        let new = new.strip_prefix('{')?.strip_suffix('}')?;
        let (at, new) = match (before, pairs.first()) {
            (Some(before), _) => (end_of(text, before), format!(", {new}")),
            (None, Some(first)) => (start_of(first), format!("{new}, ")),
            (None, None) => (node.span.start as usize + 1, new.to_owned()),
        };
        return Some(spliced(text, at..at, &new));
    }
    let first = pairs.first()?;
    let indent = column(text, start_of(first));
    let line = text
        .get(..start_of(first))?
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let is_alone = text.get(line..start_of(first))?.trim().is_empty();
    let new = value.under_key(key, indent);
    match before.or((!is_alone).then_some(first)) {
        Some(before) => {
            let at = line_end(text, end_of(text, before));
            Some(spliced(text, at..at, &format!("\n{:indent$}{new}", "")))
        }
        None => Some(spliced(text, line..line, &format!("{:indent$}{new}\n", ""))),
    }
}

/// Appends an item.
fn append(text: &str, node: &Node, items: &[Node], value: &Written) -> String {
    let last = items.last();
    let Some(last) = last.filter(|_| !is_flow(text, node)) else {
        let at = last.map_or(node.span.start as usize + 1, |last| end_of_node(text, last));
        let between = if last.is_some() { ", " } else { "" };
        let new = format!("{between}{}", value.on_one_line());
        return spliced(text, at..at, &new);
    };
    let indent = column(text, node.span.start as usize);
    let at = line_end(text, end_of_node(text, last));
    let new = format!("\n{:indent$}{}", "", value.as_item(indent));
    spliced(text, at..at, &new)
}

/// Adds the first keys to a text that has none.
fn with_first_key(text: &str, value: &Written) -> String {
    let Written::Group(pairs) = value else {
        return text.to_owned();
    };
    let mut text = text.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for (key, value) in pairs {
        text.push_str(&value.under_key(key, 0));
        text.push('\n');
    }
    text
}

fn spliced(text: &str, range: Range<usize>, new: &str) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    [before, new, after].concat()
}

fn start_of(pair: &Pair) -> usize {
    pair.key_span.start as usize
}

/// Where a pair ends, without the line breaks after it.
fn end_of(text: &str, pair: &Pair) -> usize {
    let key = pair.key_span.end as usize;
    let end = end_of_node(text, &pair.value);
    if end > key {
        return end;
    }
    let colon = text.get(key..).and_then(|after| after.find(':'));
    key + colon.map_or(0, |colon| colon + 1)
}

fn end_of_node(text: &str, node: &Node) -> usize {
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    let written = text.get(start..end).unwrap_or_default();
    start + written.trim_end().len()
}

/// The end of the line from an offset.
fn line_end(text: &str, from: usize) -> usize {
    let after = text.get(from..).unwrap_or_default();
    from + after.find('\n').unwrap_or(after.len())
}

/// The column of an offset in its line, in characters.
fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count()
}

fn is_flow(text: &str, node: &Node) -> bool {
    let start = node.span.start as usize;
    text.get(start..)
        .is_some_and(|text| text.starts_with(['{', '[']))
}

/// Whether a pair is in a flow mapping, where everything is on one line.
fn in_braces(text: &str, pair: &Pair) -> bool {
    fn contains(text: &str, node: &Node, key: usize, in_braces: bool) -> Option<bool> {
        let in_braces = in_braces || is_flow(text, node);
        let below = node.pairs().iter().find_map(|pair| {
            let own = start_of(pair) == key;
            let found = own.then_some(in_braces && is_flow(text, node));
            found.or_else(|| contains(text, &pair.value, key, in_braces))
        });
        below.or_else(|| {
            let mut items = node.items().iter();
            items.find_map(|item| contains(text, item, key, in_braces))
        })
    }
    let root = parse(text);
    let found = root.and_then(|root| contains(text, &root, start_of(pair), false));
    found.unwrap_or(true)
}

#[cfg(test)]
mod tests;
