//! The order of a collection's entries.

use super::catalog::Catalog;
use crate::locale::Collation;
use crate::quantity::{Decimal, Interval, Rational, Unit};
use crate::schema::{
    EntryIndex, Field, FieldType, Lang, PartialDate, SortKey, Value, country_name,
};

/// The sort key of an entry for one field. Missing values come last.
#[derive(Debug, PartialEq, PartialOrd)]
enum Key {
    Flag(bool),
    Whole(i64),
    Number(Rational),
    Date(PartialDate),
    Amount(Interval),
    Text(Vec<u8>),
    Missing,
}

impl Catalog {
    /// Entries in the order of some fields, as a language orders texts.
    #[must_use]
    pub fn sorted(
        &self,
        entries: Vec<EntryIndex>,
        keys: &[SortKey],
        lang: &Lang,
    ) -> Vec<EntryIndex> {
        match self.collations.get(lang) {
            Some(collation) => sorted(self, entries, keys, lang, collation),
            None => entries,
        }
    }
}

/// The entries sorted by the collection's sort keys; the id breaks ties.
pub(super) fn sorted(
    catalog: &Catalog,
    mut entries: Vec<EntryIndex>,
    keys: &[SortKey],
    lang: &Lang,
    collation: &Collation,
) -> Vec<EntryIndex> {
    let order = Order {
        catalog,
        lang,
        collation,
    };
    let units: Vec<Option<Unit>> = keys.iter().map(|key| order.unit(&entries, key)).collect();
    let mut keyed: Vec<(Vec<Key>, EntryIndex)> = entries
        .drain(..)
        .map(|index| {
            let of = |(key, unit): (&SortKey, &Option<Unit>)| order.key(index, key, unit.as_ref());
            (keys.iter().zip(&units).map(of).collect(), index)
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

/// Everything that sorting in a language needs.
#[derive(Clone, Copy)]
struct Order<'a> {
    catalog: &'a Catalog,
    lang: &'a Lang,
    collation: &'a Collation,
}

impl Order<'_> {
    fn key(self, index: EntryIndex, key: &SortKey, unit: Option<&Unit>) -> Key {
        let catalog = self.catalog;
        let found = catalog.entry(index).record.get(&key.field);
        let Some((item, _)) = found.and_then(|item| catalog.value(item, self.lang)) else {
            return Key::Missing;
        };
        let item = item.items().first().unwrap_or(item);
        let field = catalog.collection_of(index).fields.get(&key.field);
        match &item.value {
            Value::Bool(flag) => Key::Flag(*flag),
            Value::Int(number) => Key::Whole(*number),
            Value::Decimal(text) => match Decimal::parse(text) {
                Ok(number) => Key::Number(number.to_rational()),
                Err(_) => Key::Missing,
            },
            Value::Date(date) => Key::Date(*date),
            Value::DateTime(moment) => Key::Text(moment.to_string().into_bytes()),
            Value::Quantity(stated) => {
                let own = stated.interval.clone();
                let interval = own.or_else(|| stated.amount.interval(unit?).ok());
                interval.map_or(Key::Missing, Key::Amount)
            }
            Value::Term(named) => match catalog.term_at(named.to) {
                Some(term) => self.text(catalog.label(&term.label, self.lang)),
                None => Key::Missing,
            },
            Value::Ref(named) => self.text(catalog.title(named.to, self.lang)),
            Value::Unlinked(_) => Key::Missing,
            value => match (value.written(), field) {
                (Some(text), Some(field)) => {
                    Key::Text(self.collation.key(&self.label(single(field), &text)))
                }
                _ => Key::Missing,
            },
        }
    }

    fn text(self, text: &str) -> Key {
        Key::Text(self.collation.key(text))
    }

    /// The text that a page prints for a value: the name of a country, the label of a
    /// choice.
    fn label(self, kind: &FieldType, text: &str) -> String {
        let catalog = self.catalog;
        let own = match kind {
            FieldType::Country => country_name(text, self.lang),
            kind => Some(catalog.choice_label(kind, text, self.lang)),
        };
        own.unwrap_or(text).to_owned()
    }

    /// The unit in which the quantities of a field compare: that of its property,
    /// else that of the first one written.
    fn unit(self, entries: &[EntryIndex], key: &SortKey) -> Option<Unit> {
        let catalog = self.catalog;
        let collection = catalog.collection_of(*entries.first()?);
        let FieldType::Quantity { property, .. } = single(collection.fields.get(&key.field)?)
        else {
            return None;
        };
        // Quantities of a property compare in its unit already.
        if property.is_some() {
            return None;
        }
        entries.iter().find_map(|index| {
            let item = catalog.entry(*index).record.get(&key.field)?;
            let (item, _) = catalog.value(item, self.lang)?;
            match &item.items().first()?.value {
                Value::Quantity(stated) => Some(stated.amount.unit.clone()),
                _ => None,
            }
        })
    }
}

/// The type of a value of a field, in a list too.
fn single(field: &Field) -> &FieldType {
    match &field.kind {
        FieldType::List(of) => &of.kind,
        kind => kind,
    }
}
