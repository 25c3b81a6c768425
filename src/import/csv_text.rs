//! A table as CSV in the dialect that spreadsheets of a country open by a double click: if
//! numbers have a decimal comma, the separator is a semicolon.

use super::export::ExportedTable;
use super::file::is_guarded;

/// The languages whose spreadsheets use the comma as separator.
const WITH_COMMAS: &[&str] = &["en"];

/// The CSV of a table. A file gets a byte-order mark, by which Excel recognises UTF-8.
#[must_use]
pub(crate) fn csv(table: &ExportedTable, lang: &str, is_file: bool) -> Vec<u8> {
    let separator = if WITH_COMMAS.contains(&lang) {
        b','
    } else {
        b';'
    };
    let mark: &[u8] = if is_file { "\u{feff}".as_bytes() } else { &[] };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(mark.to_vec());
    let guarded = |text: &String| {
        if is_guarded(text) {
            format!("'{text}")
        } else {
            text.clone()
        }
    };
    for row in std::iter::once(&table.headings).chain(&table.rows) {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(guarded));
    }
    writer.into_inner().unwrap_or_default()
}
