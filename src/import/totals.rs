//! Rows of totals below or within a table: `Celkem`, `Total`, `Summe`, with only numbers in
//! the other cells. They are not entries.

use super::grid::{CellContent, Grid};
use crate::text::folded;

/// Words that name such a row, in the languages of the program.
const WORDS: [&str; 43] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
    "sums",
    "average",
    "mean",
    "celkem",
    "celkovy soucet",
    "soucet",
    "mezisoucet",
    "uhrnem",
    "prumer",
    "suma",
    "sumar",
    "spolu",
    "celkom",
    "sucet",
    "medzisucet",
    "priemer",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "insgesamt",
    "mittelwert",
    "durchschnitt",
    "razem",
    "ogolem",
    "lacznie",
    "suma koncowa",
    "srednia",
    "max",
    "maximum",
    "min",
    "minimum",
    "median",
    "count",
    "pocet",
    "anzahl",
];

/// The cell that names a row as a total; the other cells are numbers, or formulas for them.
pub(super) fn named_at(grid: &Grid, row: usize) -> Option<usize> {
    let cells = grid.rows.get(row)?.iter().enumerate();
    let mut filled = cells.filter(|(_, cell)| !cell.is_blank());
    let (at, first) = filled.next()?;
    let CellContent::Text(text) = first else {
        return None;
    };
    let mut beside = filled.map(|(_, cell)| is_number(cell)).peekable();
    (beside.peek().is_some() && is_total(text) && beside.all(|is_number| is_number)).then_some(at)
}

/// The cell of a remark below or within a table: a text of several words that is the only one
/// in its row.
pub(super) fn remark_at(grid: &Grid, row: usize) -> Option<usize> {
    let cells = grid.rows.get(row)?.iter().enumerate();
    let mut filled = cells.filter(|(_, cell)| !cell.is_blank());
    let (at, first) = filled.next()?;
    let CellContent::Text(text) = first else {
        return None;
    };
    let is_sentence = text.trim().contains([' ', '\u{a0}']) || text.trim_end().ends_with(':');
    (filled.next().is_none() && is_sentence).then_some(at)
}

fn is_total(text: &str) -> bool {
    let bare = text.trim_matches(|sign: char| sign.is_whitespace() || ":.=*∑Σ".contains(sign));
    let is_sign = bare.is_empty() && text.contains(['∑', 'Σ']);
    let name = folded(bare);
    is_sign || WORDS.contains(&&*name)
}

fn is_number(cell: &CellContent) -> bool {
    match cell {
        CellContent::Number(_) | CellContent::NoResult => true,
        CellContent::Text(text) => {
            let is_part = |sign: char| {
                sign.is_ascii_digit() || sign.is_whitespace() || ",.'-+−%".contains(sign)
            };
            text.chars().all(is_part) && text.contains(|sign: char| sign.is_ascii_digit())
        }
        _ => false,
    }
}
