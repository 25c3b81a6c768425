//! Events as iCalendar (RFC 5545, RFC 7986): all of a collection, or one.

use super::content_lines::ContentLines;
use crate::plan::EntryIndex;
use crate::present::{EventView, Scope};

/// The events of a list, as a calendar that programs subscribe to.
pub(super) fn calendar(scope: Scope<'_>, position: usize) -> Option<Vec<u8>> {
    let collection = scope.collection(position)?;
    let listed = scope.site.plan.listed(position, scope.lang).iter();
    let events: Vec<EventView<'_>> = listed.filter_map(|index| scope.event(*index)).collect();
    let name = format!("{} – {}", collection.label, scope.site_title());
    let mut lines = begin();
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    for event in &events {
        write(&mut lines, scope, event);
    }
    Some(end(lines))
}

/// One event, to be added to a calendar.
pub(super) fn event(scope: Scope<'_>, index: EntryIndex) -> Option<Vec<u8>> {
    let event = scope.event(index)?;
    let mut lines = begin();
    write(&mut lines, scope, &event);
    Some(end(lines))
}

fn begin() -> ContentLines {
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Spunweb//Spunweb//EN");
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    lines
}

fn end(mut lines: ContentLines) -> Vec<u8> {
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn write(lines: &mut ContentLines, scope: Scope<'_>, event: &EventView<'_>) {
    let plan = &scope.site.plan;
    let day = |date: jiff::civil::Date| date.strftime("%Y%m%d").to_string();
    lines.raw("BEGIN", "VEVENT");
    lines.raw(
        "UID",
        &format!("{}.{}@{}", event.collection, event.id, scope.host()),
    );
    lines.raw("DTSTAMP", &format!("{}T000000Z", day(event.first)));
    lines.raw("DTSTART;VALUE=DATE", &day(event.first));
    lines.raw("DTEND;VALUE=DATE", &day(event.after));
    lines.text("SUMMARY", event.title);
    if let Some(summary) = event.summary {
        lines.text("DESCRIPTION", summary);
    }
    let address = plan.edition.absolute(&plan.route(event.link).url);
    lines.raw("URL", &address);
    lines.raw("END", "VEVENT");
}
