//! Events as iCalendar (RFC 5545, RFC 7986): all of a collection, or a single one.
//!
//! Whole days are dates; their end is the day after. Moments are in UTC, which every calendar
//! reads as the same instant and shows in the local time of the reader. Events do not recur,
//! so that no time zone rules are needed: daylight saving time is resolved here, once. The
//! output does not depend on the day of the build.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::content_lines::ContentLines;
use crate::plan::EntryIndex;
use crate::present::{EventState, EventTime, EventView, Scope};

/// How often programs should look for changes.
const REFRESH: &str = "P1D";

/// The events of a list, as a calendar that programs subscribe to; `own` is its address.
pub(super) fn calendar(scope: Scope<'_>, position: usize, own: &str) -> Option<Vec<u8>> {
    let collection = scope.collection(position)?;
    let name = format!("{} – {}", collection.label, scope.site_title());
    let mut lines = begin(scope);
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    if let Some(zone) = scope.time_zone() {
        lines.raw("X-WR-TIMEZONE", zone);
    }
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.raw("X-PUBLISHED-TTL", REFRESH);
    lines.raw("SOURCE;VALUE=URI", own);
    if let Some(page) = collection.link {
        lines.raw("URL", &scope.site.plan.absolute(page));
    }
    let listed = scope.site.plan.listed(position, scope.lang).iter();
    for event in listed.filter_map(|index| scope.event(*index)) {
        write(&mut lines, scope, &event);
    }
    Some(end(lines))
}

/// A single event, to be added to a calendar.
pub(super) fn event(scope: Scope<'_>, index: EntryIndex) -> Option<Vec<u8>> {
    let event = scope.event(index)?;
    let mut lines = begin(scope);
    write(&mut lines, scope, &event);
    Some(end(lines))
}

fn begin(scope: Scope<'_>) -> ContentLines {
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    let language = scope.lang.as_str().to_uppercase();
    lines.raw("PRODID", &format!("-//Spunweb//Spunweb//{language}"));
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    lines
}

fn end(mut lines: ContentLines) -> Vec<u8> {
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn write(lines: &mut ContentLines, scope: Scope<'_>, event: &EventView<'_>) {
    let page = scope.site.plan.absolute(event.link);
    lines.raw("BEGIN", "VEVENT");
    let id = format!("{}.{}@{}", event.collection, event.id, scope.host());
    lines.raw("UID", &id);
    lines.raw("DTSTAMP", &format!("{}T000000Z", day(event.known_since)));
    if let Some(revision) = event.revision {
        lines.raw("SEQUENCE", &revision.to_string());
    }
    match event.time {
        EventTime::Days { first, after } => {
            lines.raw("DTSTART;VALUE=DATE", &day(first));
            lines.raw("DTEND;VALUE=DATE", &day(after));
        }
        EventTime::Moments { start, end } => {
            lines.raw("DTSTART", &moment(start));
            if let Some(end) = end {
                lines.raw("DTEND", &moment(end));
            }
        }
    }
    lines.text("SUMMARY", event.title);
    lines.text("DESCRIPTION", &description(event, &page));
    if let Some(place) = &event.place {
        lines.text("LOCATION", place);
    }
    if let Some((lat, lon)) = event.position {
        lines.raw("GEO", &format!("{lat};{lon}"));
    }
    lines.raw("URL", &page);
    let state = match event.state {
        EventState::Confirmed => "CONFIRMED",
        EventState::Tentative => "TENTATIVE",
        EventState::Cancelled => "CANCELLED",
    };
    lines.raw("STATUS", state);
    lines.raw("END", "VEVENT");
}

/// The description of the event, which ends with its page: not every calendar shows `URL`.
fn description(event: &EventView<'_>, page: &str) -> String {
    let parts = [
        event.hours,
        event.summary,
        event.website.as_deref(),
        Some(page),
    ];
    let parts = parts.into_iter().flatten().map(str::trim_end);
    parts.collect::<Vec<_>>().join("\n\n")
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn moment(instant: Timestamp) -> String {
    let utc = TimeZone::UTC.to_datetime(instant);
    utc.strftime("%Y%m%dT%H%M%SZ").to_string()
}
