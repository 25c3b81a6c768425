//! What each entry needs of those who keep it: the office, and the member that
//! the entry is about.
//!
//! 1. [`upkeep`] looks at an entry by what its collection declares: `complete`,
//!    `review`, `expiry`, and the fields that differ by language.
//! 2. [`table`] and [`csv`] show it to the office; [`letter`] asks the member for
//!    what is missing, in the member's language.
//!
//! Which fields these are is for the schema to say. A letter names what is
//! missing and no contact of the entry.

mod labels;
mod letter;
mod table;
mod texts;

pub use letter::{language_of, letter};
pub use table::{csv, table};
pub use texts::{LetterTexts, letters_are_known};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Catalog, EntryIndex, Stale, State, untranslated};
use crate::schema::{FieldPath, Item, Lang, PartialDate, Record, Value};

/// How many days before it comes a date is named.
pub const SOON_DAYS: i64 = 90;

/// What an entry needs.
#[derive(Debug, Clone)]
pub struct Upkeep {
    /// The entry.
    pub entry: EntryIndex,
    /// The fields that a complete entry has, and whether this one has them.
    pub wanted: Vec<(FieldPath, bool)>,
    /// Texts that lack a language.
    pub untranslated: Vec<(String, Lang)>,
    /// Translations that are older than their original; unknown without a
    /// history.
    pub stale: Option<Vec<Stale>>,
    /// When the entry was confirmed; nothing where its collection asks for none.
    pub review: Option<Reviewed>,
    /// Dates that have passed or will soon.
    pub dates: Vec<Expiring>,
}

/// When an entry was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reviewed {
    /// The day of the last confirmation.
    pub last: Option<PartialDate>,
    /// Whether another one is due.
    pub is_due: bool,
}

/// A date after which something no longer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiring {
    /// The field.
    pub path: FieldPath,
    /// What it is the date of: the first text of the group that it stands in.
    pub what: Option<String>,
    /// The date.
    pub date: PartialDate,
    /// Whether it has passed already.
    pub has_passed: bool,
}

impl Upkeep {
    /// The fields that are missing.
    pub fn missing(&self) -> impl Iterator<Item = &FieldPath> {
        let missing = self.wanted.iter().filter(|(_, is_there)| !is_there);
        missing.map(|(path, _)| path)
    }

    /// The part of the wanted fields that is there, in per cent.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        let there = self.wanted.iter().filter(|(_, is_there)| *is_there).count();
        (there * 100).checked_div(self.wanted.len())
    }

    /// Whether somebody has to do something.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.missing().next().is_some()
            || !self.untranslated.is_empty()
            || self.stale.iter().flatten().next().is_some()
            || self.review.is_some_and(|review| review.is_due)
            || !self.dates.is_empty()
    }
}

/// The entries that lists show, of the collections that declare what an entry
/// needs.
#[must_use]
pub fn kept(catalog: &Catalog) -> Vec<EntryIndex> {
    let is_kept = |index: &EntryIndex| {
        let collection = catalog.collection_of(*index);
        let declares = !collection.complete.is_empty()
            || collection.review.is_some()
            || !collection.expiry.is_empty();
        declares && catalog.state(*index) == State::Published
    };
    catalog.all().filter(is_kept).collect()
}

/// What an entry needs; `stale` are the translations of all entries that fell
/// behind, where it is known.
#[must_use]
pub fn upkeep(catalog: &Catalog, stale: Option<&[Stale]>, index: EntryIndex) -> Upkeep {
    let record = &catalog.entry(index).record;
    let collection = catalog.collection_of(index);
    let wanted = collection.complete.iter().map(|path| {
        let is_there = !path.values(record).is_empty();
        (path.clone(), is_there)
    });
    let own = |stale: &[Stale]| {
        let own = stale.iter().filter(|one| one.entry == index);
        own.cloned().collect()
    };
    let review = collection.review.as_ref().map(|review| {
        let last = dates(&review.field, record).map(|(_, date)| date).max();
        let due = last.and_then(|last| last.last_day().checked_add(review.months.months()).ok());
        Reviewed {
            last,
            is_due: due.is_none_or(|due| due < catalog.as_of),
        }
    });
    let expiring = collection
        .expiry
        .iter()
        .flat_map(|path| expiring(path, record, catalog));
    Upkeep {
        entry: index,
        wanted: wanted.collect(),
        untranslated: untranslated(catalog, index)
            .into_iter()
            .map(|one| (one.name, one.lang))
            .collect(),
        stale: stale.map(own),
        review,
        dates: expiring.collect(),
    }
}

fn expiring<'a>(
    path: &'a FieldPath,
    record: &'a Record,
    catalog: &'a Catalog,
) -> impl Iterator<Item = Expiring> + 'a {
    let soon = catalog.as_of.checked_add(SOON_DAYS.days());
    let soon = soon.unwrap_or(Date::MAX);
    dates(path, record)
        .filter(move |(_, date)| date.last_day() <= soon)
        .map(|(group, date)| Expiring {
            path: path.clone(),
            what: group.and_then(|group| first_text(group, catalog)),
            date,
            has_passed: date.last_day() < catalog.as_of,
        })
}

/// The dates at a path, each with the group that it stands in.
fn dates<'a>(
    path: &'a FieldPath,
    record: &'a Record,
) -> impl Iterator<Item = (Option<&'a Record>, PartialDate)> {
    let (groups, name) = match path.as_str().rsplit_once('.') {
        Some((groups, name)) => {
            let items = FieldPath::new(groups).values(record);
            let groups = items.into_iter().filter_map(|item| match &item.value {
                Value::Object(group) => Some((Some(group), group)),
                _ => None,
            });
            (groups.collect(), name)
        }
        None => (vec![(None, record)], path.as_str()),
    };
    groups.into_iter().flat_map(move |(group, record)| {
        let items = record.get(name).map_or(&[][..], Item::items);
        let dates = items.iter().filter_map(|item| match item.value {
            Value::Date(date) => Some(date),
            _ => None,
        });
        dates.map(move |date| (group, date))
    })
}

fn first_text(group: &Record, catalog: &Catalog) -> Option<String> {
    let default = catalog.config.default_language();
    group.iter().find_map(|(_, item)| {
        let (item, _) = catalog.value(item, default)?;
        item.value.as_text().map(ToString::to_string)
    })
}
