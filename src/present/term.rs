//! Terms: their labels, their broader terms, and the page of the entries that use one.

use std::borrow::Cow;
use std::sync::Arc;

use super::Scope;
use crate::model::TermIndex;
use crate::plan::{RouteId, Target};
use crate::quantity::{Property, Scale, Unit};
use crate::schema::{FieldType, Lang};

/// A term of a vocabulary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TermInfo<'a> {
    /// The term.
    pub index: TermIndex,
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub label: &'a str,
    /// All its names, by language.
    names: &'a [(Lang, Arc<str>)],
    lang: &'a Lang,
}

impl<'a> TermInfo<'a> {
    /// What it is called beside its name: in the language first, and then in the others of
    /// the site.
    pub(crate) fn other_names(self) -> Vec<&'a str> {
        names_but(self.label, self.names, self.lang)
    }
}

/// The names of a term but one, each once: those of a language first.
pub(super) fn names_but<'a>(
    label: &str,
    names: &'a [(Lang, Arc<str>)],
    lang: &Lang,
) -> Vec<&'a str> {
    let (own, others): (Vec<_>, Vec<_>) = names.iter().partition(|(of, _)| of == lang);
    let mut found: Vec<&str> = Vec::new();
    for (_, name) in own.into_iter().chain(others) {
        if **name != *label && !found.contains(&&**name) {
            found.push(name);
        }
    }
    found
}

/// The page of the entries that use a term.
#[derive(Debug, Clone)]
pub(crate) struct TermPage<'a> {
    /// The term's id.
    pub id: &'a str,
    /// Its name.
    pub label: &'a str,
    /// What it means.
    pub description: Option<&'a str>,
    /// The id of its vocabulary.
    pub vocabulary: &'a str,
    /// The vocabulary's name.
    pub vocabulary_label: &'a str,
    /// The field that contains the term.
    pub field: &'a str,
    /// The field's name.
    pub field_label: &'a str,
    /// The broader term: its name, and its page.
    pub broader: Option<(&'a str, Option<RouteId>)>,
    /// The narrower terms that entries use.
    pub narrower: Vec<NarrowerView<'a>>,
}

/// A narrower term that entries use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NarrowerView<'a> {
    /// Its name.
    pub label: &'a str,
    /// Its page.
    pub link: Option<RouteId>,
    /// How many entries use it.
    pub count: usize,
}

impl<'a> Scope<'a> {
    /// A term.
    #[must_use]
    pub(crate) fn term(self, index: TermIndex) -> Option<TermInfo<'a>> {
        let term = self.catalog().term_at(index)?;
        Some(TermInfo {
            index,
            id: &term.id,
            label: self.catalog().label(&term.label, self.lang),
            names: &term.names,
            lang: self.lang,
        })
    }

    /// A term and its broader terms, the term itself first.
    pub(crate) fn with_broader(self, index: TermIndex) -> impl Iterator<Item = TermInfo<'a>> {
        let all = self.catalog().with_broader(index);
        all.filter_map(move |index| self.term(index))
    }

    /// A property of the registry, by position.
    #[must_use]
    pub(crate) fn property(self, position: usize) -> Option<&'a Property> {
        let properties = &self.catalog().registry.properties;
        Some(properties.get_index(position)?.1)
    }

    /// All properties of the registry.
    pub(crate) fn properties(self) -> impl Iterator<Item = &'a Property> {
        self.catalog().registry.properties.values()
    }

    /// What a property of the registry is called.
    #[must_use]
    pub(crate) fn property_label(self, property: &'a Property) -> &'a str {
        self.catalog().registry_label(&property.label, self.lang)
    }

    /// The units of a quantity field: those of its property, or else the one that it names.
    #[must_use]
    pub(crate) fn scale_of(self, kind: &FieldType) -> Option<Cow<'a, Scale>> {
        let FieldType::Quantity { property, unit } = kind else {
            return None;
        };
        if let Some(id) = property {
            let property = self.catalog().registry.properties.get(&**id)?;
            return Some(Cow::Borrowed(&property.scale));
        }
        let unit = Unit::parse(unit.as_deref()?).ok()?;
        Some(Cow::Owned(Scale {
            kind: None,
            units: vec![unit.clone()],
            unit,
        }))
    }

    /// The page of a term.
    #[must_use]
    pub(crate) fn term_page(self, target: &Target) -> Option<TermPage<'a>> {
        let Target::Term {
            collection: position,
            field,
            term: id,
            ..
        } = target
        else {
            return None;
        };
        let (catalog, plan) = (self.catalog(), &self.site.plan);
        let collection = catalog.collections.get(*position)?;
        let facet = collection.facets.iter().find(|path| *path == field)?;
        let declared = collection.fields.at(facet)?;
        let vocabulary = catalog.vocabularies.get(declared.kind.vocabulary()?)?;
        let term = vocabulary.terms.get(id)?;
        let page_of = |id| plan.term(*position, field, id, self.lang).first().copied();
        let broader = term.broader.as_ref().and_then(|id| {
            let term = vocabulary.terms.get(id)?;
            Some((catalog.label(&term.label, self.lang), page_of(id)))
        });
        // Used terms are in the order of the vocabulary.
        let uses = plan.term_uses(*position, field, self.lang);
        let place = |id: &Arc<str>| vocabulary.terms.get_index_of(id);
        let below = vocabulary.narrower.get(id).into_iter().flatten();
        let narrower = below.filter_map(|id| {
            let at = uses.binary_search_by_key(&place(id), |used| place(&used.term));
            Some(NarrowerView {
                label: catalog.label(&vocabulary.terms.get(id)?.label, self.lang),
                link: page_of(id),
                count: uses.get(at.ok()?)?.entries.len(),
            })
        });
        let description = catalog.label(&term.description, self.lang);
        Some(TermPage {
            id: &term.id,
            label: catalog.label(&term.label, self.lang),
            description: (!description.is_empty()).then_some(description),
            vocabulary: &vocabulary.id,
            vocabulary_label: catalog.label(&vocabulary.label, self.lang),
            field: facet,
            field_label: catalog.label(&declared.label, self.lang),
            broader,
            narrower: narrower.collect(),
        })
    }
}
