//! A table as text with separators, as the spreadsheets of a country open it by a double
//! click: where numbers have a decimal comma, cells are parted by semicolons.

use super::export::ExportedTable;
use super::file::is_guarded;

/// The languages whose spreadsheets part cells by commas.
const WITH_COMMAS: &[&str] = &["en"];

/// The text of a table. With a byte-order mark, which Excel knows UTF-8 by, where it is
/// for a file.
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
        // Memory takes everything.
        let _ = writer.write_record(row.iter().map(guarded));
    }
    writer.into_inner().unwrap_or_default()
}
