//! Typed links: `members:`, `members:spinworks#equipment`, `home:`, and the
//! `@12` of views.

use super::{Plan, RouteId};
use crate::model::Catalog;
use crate::schema::Lang;

/// Where a typed link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget<'l> {
    /// The page.
    pub route: RouteId,
    /// The anchor on it.
    pub anchor: Option<&'l str>,
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// It is not a typed link at all.
    NotTyped,
    /// There is no such collection; with the nearest one.
    Collection {
        /// The name as written.
        name: String,
        /// The nearest name.
        meant: Option<String>,
    },
    /// The collection has no such entry; with the nearest one.
    Entry {
        /// The collection.
        collection: String,
        /// The id as written.
        id: String,
        /// The nearest id.
        meant: Option<String>,
    },
    /// The entry is there and has no page: a draft, or not in this language.
    NoPage {
        /// The entry's id.
        id: String,
    },
    /// The edition leaves it out on purpose.
    LeftOut {
        /// The typed link.
        id: String,
    },
}

impl Plan {
    /// Finds the page of a typed link, as seen from a page of a language.
    ///
    /// # Errors
    /// Says what the link names that is not there.
    pub fn resolve<'l>(
        &self,
        link: &'l str,
        lang: &Lang,
        catalog: &Catalog,
    ) -> Result<LinkTarget<'l>, LinkError> {
        let (link, anchor) = match link.split_once('#') {
            Some((link, anchor)) => (link, Some(anchor)),
            None => (link, None),
        };
        if let Some(number) = link.strip_prefix('@') {
            let id = number.parse().ok().filter(|id| *id < self.routes.len());
            let route = RouteId(id.ok_or(LinkError::NotTyped)?);
            return Ok(LinkTarget { route, anchor });
        }
        let (name, id) = link.split_once(':').ok_or(LinkError::NotTyped)?;
        let no_page = || LinkError::NoPage {
            id: link.to_owned(),
        };
        if name == "home" && id.is_empty() {
            let route = self.home(lang).ok_or_else(no_page)?;
            return Ok(LinkTarget { route, anchor });
        }
        let ids = || catalog.collections.iter().map(|collection| &*collection.id);
        let Some(collection) = catalog.collection(name) else {
            let meant = crate::diagnostic::closest(name, ids()).map(str::to_owned);
            return Err(LinkError::Collection {
                name: name.to_owned(),
                meant,
            });
        };
        let left_out = || LinkError::LeftOut {
            id: link.to_owned(),
        };
        if !self.edition.collections.contains(&collection) {
            return Err(left_out());
        }
        if id.is_empty() {
            let route = self
                .list(collection, lang)
                .first()
                .copied()
                .ok_or_else(no_page)?;
            return Ok(LinkTarget { route, anchor });
        }
        let Some(entry) = catalog.find(collection, id) else {
            let meant = crate::diagnostic::closest(id, catalog.ids(collection));
            return Err(LinkError::Entry {
                collection: name.to_owned(),
                id: id.to_owned(),
                meant: meant.map(str::to_owned),
            });
        };
        if !self.edition.contains(entry) {
            return Err(left_out());
        }
        let route = self.entry(entry, lang).ok_or_else(no_page)?;
        Ok(LinkTarget { route, anchor })
    }
}

impl Plan {
    /// The typed link that leads to a route, where an editor can write one.
    #[must_use]
    pub fn link_to(&self, route: RouteId, catalog: &Catalog) -> Option<String> {
        match self.route(route).target {
            super::Target::Entry(index) => {
                let collection = &catalog.collection_of(index).id;
                Some(format!("{collection}:{}", catalog.entry(index).id))
            }
            super::Target::List {
                collection,
                page: 1,
            } => catalog
                .collections
                .get(collection)
                .map(|collection| format!("{}:", collection.id)),
            _ => None,
        }
    }
}
