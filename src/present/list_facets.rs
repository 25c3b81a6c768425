//! The term pages that a list links to.

use serde::Serialize;

use super::Scope;
use crate::plan::RouteId;
use crate::schema::{Collection, Facet};

/// The pages by the terms of a field.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FacetLinks<'a> {
    /// The field.
    pub field: &'a str,
    /// Its name.
    pub label: &'a str,
    /// The label of its vocabulary.
    pub vocabulary_label: &'a str,
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
    /// Whether it has a broader term.
    pub is_narrower: bool,
}

impl<'a> Scope<'a> {
    /// The pages of terms of a collection, by field.
    #[must_use]
    pub(crate) fn facet_links(self, position: usize) -> Vec<FacetLinks<'a>> {
        let collection = self.catalog().collections.get(position);
        collection.map_or_else(Vec::new, |collection| self.facets(collection, position))
    }

    pub(super) fn facets(self, collection: &'a Collection, position: usize) -> Vec<FacetLinks<'a>> {
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
                vocabulary_label: catalog.label(&vocabulary.label, self.lang),
                terms,
            })
        });
        facets.collect()
    }
}
