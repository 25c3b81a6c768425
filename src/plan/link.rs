//! Typed links: `members:`, `members:spinworks#equipment`, `home:`, and the
//! `@12` of views.

use super::{Plan, RouteId};
use crate::model::{Catalog, LinkError, Named};
use crate::schema::Lang;

/// Where a typed link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget<'l> {
    /// The page.
    pub route: RouteId,
    /// The anchor on it.
    pub anchor: Option<&'l str>,
}

impl Plan {
    /// Resolves a typed link to a page, as seen from a page in a language.
    ///
    /// # Errors
    /// The part of the link that does not exist.
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
        let no_page = || LinkError::NoPage {
            id: link.to_owned(),
        };
        let left_out = || LinkError::LeftOut {
            id: link.to_owned(),
        };
        let named = match catalog.named_by(link) {
            // A collection that the edition leaves out is not searched for its entries.
            Err(LinkError::Entry { collection, .. }) if !self.contains(&collection, catalog) => {
                return Err(left_out());
            }
            named => named?,
        };
        let route = match named {
            Named::Home => self.home(lang),
            Named::List(collection) if !self.edition.collections.contains(&collection) => {
                return Err(left_out());
            }
            Named::List(collection) => self.list(collection, lang).first().copied(),
            Named::Entry(entry) => {
                let collection = catalog.entry(entry).collection;
                let has_collection = self.edition.collections.contains(&collection);
                if !has_collection || !self.edition.contains(entry) {
                    return Err(left_out());
                }
                self.entry(entry, lang)
            }
        };
        let route = route.ok_or_else(no_page)?;
        Ok(LinkTarget { route, anchor })
    }

    /// The missing entry that a typed link names, without searching for a suggestion.
    pub(crate) fn lacks(&self, link: &str, catalog: &Catalog) -> Option<LinkError> {
        let link = link.split('#').next().unwrap_or_default();
        let error = catalog.lacks(link)?;
        match &error {
            LinkError::Entry { collection, .. } if self.contains(collection, catalog) => {
                Some(error)
            }
            _ => None,
        }
    }

    fn contains(&self, collection: &str, catalog: &Catalog) -> bool {
        let position = catalog.collection(collection);
        position.is_some_and(|position| self.edition.collections.contains(&position))
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
