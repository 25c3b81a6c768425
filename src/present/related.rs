//! Filters of a list by fields of entries in other collections: for example, members by the
//! polymers of the structures that refer to them.

use super::value::Owner;
use super::{FieldInfo, FieldView, Scope};
use crate::model::EntryIndex;
use crate::schema::Field;

/// A filter by a field of entries that refer to the listed ones.
#[derive(Debug, Clone)]
pub(crate) struct RelatedFacetView<'a> {
    /// The field, named by the relation and the path.
    pub info: FieldInfo<'a>,
    /// The label: the collection and the field.
    pub label: String,
    /// The top-level field that contains it.
    top: &'a Field,
    /// The collection of the entries that refer, by position.
    from: usize,
    /// The name of the relation.
    relation: &'a str,
}

impl<'a> Scope<'a> {
    /// The filters of a list by fields of related entries.
    #[must_use]
    pub(crate) fn related_facets(self, position: usize) -> Vec<RelatedFacetView<'a>> {
        let catalog = self.catalog();
        let Some(own) = catalog.collections.get(position) else {
            return Vec::new();
        };
        let facets = own.related_facets.iter().filter_map(|facet| {
            let mut others = catalog.collections.iter().enumerate();
            others.find_map(|(from, other)| {
                let shown = self.site.plan.edition.collections.contains(&from);
                let has_it = other.facets.iter().any(|path| **path == *facet.path);
                let refers = other.fields.relations_to(&own.id);
                if !shown || !has_it || !refers.contains(&&*facet.relation) {
                    return None;
                }
                let info = self.info(other.fields.at(&facet.path)?)?;
                let (first, _) = facet.path.split_once('.').unwrap_or((&facet.path, ""));
                Some(RelatedFacetView {
                    info: info.at_path(&facet.name),
                    label: format!("{}: {}", catalog.label(&other.label, self.lang), info.label),
                    top: other.fields.get(first).filter(|top| top.is_public())?,
                    from,
                    relation: &facet.relation,
                })
            })
        });
        facets.collect()
    }

    /// The fields of related entries that have a value for a filter.
    #[must_use]
    pub(crate) fn related_values(
        self,
        index: EntryIndex,
        facet: &RelatedFacetView<'a>,
    ) -> Vec<FieldView<'a>> {
        let catalog = self.catalog();
        let links = catalog.referring_to(index).iter();
        let own = links.filter(|link| *link.inverse == *facet.relation);
        let shown = own.filter(|link| self.site.plan.place(link.from, self.lang).is_some());
        let values = shown.filter_map(|link| {
            let entry = catalog.entry(link.from);
            if entry.collection != facet.from {
                return None;
            }
            let item = entry.record.get(&facet.top.name)?;
            self.field(facet.top, item, Owner::of(entry, facet.top))
        });
        values.collect()
    }
}
