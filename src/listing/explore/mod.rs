//! The columns of a list, for scripts that filter, sort and compare its entries.
//!
//! Everything follows from the schema: what is a facet is a column of values to
//! filter by ([`facet`]), what is a column is shown and sorted by, what is
//! compared is a line of the comparison, and measured values stand on one line
//! only where they compare ([`measured`]).
//!
//! The file `list-structures` holds what every filter needs of all entries, one
//! column a kind of thing; `list-structures-0` and so on hold what is shown of a
//! part of them.

mod facet;
mod measured;

use serde_json::{Value, json};

use crate::listing::{File, Links};
use crate::model::EntryIndex;
use crate::present::{Scope, entry_field};
use crate::schema::{Collection, Field, FieldType, SortKey};

/// How many entries one file holds what is shown of.
const SHARD: usize = 200;

/// The list of a collection in a language.
#[derive(Clone, Copy)]
pub(crate) struct List<'a> {
    pub scope: Scope<'a>,
    pub collection: &'a Collection,
    pub entries: &'a [EntryIndex],
}

/// The data files of a list.
pub(crate) fn files(scope: Scope<'_>, position: usize, links: &Links<'_>) -> Vec<File> {
    let Some(collection) = scope.site.catalog.collections.get(position) else {
        return Vec::new();
    };
    let list = List {
        scope,
        collection,
        entries: scope.site.plan.listed(position, scope.lang),
    };
    let name = format!("list-{}", collection.id);
    let measured = measured::lines(list);
    let catalog = &scope.site.catalog;
    let label = |field: &Field| catalog.label(&field.label, scope.lang).to_owned();
    let columns: Vec<&Field> = list
        .fields()
        .filter(|field| field.column || field.sort)
        .collect();
    let compared: Vec<&Field> = list
        .fields()
        .filter(|field| field.compare && !matches!(field.kind, FieldType::Measurements))
        .collect();
    let root = json!({
        "shard": SHARD,
        "id": list.column(|index| (*catalog.entry(index).id).into()),
        "title": list.column(|index| catalog.title(index, scope.lang).into()),
        "link": list.column(|index| links.entry(index).into()),
        "columns": columns.iter().map(|field| json!({
            "name": &*field.name,
            "label": label(field),
            "shown": field.column,
            "title": *field.name == *collection.display.title,
            "rank": list.ranks(field),
        })).collect::<Vec<_>>(),
        "facets": list.fields().flat_map(|field| facet::of(list, field)).collect::<Vec<_>>(),
        "compare": compared.iter().map(|field| label(field)).collect::<Vec<_>>(),
        "properties": measured.properties,
    });
    let mut files = vec![File::of(&name, vec![(name.clone(), root)])];
    for (number, chunk) in list.entries.chunks(SHARD).enumerate() {
        let part = List {
            entries: chunk,
            ..list
        };
        let texts = |fields: &[&Field]| {
            part.column(|index| fields.iter().map(|field| list.text(index, field)).collect())
        };
        let shown: Vec<&Field> = columns
            .iter()
            .copied()
            .filter(|field| field.column)
            .collect();
        let value = json!({
            "cells": texts(&shown),
            "compare": texts(&compared),
            "image": part.column(|index| links.image(index).into()),
            "measured": measured.rows.iter().skip(number * SHARD).take(SHARD).collect::<Vec<_>>(),
        });
        let name = format!("{name}-{number}");
        files.push(File::of(&name, vec![(name.clone(), value)]));
    }
    files
}

impl<'a> List<'a> {
    /// The fields that may be shown.
    fn fields(self) -> impl Iterator<Item = &'a Field> {
        self.collection.fields.iter().filter(|field| !field.private)
    }

    fn column(self, of: impl Fn(EntryIndex) -> Value) -> Value {
        self.entries.iter().map(|index| of(*index)).collect()
    }

    /// The text of a field as pages print it; empty where there is none.
    fn text(self, index: EntryIndex, field: &Field) -> Value {
        let value = entry_field(self.scope, index, field);
        let text = value.as_ref().and_then(|value| value.get_from_path("text"));
        text.and_then(|text| text.as_str())
            .unwrap_or_default()
            .into()
    }

    /// The place of each entry in the order of a field; -1 where it has no value.
    fn ranks(self, field: &Field) -> Vec<i64> {
        let catalog = &self.scope.site.catalog;
        let key = SortKey {
            field: field.name.clone(),
            descending: false,
        };
        let sorted = catalog.sorted(self.entries.to_vec(), &[key], self.scope.lang);
        let mut by_entry = vec![-1; catalog.all().count()];
        for (rank, index) in (0..).zip(&sorted) {
            let has_value = catalog.entry(*index).record.get(&field.name).is_some();
            if let Some(place) = by_entry.get_mut(index.position()).filter(|_| has_value) {
                *place = rank;
            }
        }
        let ranks = self
            .entries
            .iter()
            .map(|index| by_entry.get(index.position()));
        ranks.map(|rank| rank.copied().unwrap_or(-1)).collect()
    }
}
