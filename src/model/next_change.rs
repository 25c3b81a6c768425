//! The next day on which the site changes although nobody edits it: an entry is published
//! or expires, an event begins or is over, a member becomes a former one, an edition
//! expires, a year begins.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Catalog, Days, EntryIndex, State, day};
use crate::schema::PartialDate;

impl Catalog {
    /// The first day after the one of the run on which something changes by itself.
    #[must_use]
    pub(crate) fn next_change(&self) -> Option<Date> {
        let written = self
            .all()
            .filter(|index| self.state(*index) != State::Draft);
        let of_entries = written.flat_map(|index| self.changes_of(index));
        let editions = self.config.editions.iter();
        let ends = editions.filter_map(|edition| after(edition.valid_until?.0));
        let security = self.config.security.iter();
        let ends = ends.chain(security.filter_map(|one| one.expires.checked_add(1.day()).ok()));
        // Pages may print the year, as the footer of the cluster theme does. It counts for
        // every theme: which templates read the date is unknown here, and a needless build
        // a year costs little.
        let year = self.as_of.first_of_year().checked_add(1.year());
        let ends = ends.chain(year.ok());
        of_entries.chain(ends).filter(|day| *day > self.as_of).min()
    }

    /// The days on which an entry changes, past ones included.
    fn changes_of(&self, index: EntryIndex) -> impl Iterator<Item = Date> {
        let record = &self.entry(index).record;
        let collection = self.collection_of(index);
        let written = |name: &str| day(record.get(name)?);
        let days = Days::of(self, index);
        // For a collection with a timeline, home pages show what is ahead by this date.
        // Nothing depends on whether the day of a news item is over.
        let dated = collection.list.timeline.as_ref();
        let shown = dated.and(collection.display.date.as_deref());
        let shown = shown.and_then(written);
        // Every page names the funder until the promised day.
        let funding = collection.publicity.iter();
        let funding = funding.filter_map(|rule| rule.until.as_ref());
        let funding = funding.flat_map(|until| until.values(record));
        let funding = funding.filter_map(|item| after(day(item)?));
        let former = collection.former.as_deref().and_then(written);
        [
            written("publish").map(PartialDate::first_day),
            written("expires").and_then(after),
            former.map(PartialDate::first_day),
            days.start.map(PartialDate::first_day),
            days.end.and_then(after),
            shown.and_then(after),
        ]
        .into_iter()
        .flatten()
        .chain(funding)
    }
}

fn after(day: PartialDate) -> Option<Date> {
    day.last_day().checked_add(1.day()).ok()
}
