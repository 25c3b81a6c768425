//! What print projects need from the catalogue: entries by group and by letter, the lists of
//! an index, and the contacts that a card may show.

use std::borrow::Cow;

use super::value::Owner;
use super::{Scope, ValueView};
use crate::model::EntryIndex;
use crate::schema::{FieldPath, FieldType, Value};

/// The entries of a collection by the terms of a field.
#[derive(Debug, Clone)]
pub(crate) struct TermList<'a> {
    /// The path of the field.
    pub field: &'a str,
    /// Its name.
    pub label: &'a str,
    /// The terms by name, each with its entries in the collection's order.
    pub terms: Vec<(&'a str, &'a [EntryIndex])>,
}

impl<'a> Scope<'a> {
    /// An entry of a collection of the edition by its id.
    #[must_use]
    pub(crate) fn find(self, position: usize, id: &str) -> Option<EntryIndex> {
        let plan = &self.site.plan;
        let index = self.catalog().find(position, id)?;
        let is_here = plan.edition.collections.contains(&position);
        (is_here && plan.entry(index, self.lang).is_some()).then_some(index)
    }

    /// The ids of the entries of a collection that have a page.
    pub(crate) fn ids(self, position: usize) -> impl Iterator<Item = &'a str> {
        let all = self.catalog().ids(position);
        all.filter(move |id| self.find(position, id).is_some())
    }

    /// The entry that is the title page of the edition.
    #[must_use]
    pub(crate) fn title_page(self) -> Option<EntryIndex> {
        let plan = &self.site.plan;
        let home = plan.edition.home?;
        plan.entry(home, self.lang).map(|_| home)
    }

    /// The letter that groups a text.
    #[must_use]
    pub(crate) fn letter(self, text: &str) -> Cow<'static, str> {
        let collation = self.catalog().collation(self.lang);
        collation.map_or(Cow::Borrowed("#"), |collation| collation.letter(text))
    }

    /// The first and the second colour of the house style.
    #[must_use]
    pub(crate) fn brand_colors(self) -> [Option<&'a str>; 2] {
        let brand = &self.catalog().config.brand;
        let of = |color: &'a Option<crate::config::BrandColor>| {
            color.as_ref().map(|color| &*color.light.text)
        };
        [of(&brand.primary), of(&brand.accent)]
    }

    /// The field whose terms group the entries of a collection.
    #[must_use]
    pub(crate) fn grouping(self, position: usize) -> Option<&'a str> {
        let collection = self.catalog().collections.get(position)?;
        collection.list.group_by.as_deref()
    }

    /// The listed entries of a collection by term, for each facet. A facet with a single term
    /// is left out, since it does not distinguish the entries.
    #[must_use]
    pub(crate) fn term_lists(self, position: usize) -> Vec<TermList<'a>> {
        let (catalog, plan) = (self.catalog(), &self.site.plan);
        let Some(collection) = catalog.collections.get(position) else {
            return Vec::new();
        };
        let lists = collection.facets.iter().filter_map(|path| {
            let info = self.info(collection.fields.at(path)?)?;
            let vocabulary = catalog.vocabularies.get(info.single_kind().vocabulary()?)?;
            let uses = plan.term_uses(position, path, self.lang).iter();
            let terms = uses.filter_map(|used| {
                let term = vocabulary.terms.get(&used.term)?;
                Some((catalog.label(&term.label, self.lang), &*used.entries))
            });
            let mut terms: Vec<_> = terms.collect();
            terms.sort_by_cached_key(|(label, _)| self.sort_key(label));
            (terms.len() > 1).then_some(TermList {
                field: path,
                label: info.label,
                terms,
            })
        });
        lists.collect()
    }

    /// The contacts of an entry that a printed card may show. If the collection requires a
    /// legal basis for contacts, only those with one are included.
    #[must_use]
    pub(crate) fn contacts_for_cards(self, index: EntryIndex) -> Vec<ValueView<'a>> {
        let catalog = self.catalog();
        let (entry, collection) = (catalog.entry(index), catalog.collection_of(index));
        let mut fields = collection.fields.iter();
        let field = fields.find(|field| {
            let statement = field.schema_org.as_ref();
            field.is_public() && statement.is_some_and(|own| &*own.property == "contactPoint")
        });
        let Some((field, FieldType::List(of))) = field.map(|field| (field, &field.kind)) else {
            return Vec::new();
        };
        let items = entry
            .record
            .get(&field.name)
            .map_or(&[][..], |item| item.items());
        let basis = collection.card_basis.as_ref().map(FieldPath::as_str);
        let states_basis = |value: &Value| match (basis, value) {
            (None, _) => true,
            (Some(path), Value::Object(contact)) => {
                let name = path.rsplit('.').next().unwrap_or(path);
                contact.get(name).is_some()
            }
            _ => false,
        };
        let allowed = items.iter().filter(|item| states_basis(&item.value));
        allowed
            .filter_map(|item| self.value(of, item, Owner::of(entry, field)))
            .collect()
    }
}
