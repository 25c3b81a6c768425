//! Converts a cell to the text in YAML, and handles what spreadsheets do to digits and dates,
//! and what people type.
//!
//! A problem with one solution is solved and reported; any other problem refuses the cell.

use super::grid::{CellContent, number_text};
use super::words::FieldWords;
use super::{Column, ColumnForm, separated};
use crate::messages::Arg;
use crate::quantity::Decimal;
use crate::schema::{Checksum, Field, FieldType, PartialDate, is_rounded, said_day, said_moment};
use crate::text::{BULLETS, without_unseen};

/// The characters that people type where a word processor has bullets.
const DASHES: [char; 3] = ['-', '–', '*'];

/// A problem with a cell: its key in the table of codes, and the arguments of its message.
#[derive(Debug)]
pub(super) struct CellProblem {
    /// The key.
    pub key: &'static str,
    /// The arguments of the message.
    pub args: Vec<(&'static str, Arg)>,
}

/// The reading of a cell.
#[derive(Debug, Default)]
pub(super) struct ValueReading {
    /// The text of the YAML; `None` where the cell is refused.
    pub text: Option<String>,
    /// Its problems.
    pub problems: Vec<CellProblem>,
}

impl ValueReading {
    fn refuse(mut self, key: &'static str, args: Vec<(&'static str, Arg)>) -> Self {
        self.text = None;
        self.problems.push(CellProblem { key, args });
        self
    }

    fn note(&mut self, key: &'static str, args: Vec<(&'static str, Arg)>) {
        self.problems.push(CellProblem { key, args });
    }
}

/// Reads a cell for a column.
pub(super) fn read(
    content: &CellContent,
    column: &Column<'_>,
    words: Option<&FieldWords>,
    separator: char,
) -> ValueReading {
    let reading = ValueReading::default();
    let kind = column.field.kind.single();
    let is_date = matches!(kind, FieldType::Date | FieldType::DateTime);
    match content {
        CellContent::Fault(fault) => reading.refuse("M013", vec![("text", fault.as_str().into())]),
        CellContent::NoResult => reading.refuse("M012", Vec::new()),
        CellContent::Date(text) if !is_date => {
            let args = vec![
                ("text", text.as_str().into()),
                ("expected", kind.expected().into()),
            ];
            reading.refuse("M011.changed", args)
        }
        // Spreadsheets store a time as a fraction of day zero.
        CellContent::Date(text) if text.starts_with("1899-12-") && text.contains('T') => {
            let time = text.split_once('T').map_or("", |(_, time)| time);
            reading.refuse("M010.time", vec![("text", time.into())])
        }
        CellContent::Number(number) if is_date && !(1000.0..3000.0).contains(number) => {
            let args = serial_dates(*number);
            reading.refuse("M010", args)
        }
        CellContent::Text(text) => typed(text, column, words, separator),
        other => typed(&other.text(), column, words, separator),
    }
}

/// Reads a typed text.
fn typed(
    text: &str,
    column: &Column<'_>,
    words: Option<&FieldWords>,
    separator: char,
) -> ValueReading {
    let mut reading = ValueReading::default();
    let is_prose = matches!(
        column.field.kind.single(),
        FieldType::String | FieldType::Text | FieldType::Markdown
    );
    let seen = without_unseen(text);
    if seen.len() != text.len() {
        reading.note("M016.signs", vec![("text", text.into())]);
    }
    // The conditions of a measured value are prose, too.
    let keeps_blanks = is_prose || matches!(column.form, ColumnForm::Pairs);
    let trimmed = seen.trim();
    let cleaned = if keeps_blanks {
        trimmed.to_owned()
    } else {
        trimmed.replace(['\u{a0}', '\u{202f}'], " ")
    };
    // A trailing line break is not typed by people, so it is not reported.
    if cleaned != seen.trim_end_matches('\n') {
        reading.note("M016", vec![("text", text.into())]);
    }
    match column.form {
        ColumnForm::One => single(&cleaned, column.field, words, reading),
        ColumnForm::Many => {
            let mut items = Vec::new();
            let is_dashed = has_dashed_lines(&cleaned);
            for item in separated::split(&cleaned, separator) {
                let item = without_bullet(item, is_dashed);
                let several = words.and_then(|words| several(&item, words, separator));
                if let Some(meant) = several {
                    let args = vec![("text", item.as_str().into()), ("meant", meant.into())];
                    return reading.refuse("M021", args);
                }
                reading = single(&item, column.field, words, reading);
                match reading.text.take() {
                    Some(item) => items.push(item),
                    None => return reading,
                }
            }
            reading.text = Some(separated::join(&items));
            reading
        }
        ColumnForm::Pairs => {
            let items = separated::split(&cleaned, separator);
            if let Some(item) = items.iter().find(|item| separated::pair(item).is_none()) {
                let args = vec![("text", item.as_str().into())];
                return reading.refuse("M020.pair", args);
            }
            reading.text = Some(separated::join(&items));
            reading
        }
    }
}

/// Whether a cell has several lines that all begin with a dash or an asterisk.
fn has_dashed_lines(cell: &str) -> bool {
    let lines = || cell.lines().map(str::trim_start);
    lines().nth(1).is_some() && lines().all(|line| line.starts_with(DASHES))
}

/// An item without its bullet; a dash is a bullet only if all lines begin so.
fn without_bullet(item: String, is_dashed: bool) -> String {
    let dashed = || item.strip_prefix(DASHES).filter(|_| is_dashed);
    match item.strip_prefix(BULLETS).or_else(dashed) {
        Some(bare) if bare.starts_with([' ', '\t', '\u{a0}']) => bare.trim().to_owned(),
        _ => item,
    }
}

/// The words in an item that is not a word itself but is separated by other characters:
/// `design, production`.
fn several(item: &str, words: &FieldWords, separator: char) -> Option<String> {
    if words.word(item).is_some() {
        return None;
    }
    let parts = item.split([',', '/', '|', ';']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let meant: Option<Vec<&str>> = parts.map(|part| words.word(part)).collect();
    let meant = meant.filter(|meant| meant.len() > 1)?;
    Some(meant.join(&format!("{separator} ")))
}

/// Reads a single value.
fn single(
    text: &str,
    field: &Field,
    words: Option<&FieldWords>,
    reading: ValueReading,
) -> ValueReading {
    let kind = field.kind.single();
    let of = match &field.kind {
        FieldType::List(of) => of,
        _ => field,
    };
    if of.unknown && text == "unknown" {
        return taken(text, reading);
    }
    if let Some(words) = words {
        if let Some(word) = words.word(text) {
            return taken(word, reading);
        }
        let mut args = vec![("text", text.into())];
        args.extend(words.meant(text).map(|meant| ("meant", meant.into())));
        return reading.refuse("M021", args);
    }
    let is_digits = matches!(kind, FieldType::String | FieldType::Phone | FieldType::Int);
    if is_digits && is_rounded(text) {
        return reading.refuse("M007.rounded", vec![("text", text.into())]);
    }
    match kind {
        FieldType::Int | FieldType::Decimal => number(text, reading),
        FieldType::Date => date(text, reading),
        FieldType::DateTime => said(text, said_moment(text), reading),
        _ => match of.checksum {
            Some(checksum) => identifier(text, checksum, reading),
            None => taken(text, reading),
        },
    }
}

/// Reads an identifier, and repairs it if the check digit proves what is meant.
fn identifier(text: &str, checksum: Checksum, mut reading: ValueReading) -> ValueReading {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !checksum.holds(text) && checksum.holds(&digits) {
        reading.note("M016.within", vec![("text", text.into())]);
        return taken(&digits, reading);
    }
    let whole = |text: &str| text.trim_start_matches('0').to_owned();
    let meant = checksum.repair(text).filter(|_| !checksum.holds(text));
    match meant.filter(|meant| whole(meant) == whole(text)) {
        Some(meant) => {
            let args = vec![("text", text.into()), ("meant", meant.as_str().into())];
            reading.note("M007", args);
            taken(&meant, reading)
        }
        None => taken(text, reading),
    }
}

fn taken(text: &str, mut reading: ValueReading) -> ValueReading {
    reading.text = Some(text.to_owned());
    reading
}

/// A number, with the separators that people and spreadsheets add.
fn number(text: &str, mut reading: ValueReading) -> ValueReading {
    if Decimal::parse(text).is_ok() && text.trim().len() == text.len() {
        return taken(text, reading);
    }
    if is_range(text) {
        return reading.refuse("M020.range", vec![("text", text.into())]);
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let signs = |c: char| is_digit(c) || ",. '+-−".contains(c);
    let end = text.find(|c: char| !signs(c)).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let spoken = |text: &str| -> Arg { text.into() };
    if !unit.is_empty() && digits.contains(is_digit) {
        let args = vec![
            ("text", spoken(text)),
            ("number", spoken(digits.trim())),
            ("unit", spoken(unit.trim())),
        ];
        return reading.refuse("M020", args);
    }
    let plain: String = text.chars().filter(|c| !" '".contains(*c)).collect();
    let plain = plain.replace('−', "-");
    let is_grouped = plain.len() != text.replace('−', "-").len();
    let commas = plain.matches(',').count();
    let after = plain.rsplit_once(',').map(|(_, after)| after.len());
    // `1,500` is 1.5 in some countries and 1500 in others.
    let is_unclear = commas > 1
        || (commas == 1 && after == Some(3) && !is_grouped)
        || (commas == 1 && plain.contains('.'));
    let meant = plain.replace(',', ".");
    let fits = Decimal::parse(&meant).is_ok();
    if is_unclear || !fits {
        let key = if is_unclear {
            "M009.unclear"
        } else {
            return taken(text, reading);
        };
        return reading.refuse(key, vec![("text", spoken(text))]);
    }
    let args = vec![("text", spoken(text)), ("meant", spoken(&meant))];
    reading.note(if is_grouped { "M009" } else { "M008" }, args);
    taken(&meant, reading)
}

/// Whether a text is a range of numbers: `5–10`, `5 - 10`, `5..10`.
fn is_range(text: &str) -> bool {
    let is_number = |part: &str| Decimal::parse(&part.trim().replace(',', ".")).is_ok();
    ["–", "—", "-", "…", ".."].iter().any(|sign| {
        let mut places = text.match_indices(sign);
        places.any(|(at, _)| {
            let after = text.get(at + sign.len()..);
            text.get(..at).is_some_and(is_number) && after.is_some_and(is_number)
        })
    })
}

/// A date, in the format of the schema or as people write it.
fn date(text: &str, mut reading: ValueReading) -> ValueReading {
    if PartialDate::parse(text).is_some() {
        return taken(text, reading);
    }
    let sign = ['.', '/'].into_iter().find(|sign| text.contains(*sign));
    let parts: Vec<&str> = sign.map_or_else(Vec::new, |sign| text.split(sign).collect());
    let numbers: Option<Vec<u16>> = parts.iter().map(|part| part.trim().parse().ok()).collect();
    let numbers = numbers.unwrap_or_default();
    let (meant, is_unclear) = match numbers.as_slice() {
        [day, month, year] if *year >= 1000 => {
            let is_unclear = sign == Some('/') && *day <= 12 && *month <= 12 && day != month;
            let (day, month) = if *month > 12 && sign == Some('/') {
                (month, day)
            } else {
                (day, month)
            };
            (format!("{year:04}-{month:02}-{day:02}"), is_unclear)
        }
        [month, year] if *year >= 1000 => (format!("{year:04}-{month:02}"), false),
        _ => return said(text, said_day(text), reading),
    };
    if PartialDate::parse(&meant).is_none() {
        return said(text, said_day(text), reading);
    }
    if is_unclear {
        return reading.refuse("M011.unclear", vec![("text", text.into())]);
    }
    let args = vec![("text", text.into()), ("meant", meant.as_str().into())];
    reading.note("M011", args);
    taken(&meant, reading)
}

/// A date or a time in words, if they are unambiguous.
fn said(text: &str, meant: Option<String>, mut reading: ValueReading) -> ValueReading {
    let Some(meant) = meant else {
        return taken(text, reading);
    };
    let args = vec![("text", text.into()), ("meant", meant.as_str().into())];
    reading.note("M011", args);
    taken(&meant, reading)
}

/// The dates that a serial number may mean.
fn serial_dates(number: f64) -> Vec<(&'static str, Arg)> {
    use calamine::{ExcelDateTime, ExcelDateTimeType};
    let day = |is_1904| -> Arg {
        let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, is_1904);
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        Arg::Text(format!("{year:04}-{month:02}-{day:02}"))
    };
    vec![
        ("text", number_text(number).as_str().into()),
        ("first", day(false)),
        ("second", day(true)),
    ]
}
