//! The columns of a list, for scripts that filter, sort and compare its entries.
//!
//! Everything follows from the schema: a facet becomes a column of values to filter by
//! ([`facet`]), a column is shown and sorted by, a compared field becomes a line of the
//! comparison, and measured values share a line only if they are comparable ([`measured`]).
//!
//! The file `list-structures` contains the filter data of all entries, one column for each
//! kind of data; `list-structures-0` and so on contain the displayed data, a part of the
//! entries each.

mod facet;
mod intervals;
mod key;
mod measured;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::file::{File, Naming, names_of};
use crate::plan::EntryIndex;
use crate::present::{Detail, EntryView, FieldInfo, FieldView, RelatedFacetView, Scope, ValueView};
use crate::schema::TermIndex;
use facet::Facet;
use measured::Measured;

/// How many entries one file of displayed data contains.
const SHARD: usize = 200;

/// The most steps of a scale; a longer one cannot be taken in at a glance.
const MOST_STEPS: u8 = 12;

/// What the list of a collection shows of each entry.
pub(super) struct Columns<'a> {
    position: usize,
    name: String,
    /// The heading field.
    title: &'a str,
    /// The fields that are shown or sorted by.
    shown: Vec<FieldInfo<'a>>,
    /// Which of them are parts of groups, by address: lists cannot be sorted by them.
    parts: BTreeSet<usize>,
    /// The compared fields, without measured values.
    compared: Vec<FieldInfo<'a>>,
    /// The fields that lists are filtered by, also in groups.
    facets: Vec<FieldInfo<'a>>,
    /// The filters by values of related entries.
    related: Vec<RelatedFacetView<'a>>,
}

impl<'a> Columns<'a> {
    /// The columns of a collection.
    pub(super) fn new(scope: Scope<'a>, position: usize) -> Self {
        let fields = scope.fields_of_collection(position);
        let those = |is: &dyn Fn(&FieldInfo<'a>) -> bool| -> Vec<FieldInfo<'a>> {
            fields.iter().copied().filter(|field| is(field)).collect()
        };
        let id = scope.collection(position).map_or("", |view| view.id);
        let with_parts = fields.iter().flat_map(|field| {
            let parts = if field.kind() == "object" {
                scope.parts(*field)
            } else {
                Vec::new()
            };
            std::iter::once((*field, false)).chain(parts.into_iter().map(|part| (part, true)))
        });
        let is_shown = |field: &FieldInfo<'_>, is_part: bool| {
            field.is_column() || field.is_sorted() && !is_part
        };
        let shown: Vec<(FieldInfo<'a>, bool)> = with_parts
            .filter(|(field, is_part)| is_shown(field, *is_part))
            .collect();
        let parts = shown.iter().filter(|(_, is_part)| *is_part);
        Self {
            position,
            name: format!("list-{id}"),
            title: scope.title_field(position).unwrap_or_default(),
            parts: parts.map(|(field, _)| field.address()).collect(),
            shown: shown.into_iter().map(|(field, _)| field).collect(),
            compared: those(&|field| field.is_compared() && field.kind() != "measurements"),
            facets: scope.facets_of_collection(position),
            related: scope.related_facets(position),
        }
    }
}

/// The displayed data of an entry.
struct EntryRow {
    index: EntryIndex,
    id: String,
    title: String,
    link: String,
    image: String,
    is_sample: bool,
    cells: Vec<String>,
    compared: Vec<String>,
    /// The keys of the compared values, if they differ from the text.
    keys: Vec<Option<String>>,
    /// The entries that answer enquiries about it, by collection and id; empty if the entry
    /// itself does.
    asked: Vec<String>,
    /// Its e-mail address for enquiries.
    mail: String,
}

/// A part of a list's entries, in list order.
pub(super) struct ListPart<'a> {
    of: &'a Columns<'a>,
    rows: Vec<EntryRow>,
    facets: Vec<Facet<'a>>,
    related: Vec<Facet<'a>>,
    measured: Vec<Vec<Measured<'a>>>,
}

impl<'a> ListPart<'a> {
    /// A part without entries.
    pub(super) fn new(of: &'a Columns<'a>) -> Self {
        Self {
            of,
            rows: Vec::new(),
            facets: of
                .facets
                .iter()
                .filter_map(|field| Facet::new(*field))
                .collect(),
            related: of.related.iter().filter_map(Facet::of_related).collect(),
            measured: Vec::new(),
        }
    }

    /// The collection, by position.
    pub(super) fn position(&self) -> usize {
        self.of.position
    }

    /// Adds an entry.
    pub(super) fn push(
        &mut self,
        scope: Scope<'a>,
        view: &EntryView<'a>,
        link: String,
        image: String,
    ) {
        let entry = self.rows.len();
        let value = |info: &FieldInfo<'a>| {
            let mut fields = view.fields.iter();
            let field = fields.find(|field| field.info.address() == info.address())?;
            Some(&field.value)
        };
        let text = |info: &FieldInfo<'a>| value(info).map_or("", |value| &*value.text).to_owned();
        let compared_by = |info: &FieldInfo<'a>| value(info).and_then(key::key);
        for facet in &mut self.facets {
            each_value(&view.fields, facet.info.address(), &mut |value| {
                facet.push(entry, value);
            });
            facet.close(entry);
        }
        for (facet, related) in self.related.iter_mut().zip(&self.of.related) {
            let fields = scope.related_values(view.index, related);
            each_value(&fields, facet.info.address(), &mut |value| {
                facet.push(entry, value);
            });
            facet.close(entry);
        }
        let compared = view.fields.iter().filter(|field| field.info.is_compared());
        let rows = compared.flat_map(|field| field.value.rows());
        self.measured.push(rows.map(Measured::new).collect());
        let cell = |info: &FieldInfo<'a>| {
            let mut own = text(info);
            if self.of.parts.contains(&info.address()) {
                each_value(&view.fields, info.address(), &mut |value| {
                    own = value.text.to_string();
                });
            }
            own
        };
        let shown = self.of.shown.iter().filter(|field| field.is_column());
        self.rows.push(EntryRow {
            index: view.index,
            id: view.id.to_owned(),
            title: view.title.to_owned(),
            link,
            image,
            is_sample: view.sample,
            cells: shown.map(cell).collect(),
            compared: self.of.compared.iter().map(text).collect(),
            keys: self.of.compared.iter().map(compared_by).collect(),
            asked: scope.asked(view),
            mail: scope.enquiry_address(view).unwrap_or_default(),
        });
    }

    /// Appends the entries of the next part.
    pub(super) fn append(&mut self, other: Self) {
        let before = self.rows.len();
        for (own, other) in self.facets.iter_mut().zip(other.facets) {
            own.append(other, before);
        }
        for (own, other) in self.related.iter_mut().zip(other.related) {
            own.append(other, before);
        }
        self.rows.extend(other.rows);
        self.measured.extend(other.measured);
    }

    /// The numeric filters, for queries with a number.
    pub(super) fn ranges(&self, scope: Scope<'_>) -> Vec<Value> {
        let facets = self.facets.iter();
        let mut ranges: Vec<Value> = facets.flat_map(|facet| facet.ranges(scope)).collect();
        for range in &mut ranges {
            if let Some(range) = range.as_object_mut() {
                range.insert("collection".to_owned(), self.of.position.into());
            }
        }
        ranges
    }

    /// The data files of the list: the one that pages name, and those that it names.
    pub(super) fn files(self, scope: Scope<'_>, naming: &Naming) -> (File, Vec<File>) {
        let Columns {
            name,
            title,
            shown,
            parts: within,
            compared,
            ..
        } = self.of;
        let entries: Vec<EntryIndex> = self.rows.iter().map(|row| row.index).collect();
        let column = |of: &dyn Fn(&EntryRow) -> &String| -> Value {
            self.rows
                .iter()
                .map(|row| Value::from(of(row).as_str()))
                .collect()
        };
        // Rows refer to their properties by index.
        let used: BTreeSet<usize> = self
            .measured
            .iter()
            .flatten()
            .map(Measured::property)
            .collect();
        let named = used.last().map_or(0, |last| last + 1);
        let properties = scope.properties().enumerate().take(named);
        let measured = measured::lines(scope, &self.measured);
        let facets = self.facets.iter().chain(&self.related);
        let facets = facets.flat_map(|facet| facet.json(scope));
        let mut parts = Vec::new();
        let shards = self.rows.chunks(SHARD).zip(measured.chunks(SHARD));
        for (number, (rows, measured)) in shards.enumerate() {
            let value = json!({
                "cells": rows.iter().map(|row| &row.cells).collect::<Vec<_>>(),
                "compare": rows.iter().map(|row| &row.compared).collect::<Vec<_>>(),
                "keys": rows.iter().map(|row| &row.keys).collect::<Vec<_>>(),
                "image": rows.iter().map(|row| &row.image).collect::<Vec<_>>(),
                "measured": measured,
                "asked": rows.iter().map(|row| &row.asked).collect::<Vec<_>>(),
                "mail": rows.iter().map(|row| &row.mail).collect::<Vec<_>>(),
            });
            let name = format!("{name}-{number}");
            parts.push(File::of(naming, &name, vec![(name.clone(), value)]));
        }
        let marked = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.is_sample);
        let samples: Vec<usize> = marked.map(|(at, _)| at).collect();
        let root = json!({
            "shard": SHARD,
            "files": names_of(&parts),
            "id": column(&|row| &row.id),
            "title": column(&|row| &row.title),
            "link": column(&|row| &row.link),
            "samples": samples,
            "counted": scope.counted_forms(self.of.position),
            "columns": shown.iter().map(|field| json!({
                "name": (!within.contains(&field.address())).then(|| field.name()),
                "label": field.label,
                "shown": field.is_column(),
                "title": field.name() == *title,
                "code": field.is_unique(),
                "refers": field.refers(),
                "named": !field.speaks_for_itself(),
                "of": field.steps().filter(|steps| *steps <= MOST_STEPS),
                "rank": scope.ranks(&entries, *field),
            })).collect::<Vec<_>>(),
            "facets": facets.collect::<Vec<_>>(),
            "compare": compared.iter().map(|field| field.label).collect::<Vec<_>>(),
            "properties": properties
                .map(|(at, property)| {
                    let is_used = used.contains(&at);
                    if is_used { scope.property_label(property) } else { "" }
                })
                .collect::<Vec<_>>(),
        });
        (File::of(naming, name, vec![(name.clone(), root)]), parts)
    }
}

/// The terms of the related filters that entries referring to this one state, without
/// duplicates, each with the label of its filter.
pub(super) fn related_terms<'a>(
    scope: Scope<'a>,
    view: &EntryView<'a>,
) -> Vec<(String, TermIndex)> {
    let mut found = Vec::new();
    for facet in scope.related_facets(view.position) {
        let mut terms = BTreeSet::new();
        let fields = scope.related_values(view.index, &facet);
        each_value(&fields, facet.info.address(), &mut |value| {
            for item in value.items() {
                if let Detail::Term(term) = &item.detail {
                    terms.insert(term.term);
                }
            }
        });
        found.extend(terms.into_iter().map(|term| (facet.label.clone(), term)));
    }
    found
}

/// Visits the values of the field with an address, also in groups.
fn each_value<'a>(fields: &[FieldView<'a>], address: usize, see: &mut dyn FnMut(&ValueView<'a>)) {
    for field in fields {
        if field.info.address() == address {
            see(&field.value);
            continue;
        }
        for item in field.value.items() {
            each_value(item.group(), address, see);
        }
    }
}
