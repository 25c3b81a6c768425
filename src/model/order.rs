//! The order of a collection's entries.

use super::Collation;
use super::catalog::{Catalog, EntryIndex};
use crate::schema::{Lang, PartialDate, SortKey, Value};

/// What an entry is sorted by, in one field. What is missing comes last.
#[derive(Debug, PartialEq, PartialOrd)]
enum Key {
    Number(f64),
    Date(PartialDate),
    Text(Vec<u8>),
    Missing,
}

/// The entries in the order of the collection's sort keys; the id decides what
/// the keys leave open.
pub(super) fn sorted(
    catalog: &Catalog,
    mut entries: Vec<EntryIndex>,
    keys: &[SortKey],
    lang: &Lang,
    collation: &Collation,
) -> Vec<EntryIndex> {
    let mut keyed: Vec<(Vec<Key>, EntryIndex)> = entries
        .drain(..)
        .map(|index| {
            let of = |key: &SortKey| sort_key(catalog, index, key, lang, collation);
            (keys.iter().map(of).collect(), index)
        })
        .collect();
    keyed.sort_by(|(a, first), (b, second)| {
        for ((a, b), key) in a.iter().zip(b).zip(keys) {
            let order = a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
            let missing = *a == Key::Missing || *b == Key::Missing;
            let order = if key.descending && !missing {
                order.reverse()
            } else {
                order
            };
            if order.is_ne() {
                return order;
            }
        }
        first.cmp(second)
    });
    keyed.into_iter().map(|(_, index)| index).collect()
}

fn sort_key(
    catalog: &Catalog,
    index: EntryIndex,
    key: &SortKey,
    lang: &Lang,
    collation: &Collation,
) -> Key {
    let found = catalog.entry(index).record.get(&key.field);
    let Some((item, _)) = found.and_then(|item| catalog.value(item, lang)) else {
        return Key::Missing;
    };
    let item = item.items().first().unwrap_or(item);
    let field = catalog.collection_of(index).fields.get(&key.field);
    match &item.value {
        Value::Bool(flag) => Key::Number(f64::from(u8::from(*flag))),
        Value::Int(number) => {
            // Years, levels and counts are far below 2^53.
            #[expect(clippy::cast_precision_loss, reason = "numbers of a record are small")]
            let number = *number as f64;
            Key::Number(number)
        }
        Value::Decimal(text) => text.parse().map_or(Key::Missing, Key::Number),
        Value::Date(date) => Key::Date(*date),
        Value::DateTime(moment) => Key::Text(moment.to_string().into_bytes()),
        value => match (value.as_text(), field) {
            (Some(text), Some(field)) => {
                Key::Text(collation.key(catalog.choice_label(&field.kind, text, lang)))
            }
            _ => Key::Missing,
        },
    }
}
