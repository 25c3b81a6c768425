//! Dates that are not a day: a month that does not exist, several days, and the serial
//! number of a spreadsheet.

use jiff::ToSpan;
use jiff::civil::date;

use super::said_day::{is_digits, is_year, said_day};
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, PartialDate};
use crate::yaml::Node;

/// The serial numbers of spreadsheets for the days from about 1954 to 2091.
const SERIALS: std::ops::Range<i32> = 20_000..70_000;

/// The finding for a date whose form shows the fault.
pub(super) fn day_fault(node: &Node, field: &Field, text: &str) -> Option<Diagnostic> {
    let text = text.trim();
    let found = |key| {
        Diagnostic::new(key, node.span)
            .arg("field", &*field.name)
            .arg("text", text)
    };
    if let Some(month) = no_month(text) {
        let found = found("D001.no_month").arg("month", month);
        return Some(match swapped(text) {
            Some(meant) => found.fix(node.span, meant),
            None => found,
        });
    }
    if let Some(day) = counted(text) {
        let found = found("D001.serial").arg("meant", day.as_str());
        return Some(found.fix(node.span, day));
    }
    let first = first_of_several(text)?;
    let found = found("D001.range");
    // For a range of years, the first one, the second one, or the whole range may be meant.
    Some(if is_year(&first) {
        found
    } else {
        found.fix(node.span, first)
    })
}

/// The month of `2026-13-05`, which does not exist.
fn no_month(text: &str) -> Option<&str> {
    let mut parts = text.split('-');
    let (year, month) = (parts.next()?, parts.next()?);
    let is_month = month.len() == 2 && is_digits(month);
    let fits = is_month && !(1..=12).contains(&month.parse::<u8>().ok()?);
    let day = parts.next();
    let is_date = day.is_some_and(|day| day.len() == 2 && is_digits(day)) && parts.next().is_none();
    (is_year(year) && fits && month != "00" && is_date).then_some(month)
}

/// `2026-05-13` of `2026-13-05`.
fn swapped(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('-')?;
    let (day, month) = rest.split_once('-')?;
    let meant = format!("{year}-{month}-{day}");
    PartialDate::parse(&meant).map(|_| meant)
}

/// The day of `45000`.
fn counted(text: &str) -> Option<String> {
    let number: i32 = text.parse().ok().filter(|_| is_digits(text))?;
    let days = SERIALS.contains(&number).then(|| number.days())?;
    Some(date(1899, 12, 30).checked_add(days).ok()?.to_string())
}

/// The first day of `5.-7. 3. 2026` or `2026-03-05 – 2026-03-07`; the first year of
/// `2024–2026`.
fn first_of_several(text: &str) -> Option<String> {
    const BETWEEN: [&str; 9] = [
        "–", "—", " - ", "..", " až ", " bis ", " to ", " do ", " / ",
    ];
    let signs = BETWEEN.iter().filter_map(|sign| text.split_once(sign));
    let hyphen = text.split_once('-').filter(|(first, last)| {
        let are_years = is_year(first) && is_year(last);
        are_years || text.contains('.')
    });
    let mut pairs = signs.chain(hyphen);
    pairs.find_map(|(first, last)| {
        let (first, last) = (first.trim(), last.trim());
        day(last)?;
        day(first).or_else(|| {
            let starts = first.starts_with(|sign: char| sign.is_ascii_digit());
            let mut ends = last.match_indices(['.', ' ']).filter(|_| starts);
            ends.find_map(|(at, sign)| {
                let rest = last.get(at + sign.len()..)?;
                day(&format!("{}. {rest}", first.trim_end_matches('.')))
            })
        })
    })
}

fn day(text: &str) -> Option<String> {
    let is_day = PartialDate::parse(text).is_some();
    if is_day {
        Some(text.to_owned())
    } else {
        said_day(text)
    }
}
