//! An entry of a timeline as an event: when, where, and whether it takes place.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};

use super::Scope;
use super::entry::public;
use super::role::Roles;
use crate::model::{EntryIndex, When};
use crate::plan::RouteId;
use crate::schema::{Condition, PartialDate, Value};

/// An entry of a list by date.
#[derive(Debug, Clone)]
pub(crate) struct EventView<'a> {
    /// The id of its collection.
    pub collection: &'a str,
    /// Its id.
    pub id: &'a str,
    /// Its page.
    pub link: RouteId,
    /// Its heading.
    pub title: &'a str,
    /// A sentence that says what it is.
    pub summary: Option<&'a str>,
    /// When it is.
    pub time: EventTime,
    /// The hours as written, if they are not in `time`.
    pub hours: Option<&'a str>,
    /// Where it is.
    pub place: Option<String>,
    /// The position in degrees, north and east.
    pub position: Option<(&'a str, &'a str)>,
    /// Its own website.
    pub website: Option<String>,
    /// Whether it takes place.
    pub state: EventState,
    /// The number of changes of time or place.
    pub revision: Option<i64>,
    /// The day since which it is known.
    pub known_since: Date,
}

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventTime {
    /// Whole days.
    Days {
        /// The first one.
        first: Date,
        /// The one after the last.
        after: Date,
    },
    /// From one moment to another.
    Moments {
        /// When it begins.
        start: Timestamp,
        /// When it ends, where that is known.
        end: Option<Timestamp>,
    },
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventState {
    /// It does.
    Confirmed,
    /// It is uncertain, or its time is.
    Tentative,
    /// It does not.
    Cancelled,
}

impl<'a> Scope<'a> {
    /// An entry as an event; `None` if it has no page or no day.
    #[must_use]
    pub(crate) fn event(self, index: EntryIndex) -> Option<EventView<'a>> {
        let link = self.site.plan.entry(index, self.lang)?;
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        let timeline = collection.list.timeline.as_ref()?;
        let record = &catalog.entry(index).record;
        let when = When::of(catalog, index)?;
        let time = self.event_time(when);
        let written = |name: &str| {
            public(collection, name)?;
            Some(&record.get(name)?.value)
        };
        let hours = timeline.time.as_deref().and_then(written);
        let hours = hours.and_then(Value::as_text).map(|text| &**text);
        let revision = timeline.revision.as_deref().and_then(written);
        let first = match when {
            When::Days { first, .. } => first,
            When::Moments { start, .. } => start.date(),
        };
        let is = |condition: &Option<Condition>| {
            let met = condition.as_ref().and_then(|one| one.met(record));
            met.is_some()
        };
        let fields = self.fields(index);
        Some(EventView {
            collection: &collection.id,
            id: &catalog.entry(index).id,
            link,
            title: self.title(index),
            summary: self.summary(index),
            time,
            hours: hours.filter(|_| matches!(when, When::Days { .. })),
            place: fields.text("location"),
            position: fields.position(),
            website: fields.address("url"),
            state: match (is(&timeline.cancelled), is(&timeline.tentative)) {
                (true, _) => EventState::Cancelled,
                (false, true) => EventState::Tentative,
                (false, false) => EventState::Confirmed,
            },
            revision: match revision {
                Some(Value::Int(number)) => Some(*number),
                _ => None,
            },
            known_since: record.date("publish").map_or(first, PartialDate::first_day),
        })
    }

    fn event_time(self, when: When) -> EventTime {
        match when {
            When::Days { first, last } => EventTime::Days {
                first,
                after: last.checked_add(1.day()).unwrap_or(last),
            },
            When::Moments { start, end } => EventTime::Moments {
                start: self.instant(start),
                end: end.map(|end| self.instant(end)),
            },
        }
    }

    /// Converts a local time of the site to an instant. A time that a clock change repeats is
    /// the first one.
    pub(super) fn instant(self, moment: DateTime) -> Timestamp {
        let zone = &self.catalog().config.time_zone;
        let found = zone.to_ambiguous_timestamp(moment).compatible();
        found.unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The name of the site's time zone.
    #[must_use]
    pub(crate) fn time_zone(self) -> Option<&'a str> {
        self.catalog().config.time_zone.iana_name()
    }
}
