//! Dates with a time. Without an offset they are in the time zone of the site; with an
//! offset they are an instant, in whatever zone it was written.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::schema::PartialDate;

/// The greatest offset of a zone, in seconds.
const MAX_OFFSET: u64 = 14 * 60 * 60;

/// A date and a time: `2026-11-23T09:30`; seconds are allowed, and a space for the `T`. A
/// lone date is not a moment.
pub(super) fn moment(text: &str) -> Option<DateTime> {
    let (day, time) = day_and_time(text)?;
    let plain = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    (is_day(day) && is_time(time) && time.chars().all(plain))
        .then(|| text.parse().ok())
        .flatten()
}

/// `2026-11-23T09:30+02:00` or `2026-11-23T07:30Z`, converted to a zone.
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
