//! Decodes moments, and explains invalid ones: a day without its time, a time without its
//! day, an hour that does not exist, and two times.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::Decoding;
use super::meant::{clock, padded_moment, parted};
use super::moment::{instant, moment};
use super::said_day::{is_digits, said_day};
use super::zone_named::in_named_zone;
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, PartialDate, Value};
use crate::yaml::Node;

impl Decoding<'_, '_> {
    /// A date and a time in the time zone of the site.
    pub(super) fn moment(&mut self, node: &Node, field: &Field, text: &Arc<str>) -> Option<Value> {
        let zone = self.decoder.zone;
        let moment = moment(text).or_else(|| instant(text, zone));
        if moment.is_none() && self.not_a_moment(node, field, text) {
            return None;
        }
        let value = self.or_report("D002", node, field, moment.map(Value::DateTime))?;
        let written = moment?;
        if let Some(shown) = zone.and_then(|zone| after_gap(written, zone)) {
            let meant = form_of(text, shown);
            self.findings.push(
                Diagnostic::new("D010", node.span)
                    .arg("field", &*field.name)
                    .arg("text", &**text)
                    .arg_if("zone", zone.and_then(TimeZone::iana_name))
                    .fix(node.span, meant),
            );
            return None;
        }
        let day = Some(PartialDate::day(written.date()));
        self.within_dates(node, field, day).then_some(value)
    }

    /// Reports a moment whose form shows the fault.
    fn not_a_moment(&mut self, node: &Node, field: &Field, text: &str) -> bool {
        let found = match in_named_zone(text, self.decoder.zone) {
            Some((meant, is_certain)) => {
                let found = Diagnostic::new("D002.zone", node.span)
                    .arg("field", &*field.name)
                    .arg("text", text);
                Some(if is_certain {
                    found.safe_fix(node.span, meant)
                } else {
                    found.fix(node.span, meant)
                })
            }
            None => moment_fault(node, field, text),
        };
        let is_fault = found.is_some();
        self.findings.extend(found);
        is_fault
    }
}

/// The finding for a moment whose form shows the fault.
fn moment_fault(node: &Node, field: &Field, text: &str) -> Option<Diagnostic> {
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

/// The whole day that is meant by a text.
fn day_of(text: &str) -> Option<String> {
    let day = said_day(text).unwrap_or_else(|| text.to_owned());
    PartialDate::parse(&day)
        .is_some_and(PartialDate::has_day)
        .then_some(day)
}

/// Whether a text is only a time of day.
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

/// The local time after a clock change that skips a time; `None` for a time that exists.
fn after_gap(moment: DateTime, zone: &TimeZone) -> Option<DateTime> {
    let ambiguous = zone.to_ambiguous_timestamp(moment);
    if !matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return None;
    }
    let later = ambiguous.compatible().ok()?;
    Some(zone.to_datetime(later))
}

/// A time in the format of another one: with or without seconds, and with the same
/// separator between day and time.
fn form_of(text: &str, moment: DateTime) -> String {
    let between = if text.contains(' ') { ' ' } else { 'T' };
    let (day, time) = (moment.date(), moment.time());
    match text.matches(':').count() {
        1 => format!("{day}{between}{:02}:{:02}", time.hour(), time.minute()),
        _ => format!("{day}{between}{time}"),
    }
}
