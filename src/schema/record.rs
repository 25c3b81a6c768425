//! A group of keys with their values, in the order of the file. A large site has hundreds
//! of thousands of groups with a few keys each. So a small group is a list with linear
//! search, and only a large one is hashed.

use std::sync::Arc;

use super::{Item, Lang, PartialDate, Value};
use crate::ordered::OrderedMap;
use crate::text::Span;

/// The most keys with linear search.
const FEW: usize = 32;

/// A group of keys, decoded.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where the group is.
    pub span: Span,
    items: Items,
}

#[derive(Debug, Clone)]
enum Items {
    Few(Vec<(Arc<str>, Item)>),
    Many(Box<OrderedMap<Arc<str>, Item>>),
}

impl Record {
    /// A record without a value.
    #[must_use]
    pub fn empty(span: Span) -> Self {
        Self {
            span,
            items: Items::Few(Vec::new()),
        }
    }

    /// Puts a value under a key.
    pub fn insert(&mut self, name: Arc<str>, item: Item) {
        if let Some(own) = self.get_mut(&name) {
            *own = item;
            return;
        }
        match &mut self.items {
            Items::Few(items) if items.len() < FEW => items.push((name, item)),
            Items::Few(items) => {
                let mut many: OrderedMap<_, _> = std::mem::take(items).into_iter().collect();
                many.insert(name, item);
                self.items = Items::Many(Box::new(many));
            }
            Items::Many(items) => {
                items.insert(name, item);
            }
        }
    }

    /// Frees the spare capacity.
    pub fn shrink_to_fit(&mut self) {
        if let Items::Few(items) = &mut self.items {
            items.shrink_to_fit();
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Item> {
        match &self.items {
            Items::Few(items) => {
                let mut items = items.iter();
                items.find(|(own, _)| is(own, name)).map(|(_, item)| item)
            }
            Items::Many(items) => items.get(name),
        }
    }

    /// The value of a key, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Item> {
        match &mut self.items {
            Items::Few(items) => {
                let mut items = items.iter_mut();
                items.find(|(own, _)| is(own, name)).map(|(_, item)| item)
            }
            Items::Many(items) => items.get_mut(name),
        }
    }

    /// Keys and values in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Item)> {
        let (few, many) = match &self.items {
            Items::Few(items) => (Some(items), None),
            Items::Many(items) => (None, Some(items)),
        };
        let few = few.into_iter().flatten().map(|(name, item)| (name, item));
        let many = many.into_iter().flat_map(|items| items.iter());
        few.chain(many).map(|(name, item)| (&**name, item))
    }

    /// Keys and values in the order of the file, to change the values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Item)> {
        let (few, many) = match &mut self.items {
            Items::Few(items) => (Some(items), None),
            Items::Many(items) => (None, Some(items)),
        };
        let few = few.into_iter().flatten();
        let few = few.map(|(name, item)| (&*name, item));
        let many = many.into_iter().flat_map(|items| items.iter_mut());
        few.chain(many).map(|(name, item)| (&**name, item))
    }

    /// Removes a key.
    pub fn remove(&mut self, name: &str) {
        match &mut self.items {
            Items::Few(items) => items.retain(|(own, _)| !is(own, name)),
            Items::Many(items) => {
                items.shift_remove(name);
            }
        }
    }

    /// The text of a key, whatever kind of text it is; `None` if it differs by language.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&Arc<str>> {
        self.get(name).and_then(|item| item.value.as_text())
    }

    /// The date of a key.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<PartialDate> {
        match self.get(name)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Whether the value of a key is `true`.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        matches!(
            self.get(name).map(|item| &item.value),
            Some(Value::Bool(true))
        )
    }

    /// The value of a key in a language: a localised one, or the one for all.
    #[must_use]
    pub fn localized(&self, name: &str, lang: &Lang) -> Option<&Item> {
        self.get(name)?.in_language(lang)
    }
}

/// Whether two keys are equal. The pointers are compared first: most lookups use the key of
/// the field from which the record's key was cloned.
fn is(own: &str, asked: &str) -> bool {
    std::ptr::eq(own, asked) || own == asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    fn record(keys: usize) -> Record {
        let span = Span::start_of(Sources::default().next_id());
        let mut record = Record::empty(span);
        for key in 0..keys {
            let value = Value::Int(i64::try_from(key).unwrap_or_default());
            record.insert(format!("k{key}").into(), Item { span, value });
        }
        record
    }

    fn keys(record: &Record) -> Vec<&str> {
        record.iter().map(|(name, _)| name).collect()
    }

    /// A small group and a large one are the same but for their size.
    #[test]
    fn keys_keep_their_order_however_many_there_are() {
        for count in [3, FEW, FEW + 1, 200] {
            let mut record = record(count);
            let span = record.span;
            let value = Value::Bool(true);
            record.insert("k1".into(), Item { span, value });
            record.remove("k0");
            assert_eq!(record.iter().count(), count - 1, "{count}");
            assert_eq!(keys(&record)[..2], ["k1", "k2"], "{count}");
            assert!(record.is_true("k1"), "{count}");
            assert!(record.get("k0").is_none(), "{count}");
            assert!(
                record.get_mut(&format!("k{}", count - 1)).is_some(),
                "{count}"
            );
        }
    }

    /// Every value of a site is one of these, so a rare variant must not make all of them
    /// large.
    #[test]
    fn values_are_small() {
        assert!(size_of::<Item>() <= 64, "{}", size_of::<Item>());
    }
}
