//! The pages that list entries: the list of a collection, and the pages of its terms.

use super::Scope;
use super::term::names_but;
use crate::plan::{RouteId, Target};

/// The page of a list, or of a term of one.
#[derive(Debug, Clone)]
pub(crate) struct WayView<'a> {
    /// The collection, by position.
    pub position: usize,
    /// The first page.
    pub link: RouteId,
    /// The heading.
    pub title: &'a str,
    /// The other names of a term.
    pub names: Vec<&'a str>,
    /// The name of the field that contains the term.
    pub field: Option<&'a str>,
    /// How many entries it lists.
    pub count: usize,
}

impl<'a> Scope<'a> {
    /// The lists of the language and the pages of their terms, in the order of the plan.
    pub(crate) fn ways(self) -> Vec<WayView<'a>> {
        let routes = self.site.plan.routes();
        let own = routes.filter(|(_, route)| route.lang == *self.lang);
        own.filter_map(|(id, route)| self.way(id, &route.target))
            .collect()
    }

    fn way(self, link: RouteId, target: &'a Target) -> Option<WayView<'a>> {
        let plan = &self.site.plan;
        match target {
            Target::List { collection, page } if *page == 1 => Some(WayView {
                position: *collection,
                link,
                title: self.route_title(link),
                names: Vec::new(),
                field: None,
                count: plan.listed(*collection, self.lang).len(),
            }),
            Target::Term {
                collection: position,
                field,
                term,
                page,
            } if *page == 1 => {
                let catalog = self.catalog();
                let collection = catalog.collections.get(*position)?;
                let facet = collection.facets.iter().find(|path| *path == field)?;
                let declared = collection.fields.at(facet)?;
                let vocabulary = declared.kind.vocabulary();
                let named = vocabulary.and_then(|id| catalog.vocabularies.get(id));
                let named = named.and_then(|vocabulary| vocabulary.terms.get(term));
                let mut uses = plan.term_uses(*position, field, self.lang).iter();
                let title = self.route_title(link);
                Some(WayView {
                    position: *position,
                    link,
                    title,
                    names: named
                        .map_or_else(Vec::new, |term| names_but(title, &term.names, self.lang)),
                    field: Some(catalog.label(&declared.label, self.lang)),
                    count: uses
                        .find(|used| used.term == *term)
                        .map_or(0, |used| used.entries.len()),
                })
            }
            _ => None,
        }
    }
}
