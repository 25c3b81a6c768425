//! A collection as an audience sees it, and what a file of its entries is called.

use serde::Serialize;

use super::Scope;
use crate::plan::{DataOf, RouteId};
use crate::schema::TitlePart;

/// A collection with the link to its list.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct CollectionView<'a> {
    /// Its id.
    pub id: &'a str,
    /// *Members*.
    pub label: &'a str,
    /// *member*.
    pub singular: &'a str,
    /// *Catalogue of members*.
    pub catalog_label: &'a str,
    /// Its list.
    pub link: Option<RouteId>,
    /// How many entries the list has.
    pub count: usize,
}

impl<'a> Scope<'a> {
    /// A collection.
    #[must_use]
    pub(crate) fn collection(self, position: usize) -> Option<CollectionView<'a>> {
        let (catalog, plan) = (self.catalog(), &self.site.plan);
        let collection = catalog.collections.get(position)?;
        Some(CollectionView {
            id: &collection.id,
            label: catalog.label(&collection.label, self.lang),
            singular: catalog.label(&collection.singular, self.lang),
            catalog_label: catalog.label(&collection.catalog_label, self.lang),
            link: plan.list(position, self.lang).first().copied(),
            count: plan.listed(position, self.lang).len(),
        })
    }

    /// The number of a collection's entries in its own words, such as *4 projects*, if it has
    /// them.
    #[must_use]
    pub(crate) fn count_in_words(self, position: usize, count: usize) -> Option<String> {
        let collection = self.catalog().collections.get(position)?;
        collection.counted.text(self.lang, count)
    }

    /// The title of a machine-readable file, for people.
    #[must_use]
    pub(crate) fn data_title(self, of: DataOf) -> &'a str {
        match of {
            DataOf::Site => self.site_title(),
            DataOf::List(position) => self.collection(position).map_or("", |one| one.label),
            DataOf::Entry(index) => self.title(index),
        }
    }

    /// All collections of the site, by position.
    pub(crate) fn collections(self) -> impl Iterator<Item = (usize, CollectionView<'a>)> {
        let all = 0..self.catalog().collections.len();
        all.filter_map(move |position| Some((position, self.collection(position)?)))
    }

    /// The field that is the heading of a collection's entries.
    #[must_use]
    pub(crate) fn title_field(self, position: usize) -> Option<&'a str> {
        let collection = self.catalog().collections.get(position)?;
        Some(&collection.display.title)
    }

    /// The name of the field that is the heading of a collection's entries.
    pub(crate) fn heading(self, position: usize) -> Option<&'a str> {
        let collection = self.catalog().collections.get(position)?;
        let field = collection.fields.get(&collection.display.title)?;
        Some(self.catalog().label(&field.label, self.lang))
    }

    /// Whether a field is the heading of a collection's entries, or a part of it.
    #[must_use]
    pub(crate) fn is_in_title(self, position: usize, name: &str) -> bool {
        let collection = self.catalog().collections.get(position);
        collection.is_some_and(|collection| {
            let display = &collection.display;
            let mut parts = display.form.iter().filter_map(TitlePart::field);
            *display.title == *name || parts.any(|part| **part == *name)
        })
    }

    /// The field that summarises an entry of a collection.
    #[must_use]
    pub(crate) fn summary_field(self, position: usize) -> Option<&'a str> {
        let collection = self.catalog().collections.get(position)?;
        collection.display.summary.as_deref()
    }
}
