//! Sorts the fields of an entry in the order of its schema; unknown fields come last, in
//! their own order. The comments above a field move with it.

use crate::schema::Fields;
use crate::yaml::{Kind, Yaml};

/// The text with its fields in order.
pub(super) fn sorted(text: &str, yaml: &Yaml, fields: &Fields) -> String {
    let Kind::Mapping(pairs) = &yaml.root.kind else {
        return text.to_owned();
    };
    // An anchor must come before its aliases.
    let repeats = |line: &str| line.contains(['&', '*']);
    if text.starts_with('{') || text.lines().any(repeats) {
        return text.to_owned();
    }
    let mut blocks = Vec::new();
    let mut start = pairs.first().map_or(0, |first| {
        start_of_field(text, 0, first.key_span.start as usize)
    });
    let head = text.get(..start).unwrap_or_default();
    for (number, pair) in pairs.iter().enumerate() {
        let end = pairs.get(number + 1).map_or(text.len(), |next| {
            let value = (pair.value.span.end as usize).max(pair.key_span.end as usize);
            start_of_field(text, value, next.key_span.start as usize)
        });
        let place = fields.iter().position(|field| field.name == pair.key);
        let block = text.get(start..end).unwrap_or_default();
        blocks.push((place.unwrap_or(usize::MAX), block));
        start = end;
    }
    if blocks.is_sorted_by_key(|(place, _)| *place) {
        return text.to_owned();
    }
    blocks.sort_by_key(|(place, _)| *place);
    let blocks = blocks.into_iter().map(|(_, block)| block);
    std::iter::once(head).chain(blocks).collect()
}

/// The start of a field with the comments directly above it, up to an empty line. A
/// comment at the top of a file before an empty line belongs to the file.
fn start_of_field(text: &str, after: usize, key: usize) -> usize {
    let before = text.get(..key).unwrap_or_default();
    let mut start = before.rfind('\n').map_or(0, |end| end + 1);
    while start > after {
        let lines = text.get(..start.saturating_sub(1)).unwrap_or_default();
        let previous = lines.rfind('\n').map_or(0, |end| end + 1);
        let line = text.get(previous..start).unwrap_or_default();
        if previous < after || !line.trim_start().starts_with('#') {
            break;
        }
        start = previous;
    }
    start
}
