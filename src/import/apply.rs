//! Applies the changes of one entry to its files. The result is parsed again: the changed
//! values must be those of the cells, and no comment may be missing.

use std::sync::Arc;

use super::edit::{remove, set};
use super::record::Record;
use super::{Column, ColumnForm, Written, WrittenEntry, separated};
use crate::path::SourcePath;
use crate::schema::{Field, FieldType, Fields, Lang};
use crate::text::{Sources, Span};
use crate::yaml::{self, Kind, Node};

/// A value that a cell changes.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// The position of the file with the value among the entry's files.
    pub record: usize,
    /// The path of keys and item numbers.
    pub path: Vec<String>,
    /// The value; `None` to remove it.
    pub value: Option<Written>,
    /// The cell.
    pub cell: Span,
}

/// A file with changed text.
#[derive(Debug, Clone)]
pub(crate) struct ChangedText {
    /// The file.
    pub path: SourcePath,
    /// Its current text; `None` for a new file.
    pub before: Option<Arc<str>>,
    /// Its new text.
    pub after: Arc<str>,
}

/// Applies the changes.
///
/// # Errors
/// The cell of the first change that cannot be applied.
pub(super) fn apply(
    entry: &WrittenEntry,
    changes: &[Change],
    fields: &Fields,
) -> Result<Vec<ChangedText>, Span> {
    let mut records = entry.records.clone();
    for change in changes {
        let record = records.get_mut(change.record).ok_or(change.cell)?;
        *record = changed(record, change, fields).ok_or(change.cell)?;
    }
    let both = entry.records.iter().zip(&records);
    let texts = both.filter(|(before, after)| before.text != after.text);
    let texts = texts.map(|(before, after)| ChangedText {
        path: before.path.clone(),
        before: Some(before.text.clone()),
        after: after.text.clone(),
    });
    Ok(texts.collect())
}

fn changed(record: &Record, change: &Change, fields: &Fields) -> Option<Record> {
    let path: Vec<&str> = change.path.iter().map(String::as_str).collect();
    let before = record.yaml_text();
    let after = match &change.value {
        Some(value) => set(before, &path, value, fields)?,
        None => remove(before, &path)?,
    };
    let record = record.with_yaml(&after)?;
    let found = path
        .iter()
        .try_fold(&record.root, |node, step| node.below(step));
    let is_right = match (&change.value, found) {
        (Some(value), Some(node)) => says(node, value),
        (value, node) => value.is_none() && node.is_none(),
    };
    let is_whole = comments(&after)? == comments(before)?;
    (is_right && is_whole).then_some(record)
}

/// Whether a node has a value.
fn says(node: &Node, value: &Written) -> bool {
    match (&node.kind, value) {
        (Kind::Scalar(scalar), Written::Text(text) | Written::Bare(text)) => *scalar.text == **text,
        (Kind::Sequence(items), Written::List(values)) => {
            items.len() == values.len()
                && items
                    .iter()
                    .zip(values)
                    .all(|(item, value)| says(item, value))
        }
        (Kind::Mapping(pairs), Written::Group(values)) => {
            let has = |(key, value): &(String, Written)| {
                node.get(key).is_some_and(|node| says(node, value))
            };
            pairs.len() == values.len() && values.iter().all(has)
        }
        _ => false,
    }
}

/// The comments of a text; `None` if it is not valid YAML.
fn comments(text: &str) -> Option<Vec<&str>> {
    let mut findings = Vec::new();
    let parsed = yaml::parse(Sources::default().next_id(), text, 0, &mut findings);
    let comments = parsed.ok()?.comments;
    let mut comments: Vec<&str> = comments
        .iter()
        .filter_map(|comment| text.get(comment.span.range()))
        .collect();
    comments.sort_unstable();
    Some(comments)
}

/// The text of a cell as a value of its column.
#[must_use]
pub(super) fn value(text: &str, column: &Column<'_>) -> Written {
    let of = match &column.field.kind {
        FieldType::List(of) | FieldType::Map(of) => of,
        _ => column.field,
    };
    match column.form {
        ColumnForm::One => Written::scalar(text, column.field),
        ColumnForm::Many => {
            let items = separated::split(text, ';');
            Written::List(items.iter().map(|item| Written::scalar(item, of)).collect())
        }
        ColumnForm::Pairs => {
            let mut group = Written::Group(Vec::new());
            for item in separated::split(text, ';') {
                if let Some((name, value)) = separated::pair(&item) {
                    put_pair(&mut group, name, value, of);
                }
            }
            group
        }
    }
}

/// Adds `name` or `name [cs]` to a group.
fn put_pair(group: &mut Written, name: &str, value: &str, of: &Field) {
    let of_language = name.strip_suffix(']').and_then(|name| name.split_once('['));
    let lang = of_language.and_then(|(_, tag)| Lang::parse(tag));
    let value = Written::scalar(value, of);
    match (of_language, lang) {
        (Some((name, _)), Some(lang)) => group.put(&[name.trim_end(), lang.as_str()], value),
        _ => group.put(&[name], value),
    }
}
