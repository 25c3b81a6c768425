//! What each entry needs from its maintainers: the office, and the member that the entry is
//! about.
//!
//! 1. [`maintenance`] checks an entry against what its collection declares: `complete`,
//!    `review`, `expiry`, `outstanding`, and its localised fields.
//! 2. [`mod@table`], [`mod@csv`] and [`mod@json`] show it to the office, with the missing
//!    fields of `complete` in `site.yaml`; [`mod@letter`] asks the member for what is missing,
//!    in the member's language.
//!
//! The schema decides which fields these are. A letter lists what is missing, but never an
//! entry's contacts.

mod json;
mod labels;
mod letter;
mod table;
mod tasks;
mod texts;

pub(crate) use json::json;
pub(crate) use letter::{language_of, letter};
pub(crate) use table::{csv, table};
pub(crate) use texts::{LetterTexts, letters_are_known};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::maintenance::{self, Reviewed};
use crate::model::{Catalog, EntryIndex, Stale, untranslated};
use crate::schema::{FieldPath, Item, Lang, PartialDate, Record};

/// How many days in advance a date is listed.
pub(crate) const SOON_DAYS: i64 = 90;

/// What an entry needs.
#[derive(Debug, Clone)]
pub(crate) struct Maintenance {
    /// The entry.
    pub entry: EntryIndex,
    /// The fields that a complete entry has, and whether this one has them.
    pub wanted: Vec<(FieldPath, bool)>,
    /// Texts that lack a language.
    pub untranslated: Vec<(String, Lang)>,
    /// Translations that are older than their original; `None` without a git history.
    pub stale: Option<Vec<Stale>>,
    /// When the entry was last confirmed; `None` if its collection has no `review`.
    pub review: Option<Reviewed>,
    /// Dates that have passed or will soon.
    pub dates: Vec<Expiring>,
    /// The field in which the entry lists what it still lacks, where it lists anything.
    pub outstanding: Option<FieldPath>,
}

/// A date after which something is no longer valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expiring {
    /// The field.
    pub path: FieldPath,
    /// What expires: the first text of the group that contains the date.
    pub what: Option<String>,
    /// The date.
    pub date: PartialDate,
    /// Whether it has passed already.
    pub has_passed: bool,
}

impl Maintenance {
    /// The fields that are missing.
    pub(crate) fn missing(&self) -> impl Iterator<Item = &FieldPath> {
        let missing = self.wanted.iter().filter(|(_, is_there)| !is_there);
        missing.map(|(path, _)| path)
    }

    /// The percentage of wanted fields that are filled in.
    #[must_use]
    pub(crate) fn percent(&self) -> Option<usize> {
        maintenance::percent(&self.wanted)
    }

    /// Whether there is anything to do.
    #[must_use]
    pub(crate) fn is_due(&self) -> bool {
        self.missing().next().is_some()
            || !self.untranslated.is_empty()
            || self.stale.iter().flatten().next().is_some()
            || self.review.is_some_and(|review| review.is_due)
            || !self.dates.is_empty()
            || self.outstanding.is_some()
    }
}

/// The listed entries of the collections that declare what an entry needs.
#[must_use]
pub(crate) fn maintained_entries(catalog: &Catalog) -> Vec<EntryIndex> {
    let declares = |index: &EntryIndex| {
        let collection = catalog.collection_of(*index);
        !collection.complete.is_empty()
            || collection.review.is_some()
            || !collection.expiry.is_empty()
            || collection.outstanding.is_some()
    };
    maintenance::current(catalog).filter(declares).collect()
}

/// What an entry needs; `stale` are the outdated translations of all entries, if known.
#[must_use]
pub(crate) fn of_entry(
    catalog: &Catalog,
    stale: Option<&[Stale]>,
    index: EntryIndex,
) -> Maintenance {
    let wanted = maintenance::completeness(catalog, index).into_iter();
    let own = |stale: &[Stale]| {
        let own = stale.iter().filter(|one| one.entry == index);
        own.cloned().collect()
    };
    let soon = catalog.as_of.checked_add(SOON_DAYS.days());
    let soon = soon.unwrap_or(Date::MAX);
    let dates = maintenance::expiring(catalog, index)
        .filter(|one| one.date.last_day() <= soon)
        .map(|one| Expiring {
            path: one.path.clone(),
            what: one.group.and_then(|group| first_text(group, catalog)),
            date: one.date,
            has_passed: one.has_passed,
        });
    let record = &catalog.entry(index).record;
    let outstanding = catalog.collection_of(index).outstanding.clone();
    Maintenance {
        entry: index,
        outstanding: outstanding.filter(|path| !path.values(record).is_empty()),
        wanted: wanted
            .map(|(path, is_there)| (path.clone(), is_there))
            .collect(),
        untranslated: untranslated(catalog, index)
            .into_iter()
            .map(|one| (one.name, one.lang))
            .collect(),
        stale: stale.map(own),
        review: maintenance::reviewed(catalog, index),
        dates: dates.collect(),
    }
}

/// What an entry itself lists as lacking, in a language or its fallback.
fn outstanding(catalog: &Catalog, maintenance: &Maintenance, lang: &Lang) -> Vec<String> {
    let record = &catalog.entry(maintenance.entry).record;
    let items = maintenance.outstanding.iter();
    let items = items.flat_map(|path| path.values(record));
    let said = items.filter_map(|item| Some(catalog.value(item, lang)?.0));
    let points = said.flat_map(Item::items);
    points
        .filter_map(|point| point.value.as_text())
        .map(ToString::to_string)
        .collect()
}

/// The fields of `complete` that `site.yaml` lacks.
#[derive(Debug)]
pub(crate) struct SiteNeeds<'a> {
    wanted: &'a [(FieldPath, bool)],
}

/// The name of the file, which also selects it on the command line.
pub(crate) const SITE: &str = "site.yaml";

impl<'a> SiteNeeds<'a> {
    /// What the site of a catalogue needs; `None` if it declares no `complete`.
    #[must_use]
    pub(crate) fn of(catalog: &'a Catalog) -> Option<Self> {
        let wanted = &*catalog.config.complete;
        (!wanted.is_empty()).then_some(Self { wanted })
    }

    fn missing(&self) -> impl Iterator<Item = &FieldPath> {
        let missing = self.wanted.iter().filter(|(_, is_there)| !is_there);
        missing.map(|(path, _)| path)
    }

    /// Whether anything is missing.
    #[must_use]
    pub(crate) fn is_due(&self) -> bool {
        self.missing().next().is_some()
    }
}

fn first_text(group: &Record, catalog: &Catalog) -> Option<String> {
    let default = catalog.config.default_language();
    group.iter().find_map(|(_, item)| {
        let (item, _) = catalog.value(item, default)?;
        item.value.as_text().map(ToString::to_string)
    })
}
