//! The path of a cell's value in an entry, and whether the value is already there.

use super::apply::value;
use super::grid::CellContent;
use super::planned::ImportOptions;
use super::record::text_at;
use super::{Column, ColumnForm, Unfit, Written, WrittenEntry};
use crate::yaml::{Kind, Node};

/// Whether a cell has the same value as the content.
pub(super) fn is_same(content: &CellContent, old: &str, column: &Column<'_>) -> bool {
    let text = content.text();
    let both = (text.parse::<f64>(), old.parse::<f64>());
    let is_number = matches!(content, CellContent::Number(_)) && column.form == ColumnForm::One;
    let same_number = matches!(both, (Ok(new), Ok(old)) if new.total_cmp(&old).is_eq());
    let is_said = !matches!(content, CellContent::Fault(_) | CellContent::NoResult);
    is_said && (text == old || text.trim_end() == old.trim_end() || is_number && same_number)
}

/// The path for a value of a column, and the value to write; `None` if the content already has
/// it.
pub(super) fn place_of(
    entry: Option<&WrittenEntry>,
    column: &Column<'_>,
    record: usize,
    text: &str,
    options: ImportOptions<'_>,
) -> Result<Option<(Vec<String>, Written)>, Unfit> {
    let mut path: Vec<String> = column.steps.iter().map(|step| (*step).to_owned()).collect();
    let new = value(text, column);
    let root = entry
        .and_then(|entry| entry.records.get(record))
        .map(|record| &record.root);
    let mut steps = column.steps.iter();
    let node = root.and_then(|root| steps.try_fold(root, |node, step| node.get(step)));
    let is_by_language = |node: &Node| matches!(node.kind, Kind::Mapping(_));
    let languages = &options.declared.config.languages;
    match (column.lang, node) {
        (None, Some(node)) if column.field.localized && is_by_language(node) => {
            let default = Column {
                lang: languages.first(),
                ..column.clone()
            };
            let said = root.map_or(Ok(None), |root| text_at(root, &default))?;
            if said.as_deref() == Some(text) {
                Ok(None)
            } else {
                Err(Unfit)
            }
        }
        (Some(lang), Some(node))
            if record == 0 && !is_by_language(node) && node.kind != Kind::Null =>
        {
            let shared = Column {
                lang: None,
                ..column.clone()
            };
            let shared = root.map_or(Ok(None), |root| text_at(root, &shared))?;
            let shared = shared.map(|text| value(&text, column));
            let each = languages.iter().filter_map(|own| {
                let value = if own == lang {
                    Some(new.clone())
                } else {
                    shared.clone()
                };
                Some((own.as_str().to_owned(), value?))
            });
            Ok(Some((path, Written::Group(each.collect()))))
        }
        (lang, _) => {
            path.extend(
                lang.filter(|_| record == 0)
                    .map(|lang| lang.as_str().to_owned()),
            );
            Ok(Some((path, new)))
        }
    }
}
