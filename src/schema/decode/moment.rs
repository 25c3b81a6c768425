//! Days with a time. One without an offset is meant where the site is; one with an
//! offset is that instant, whatever clock it was read from.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::Run;
use super::moment_fault::moment_fault;
use super::zone_named::in_named_zone;
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, PartialDate, Value};
use crate::yaml::Node;

/// The greatest offset of a zone, in seconds.
const MAX_OFFSET: u64 = 14 * 60 * 60;

impl Run<'_, '_> {
    /// A day and a time, as the clocks of the site show it.
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

    /// Reports a moment whose form tells what is wrong with it.
    fn not_a_moment(&mut self, node: &Node, field: &Field, text: &str) -> bool {
        let found = match in_named_zone(text, self.decoder.zone) {
            Some((meant, is_certain)) => {
                let found = Diagnostic::new("D002.zone", node.span)
                    .arg("field", &*field.name)
                    .arg("text", text);
                Some(if is_certain {
                    found.mend(node.span, meant)
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

/// A day and a time: `2026-11-23T09:30`, seconds allowed, a space for the `T` too. A
/// day alone has no time of day.
pub(super) fn moment(text: &str) -> Option<DateTime> {
    let (day, time) = day_and_time(text)?;
    let plain = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    (is_day(day) && is_time(time) && time.chars().all(plain))
        .then(|| text.parse().ok())
        .flatten()
}

/// `2026-11-23T09:30+02:00` or `2026-11-23T07:30Z`, as the clocks of a zone show it.
pub(super) fn instant(text: &str, zone: Option<&TimeZone>) -> Option<DateTime> {
    let (day, time) = day_and_time(text)?;
    let offset = time.find(['Z', 'z', '+', '-'])?;
    let (time, offset) = (time.get(..offset)?.trim_end(), time.get(offset..)?);
    let plain = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    if !is_day(day) || !is_time(time) || !time.chars().all(plain) {
        return None;
    }
    let moment: Timestamp = format!("{day}T{time}{offset}").parse().ok()?;
    let here: Timestamp = format!("{day}T{time}Z").parse().ok()?;
    let away = here.as_second().abs_diff(moment.as_second());
    if away > MAX_OFFSET {
        return None;
    }
    Some(zone.unwrap_or(&TimeZone::UTC).to_datetime(moment))
}

fn day_and_time(text: &str) -> Option<(&str, &str)> {
    text.split_once(['T', 't', ' '])
}

fn is_day(day: &str) -> bool {
    PartialDate::parse(day).is_some_and(PartialDate::has_day)
}

fn is_time(time: &str) -> bool {
    let parts = time.split_once(':');
    parts.is_some_and(|(hours, rest)| hours.len() == 2 && rest.len() >= 2)
}

/// What the clocks show where a change of them leaves out a time; nothing for a
/// time that there is.
fn after_gap(moment: DateTime, zone: &TimeZone) -> Option<DateTime> {
    let ambiguous = zone.to_ambiguous_timestamp(moment);
    if !matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return None;
    }
    let later = ambiguous.compatible().ok()?;
    Some(zone.to_datetime(later))
}

/// A time in the form of another one: with or without seconds, and with what
/// stands between the day and the time.
fn form_of(text: &str, moment: DateTime) -> String {
    let between = if text.contains(' ') { ' ' } else { 'T' };
    let (day, time) = (moment.date(), moment.time());
    match text.matches(':').count() {
        1 => format!("{day}{between}{:02}:{:02}", time.hour(), time.minute()),
        _ => format!("{day}{between}{time}"),
    }
}
