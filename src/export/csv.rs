//! Tables as CSV, in two formats: one for programs (RFC 4180), and one for spreadsheets, which
//! open it with a double click.
//!
//! The format for programs has keys and ids, which are the same in all languages, numbers with
//! a decimal point, and unchanged texts. The format for spreadsheets has labels and the
//! decimal mark of the language; texts that would run as formulas are escaped.

use ::csv::{Terminator, WriterBuilder};

use super::table::{Cell, Table};
use crate::quantity::NumberFormat;

/// The byte order mark, by which a spreadsheet recognises UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// A table for programs.
pub(super) fn for_programs(table: &Table) -> Option<Vec<u8>> {
    let header = table.columns.iter().map(|column| column.key.clone());
    let cell = |cell: &Cell| match cell {
        Cell::Integer(number) => number.to_string(),
        cell => cell.for_programs().to_owned(),
    };
    written(b',', Vec::new(), header.collect(), table, cell)
}

/// A table for a spreadsheet in a language.
pub(super) fn for_spreadsheets(table: &Table, language: &str) -> Option<Vec<u8>> {
    let mark = NumberFormat::of(language).decimal_mark;
    // In languages with a decimal comma, spreadsheets expect a semicolon between cells.
    let delimiter = if mark == ',' { b';' } else { b',' };
    let header = table
        .columns
        .iter()
        .map(|column| no_formula(&column.heading()));
    let cell = |cell: &Cell| match cell {
        Cell::Integer(number) => number.to_string(),
        Cell::Decimal(digits) => digits.replace('.', &mark.to_string()),
        Cell::Flag(_, word) => no_formula(word),
        Cell::Named { name, .. } => no_formula(name),
        cell => no_formula(cell.for_programs()),
    };
    written(delimiter, BOM.to_vec(), header.collect(), table, cell)
}

fn written(
    delimiter: u8,
    start: Vec<u8>,
    header: Vec<String>,
    table: &Table,
    cell: impl Fn(&Cell) -> String,
) -> Option<Vec<u8>> {
    let mut builder = WriterBuilder::new();
    builder.delimiter(delimiter).terminator(Terminator::CRLF);
    let mut writer = builder.from_writer(start);
    writer.write_record(header).ok()?;
    for row in &table.rows {
        writer.write_record(row.iter().map(&cell)).ok()?;
    }
    writer.into_inner().ok()
}

/// Escapes a text so that no spreadsheet runs it as a formula (OWASP, *CSV Injection*). Parts
/// of it are escaped too: a spreadsheet with another delimiter would start a cell there.
fn no_formula(text: &str) -> String {
    const BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
    const SEPARATES: [char; 5] = [';', ',', '\t', '\r', '\n'];
    let mut plain = String::with_capacity(text.len());
    let mut before = None;
    for character in text.chars() {
        let is_first = before.is_none_or(|before| SEPARATES.contains(&before));
        if is_first && BEGINS.contains(&character) {
            plain.push('\'');
        }
        plain.push(character);
        before = Some(character);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{for_programs, for_spreadsheets};
    use crate::export::table::{Cell, Column, Table};

    fn table() -> Table {
        let columns = vec![Column::new("a", "=A"), Column::new("b", "B; \"b\"")];
        let row = |text: &str, digits: &str| vec![Cell::text(text), Cell::Decimal(digits.into())];
        let rows = vec![
            row("=1+1", "-1.50"),
            row("a,b\n\"c\"", "2e-3"),
            row("-5", "0"),
        ];
        Table::new("T", columns, rows)
    }

    fn text(bytes: Option<Vec<u8>>) -> String {
        String::from_utf8(bytes.unwrap()).unwrap()
    }

    #[test]
    fn texts_for_programs_are_unchanged() {
        assert_eq!(
            text(for_programs(&table())),
            "a,b\r\n=1+1,-1.50\r\n\"a,b\n\"\"c\"\"\",2e-3\r\n-5,0\r\n"
        );
    }

    #[test]
    fn spreadsheets_get_escaped_formulas_and_local_numbers() {
        assert_eq!(
            text(for_spreadsheets(&table(), "cs")),
            "\u{feff}'=A;\"B; \"\"b\"\"\"\r\n'=1+1;-1,50\r\n\"a,b\n\"\"c\"\"\";2e-3\r\n'-5;0\r\n"
        );
        assert!(text(for_spreadsheets(&table(), "en")).contains("'=1+1,-1.50\r\n"));
    }

    /// A spreadsheet with the other delimiter finds no formula either.
    #[test]
    fn formulas_after_another_delimiter_are_escaped() {
        for (text, plain) in [
            ("x;=1+1", "x;'=1+1"),
            ("x,@a", "x,'@a"),
            ("x\n=1", "x\n'=1"),
            ("a, -5", "a, -5"),
            ("2-3=-1", "2-3=-1"),
        ] {
            assert_eq!(super::no_formula(text), plain);
        }
    }
}
