//! The keys by which references name entries: their ids, or a unique field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::load::Entry;
use crate::schema::{Collection, EntryIndex, Field, FieldType, Fields};

/// Entries by collection and id.
pub(super) type Ids = BTreeMap<usize, BTreeMap<Arc<str>, EntryIndex>>;

/// Sorts entries, each of a collection and an id, by id.
pub(super) fn ids<'a>(entries: impl Iterator<Item = &'a Arc<Entry>>) -> Ids {
    let mut ids = Ids::new();
    for (index, entry) in entries.enumerate() {
        let of_collection = ids.entry(entry.collection).or_default();
        of_collection.insert(entry.id.clone(), EntryIndex::new(index));
    }
    ids
}

/// Entries by their names.
type ByName = BTreeMap<Arc<str>, EntryIndex>;

/// Entries by the unique fields that references name them by, each field by its
/// collection.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<(usize, Arc<str>), ByName>);

impl Names {
    /// Reads the values of the fields that references in the schema use.
    pub(super) fn new(collections: &[Collection], entries: &[Arc<Entry>]) -> Self {
        let mut asked = Vec::new();
        for collection in collections {
            references(&collection.fields, &mut asked);
        }
        let mut names: BTreeMap<(usize, Arc<str>), ByName> = BTreeMap::new();
        for (to, by) in asked {
            let Some(position) = collections.iter().position(|c| *c.id == *to) else {
                continue;
            };
            let key = (position, by.clone());
            if names.contains_key(&key) {
                continue;
            }
            let mut own = ByName::new();
            for (index, entry) in entries.iter().enumerate() {
                if entry.collection != position {
                    continue;
                }
                let item = entry.record.get(&by);
                for item in item.map_or(&[][..], |item| item.items()) {
                    if let Some(name) = item.value.written() {
                        own.entry(name.into()).or_insert(EntryIndex::new(index));
                    }
                }
            }
            names.insert(key, own);
        }
        Self(names)
    }

    /// The entries of a collection by their ids, or by a field.
    pub(super) fn of<'a>(
        &'a self,
        ids: &'a Ids,
        collection: usize,
        by: Option<&Arc<str>>,
    ) -> Option<&'a ByName> {
        match by {
            None => ids.get(&collection),
            Some(by) => self.0.get(&(collection, by.clone())),
        }
    }
}

/// The collections and fields that references use.
fn references(fields: &Fields, asked: &mut Vec<(Arc<str>, Arc<str>)>) {
    fn of_field(field: &Field, asked: &mut Vec<(Arc<str>, Arc<str>)>) {
        match &field.kind {
            FieldType::Ref { to, by: Some(by) } => asked.push((to.clone(), by.clone())),
            FieldType::List(of) | FieldType::Map(of) => of_field(of, asked),
            FieldType::Object(fields) => references(fields, asked),
            _ => {}
        }
    }
    for field in fields.iter() {
        of_field(field, asked);
    }
}

/// Whether an entry is one of those that cannot be read.
pub(super) fn is_unread(
    unread: &BTreeSet<(Arc<str>, Arc<str>)>,
    collection: &str,
    id: &str,
) -> bool {
    unread.contains(&(collection.into(), id.into()))
}
