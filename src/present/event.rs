//! An entry of a list by date as an event: when it is and what it is.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Scope;
use crate::model::{Days, EntryIndex};
use crate::plan::RouteId;

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
    /// Its first day.
    pub first: Date,
    /// The day after its last one.
    pub after: Date,
}

impl<'a> Scope<'a> {
    /// An entry as an event; `None` where it has no page or no day.
    #[must_use]
    pub(crate) fn event(self, index: EntryIndex) -> Option<EventView<'a>> {
        let link = self.site.plan.entry(index, self.lang)?;
        let days = Days::of(self.catalog(), index);
        let first = days.start.filter(|day| day.has_day())?.first_day();
        let last = days.last().unwrap_or(first).max(first);
        Some(EventView {
            collection: &self.catalog().collection_of(index).id,
            id: &self.catalog().entry(index).id,
            link,
            title: self.title(index),
            summary: self.summary(index),
            first,
            after: last.checked_add(1.day()).unwrap_or(last),
        })
    }
}
