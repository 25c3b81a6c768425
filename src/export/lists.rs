//! What a list is downloaded as: its tables in each form, and what is said of them.

use super::table::{Table, address, of_list, of_measurements};
use super::xlsx::Explained;
use super::{csv, xlsx};
use crate::present::Scope;

/// The list for programs.
pub(super) fn table(scope: Scope<'_>, position: usize) -> Option<Vec<u8>> {
    csv::for_programs(&of_list(scope, position)?)
}

/// The list for a spreadsheet, as text.
pub(super) fn spreadsheet(scope: Scope<'_>, position: usize) -> Option<Vec<u8>> {
    csv::for_spreadsheets(&of_list(scope, position)?, scope.lang.as_str())
}

/// The measured values for programs.
pub(super) fn measurements(scope: Scope<'_>, position: usize) -> Option<Vec<u8>> {
    csv::for_programs(&of_measurements(scope, position)?)
}

/// The list and its measured values as a workbook.
pub(super) fn workbook(scope: Scope<'_>, position: usize) -> Option<Vec<u8>> {
    let mut tables: Vec<Table> = vec![of_list(scope, position)?];
    let measured = of_measurements(scope, position);
    tables.extend(measured.filter(|table| !table.rows.is_empty()));
    let text = |key: &str, english: &str| scope.texts.or(key, english);
    let page = scope.collection(position)?.link;
    let mut about = vec![(text("table_about", "About"), scope.site_title().to_owned())];
    if let Some(page) = page {
        about.push((text("table_page", "Page"), address(scope, page)));
    }
    about.push((
        text("table_rights", "Use"),
        text(
            "table_rights_note",
            "Ask the publisher before you publish the data elsewhere, and name the source.",
        ),
    ));
    let explained = Explained {
        title: text("table_explained", "Explanations"),
        headings: [
            text("table_column", "Column"),
            text("table_key", "Name for programs"),
            text("table_help", "Explanation"),
            scope.shape_label("measurement", "unit").to_owned(),
        ],
        about,
    };
    xlsx::workbook(&tables, &explained)
}
