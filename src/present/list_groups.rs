//! The entries of a list by group, by letter and by date.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Time;
use serde::Serialize;

use super::Scope;
use super::entry::public;
use crate::model::{Days, EntryIndex, When};
use crate::plan::RouteId;
use crate::schema::{Collection, Field, PartialDate, Value};

/// The entries that share a term or word in the field that groups the list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupView<'a, T> {
    /// The term; `none` for entries without one.
    pub id: &'a str,
    /// Its name.
    pub label: String,
    /// Its page.
    pub link: Option<RouteId>,
    /// How many entries of the whole list it has.
    pub count: usize,
    /// Its entries on this page of the list.
    pub entries: Vec<T>,
}

/// The entries whose heading begins with a letter.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LetterView<T> {
    /// The letter.
    pub letter: Cow<'static, str>,
    /// The anchor of the group.
    pub anchor: String,
    /// The page of the list where it begins, if that is not this one.
    pub link: Option<RouteId>,
    /// How many entries of the whole list it has.
    pub count: usize,
    /// Its entries on this page of the list.
    pub entries: Vec<T>,
}

/// The entries by date: upcoming ones in order, past ones in reverse.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TimelineView<T> {
    /// Those that are not over.
    pub upcoming: Vec<T>,
    /// Those that are over.
    pub past: Vec<T>,
    /// Those without a date.
    pub undated: Vec<T>,
}

/// What a list page lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListKind<'a> {
    /// The collection, by position.
    pub position: usize,
    /// All entries of the list, in order.
    pub entries: &'a [EntryIndex],
    /// The list's pages.
    pub pages: &'a [RouteId],
    /// Which page this one is, from 1.
    pub page: usize,
    /// The heading.
    pub title: &'a str,
}

/// A term or word, or `None`, and its entries.
pub(super) type Group<'a> = (Option<&'a Arc<str>>, Vec<EntryIndex>);

/// The index of a word in its enum.
pub(super) fn place_of(field: &Field, id: &str) -> usize {
    field.kind.single().place_of(id).unwrap_or(usize::MAX)
}

/// The anchor of a letter. Slugs of `C` and `Č` would both be `c`, so letters outside ASCII
/// use their code point.
pub(super) fn anchor_of(letter: &str) -> String {
    let plain = crate::path::Slug::from_text(letter);
    let code = letter.chars().next().map_or(0, u32::from);
    match plain {
        Some(slug) if letter.is_ascii() => format!("letter-{slug}"),
        _ => format!("letter-u{code:x}"),
    }
}

impl<'a> Scope<'a> {
    /// All listed entries of a collection, grouped by the field of `group_by`; empty if it has
    /// none.
    #[must_use]
    pub(crate) fn grouped(self, position: usize) -> Vec<GroupView<'a, EntryIndex>> {
        let plan = &self.site.plan;
        let entries = plan.listed(position, self.lang);
        let shown = entries.iter().copied();
        let shown = shown.filter(|index| plan.entry(*index, self.lang).is_some());
        let shown: Vec<EntryIndex> = shown.collect();
        let kind = ListKind {
            position,
            entries,
            pages: &[],
            page: 1,
            title: "",
        };
        let collection = self.catalog().collections.get(position);
        collection.map_or_else(Vec::new, |own| self.groups(own, kind, &shown))
    }

    /// The entries grouped by the field of `group_by`, in the order of the vocabulary; entries
    /// without a term come last.
    pub(super) fn groups(
        self,
        collection: &'a Collection,
        kind: ListKind<'a>,
        shown: &[EntryIndex],
    ) -> Vec<GroupView<'a, EntryIndex>> {
        let catalog = self.catalog();
        let name = collection.list.group_by.as_ref();
        let Some(field) = name.and_then(|name| public(collection, name)) else {
            return Vec::new();
        };
        let group_of = |index: EntryIndex| {
            let item = catalog.entry(index).record.get(&field.name);
            let first = item.and_then(|item| item.items().first());
            match first.map(|item| &item.value) {
                Some(Value::Term(named)) => (named.to.term(), Some(&named.written)),
                Some(Value::Choice(id)) => (place_of(field, id), Some(id)),
                // Entries without a term come last.
                _ => (usize::MAX, None),
            }
        };
        let mut by_place: BTreeMap<usize, Group<'a>> = BTreeMap::new();
        for &index in shown {
            let (place, id) = group_of(index);
            let group = by_place.entry(place).or_insert_with(|| (id, Vec::new()));
            group.1.push(index);
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for &index in kind.entries {
            *counts.entry(group_of(index).0).or_default() += 1;
        }
        let position = kind.position;
        let groups = by_place.into_iter().map(|(place, (id, entries))| {
            let label = id.map(|id| catalog.group_label(field.kind.single(), id, self.lang));
            let pages = id.map(|id| self.site.plan.term(position, &field.name, id, self.lang));
            GroupView {
                id: id.map_or("none", |id| id),
                label: label.map_or_else(|| self.texts.or("group_none", "—"), str::to_owned),
                link: pages.and_then(|pages| pages.first().copied()),
                count: counts.get(&place).copied().unwrap_or(entries.len()),
                entries,
            }
        });
        groups.collect()
    }

    /// Groups the whole list by the first letter of titles; each letter has its entries on
    /// this page.
    pub(super) fn letters(
        self,
        collection: &Collection,
        kind: ListKind<'_>,
        shown: &[EntryIndex],
    ) -> Vec<LetterView<EntryIndex>> {
        let collation = self.catalog().collation(self.lang);
        let Some(collation) = collation.filter(|_| collection.list.letters) else {
            return Vec::new();
        };
        let here: BTreeSet<EntryIndex> = shown.iter().copied().collect();
        let mut groups: Vec<LetterView<EntryIndex>> = Vec::new();
        for (at, &index) in kind.entries.iter().enumerate() {
            let first = collation.letter(self.title(index));
            let known = groups.iter().position(|group| group.letter == first);
            let place = known.unwrap_or_else(|| {
                let page = at / collection.list.page_size;
                let link = kind.pages.get(page).copied();
                groups.push(LetterView {
                    anchor: anchor_of(&first),
                    letter: first,
                    link: link.filter(|_| page + 1 != kind.page),
                    count: 0,
                    entries: Vec::new(),
                });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.count += 1;
                if here.contains(&index) {
                    group.entries.push(index);
                }
            }
        }
        groups
    }

    pub(super) fn timeline(
        self,
        collection: &Collection,
        shown: &[EntryIndex],
    ) -> Option<TimelineView<EntryIndex>> {
        let timeline = collection.list.timeline.as_ref()?;
        public(collection, &timeline.start)?;
        let today = self.catalog().as_of;
        let begins = |index: EntryIndex| match When::of(self.catalog(), index) {
            Some(When::Moments { start, .. }) => Some(start.time()),
            _ => None,
        };
        let (mut upcoming, mut past, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        for &index in shown {
            let days = self.days(index);
            match days.end {
                Some(_) if days.is_over(today) => past.push((days.start, begins(index), index)),
                Some(_) => upcoming.push((days.start, begins(index), index)),
                None => undated.push(index),
            }
        }
        upcoming.sort();
        past.sort_by(|a, b| b.cmp(a));
        let only = |dated: Vec<(Option<PartialDate>, Option<Time>, EntryIndex)>| {
            dated.into_iter().map(|(.., index)| index).collect()
        };
        Some(TimelineView {
            upcoming: only(upcoming),
            past: only(past),
            undated,
        })
    }

    /// The days of an entry in a timeline.
    fn days(self, index: EntryIndex) -> Days {
        Days::of(self.catalog(), index)
    }

    /// Whether the last day of an entry in a timeline is past.
    fn is_over(self, index: EntryIndex) -> bool {
        self.days(index).is_over(self.catalog().as_of)
    }

    /// The first entries of a collection, for the home page; in a timeline, only those that
    /// are not over.
    pub(crate) fn latest(self, position: usize) -> impl Iterator<Item = EntryIndex> + 'a {
        let listed = self.site.plan.listed(position, self.lang).iter().copied();
        listed.filter(move |index| !self.is_over(*index))
    }
}
