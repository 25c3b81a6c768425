//! A matrix: entries in rows, the values of some fields in columns. It shows at a glance who
//! can do what, and also the gaps: values that no entry has are listed too.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::markdown::view_block::{NamedField, ViewBlock};
use crate::present::{ChoiceView, Detail, MarkView, Scope};

/// A matrix as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct MatrixView<'a> {
    /// The fields, each with its columns.
    fields: Vec<FieldColumns<'a>>,
    /// The entries.
    rows: Vec<MatrixRow<'a>>,
    /// The same as CSV for spreadsheets: the content of a `data:` URL.
    csv: String,
    /// The file name of the CSV.
    file: String,
}

/// The columns of a field.
#[derive(Debug, Serialize)]
struct FieldColumns<'a> {
    /// The label of the field.
    label: String,
    /// The values that at least one entry has.
    columns: Vec<MatrixColumn<'a>>,
    /// The values that no entry has.
    empty: Vec<ChoiceView<'a>>,
}

/// A value that at least one entry has.
#[derive(Debug, Serialize)]
struct MatrixColumn<'a> {
    /// The value.
    #[serde(flatten)]
    choice: ChoiceView<'a>,
    /// How many entries have it.
    count: usize,
    /// Whether it is the first of its field.
    first: bool,
}

/// An entry.
#[derive(Debug, Serialize)]
struct MatrixRow<'a> {
    /// The entry.
    entry: MarkView<'a>,
    /// For each column, whether it has the value.
    cells: Vec<bool>,
    /// How many it has.
    count: usize,
}

/// Builds a matrix.
pub(super) fn make<'a>(scope: Scope<'a>, block: &ViewBlock) -> Option<MatrixView<'a>> {
    let position = block.collection?;
    let entries = block.entries.iter();
    let marks: Vec<MarkView<'a>> = entries.filter_map(|index| scope.mark(*index)).collect();
    let mut cells: Vec<Vec<bool>> = vec![Vec::new(); marks.len()];
    let mut fields = Vec::new();
    for named in block.fields("columns") {
        let choices = scope.choices(position, named);
        let held: Vec<Vec<usize>> = marks
            .iter()
            .map(|mark| held(scope, mark, named, &choices))
            .collect();
        fields.push(columns(scope, position, named, choices, &held, &mut cells));
    }
    let rows: Vec<MatrixRow<'a>> = marks
        .into_iter()
        .zip(cells)
        .map(|(entry, cells)| MatrixRow {
            entry,
            count: cells.iter().filter(|has| **has).count(),
            cells,
        })
        .collect();
    let collection = scope.collection(position)?;
    Some(MatrixView {
        csv: STANDARD.encode(csv(collection.singular, &fields, &rows)),
        file: format!("{}-matrix.csv", collection.id),
        fields,
        rows,
    })
}

/// The indexes of an entry's values among the choices.
fn held(
    scope: Scope<'_>,
    mark: &MarkView<'_>,
    named: &NamedField,
    choices: &[ChoiceView<'_>],
) -> Vec<usize> {
    let values = scope.named_values(mark.index, named);
    let ids = values.iter().filter_map(|value| match &value.detail {
        Detail::Term(term) => Some(term.id),
        Detail::Choice { id, .. } => Some(*id),
        _ => None,
    });
    let mut places: Vec<usize> = ids
        .filter_map(|id| choices.iter().position(|choice| choice.id == id))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The columns of a field; also appends its cells to the rows. A value that only groups
/// narrower ones is neither a column nor missing.
fn columns<'a>(
    scope: Scope<'a>,
    position: usize,
    named: &NamedField,
    choices: Vec<ChoiceView<'a>>,
    held: &[Vec<usize>],
    cells: &mut [Vec<bool>],
) -> FieldColumns<'a> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for place in held.iter().flatten() {
        *counts.entry(*place).or_default() += 1;
    }
    let above: Vec<&str> = choices.iter().flat_map(|one| one.broader.clone()).collect();
    let (mut columns, mut empty) = (Vec::new(), Vec::new());
    for (place, choice) in choices.into_iter().enumerate() {
        match counts.get(&place) {
            Some(count) => {
                for (row, held) in cells.iter_mut().zip(held) {
                    row.push(held.binary_search(&place).is_ok());
                }
                columns.push(MatrixColumn {
                    first: columns.is_empty(),
                    count: *count,
                    choice,
                });
            }
            None if above.contains(&choice.id) => {}
            None => empty.push(choice),
        }
    }
    FieldColumns {
        label: scope.named_label(position, named),
        columns,
        empty,
    }
}

/// The matrix as CSV with a byte-order mark, as spreadsheets read it.
fn csv(corner: &str, fields: &[FieldColumns<'_>], rows: &[MatrixRow<'_>]) -> String {
    let mut text = String::from("\u{feff}");
    let mut line = |cells: Vec<String>| {
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    let head = |of: fn(&FieldColumns<'_>, Option<&MatrixColumn<'_>>) -> String, first: &str| {
        let mut cells = vec![quoted(first)];
        for field in fields {
            cells.extend(field.columns.iter().map(|column| of(field, Some(column))));
            cells.extend(field.empty.iter().map(|_| String::new()));
        }
        cells
    };
    line(head(|field, _| quoted(&field.label), ""));
    let mut labels = vec![quoted(corner)];
    for field in fields {
        let used = field.columns.iter().map(|column| column.choice.label);
        let all = used.chain(field.empty.iter().map(|choice| choice.label));
        labels.extend(all.map(quoted));
    }
    line(labels);
    for row in rows {
        let mut cells = vec![quoted(&row.entry.title)];
        let mut own = row.cells.iter();
        for field in fields {
            for _ in &field.columns {
                let has = own.next().is_some_and(|has| *has);
                cells.push(if has { "1" } else { "" }.to_owned());
            }
            cells.extend(field.empty.iter().map(|_| String::new()));
        }
        line(cells);
    }
    text
}

/// A cell, quoted if necessary, and escaped so that a spreadsheet never evaluates it.
fn quoted(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
