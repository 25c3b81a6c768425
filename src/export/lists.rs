//! The downloads of a list: its tables in each format, and their description.

use rust_xlsxwriter::XlsxError;

use super::listed::Listed;
use super::table::{Table, Tables, address};
use super::xlsx::Explained;
use super::{csv, xlsx};
use crate::artifact::SinkError;

/// The list for programs.
pub(super) fn table(listed: &Listed<'_>) -> Option<Vec<u8>> {
    csv::for_programs(&listed.tables().entries)
}

/// The list for a spreadsheet, as text.
pub(super) fn spreadsheet(listed: &Listed<'_>) -> Option<Vec<u8>> {
    csv::for_spreadsheets(&listed.tables().entries, listed.scope.lang.as_str())
}

/// The measured values for programs.
pub(super) fn measurements(listed: &Listed<'_>) -> Option<Vec<u8>> {
    csv::for_programs(&listed.tables().measurements)
}

/// The list and its measured values as a workbook.
///
/// # Errors
/// The system provides no thread for it.
pub(super) fn workbook(listed: &Listed<'_>) -> Result<Option<Vec<u8>>, SinkError> {
    let scope = listed.scope;
    let Some(collection) = scope.collection(listed.position) else {
        return Ok(None);
    };
    let Tables {
        entries,
        measurements,
    } = listed.tables();
    let measured = Some(measurements).filter(|table| !table.rows.is_empty());
    let tables: Vec<&Table> = std::iter::once(entries).chain(measured).collect();
    let text = |key: &str, english: &str| scope.texts.or(key, english);
    let page = collection.link;
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
    let made = xlsx::workbook(&tables, &explained);
    made.map(Some).map_err(|error| match error {
        // An error of the system is not an error of the program.
        XlsxError::IoError(error) => SinkError(error.into()),
        error => SinkError(error.into()),
    })
}
