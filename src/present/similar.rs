//! Similar entries: those that share the most terms, weighted by rarity; among these, the
//! nearest in measured values.
//!
//! 1. Candidates come from the lists of the entry's terms, the shortest first. In long lists
//!    only the neighbourhood of the entry is read, so that the cost for an entry does not grow
//!    with the catalogue.
//! 2. The measured values rank the best candidates, property by property.

use std::cmp::Reverse;

use super::Scope;
use crate::model::EntryIndex;
use crate::plan::RouteId;
use crate::quantity::approximate;
use crate::schema::{Collection, FieldPath, Lang, Record, Row, Value};

/// How many are shown.
const SHOWN: usize = 3;
/// How many candidates are compared by measured values.
const MEASURED: usize = 8;
/// How many list items are read.
const LOOKED_AT: usize = 1000;

/// An entry that is like another one.
#[derive(Debug, Clone)]
pub(crate) struct SimilarView<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id of its collection.
    pub collection: &'a str,
    /// Its heading, as written.
    pub title: &'a str,
    /// The language of the heading.
    pub title_lang: &'a Lang,
    /// Its page.
    pub link: RouteId,
    /// The shared terms.
    pub shared: Vec<&'a str>,
}

/// A term of the entry: its label, weight, and the entries that have it.
struct Shared<'a> {
    label: &'a str,
    weight: u32,
    entries: &'a [EntryIndex],
}

/// An entry that shares a term.
struct SimilarEntry {
    entry: EntryIndex,
    place: usize,
    weight: u32,
}

impl<'a> Scope<'a> {
    /// The most similar entries of the same collection, as the schema declares.
    #[must_use]
    pub(crate) fn similar(self, index: EntryIndex) -> Vec<SimilarView<'a>> {
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        let own_place = self.site.plan.place(index, self.lang);
        let Some(own_place) = own_place.filter(|_| !collection.similar.is_empty()) else {
            return Vec::new();
        };
        let terms = self.terms_of(index, collection);
        let mut found = self.candidates(&terms, index, own_place);
        found.sort_unstable_by_key(|one| (Reverse(one.weight), one.place));
        found.truncate(MEASURED);
        let own = measured(&catalog.entry(index).record, collection);
        let mut best: Vec<(SimilarEntry, f64)> = found
            .into_iter()
            .map(|one| {
                let other = measured(&catalog.entry(one.entry).record, collection);
                let distance = distance(&own, &other);
                (one, distance)
            })
            .collect();
        best.sort_by(|(a, far), (b, other)| {
            let terms = b.weight.cmp(&a.weight);
            terms.then(far.total_cmp(other)).then(a.place.cmp(&b.place))
        });
        let shown = best.into_iter().take(SHOWN);
        shown
            .filter_map(|(one, _)| self.similar_view(one.entry, collection, &terms))
            .collect()
    }

    /// The terms of an entry that count for similarity, the rarest first.
    fn terms_of(self, index: EntryIndex, collection: &'a Collection) -> Vec<Shared<'a>> {
        let (catalog, plan) = (self.catalog(), &self.site.plan);
        let entry = catalog.entry(index);
        let listed = plan.listed(entry.collection, self.lang).len();
        let facets = collection.similar.iter().filter_map(|path| {
            let field = collection.fields.at(path)?;
            let vocabulary = catalog.vocabularies.get(field.kind.vocabulary()?)?;
            Some((path, vocabulary))
        });
        let mut terms: Vec<Shared<'a>> = Vec::new();
        for (path, vocabulary) in facets {
            let uses = plan.term_uses(entry.collection, path, self.lang);
            for item in FieldPath::new(path).values(&entry.record) {
                let Value::Term(named) = &item.value else {
                    continue;
                };
                let listed_by = uses.iter().find(|own| own.term == named.written);
                let term = vocabulary.terms.get(&named.written);
                terms.extend(listed_by.zip(term).map(|(list, term)| Shared {
                    label: catalog.label(&term.label, self.lang),
                    // A term that half of all entries have weighs one more than a universal
                    // one, and so on for each halving.
                    weight: (listed / list.entries.len().max(1)).max(1).ilog2() + 1,
                    entries: &list.entries,
                }));
            }
        }
        terms.sort_by_key(|term| term.entries.len());
        terms
    }

    /// The entries that share a term, each once with its total weight.
    fn candidates(
        self,
        terms: &[Shared<'_>],
        index: EntryIndex,
        own_place: usize,
    ) -> Vec<SimilarEntry> {
        let place = |entry: EntryIndex| self.site.plan.place(entry, self.lang);
        let mut mentions: Vec<(usize, EntryIndex, u32)> = Vec::new();
        for term in terms {
            let left = LOOKED_AT.saturating_sub(mentions.len());
            let before = term
                .entries
                .partition_point(|entry| place(*entry) < Some(own_place));
            let last_start = term.entries.len().saturating_sub(left);
            let start = before.saturating_sub(left / 2).min(last_start);
            let near = term.entries.iter().skip(start).take(left);
            let others = near.filter(|entry| **entry != index);
            mentions.extend(others.filter_map(|entry| Some((place(*entry)?, *entry, term.weight))));
        }
        mentions.sort_unstable();
        let mut candidates: Vec<SimilarEntry> = Vec::new();
        for (place, entry, weight) in mentions {
            match candidates.last_mut() {
                Some(last) if last.entry == entry => last.weight += weight,
                _ => candidates.push(SimilarEntry {
                    entry,
                    place,
                    weight,
                }),
            }
        }
        candidates
    }

    fn similar_view(
        self,
        entry: EntryIndex,
        collection: &'a Collection,
        terms: &[Shared<'a>],
    ) -> Option<SimilarView<'a>> {
        let has = |term: &&Shared<'a>| term.entries.contains(&entry);
        Some(SimilarView {
            id: &self.catalog().entry(entry).id,
            collection: &collection.id,
            title: self.title(entry),
            title_lang: self.language_of(entry, &collection.display.title),
            link: self.site.plan.entry(entry, self.lang)?,
            shared: terms.iter().filter(has).map(|term| term.label).collect(),
        })
    }
}

/// The first measured value of each property, with the property's index in the registry.
fn measured(record: &Record, collection: &Collection) -> Vec<(usize, f64)> {
    let fields = collection.similar.iter();
    let items = fields.flat_map(|path| FieldPath::new(path).values(record));
    let rows = items.flat_map(|item| match &item.value {
        Value::Measurements(rows) => rows.as_slice(),
        _ => &[],
    });
    let mut values: Vec<(usize, f64)> = Vec::new();
    for row in rows {
        if values.iter().all(|(property, _)| *property != row.property) {
            values.extend(centre(row).map(|centre| (row.property, centre)));
        }
    }
    values
}

/// The middle of an interval, or its finite end.
fn centre(row: &Row) -> Option<f64> {
    let interval = &row.measurement.quantity.interval;
    let ends = [interval.lower(), interval.upper()];
    match ends.map(|end| end.value().map(approximate)) {
        [Some(lower), Some(upper)] => Some(f64::midpoint(lower, upper)),
        [lower, upper] => lower.or(upper),
    }
}

/// The largest ratio between the values of a common property; without a common property, the
/// distance is maximal.
fn distance(own: &[(usize, f64)], other: &[(usize, f64)]) -> f64 {
    let factors = own.iter().filter_map(|(property, value)| {
        let (_, theirs) = other.iter().find(|(own, _)| own == property)?;
        let (low, high) = (value.min(*theirs), value.max(*theirs));
        Some(if low > 0.0 {
            high / low
        } else {
            high - low + 1.0
        })
    });
    factors.reduce(f64::max).unwrap_or(f64::INFINITY)
}
