//! Tables as a workbook. Numbers, dates and booleans are stored as such if nothing is lost;
//! everything else is text, so that no program parses digits as a number.

use rust_xlsxwriter::{
    DataValidation, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::export::{CellKind, Exported, ExportedTable};
use super::grid::number_text;
use crate::export::saved;

/// Excel's limit on the total length of a drop-down list, in characters.
const MAX_LIST: usize = 255;
/// The blank rows below the entries that also get drop-down lists, for new entries.
const FURTHER_ROWS: u32 = 1000;

/// The bytes of a workbook; deterministic for the same tables.
///
/// # Errors
/// A table is larger than a sheet.
pub(crate) fn xlsx(exported: &Exported) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day);
    workbook.set_properties(&properties);
    for table in &exported.tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&table.name)?;
        write(sheet, table)?;
    }
    saved(&mut workbook)
}

fn write(sheet: &mut Worksheet, table: &ExportedTable) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_num_format("@");
    let text = Format::new().set_num_format("@");
    let wrapped = text.clone().set_text_wrap().set_align(FormatAlign::Top);
    let date = Format::new().set_num_format("yyyy\\-mm\\-dd");
    let formats = Formats {
        text: if table.is_help { wrapped } else { text },
        date,
    };
    sheet.set_freeze_panes(1, u16::from(!table.is_help))?;
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    for (number, heading) in table.headings.iter().enumerate() {
        let column = u16::try_from(number).unwrap_or(u16::MAX);
        let kind = table.kinds.get(number).unwrap_or(&CellKind::Text);
        sheet.write_string_with_format(0, column, heading, &bold)?;
        sheet.set_column_width(column, width(table, number))?;
        if matches!(kind, CellKind::Text | CellKind::Word(_)) {
            sheet.set_column_format(column, &formats.text)?;
        }
        if let CellKind::Word(words) = kind {
            let length: usize = words.iter().map(|word| word.chars().count() + 1).sum();
            if !words.is_empty()
                && length <= MAX_LIST
                && !words.iter().any(|word| word.contains(','))
            {
                // A label may be typed as well, so Excel must not refuse other values.
                let list = DataValidation::new().allow_list_strings(words)?;
                let list = list.show_error_message(false);
                sheet.add_data_validation(
                    1,
                    column,
                    rows.saturating_add(FURTHER_ROWS).min(1_000_000),
                    column,
                    &list,
                )?;
            }
        }
        for (row, cells) in table.rows.iter().enumerate() {
            let row = u32::try_from(row + 1).unwrap_or(u32::MAX);
            if let Some(cell) = cells.get(number).filter(|cell| !cell.is_empty()) {
                put(sheet, (row, column), cell, kind, &formats)?;
            }
        }
    }
    Ok(())
}

struct Formats {
    text: Format,
    date: Format,
}

fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    kind: &CellKind,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match kind {
        CellKind::Number => {
            let number = text.parse::<f64>().ok();
            let same = number.filter(|number| number.abs() < 1e15 && number_text(*number) == text);
            if let Some(number) = same {
                return sheet.write_number(row, column, number).map(|_| ());
            }
        }
        CellKind::Bool if matches!(text, "true" | "false") => {
            return sheet.write_boolean(row, column, text == "true").map(|_| ());
        }
        CellKind::Date => {
            if let Some(day) = day(text) {
                return sheet
                    .write_datetime_with_format(row, column, &day, &formats.date)
                    .map(|_| ());
            }
        }
        _ => {}
    }
    sheet
        .write_string_with_format(row, column, escaped(text), &formats.text)
        .map(|_| ())
}

/// A text in which `_x000D_` is not an Excel escape.
fn escaped(text: &str) -> String {
    let is_escape = |at: usize| {
        let code = text.get(at + 2..at + 6);
        let is_code = code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        is_code && text.get(at + 6..at + 7) == Some("_")
    };
    let mut escaped = String::with_capacity(text.len());
    let mut kept = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_escape(*at)) {
        escaped.push_str(text.get(kept..at).unwrap_or_default());
        escaped.push_str("_x005F");
        kept = at;
    }
    escaped.push_str(text.get(kept..).unwrap_or_default());
    escaped
}

/// A date that a spreadsheet counts correctly, which is from March 1900 on; dates before 1901
/// stay text.
fn day(text: &str) -> Option<ExcelDateTime> {
    let day: jiff::civil::Date = text.parse().ok()?;
    let year = u16::try_from(day.year()).ok().filter(|year| *year > 1900)?;
    let (month, date) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    let is_plain = format!("{year:04}-{month:02}-{date:02}") == text;
    is_plain.then(|| ExcelDateTime::from_ymd(year, month, date).ok())?
}

/// The width of a column, in characters.
fn width(table: &ExportedTable, column: usize) -> f64 {
    let cells = table
        .rows
        .iter()
        .take(200)
        .filter_map(|row| row.get(column));
    let longest = cells
        .map(|cell| cell.chars().count())
        .max()
        .unwrap_or_default();
    let heading = table
        .headings
        .get(column)
        .map_or(0, |heading| heading.chars().count());
    let most = if table.is_help { 70 } else { 40 };
    let characters = longest.max(heading + 2).clamp(8, most);
    f64::from(u32::try_from(characters).unwrap_or(8))
}
