//! A list of entries as visitors see it: the entries of a page, also by group, by letter and
//! by date.

use serde::Serialize;

use super::list_facets::FacetLinks;
use super::list_groups::{GroupView, LetterView, ListKind, TimelineView};
use super::{CollectionView, Scope};
use crate::model::EntryIndex;
use crate::plan::RouteId;
use crate::schema::{Lang, SortKey, View};

/// One page of a list. `T` represents an entry: its index, or its card.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListView<'a, T> {
    /// The collection.
    pub collection: CollectionView<'a>,
    /// The heading.
    pub title: &'a str,
    /// The view type.
    pub view: &'static str,
    /// The number of entries on all pages.
    pub total: usize,
    /// The total in words, such as *4 projects*, if the collection has them in the language.
    pub counted: Option<String>,
    /// The entries of this page.
    pub entries: Vec<T>,
    /// The fields that are columns of a table.
    pub columns: Vec<ListColumn<'a>>,
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
    /// The name of the data file with all entries of the collection, if the theme has scripts
    /// that use it.
    pub data: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct ListColumn<'a> {
    /// The field.
    pub name: &'a str,
    /// Its name.
    pub label: &'a str,
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

impl<'a, T> ListView<'a, T> {
    /// The same list with other representations of its entries.
    pub(crate) fn map<U>(self, to: &mut dyn FnMut(T) -> Option<U>) -> ListView<'a, U> {
        let mut all =
            |entries: Vec<T>| -> Vec<U> { entries.into_iter().filter_map(&mut *to).collect() };
        ListView {
            collection: self.collection,
            title: self.title,
            view: self.view,
            total: self.total,
            counted: self.counted,
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
            counted: collection.counted.text(self.lang, kind.entries.len()),
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

    /// The name of the data file with all entries of a collection, if the theme has scripts
    /// that use it.
    fn data(self, position: usize) -> Option<String> {
        let collection = self.catalog().collections.get(position)?;
        self.site.plan.tools(self.lang).next()?;
        Some(format!("list-{}", collection.id))
    }

    /// The fields of a collection that are columns of a table.
    #[must_use]
    pub(crate) fn columns(self, position: usize) -> Vec<ListColumn<'a>> {
        let fields = self.fields_of_collection(position).into_iter();
        let columns = fields.filter(super::FieldInfo::is_column);
        columns
            .map(|field| ListColumn {
                name: field.name(),
                label: field.label,
            })
            .collect()
    }

    /// The plural forms for a number of entries; `None` if the language has none.
    #[must_use]
    pub(crate) fn counted_forms(self, position: usize) -> Option<&'a crate::messages::Text> {
        let collection = self.catalog().collections.get(position)?;
        collection.counted.forms(self.lang)
    }

    /// The view type of a collection's list.
    #[must_use]
    pub(crate) fn view(self, position: usize) -> Option<View> {
        let collection = self.catalog().collections.get(position)?;
        Some(collection.list.view)
    }

    /// The rank of each entry of a list by a public field; -1 if it has no value.
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

    /// The sort key of a text in the language.
    #[must_use]
    pub(crate) fn sort_key(self, text: &str) -> Vec<u8> {
        let collation = self.catalog().collation(self.lang);
        collation.map(|order| order.key(text)).unwrap_or_default()
    }
}

impl super::Site {
    /// How many cards to cache so that each is rendered about once: the distance between the
    /// first and the last entry on a page.
    ///
    /// A page of a list by term shows `page_size` of the entries that use the term. The fewer
    /// they are, the further they are spread over the collection. The result is the mean of
    /// these spreads, weighted by the entries shown, plus a margin for threads that run ahead.
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
