//! Parses office files into sheets: workbooks (`.xlsx`, `.ods`, `.xls`) and text with
//! separators. The first bytes of a file decide its format, not its name.

mod compound;
mod encoding;
mod packed;
mod separated_text;
mod workbook;

pub(super) use separated_text::is_guarded;

use std::collections::{BTreeMap, BTreeSet};

use super::Grid;
use super::grid::Region;
use crate::config::limits::MAX_SPREADSHEET_BYTES;
use crate::diagnostic::{Diagnostic, Place};
use crate::messages::{Message, message};

/// The parsed file.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// The sheets in their order.
    pub grids: Vec<Grid>,
    /// The findings on the file as a whole.
    pub findings: Vec<Diagnostic>,
}

/// The appearance of sheets, by name.
type Looks = BTreeMap<String, Look>;

/// How a program shows a sheet.
#[derive(Debug, Default, Clone)]
struct Look {
    /// The rows that it hides.
    hidden_rows: BTreeSet<usize>,
    /// The columns that it hides.
    hidden_columns: BTreeSet<usize>,
    /// The cells, by row and column, whose numbers it shows as percentages.
    percentages: BTreeSet<(usize, usize)>,
    /// The link targets of cells, by row and column.
    links: BTreeMap<(usize, usize), String>,
    /// The cells that have a comment, which programs show beside them.
    comments: BTreeSet<(usize, usize)>,
    /// Merged cells.
    merged: Vec<Region>,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// The message of a program or of a limit.
    Because(Message),
    /// The opening quotation mark of a cell is never closed.
    Unclosed {
        /// The cell.
        cell: String,
    },
}

impl Unreadable {
    /// Wraps an error of the workbook reader, which is in English.
    fn because(why: impl std::fmt::Display) -> Self {
        Self::Because(message!("sheet.broken", why = why.to_string()))
    }

    fn too_large() -> Self {
        Self::Because(message!("sheet.too_large"))
    }
}

/// Reads a file.
///
/// # Errors
/// A finding with the reason why the file cannot be read.
pub(crate) fn read(bytes: &[u8], file: &str) -> Result<Book, Box<Diagnostic>> {
    let read = if bytes.len() as u64 > MAX_SPREADSHEET_BYTES {
        Err(Unreadable::too_large())
    } else if bytes.starts_with(b"PK\x03\x04") {
        packed::read(bytes)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        workbook::xls(bytes)
    } else if is_markup(bytes) {
        Err(Unreadable::Because(message!("sheet.markup")))
    } else {
        separated_text::read(bytes, file)
    };
    read.map_err(|unreadable| {
        Box::new(match unreadable {
            Unreadable::Because(why) => Diagnostic::new("M001", Place::Run)
                .arg("file", file)
                .arg("why", why),
            Unreadable::Unclosed { cell } => Diagnostic::new("M026", Place::Run)
                .arg("file", file)
                .arg("cell", cell),
        })
    })
}

/// Whether a file is HTML or XML, which some programs save as `.xls`.
fn is_markup(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 5] = [b"<!doctype", b"<html", b"<table", b"<meta", b"<?xml"];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.trim_ascii_start();
    BEGINNINGS.iter().any(|beginning| {
        let own = text.get(..beginning.len());
        own.is_some_and(|own| own.eq_ignore_ascii_case(beginning))
    })
}
