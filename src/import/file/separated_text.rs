//! Text with separators (CSV), as office programs write it: separated by commas, semicolons or
//! tabs, in UTF-8 or in a national encoding.

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::{Book, Unreadable, encoding};
use crate::config::limits::MAX_CELLS;
use crate::diagnostic::{Diagnostic, Place};
use crate::import::Grid;
use crate::import::grid::CellContent;

/// The characters that a file may declare as its separator.
const SEPARATORS: &str = ";,\t|:^~#!&/";

/// Reads a text.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Book, Unreadable> {
    let mut findings = Vec::new();
    let text = decode(bytes, file, &mut findings)?;
    if text.contains('\0') {
        return Err(Unreadable::because("NUL"));
    }
    let (separator, rows) = declared(&text).unwrap_or_else(|| (separator(&text), &text));
    if separator != ',' {
        let name = match separator {
            '\t' => "⇥".to_owned(),
            other => other.to_string(),
        };
        findings.push(
            Diagnostic::new("M018", Place::Run)
                .arg("file", file)
                .arg("separator", name),
        );
    }
    if let Some((row, column)) = unclosed(rows, separator) {
        let cell = Grid::default().name_of(row, column);
        return Err(Unreadable::Unclosed { cell });
    }
    Ok(Book {
        grids: vec![grid(rows, separator)?],
        findings,
    })
}

/// The separator that a `sep=` line for Excel declares, and the text below it. Other
/// characters are ignored, and the separator is detected.
fn declared(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let (line, rows) = rest.split_once('\n')?;
    let separator = line.chars().next()?;
    if SEPARATORS.contains(separator) {
        Some((separator, rows))
    } else {
        Some((self::separator(rows), rows))
    }
}

/// The rows of a text.
fn grid(text: &str, separator: char) -> Result<Grid, Unreadable> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut grid = Grid {
        is_text: true,
        ..Grid::default()
    };
    let mut cells = 0;
    for record in reader.records() {
        let record = record.map_err(Unreadable::because)?;
        let start = record.position().map_or(0, csv::Position::byte);
        let passed = empty_lines(text, usize::try_from(start).unwrap_or(usize::MAX));
        cells += record.len() + passed;
        if cells > MAX_CELLS {
            return Err(Unreadable::too_large());
        }
        grid.rows.extend(std::iter::repeat_n(Vec::new(), passed));
        let row = record.iter().map(|cell| match unguarded(cell) {
            "" => CellContent::Empty,
            text => CellContent::Text(text.replace("\r\n", "\n")),
        });
        grid.rows.push(row.collect());
    }
    Ok(grid)
}

/// The number of empty lines that the reader skips before a row; its position is the one
/// before them.
fn empty_lines(text: &str, start: usize) -> usize {
    let from = text.get(start..).unwrap_or_default();
    let length = from.find(|c| !matches!(c, '\r' | '\n'));
    let mut ends = from.get(..length.unwrap_or(from.len())).unwrap_or_default();
    // The second character of the `\r\n` that ends the row before.
    if text
        .get(..start)
        .is_some_and(|before| before.ends_with('\r'))
    {
        ends = ends.strip_prefix('\n').unwrap_or(ends);
    }
    ends.replace("\r\n", "\n").len()
}

/// Decodes the bytes.
fn decode(bytes: &[u8], file: &str, findings: &mut Vec<Diagnostic>) -> Result<String, Unreadable> {
    let utf16 = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = utf16 {
        let (text, _, has_faults) = encoding.decode(bytes);
        return if has_faults {
            Err(Unreadable::because("UTF-16"))
        } else {
            Ok(text.into_owned())
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned());
    }
    // Single-byte encodings decode any bytes. Control characters mean that the file is binary.
    let is_text = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r');
    if !bytes.iter().all(is_text) {
        return Err(Unreadable::because("UTF-8"));
    }
    let read = encoding::read(bytes).map_err(Unreadable::Because)?;
    findings.push(
        Diagnostic::new("M017", Place::Run)
            .arg("file", file)
            .arg("encoding", read.encoding)
            .arg("word", read.word),
    );
    Ok(read.text)
}

/// The cell whose opening quotation mark swallows what follows: up to the end of the file, or
/// up to the quotation mark of a cell in another row.
fn unclosed(text: &str, separator: char) -> Option<(usize, usize)> {
    let (mut row, mut column) = (0, 0);
    let mut rest = text;
    loop {
        if let Some(inner) = rest.strip_prefix('"') {
            let Some(length) = quoted(inner) else {
                return Some((row, column));
            };
            let after = inner.get(length..).unwrap_or_default();
            let ends = after.is_empty() || after.starts_with([separator, '\n', '\r']);
            if !ends && inner.get(..length)?.contains('\n') {
                return Some((row, column));
            }
            rest = after;
        }
        let next = rest.find([separator, '\n'])?;
        if rest.get(next..)?.starts_with('\n') {
            (row, column) = (row + 1, 0);
        } else {
            column += 1;
        }
        rest = rest.get(next + 1..)?;
    }
}

/// The length of a quoted text with its closing mark, if it has one; a doubled mark is an
/// escaped one.
fn quoted(inner: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += inner.get(at..)?.find('"')? + 1;
        if !inner.get(at..)?.starts_with('"') {
            return Some(at);
        }
        at += 1;
    }
}

/// The most frequent separator in the first line that has one.
fn separator(text: &str) -> char {
    let mut counts = [(';', 0), ('\t', 0), (',', 0)];
    for line in text.lines().take(20) {
        let mut in_quotes = false;
        for character in line.chars() {
            in_quotes ^= character == '"';
            let own = counts.iter_mut().find(|(sign, _)| *sign == character);
            if let Some((_, count)) = own.filter(|_| !in_quotes) {
                *count += 1;
            }
        }
        if counts.iter().any(|(_, count)| *count > 0) {
            break;
        }
    }
    let mut most = (',', 0);
    for (sign, count) in counts {
        if count > most.1 {
            most = (sign, count);
        }
    }
    most.0
}

/// Removes the apostrophe that guards a cell from being a formula.
fn unguarded(cell: &str) -> &str {
    let inner = cell.strip_prefix('\'');
    inner.filter(|inner| is_guarded(inner)).unwrap_or(cell)
}

/// Whether a text needs an apostrophe in a file for spreadsheets: they would read it as a
/// formula.
#[must_use]
pub(in crate::import) fn is_guarded(text: &str) -> bool {
    const OPERATORS: [char; 6] = ['+', '-', '*', '/', '^', '('];
    let text = text.trim_start_matches('\'');
    let after_sign = text.strip_prefix(['+', '-']);
    text.starts_with(['=', '@', '\t', '\r', '＝'])
        || after_sign
            .is_some_and(|rest| rest.contains(OPERATORS) || rest.chars().any(char::is_alphabetic))
}
