//! A sheet as rows of cells, independent of the file format, and as a text with one line per
//! row, so that a finding shows the row with the cell marked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::path::SourcePath;
use crate::text::{SourceId, Sources, Span};

/// The most characters of a cell that a finding shows.
const SHOWN: usize = 60;

/// The content of a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum CellContent {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A date, with a time or without, as ISO 8601 writes it.
    Date(String),
    /// An error value such as `#N/A`.
    Fault(String),
    /// A formula without a stored result.
    NoResult,
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    /// Row and column of the first cell.
    pub first: (usize, usize),
    /// Row and column of the last cell.
    pub last: (usize, usize),
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// The sheet's name; empty for a file with a single sheet.
    pub name: String,
    /// Whether the sheet is hidden.
    pub is_hidden: bool,
    /// The cells, from the first row and column on.
    pub rows: Vec<Vec<CellContent>>,
    /// The hidden rows, including filtered ones.
    pub hidden_rows: BTreeSet<usize>,
    /// The columns that are hidden.
    pub hidden_columns: BTreeSet<usize>,
    /// The link targets of cells, by row and column.
    pub links: BTreeMap<(usize, usize), String>,
    /// The cells that have a comment, by row and column.
    pub comments: BTreeSet<(usize, usize)>,
    /// Merged cells.
    pub merged: Vec<Region>,
    /// Whether the cells are from a text with separators, in which an extra separator splits a
    /// cell.
    pub is_text: bool,
    /// Whether the file has no number formats.
    pub lacks_formats: bool,
}

/// A sheet that findings can point into.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// The sheet.
    pub grid: Grid,
    source: SourceId,
    places: Vec<Vec<Range<usize>>>,
}

impl CellContent {
    /// The content as text; empty for an error value.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Empty | Self::NoResult => String::new(),
            Self::Text(text) | Self::Date(text) | Self::Fault(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Bool(value) => value.to_string(),
        }
    }

    /// Whether the cell looks empty.
    #[must_use]
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// A number with the fewest digits that parse to the same value.
#[must_use]
pub(crate) fn number_text(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    format!("{number}")
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
#[must_use]
pub(crate) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Grid {
    /// The content of a cell.
    #[must_use]
    pub(crate) fn content(&self, row: usize, column: usize) -> &CellContent {
        const EMPTY: &CellContent = &CellContent::Empty;
        let row = self.rows.get(row);
        row.and_then(|row| row.get(column)).unwrap_or(EMPTY)
    }

    /// The name of a cell, as users write it: `Members!B7`.
    #[must_use]
    pub(crate) fn name_of(&self, row: usize, column: usize) -> String {
        let cell = format!("{}{}", letters(column), row + 1);
        if self.name.is_empty() {
            cell
        } else {
            format!("{}!{cell}", self.name)
        }
    }
}

impl Sheet {
    /// Renders the sheet as a text that findings can point into.
    #[must_use]
    pub(crate) fn new(grid: Grid, file: &str, sources: &mut Sources) -> Self {
        let mut text = String::new();
        let mut places = Vec::with_capacity(grid.rows.len());
        for row in &grid.rows {
            let mut of_row = Vec::with_capacity(row.len());
            for (column, content) in row.iter().enumerate() {
                if column > 0 {
                    text.push_str(" | ");
                }
                let start = text.len();
                shown(&content.text(), &mut text);
                of_row.push(start..text.len());
            }
            text.push('\n');
            places.push(of_row);
        }
        let name = if grid.is_text {
            file.to_owned()
        } else {
            format!("{file}!{}", grid.name.replace(['/', '\\', '\0'], "_"))
        };
        let path = SourcePath::new(&name).unwrap_or_else(|| SourcePath::built_in("sheet"));
        Self {
            grid,
            source: sources.add(path, text),
            places,
        }
    }

    /// The span of a cell; that of the row if the cell does not exist.
    #[must_use]
    pub(crate) fn place(&self, row: usize, column: usize) -> Span {
        let Some(of_row) = self.places.get(row) else {
            return Span::start_of(self.source);
        };
        let range = of_row.get(column).or(of_row.last());
        Span::new(self.source, range.cloned().unwrap_or(0..0))
    }
}

/// Appends the beginning of a text, on one line.
fn shown(text: &str, into: &mut String) {
    for (number, character) in text.chars().enumerate() {
        if number == SHOWN {
            into.push('…');
            break;
        }
        match character {
            '\n' => into.push('⏎'),
            c if c.is_control() => into.push(' '),
            c => into.push(c),
        }
    }
}
