//! Percentages in files without number formats: a cell that shows 7 % holds 0.07.

use super::grid::CellContent;
use super::table::{Table, TableColumn, finding};
use crate::diagnostic::Diagnostic;
use crate::schema::FieldType;

/// Reports columns whose numbers may be percentages; an error if the field is in per cent.
pub(super) fn parts_of_one(table: &Table<'_>) -> Vec<Diagnostic> {
    if !table.sheet.grid.lacks_formats {
        return Vec::new();
    }
    let columns = table.columns.iter();
    columns
        .filter_map(|column| of_column(table, column))
        .collect()
}

fn of_column(table: &Table<'_>, column: &TableColumn<'_>) -> Option<Diagnostic> {
    let (key, most) = match column.column.field.kind.single() {
        FieldType::Quantity {
            unit: Some(unit), ..
        } if &**unit == "%" => ("M020.percent", 2.0),
        FieldType::Decimal | FieldType::Quantity { .. } => ("M020.part", 1.0),
        _ => return None,
    };
    let mut first = None;
    for row in table.rows() {
        let CellContent::Number(number) = table.sheet.grid.content(row, column.at) else {
            continue;
        };
        if number.abs() > most {
            return None;
        }
        if number.fract() != 0.0 {
            first.get_or_insert(row);
        }
    }
    let row = first?;
    let text = table.sheet.grid.content(row, column.at).text();
    Some(finding(key, table.sheet, row, column.at).arg("text", text))
}
