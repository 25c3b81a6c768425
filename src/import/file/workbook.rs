//! Reads workbooks with `calamine`. It is not hardened against malicious files, so a panic
//! means that the file cannot be read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Ods, Range, Reader, SheetVisible, Xls, Xlsx};

use super::compound::chains_end;
use super::{Book, Looks, Unreadable};
use crate::config::limits::MAX_CELLS;
use crate::guarded::guarded;
use crate::import::Grid;
use crate::import::grid::{CellContent, Region};

type File<'a> = Cursor<&'a [u8]>;

/// Reads a current Excel workbook.
pub(super) fn xlsx(bytes: &[u8], looks: &Looks) -> Result<Book, Unreadable> {
    whole(|| {
        let mut book: Xlsx<File<'_>> = open(bytes)?;
        let mut grids = Vec::new();
        for (name, is_hidden) in sheets(&book) {
            let mut cells = Cells::default();
            read_values(&mut book, &name, &mut cells)?;
            read_formulas(&mut book, &name, &mut cells)?;
            let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            let place = |(row, column): (u32, u32)| (row as usize, column as usize);
            let merged = merged.iter().map(|region| Region {
                first: place(region.start),
                last: place(region.end),
            });
            let merged = merged.collect();
            grids.push(Grid {
                is_hidden,
                merged,
                ..cells.into_grid(name, looks)
            });
        }
        Ok(grids)
    })
}

fn read_values(book: &mut Xlsx<File<'_>>, name: &str, cells: &mut Cells) -> Result<(), Unreadable> {
    let reader = book.worksheet_cells_reader(name);
    let mut reader = reader.map_err(Unreadable::because)?;
    while let Some(cell) = reader.next_cell().map_err(Unreadable::because)? {
        cells.put(cell.get_position(), of_xlsx(cell.get_value()))?;
    }
    Ok(())
}

fn read_formulas(
    book: &mut Xlsx<File<'_>>,
    name: &str,
    cells: &mut Cells,
) -> Result<(), Unreadable> {
    let reader = book.worksheet_cells_reader(name);
    let mut reader = reader.map_err(Unreadable::because)?;
    while let Some(cell) = reader.next_formula().map_err(Unreadable::because)? {
        // A cell that only has a format comes with an empty formula.
        if !cell.get_value().is_empty() {
            cells.formula(cell.get_position())?;
            cells.link(cell.get_position(), cell.get_value());
        }
    }
    Ok(())
}

/// Reads a workbook of `LibreOffice`.
pub(super) fn ods(bytes: &[u8], looks: &Looks) -> Result<Book, Unreadable> {
    whole(|| {
        let book: Ods<File<'_>> = open(bytes)?;
        with_ranges(book, looks)
    })
}

/// Reads an Excel workbook from before 2007.
pub(super) fn xls(bytes: &[u8]) -> Result<Book, Unreadable> {
    if !chains_end(bytes) {
        return Err(Unreadable::because("a chain of sectors has no end"));
    }
    whole(|| {
        let book: Xls<File<'_>> = open(bytes)?;
        let mut grids = with_ranges(book, &Looks::new())?;
        for grid in &mut grids {
            grid.lacks_formats = true;
        }
        Ok(grids)
    })
}

/// Runs a reader; a panic means a broken file.
fn whole(read: impl FnOnce() -> Result<Vec<Grid>, Unreadable>) -> Result<Book, Unreadable> {
    let read = guarded(read);
    let grids = read.unwrap_or_else(|| Err(Unreadable::because("?")))?;
    Ok(Book {
        grids,
        findings: Vec::new(),
    })
}

fn open<'a, R>(bytes: &'a [u8]) -> Result<R, Unreadable>
where
    R: Reader<File<'a>>,
    R::Error: std::fmt::Display,
{
    R::new(Cursor::new(bytes)).map_err(Unreadable::because)
}

fn sheets<'a, R: Reader<File<'a>>>(book: &R) -> Vec<(String, bool)> {
    let sheets = book.sheets_metadata().iter();
    sheets
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

fn with_ranges<'a, R>(mut book: R, looks: &Looks) -> Result<Vec<Grid>, Unreadable>
where
    R: Reader<File<'a>>,
    R::Error: std::fmt::Display,
{
    let mut grids = Vec::new();
    for (name, is_hidden) in sheets(&book) {
        let range = book.worksheet_range(&name).map_err(Unreadable::because)?;
        let mut cells = Cells::default();
        each(&range, |place, value| cells.put(place, of_range(value)))?;
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        each(&formulas, |place, formula| {
            if formula.is_empty() {
                Ok(())
            } else {
                cells.link(place, formula);
                cells.formula(place)
            }
        })?;
        grids.push(Grid {
            is_hidden,
            ..cells.into_grid(name, looks)
        });
    }
    Ok(grids)
}

fn each<T: calamine::CellType>(
    range: &Range<T>,
    mut see: impl FnMut((u32, u32), &T) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        see(
            (top.saturating_add(row), left.saturating_add(column)),
            value,
        )?;
    }
    Ok(())
}

/// The cells of a sheet, in any order.
#[derive(Default)]
struct Cells {
    all: BTreeMap<(usize, usize), CellContent>,
    formulas: BTreeSet<(usize, usize)>,
    links: BTreeMap<(usize, usize), String>,
    rows: usize,
    columns: usize,
}

impl Cells {
    fn put(&mut self, (row, column): (u32, u32), content: CellContent) -> Result<(), Unreadable> {
        if content == CellContent::Empty {
            return Ok(());
        }
        self.reach(row, column)?;
        self.all.insert((row as usize, column as usize), content);
        Ok(())
    }

    fn formula(&mut self, (row, column): (u32, u32)) -> Result<(), Unreadable> {
        self.reach(row, column)?;
        self.formulas.insert((row as usize, column as usize));
        Ok(())
    }

    /// Keeps the address of `HYPERLINK("https://…"; "text")`.
    fn link(&mut self, (row, column): (u32, u32), formula: &str) {
        let inner = formula.trim_start_matches(['=', ' ', 'o', 'f', ':']);
        let inner = inner.strip_prefix("HYPERLINK(\"");
        if let Some((address, _)) = inner.and_then(|inner| inner.split_once('"')) {
            let place = (row as usize, column as usize);
            self.links.insert(place, address.to_owned());
        }
    }

    fn reach(&mut self, row: u32, column: u32) -> Result<(), Unreadable> {
        self.rows = self.rows.max(row as usize + 1);
        self.columns = self.columns.max(column as usize + 1);
        if self.rows.saturating_mul(self.columns) > MAX_CELLS {
            return Err(Unreadable::too_large());
        }
        Ok(())
    }

    fn into_grid(self, name: String, looks: &Looks) -> Grid {
        let look = looks.get(&name).cloned().unwrap_or_default();
        let mut links = look.links;
        links.extend(self.links);
        let mut rows = vec![Vec::new(); self.rows];
        let mut put = |(row, column): (usize, usize), content: CellContent| {
            if let Some(row) = rows.get_mut(row) {
                let row: &mut Vec<CellContent> = row;
                row.resize(row.len().max(column + 1), CellContent::Empty);
                if let Some(cell) = row.get_mut(column) {
                    *cell = content;
                }
            }
        };
        for place in &self.formulas {
            if !self.all.contains_key(place) {
                put(*place, CellContent::NoResult);
            }
        }
        for (place, content) in self.all {
            let content = match content {
                CellContent::Number(number) if look.percentages.contains(&place) => {
                    percentage(number)
                }
                other => other,
            };
            put(place, content);
        }
        Grid {
            name,
            rows,
            hidden_rows: look.hidden_rows,
            hidden_columns: look.hidden_columns,
            links,
            comments: look.comments,
            merged: look.merged,
            ..Grid::default()
        }
    }
}

/// A number as a percentage, as people see it: the cell holds a hundredth of it.
fn percentage(number: f64) -> CellContent {
    /// More digits would show floating-point noise: 7.000000000000001.
    const DIGITS: usize = 10;
    let text = format!("{:.DIGITS$}", number * 100.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    CellContent::Text(format!("{text} %"))
}

fn of_xlsx(value: &DataRef<'_>) -> CellContent {
    match value {
        DataRef::SharedString(text) => text_of(&unescaped(text)),
        DataRef::String(text) => text_of(&unescaped(text)),
        other => of_range(&Data::from(other.clone())),
    }
}

fn of_range(value: &Data) -> CellContent {
    match value {
        Data::Empty => CellContent::Empty,
        #[expect(
            clippy::cast_precision_loss,
            reason = "spreadsheets count in such numbers"
        )]
        Data::Int(number) => CellContent::Number(*number as f64),
        Data::Float(number) => CellContent::Number(*number),
        Data::String(text) => text_of(text),
        Data::Bool(value) => CellContent::Bool(*value),
        Data::DateTime(moment) => date(moment),
        Data::DateTimeIso(text) => {
            let midnight = text.strip_suffix("T00:00:00");
            CellContent::Date(midnight.unwrap_or(text).to_owned())
        }
        Data::DurationIso(text) => CellContent::Text(text.clone()),
        Data::Error(error) => CellContent::Fault(error.to_string()),
    }
}

fn text_of(text: &str) -> CellContent {
    if text.is_empty() {
        CellContent::Empty
    } else {
        CellContent::Text(text.replace("\r\n", "\n"))
    }
}

fn date(moment: &ExcelDateTime) -> CellContent {
    if moment.is_duration() {
        return CellContent::Number(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    CellContent::Date(match (hour, minute, second) {
        (0, 0, 0) => day,
        (hour, minute, 0) => format!("{day}T{hour:02}:{minute:02}"),
        (hour, minute, second) => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
    })
}

/// Decodes `_x000D_` and the like, by which Excel escapes what XML cannot contain.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let character = code
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        let length = if character.is_some() { 7 } else { 2 };
        if let Some(character) = character {
            plain.push(character);
        } else {
            plain.push_str("_x");
        }
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}
