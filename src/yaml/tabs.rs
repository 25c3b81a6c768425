//! Tabs in the indents of lines, which YAML does not allow, and their replacements.

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::text::{SourceId, Span};

/// The finding for a tab in an indent, with an edit that replaces all of them.
pub(super) fn tabs(
    source: SourceId,
    text: &str,
    offset: usize,
    tab: std::ops::Range<usize>,
) -> Diagnostic {
    let span =
        |range: std::ops::Range<usize>| Span::new(source, range.start + offset..range.end + offset);
    let mut edits: Vec<Edit> = Vec::new();
    for (range, text) in indents_without_tabs(text, &tab) {
        let span = span(range);
        edits.push(Edit { span, text });
    }
    Diagnostic::new("Y003", span(tab)).edits(edits, Applicability::Safe)
}

/// The tab that a line is indented by.
pub(super) fn indenting_tab(
    text: &str,
    line: std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let start = line.start;
    let indent = text.get(line)?;
    let tab = indent
        .char_indices()
        .take_while(|(_, c)| matches!(c, ' ' | '\t' | '-'))
        .find(|(_, c)| *c == '\t')?;
    Some(start + tab.0..start + tab.0 + 1)
}

/// The indents with tabs, and their replacements: on the line of the finding and, if the
/// file has no text over several lines in which a tab may be intended, on all others. Below
/// a key that already has its value, the next key begins in the same column.
fn indents_without_tabs(
    text: &str,
    found: &std::ops::Range<usize>,
) -> Vec<(std::ops::Range<usize>, String)> {
    let several_lines = text.contains(['|', '>', '\u{22}', '\'']);
    let mut indents = Vec::new();
    let mut above: Option<String> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let length = line.len() - line.trim_start_matches([' ', '\t', '-']).len();
        let blank = line.get(..length).unwrap_or_default();
        let is_found = (start..start + line.len()).contains(&found.start);
        let mut indent = blank.to_owned();
        if blank.contains('\t') && (is_found || !several_lines) {
            indent = blank.replace('\t', "  ");
            let column = above
                .clone()
                .filter(|above| above.len() < indent.len() && value_of_key(line).is_some());
            indent = column.unwrap_or(indent);
            indents.push((start..start + length, indent.clone()));
        }
        if !line.trim().is_empty() {
            above = (is_pair(line) && !indent.contains('-')).then_some(indent);
        }
        start += line.len();
    }
    indents
}

/// The value of a line that begins with a key.
fn value_of_key(line: &str) -> Option<&str> {
    let (key, value) = line.trim().split_once(':')?;
    let is_name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '-';
    (!key.is_empty() && key.chars().all(is_name)).then(|| value.trim())
}

/// Whether a line is a key with its complete value.
fn is_pair(line: &str) -> bool {
    let Some(value) = value_of_key(line) else {
        return false;
    };
    let last = match value.chars().next() {
        None | Some('|' | '>' | '&' | '#') => return false,
        Some('[') => ']',
        Some('{') => '}',
        Some(quote @ ('\u{22}' | '\'')) => quote,
        Some(_) => return true,
    };
    value.len() > 1 && value.ends_with(last)
}
