//! A list of entries as an audience sees it: the page's own entries, and the same ones
//! by group, by letter and by date.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::entry::public;
use super::{CollectionView, Scope};
use crate::locale::letter;
use crate::model::{Days, EntryIndex};
use crate::plan::RouteId;
use crate::schema::{Collection, Facet, Field, Lang, PartialDate, SortKey, Value, View};

/// One page of a list. `T` is how an entry stands in it: its index, or its card.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListView<'a, T> {
    /// The collection.
    pub collection: CollectionView<'a>,
    /// The heading.
    pub title: &'a str,
    /// The look.
    pub view: &'static str,
    /// The number of entries on all pages.
    pub total: usize,
    /// The entries of this page.
    pub entries: Vec<T>,
    /// The fields that are columns of a table.
    pub columns: Vec<Column<'a>>,
    /// The entries by the term or word of a field.
    pub groups: Vec<GroupView<'a, T>>,
    /// The entries by the letter of their heading.
    pub letters: Vec<LetterView<T>>,
    /// The entries by date.
    pub timeline: Option<TimelineView<T>>,
    /// The pages by term.
    pub facets: Vec<FacetLinks<'a>>,
    /// The pages of the list.
    pub pagination: Pagination,
    /// The name of the data file with all entries of the collection, where the theme
    /// has scripts that read it.
    pub data: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Column<'a> {
    /// The field.
    pub name: &'a str,
    /// Its name.
    pub label: &'a str,
}

/// The entries that have one term or word in the field that the list groups by.
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
    pub letter: &'static str,
    /// The anchor of the group.
    pub anchor: String,
    /// The page of the list on which it begins, where that is another one.
    pub link: Option<RouteId>,
    /// How many entries of the whole list it has.
    pub count: usize,
    /// Its entries on this page of the list.
    pub entries: Vec<T>,
}

/// The entries by date: upcoming ones the next first, past ones the last first.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TimelineView<T> {
    /// Those that are not over.
    pub upcoming: Vec<T>,
    /// Those that are over.
    pub past: Vec<T>,
    /// Those without a date.
    pub undated: Vec<T>,
}

/// The pages by the terms of a field.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FacetLinks<'a> {
    /// The field.
    pub field: &'a str,
    /// Its name.
    pub label: &'a str,
    /// The terms that entries use.
    pub terms: Vec<FacetTerm<'a>>,
}

/// A term that entries of a list use.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct FacetTerm<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub label: &'a str,
    /// How many entries use it.
    pub count: usize,
    /// Its page.
    pub link: RouteId,
    /// Whether it is a part of a broader one.
    pub is_narrower: bool,
}

/// The pages of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Pagination {
    /// Which page this is, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// The page before.
    pub previous: Option<RouteId>,
    /// The page after.
    pub next: Option<RouteId>,
    /// All pages.
    pub pages: Vec<PageOfList>,
}

/// A page of a list.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct PageOfList {
    /// Its number, from 1.
    pub number: usize,
    /// Its address.
    pub link: RouteId,
    /// Whether it is this one.
    pub current: bool,
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

impl<'a, T> ListView<'a, T> {
    /// The same list with its entries in another form.
    pub(crate) fn map<U>(self, to: &mut dyn FnMut(T) -> Option<U>) -> ListView<'a, U> {
        let mut all =
            |entries: Vec<T>| -> Vec<U> { entries.into_iter().filter_map(&mut *to).collect() };
        ListView {
            collection: self.collection,
            title: self.title,
            view: self.view,
            total: self.total,
            entries: all(self.entries),
            columns: self.columns,
            groups: self
                .groups
                .into_iter()
                .map(|group| GroupView {
                    id: group.id,
                    label: group.label,
                    link: group.link,
                    count: group.count,
                    entries: all(group.entries),
                })
                .collect(),
            letters: self
                .letters
                .into_iter()
                .map(|group| LetterView {
                    letter: group.letter,
                    anchor: group.anchor,
                    link: group.link,
                    count: group.count,
                    entries: all(group.entries),
                })
                .collect(),
            timeline: self.timeline.map(|dates| TimelineView {
                upcoming: all(dates.upcoming),
                past: all(dates.past),
                undated: all(dates.undated),
            }),
            facets: self.facets,
            pagination: self.pagination,
            data: self.data,
        }
    }
}

impl<'a> Scope<'a> {
    /// One page of a list.
    #[must_use]
    pub(crate) fn list(self, kind: ListKind<'a>) -> Option<ListView<'a, EntryIndex>> {
        let collection = self.catalog().collections.get(kind.position)?;
        let size = collection.list.page_size;
        let on_page = kind.entries.iter().skip((kind.page - 1) * size).take(size);
        let shown: Vec<EntryIndex> = on_page
            .copied()
            .filter(|index| self.site.plan.entry(*index, self.lang).is_some())
            .collect();
        Some(ListView {
            collection: self.collection(kind.position)?,
            title: kind.title,
            view: collection.list.view.as_str(),
            total: kind.entries.len(),
            columns: self.columns(kind.position),
            groups: self.groups(collection, kind, &shown),
            letters: self.letters(collection, kind, &shown),
            timeline: self.timeline(collection, &shown),
            facets: self.facets(collection, kind.position),
            pagination: pagination(&kind),
            data: self.data(kind.position),
            entries: shown,
        })
    }

    /// The name of the data file with all entries of a collection, where the theme has
    /// scripts that read it.
    fn data(self, position: usize) -> Option<String> {
        let collection = self.catalog().collections.get(position)?;
        self.site.plan.tools(self.lang).next()?;
        Some(format!("list-{}", collection.id))
    }

    /// The fields of a collection that are columns of a table.
    #[must_use]
    pub(crate) fn columns(self, position: usize) -> Vec<Column<'a>> {
        let fields = self.fields_of_collection(position).into_iter();
        let columns = fields.filter(super::FieldInfo::is_column);
        columns
            .map(|field| Column {
                name: field.name(),
                label: field.label,
            })
            .collect()
    }

    /// The look of the list of a collection.
    #[must_use]
    pub(crate) fn view(self, position: usize) -> Option<View> {
        let collection = self.catalog().collections.get(position)?;
        Some(collection.list.view)
    }

    /// All listed entries of a collection by the term of the field that it groups by;
    /// nothing where it groups by none.
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

    /// The entries by the term of the field that the collection groups by, in the
    /// vocabulary's order; those without one come last.
    fn groups(
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
                // What has no term comes after all terms.
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
            let label = id.map(|id| catalog.choice_label(field.kind.single(), id, self.lang));
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

    /// The entries of the whole list by the first letter of their titles, each letter with
    /// those that are on this page.
    fn letters(
        self,
        collection: &Collection,
        kind: ListKind<'_>,
        shown: &[EntryIndex],
    ) -> Vec<LetterView<EntryIndex>> {
        let collation = self.catalog().collation(self.lang);
        let Some(collation) = collation.filter(|_| collection.list.letters) else {
            return Vec::new();
        };
        let mut groups: Vec<LetterView<EntryIndex>> = Vec::new();
        for (at, &index) in kind.entries.iter().enumerate() {
            let first = letter(self.title(index), self.lang, collation);
            let known = groups.iter().position(|group| group.letter == first);
            let place = known.unwrap_or_else(|| {
                let page = at / collection.list.page_size;
                let link = kind.pages.get(page).copied();
                groups.push(LetterView {
                    letter: first,
                    anchor: anchor_of(first),
                    link: link.filter(|_| page + 1 != kind.page),
                    count: 0,
                    entries: Vec::new(),
                });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.count += 1;
                if shown.contains(&index) {
                    group.entries.push(index);
                }
            }
        }
        groups
    }

    fn timeline(
        self,
        collection: &Collection,
        shown: &[EntryIndex],
    ) -> Option<TimelineView<EntryIndex>> {
        let timeline = collection.list.timeline.as_ref()?;
        public(collection, &timeline.start)?;
        let today = self.catalog().as_of;
        let (mut upcoming, mut past, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        for &index in shown {
            let days = self.days(index);
            match days.end {
                Some(_) if days.is_over(today) => past.push((days.start, index)),
                Some(_) => upcoming.push((days.start, index)),
                None => undated.push(index),
            }
        }
        upcoming.sort();
        past.sort_by(|a, b| b.cmp(a));
        let only = |dated: Vec<(Option<PartialDate>, EntryIndex)>| {
            dated.into_iter().map(|(_, index)| index).collect()
        };
        Some(TimelineView {
            upcoming: only(upcoming),
            past: only(past),
            undated,
        })
    }

    /// The days of an entry of a list by date.
    fn days(self, index: EntryIndex) -> Days {
        Days::of(self.catalog(), index)
    }

    /// Whether an entry of a list by date has its last day behind it.
    fn is_over(self, index: EntryIndex) -> bool {
        self.days(index).is_over(self.catalog().as_of)
    }

    /// The first entries of a collection, for the home page; of a list by date those
    /// that are not over.
    pub(crate) fn latest(self, position: usize) -> impl Iterator<Item = EntryIndex> + 'a {
        let listed = self.site.plan.listed(position, self.lang).iter().copied();
        listed.filter(move |index| !self.is_over(*index))
    }

    /// The pages of terms of a collection, by field.
    #[must_use]
    pub(crate) fn facet_links(self, position: usize) -> Vec<FacetLinks<'a>> {
        let collection = self.catalog().collections.get(position);
        collection.map_or_else(Vec::new, |collection| self.facets(collection, position))
    }

    fn facets(self, collection: &'a Collection, position: usize) -> Vec<FacetLinks<'a>> {
        let (catalog, plan) = (self.catalog(), &self.site.plan);
        let facets = collection.facets.iter().filter_map(|path| {
            let field = collection.fields.at(path)?;
            if field.facet != Facet::Value {
                return None;
            }
            let info = self.info(field)?.at_path(path);
            let vocabulary = catalog.vocabularies.get(field.kind.vocabulary()?)?;
            let uses = plan.term_uses(position, path, self.lang).iter();
            let terms: Vec<FacetTerm<'a>> = uses
                .filter_map(|used| {
                    let term = vocabulary.terms.get(&used.term)?;
                    let pages = plan.term(position, path, &used.term, self.lang);
                    Some(FacetTerm {
                        id: &term.id,
                        label: catalog.label(&term.label, self.lang),
                        count: used.entries.len(),
                        link: *pages.first()?,
                        is_narrower: term.broader.is_some(),
                    })
                })
                .collect();
            (!terms.is_empty()).then_some(FacetLinks {
                field: info.name(),
                label: info.label,
                terms,
            })
        });
        facets.collect()
    }

    /// The place of each entry of a list in the order of a public field; -1 where it
    /// has no value.
    #[must_use]
    pub(crate) fn ranks(self, entries: &[EntryIndex], field: super::FieldInfo<'_>) -> Vec<i64> {
        let catalog = self.catalog();
        let key = SortKey {
            field: field.shared_name(),
            descending: false,
        };
        let sorted = catalog.sorted(entries.to_vec(), &[key], self.lang);
        let mut by_entry = vec![-1; catalog.all().count()];
        for (rank, index) in (0..).zip(&sorted) {
            let has_value = catalog.entry(*index).record.get(field.name()).is_some();
            if let Some(place) = by_entry.get_mut(index.position()).filter(|_| has_value) {
                *place = rank;
            }
        }
        let ranks = entries.iter().map(|index| by_entry.get(index.position()));
        ranks.map(|rank| rank.copied().unwrap_or(-1)).collect()
    }

    /// The key by which a language orders a text.
    #[must_use]
    pub(crate) fn sort_key(self, text: &str) -> Vec<u8> {
        let collation = self.catalog().collation(self.lang);
        collation.map(|order| order.key(text)).unwrap_or_default()
    }
}

impl super::Site {
    /// How many entries lie between the first one that a page being rendered shows and
    /// the last one: with the cards of so many kept, each is made about once.
    ///
    /// A page of a list by term shows `page_size` of the entries that use the term,
    /// which spread over so much more of their collection as they are few in it. The
    /// mean of these spreads is taken, each list weighing by what it shows, and some
    /// more for threads that run ahead.
    #[must_use]
    pub fn card_window(&self, lang: &Lang) -> usize {
        let (plan, catalog) = (&self.plan, self.catalog());
        let of_collection = |position: usize| {
            let collection = catalog.collections.get(position)?;
            let entries = plan.listed(position, lang).len();
            let page_size = collection.list.page_size;
            let by_terms = collection.facets.iter().filter_map(|path| {
                let lists = plan.term_uses(position, path, lang);
                let lengths = || lists.iter().map(|list| list.entries.len());
                let shown: usize = lengths().map(|length| length.min(page_size)).sum();
                (entries * shown).checked_div(lengths().sum())
            });
            Some(by_terms.fold(page_size, usize::max))
        };
        let collections = plan.edition.collections.iter().copied();
        let widest = collections.filter_map(of_collection).max();
        widest.map_or(0, |widest| widest + widest / 8)
    }
}

/// A term or word, if there is one, and its entries.
type Group<'a> = (Option<&'a Arc<str>>, Vec<EntryIndex>);

/// The place of a word of an enum among its words.
fn place_of(field: &Field, id: &str) -> usize {
    field.kind.single().place_of(id).unwrap_or(usize::MAX)
}

/// The anchor of a letter. `C` and `Č` would both be `c`, so it is the code point of
/// what is not ASCII.
fn anchor_of(letter: &str) -> String {
    let plain = crate::path::Slug::from_text(letter);
    let code = letter.chars().next().map_or(0, u32::from);
    match plain {
        Some(slug) if letter.is_ascii() => format!("letter-{slug}"),
        _ => format!("letter-u{code:x}"),
    }
}

fn pagination(of: &ListKind<'_>) -> Pagination {
    let link = |page: Option<usize>| of.pages.get(page?.checked_sub(1)?).copied();
    let pages = of.pages.iter().enumerate();
    let pages = pages.map(|(position, route)| PageOfList {
        number: position + 1,
        link: *route,
        current: position + 1 == of.page,
    });
    Pagination {
        number: of.page,
        count: of.pages.len(),
        previous: link(of.page.checked_sub(1)),
        next: link(Some(of.page + 1)),
        pages: pages.collect(),
    }
}
