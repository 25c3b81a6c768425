//! Blanks at the ends of lines, and the end of the file.

use crate::yaml::{Kind, Node, Yaml};

/// Removes blanks at the ends of lines, except within block scalars, and leaves one line
/// break at the end.
pub(super) fn trim(text: &str, yaml: &Yaml) -> String {
    let mut kept = Vec::new();
    texts_of_lines(text, &yaml.root, &mut kept);
    let mut trimmed = String::with_capacity(text.len() + 1);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if kept.iter().any(|(from, to)| *from < end && at < *to) {
            trimmed.push_str(line);
        } else {
            trimmed.push_str(line.trim_end());
            if line.ends_with('\n') {
                trimmed.push('\n');
            }
        }
        at = end;
    }
    if !trimmed.is_empty() && !trimmed.ends_with('\n') {
        trimmed.push('\n');
    }
    let is_kept = kept.iter().any(|(_, to)| *to >= text.trim_end().len());
    while trimmed.ends_with("\n\n") && !is_kept {
        trimmed.pop();
    }
    trimmed
}

/// The ranges of multi-line scalars, whose blanks may be part of the value.
fn texts_of_lines(text: &str, node: &Node, found: &mut Vec<(usize, usize)>) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(_) => {
            let range = node.span.range();
            if text
                .get(range.clone())
                .is_some_and(|text| text.contains('\n'))
            {
                found.push((range.start, range.end));
            }
        }
        Kind::Sequence(items) => {
            for item in items {
                texts_of_lines(text, item, found);
            }
        }
        Kind::Mapping(pairs) => {
            for pair in pairs {
                texts_of_lines(text, &pair.value, found);
            }
        }
    }
}
