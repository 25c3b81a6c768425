//! The days of an entry: the day of a value, and when an entry of a dated list is over.
//! Lists, the home page and the finding about past entries that are still shown use this
//! module.

use jiff::civil::Date;

use super::{Catalog, EntryIndex};
use crate::schema::{Collection, Field, Item, PartialDate, Value};
use crate::text::Span;

/// The day of a value: a date, or the date of a moment.
#[must_use]
pub(crate) fn day(item: &Item) -> Option<PartialDate> {
    match &item.value {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(PartialDate::from(moment.date())),
        _ => None,
    }
}

/// The days of an entry of a list by date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Days {
    /// When it begins.
    pub start: Option<PartialDate>,
    /// When it ends; by default the day on which it begins.
    pub end: Option<PartialDate>,
    /// Where `end` is written.
    pub end_span: Option<Span>,
}

impl Days {
    /// The days of an entry according to the timeline of its collection; empty without a
    /// timeline.
    #[must_use]
    pub(crate) fn of(catalog: &Catalog, index: EntryIndex) -> Self {
        let collection = catalog.collection_of(index);
        let Some(timeline) = &collection.list.timeline else {
            return Self::default();
        };
        let record = &catalog.entry(index).record;
        let dated = |name: &str| {
            let item = record.get(name).filter(|_| is_public(collection, name))?;
            Some((day(item)?, item.span))
        };
        let start = dated(&timeline.start);
        let end = timeline.end.as_deref().and_then(dated).or(start);
        Self {
            start: start.map(|(day, _)| day),
            end: end.map(|(day, _)| day),
            end_span: end.map(|(_, span)| span),
        }
    }

    /// The last day on which it is not over.
    #[must_use]
    pub(crate) fn last(self) -> Option<Date> {
        self.end.map(PartialDate::last_day)
    }

    /// Whether its last day has passed.
    #[must_use]
    pub(crate) fn is_over(self, today: Date) -> bool {
        self.last().is_some_and(|last| last < today)
    }
}

fn is_public(collection: &Collection, name: &str) -> bool {
    let field = collection.fields.get(name);
    field.is_some_and(Field::is_public)
}
