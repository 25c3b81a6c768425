//! Tables as an Excel workbook: numbers, dates and links are typed, and one sheet explains the
//! columns. The bytes depend only on the content.

use std::io::{self, ErrorKind};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::table::{Cell, Column, Table};
use crate::guarded::guarded;
use crate::messages::{message, system};
use crate::system::Errno;

/// The most characters of a cell.
const MAX_TEXT: usize = 32_767;
/// The most characters of the name of a sheet.
const MAX_NAME: usize = 31;
/// The most links of a sheet; the rest become texts.
const MAX_LINKS: usize = 65_530;
/// The most characters of a link.
const MAX_LINK: usize = 2_079;
/// The digits that a number of Excel keeps.
const MAX_DIGITS: usize = 15;
/// The narrowest and the widest column.
const WIDTHS: (usize, usize) = (8, 60);
/// The rows that are measured to choose the widths.
const MEASURED_ROWS: usize = 200;

/// The content of the sheet of explanations.
pub(super) struct Explained {
    /// Its name.
    pub title: String,
    /// Its headings: column, key, explanation, unit.
    pub headings: [String; 4],
    /// Facts about the whole workbook, each with its label and, for a link, its address.
    pub about: Vec<(String, String)>,
}

/// A workbook with one sheet for each table, and one for explanations.
///
/// # Errors
/// The system provides no thread for it.
pub(super) fn workbook(tables: &[&Table], explained: &Explained) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date, so that the same content gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.title, &mut names))?;
        fill(sheet, table)?;
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&explained.title, &mut names))?;
    explain(sheet, tables, explained)?;
    saved(&mut workbook)
}

/// Saves a workbook. `rust_xlsxwriter` starts a thread for each sheet, and panics if the
/// system provides none.
///
/// # Errors
/// The workbook is larger than Excel can read, or there is no thread.
pub(crate) fn saved(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    guarded(|| workbook.save_to_buffer()).unwrap_or_else(|| {
        let why = system(&Errno::AGAIN.into());
        let why = message!("command.no_threads", why = why);
        Err(XlsxError::IoError(io::Error::new(
            ErrorKind::WouldBlock,
            why,
        )))
    })
}

/// A valid and unique name for a sheet.
fn sheet_name(title: &str, taken: &mut Vec<String>) -> String {
    let plain = title.replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let plain = plain.trim_matches(['\'', ' ']);
    let plain = if plain.is_empty() { "–" } else { plain };
    let mut number = 1;
    loop {
        let ending = if number == 1 {
            String::new()
        } else {
            format!(" {number}")
        };
        let room = MAX_NAME - ending.len();
        let mut units = 0;
        let own = plain.chars().take_while(|sign| {
            units += sign.len_utf16();
            units <= room
        });
        let name = format!("{}{ending}", own.collect::<String>());
        if !taken.contains(&name.to_lowercase()) {
            taken.push(name.to_lowercase());
            return name;
        }
        number += 1;
    }
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let heading = heading_format();
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, cut(&column.heading()), &heading)?;
        sheet.set_column_width(at, width(table, column, usize::from(at)))?;
    }
    let mut links = 0;
    for (number, row) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(row) {
            write(sheet, (number, at), cell, &mut links)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, rows, last)?;
    Ok(())
}

fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
}

/// The width that fits the heading and the measured rows, within the limits.
fn width(table: &Table, column: &Column, at: usize) -> f64 {
    let cells = table.rows.iter().take(MEASURED_ROWS);
    let lengths = cells.filter_map(|row| match row.get(at)? {
        Cell::Integer(number) => Some(number.to_string().len()),
        Cell::Named { name, .. } => Some(name.chars().count()),
        cell => Some(cell.for_programs().chars().count()),
    });
    let (least, most) = WIDTHS;
    let longest = lengths.fold(column.heading().chars().count(), usize::max);
    let width = (longest + 2).clamp(least, most);
    u32::try_from(width).map_or(10.0, f64::from)
}

fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    links: &mut usize,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            sheet.write_string(row, at, cut(text))?;
        }
        Cell::Named { name, .. } => {
            sheet.write_string(row, at, cut(name))?;
        }
        Cell::Integer(number) => write_number(sheet, (row, at), &number.to_string())?,
        Cell::Decimal(digits) => write_number(sheet, (row, at), digits)?,
        Cell::Flag(flag, _) => {
            sheet.write_boolean(row, at, *flag)?;
        }
        Cell::Day(iso) => write_date(sheet, (row, at), iso, "yyyy-mm-dd")?,
        Cell::Moment(iso) => write_date(sheet, (row, at), iso, "yyyy-mm-dd hh:mm")?,
        Cell::Link(address) => {
            let fits = *links < MAX_LINKS && address.chars().count() <= MAX_LINK;
            *links += 1;
            if !fits || sheet.write_url(row, at, address.as_str()).is_err() {
                sheet.write_string(row, at, cut(address))?;
            }
        }
    }
    Ok(())
}

/// A number that shows its digits as written; a text if Excel would drop some.
fn write_number(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    digits: &str,
) -> Result<(), XlsxError> {
    let mantissa = digits.split('e').next().unwrap_or(digits);
    let count = mantissa.chars().filter(char::is_ascii_digit).count();
    let number = digits.parse::<f64>().ok();
    let Some(number) = number.filter(|number| number.is_finite() && count <= MAX_DIGITS) else {
        sheet.write_string(row, at, digits)?;
        return Ok(());
    };
    let places = mantissa
        .split_once('.')
        .map_or(0, |(_, places)| places.len());
    let mut shown = String::from("0");
    if places > 0 {
        shown.push('.');
        shown.push_str(&"0".repeat(places));
    }
    if digits.contains('e') {
        shown.push_str("E+0");
    }
    let format = Format::new().set_num_format(shown);
    sheet.write_number_with_format(row, at, number, &format)?;
    Ok(())
}

/// A date; a text if Excel does not support such an early date.
fn write_date(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    iso: &str,
    shown: &str,
) -> Result<(), XlsxError> {
    match ExcelDateTime::parse_from_str(iso) {
        Ok(date) => {
            let format = Format::new().set_num_format(shown);
            sheet.write_datetime_with_format(row, at, date, &format)?;
        }
        Err(_) => {
            sheet.write_string(row, at, iso)?;
        }
    }
    Ok(())
}

fn explain(
    sheet: &mut Worksheet,
    tables: &[&Table],
    explained: &Explained,
) -> Result<(), XlsxError> {
    let (heading, wrapped) = (heading_format(), Format::new().set_text_wrap());
    let mut row = 0;
    for (label, said) in &explained.about {
        sheet.write_string_with_format(row, 0, cut(label), &heading)?;
        let is_address = said.starts_with("http");
        if !is_address || sheet.write_url(row, 1, said.as_str()).is_err() {
            sheet.write_string_with_format(row, 1, cut(said), &wrapped)?;
        }
        row += 1;
    }
    for table in tables {
        row += 1;
        sheet.write_string_with_format(row, 0, cut(&table.title), &heading)?;
        row += 1;
        for (at, text) in (0..).zip(&explained.headings) {
            sheet.write_string_with_format(row, at, cut(text), &heading)?;
        }
        row += 1;
        for column in &table.columns {
            let unit = column.unit.as_ref().map_or("", |unit| &unit.symbol);
            let texts = [&*column.label, &column.key, &column.help, unit];
            for (at, text) in (0..).zip(texts).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string_with_format(row, at, cut(text), &wrapped)?;
            }
            row += 1;
        }
    }
    for (at, width) in (0..).zip([34.0, 34.0, 60.0, 12.0]) {
        sheet.set_column_width(at, width)?;
    }
    Ok(())
}

/// A text, cut to the limit of a cell.
fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}
