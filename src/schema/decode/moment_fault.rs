//! Moments that name none: a day without its time, a time without its day, an hour that no
//! day has, and two times.

use jiff::ToSpan;

use super::meant::{clock, padded_moment, parted};
use super::moment::moment;
use super::said_day::{is_digits, said_day};
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, PartialDate};
use crate::yaml::Node;

/// What is wrong with a moment, where its form tells.
pub(super) fn moment_fault(node: &Node, field: &Field, text: &str) -> Option<Diagnostic> {
    let text = text.trim();
    let found = |key| {
        Diagnostic::new(key, node.span)
            .arg("field", &*field.name)
            .arg("text", text)
    };
    if let Some(first) = first_of_two(text) {
        return Some(found("D002.range").fix(node.span, first));
    }
    if let Some(day) = day_of(text) {
        return Some(found("D002.no_time").arg("day", day));
    }
    if is_time(text) {
        return Some(found("D002.no_day"));
    }
    let (day, time) = parted(text)?;
    let (hour, rest) = time.split_once([':', '.'])?;
    if !is_digits(hour) || hour.parse::<u8>().is_ok_and(|hour| hour < 24) {
        return None;
    }
    let found = found("D002.hour").arg("hour", hour);
    let is_midnight = hour == "24" && rest.starts_with("00");
    let next = || {
        let midnight = moment(&format!("{}T00:00", day_of(day)?))?;
        let next = midnight.date().checked_add(1.day()).ok()?;
        Some(format!("{next}T00:00"))
    };
    Some(match is_midnight.then(next).flatten() {
        Some(next) => found.fix(node.span, next),
        None => found,
    })
}

/// The whole day that a text is.
fn day_of(text: &str) -> Option<String> {
    let day = said_day(text).unwrap_or_else(|| text.to_owned());
    PartialDate::parse(&day)
        .is_some_and(PartialDate::has_day)
        .then_some(day)
}

/// Whether a text is a time of the day and nothing else.
fn is_time(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let parts = text.split([':', '.']).count();
    text.chars().all(is_plain) && parts == 2 && clock(text).is_some()
}

/// The first moment of `2026-06-03 10:00 – 12:00`.
fn first_of_two(text: &str) -> Option<String> {
    const BETWEEN: [&str; 7] = ["–", "—", " - ", " až ", " bis ", " to ", " do "];
    let mut pairs = BETWEEN.iter().filter_map(|sign| text.rsplit_once(sign));
    pairs.find_map(|(first, last)| {
        let (first, last) = (first.trim(), last.trim());
        let is_last =
            clock(last).is_some() || moment(last).is_some() || padded_moment(last).is_some();
        let whole = moment(first).map(|_| first.replacen(' ', "T", 1));
        whole.or_else(|| padded_moment(first)).filter(|_| is_last)
    })
}
