//! The maintenance that an entry needs, as its collection declares with `complete`,
//! `review` and `expiry`. Both the rules of `check` and the command `report` use this
//! module.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Catalog, EntryIndex, State, day};
use crate::schema::{FieldPath, Item, PartialDate, Record, Value};
use crate::text::Span;

/// The published entries, which lists show. No other entry needs maintenance.
pub(crate) fn current(catalog: &Catalog) -> impl Iterator<Item = EntryIndex> + '_ {
    let all = catalog.all();
    all.filter(|index| catalog.state(*index) == State::Published)
}

/// The fields that a complete entry has, and whether this one has them.
#[must_use]
pub(crate) fn completeness(catalog: &Catalog, index: EntryIndex) -> Vec<(&FieldPath, bool)> {
    let record = &catalog.entry(index).record;
    let wanted = catalog.collection_of(index).complete.iter();
    wanted
        .map(|path| (path, !path.values(record).is_empty()))
        .collect()
}

/// The share of the wanted fields that exists, in per cent; `None` if none is wanted.
#[must_use]
pub(crate) fn percent<P>(wanted: &[(P, bool)]) -> Option<usize> {
    let there = wanted.iter().filter(|(_, is_there)| *is_there).count();
    (there * 100).checked_div(wanted.len())
}

/// When an entry was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reviewed {
    /// The day of the last confirmation; `None` if there was none.
    pub last: Option<PartialDate>,
    /// Where that day is written, or the start of the entry.
    pub span: Span,
    /// After how many months the next one is due.
    pub months: i32,
    /// Whether another one is due: the last one is too long ago, or there was none.
    pub is_due: bool,
}

/// The confirmation of an entry; `None` if its collection requires none.
#[must_use]
pub(crate) fn reviewed(catalog: &Catalog, index: EntryIndex) -> Option<Reviewed> {
    let review = catalog.collection_of(index).review.as_ref()?;
    let entry = catalog.entry(index);
    let dates = dates(&review.field, &entry.record);
    let last = dates.max_by_key(|dated| dated.date);
    let due = last.as_ref().and_then(|last| {
        last.date
            .last_day()
            .checked_add(review.months.months())
            .ok()
    });
    Some(Reviewed {
        span: last.as_ref().map_or(entry.span, |last| last.item.span),
        last: last.map(|last| last.date),
        months: review.months,
        is_due: due.is_none_or(|due| due < catalog.as_of),
    })
}

/// An expiry date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expiring<'a> {
    /// The field.
    pub path: &'a FieldPath,
    /// The group that contains it.
    pub group: Option<&'a Record>,
    /// Where it is written.
    pub span: Span,
    /// The date.
    pub date: PartialDate,
    /// Whether it has passed already.
    pub has_passed: bool,
}

/// The expiry dates of an entry.
pub(crate) fn expiring(catalog: &Catalog, index: EntryIndex) -> impl Iterator<Item = Expiring<'_>> {
    let record = &catalog.entry(index).record;
    let paths = catalog.collection_of(index).expiry.iter();
    paths.flat_map(move |path| {
        dates(path, record).map(move |dated| Expiring {
            path,
            group: dated.group,
            span: dated.item.span,
            date: dated.date,
            has_passed: has_passed(dated.date, catalog.as_of),
        })
    })
}

fn has_passed(date: PartialDate, today: Date) -> bool {
    date.last_day() < today
}

/// A date with the group that contains it.
struct Dated<'a> {
    group: Option<&'a Record>,
    item: &'a Item,
    date: PartialDate,
}

/// The dates at a path.
fn dates<'a>(path: &'a FieldPath, record: &'a Record) -> impl Iterator<Item = Dated<'a>> {
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
        let dated = items.iter().filter_map(|item| Some((item, day(item)?)));
        dated.map(move |(item, date)| Dated { group, item, date })
    })
}
