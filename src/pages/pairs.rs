//! A map for templates under construction. Tera hashes the keys of every map when it converts
//! it, so a view stays a list of pairs until it is complete. A large site creates a million
//! views, and each is small.

use std::collections::BTreeMap;

use serde::Serializer;
use serde::ser::{Error, Serialize, SerializeStruct};
use tera::Value;
use tera::value::Key;

/// Keys and values in the order of templates; for duplicate keys, the last value wins.
#[derive(Default)]
pub(super) struct Pairs(Vec<(Key<'static>, Value)>);

impl Pairs {
    /// Adds a value.
    pub(super) fn insert(&mut self, key: impl Into<Key<'static>>, value: Value) {
        self.0.push((key.into(), value));
    }

    /// The values in their order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl FromIterator<(Key<'static>, Value)> for Pairs {
    fn from_iter<I: IntoIterator<Item = (Key<'static>, Value)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Extend<(Key<'static>, Value)> for Pairs {
    fn extend<I: IntoIterator<Item = (Key<'static>, Value)>>(&mut self, pairs: I) {
        self.0.extend(pairs);
    }
}

impl IntoIterator for Pairs {
    type Item = (Key<'static>, Value);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Pairs> for Value {
    fn from(pairs: Pairs) -> Self {
        named(&pairs.0).unwrap_or_else(|| {
            // A map keyed by index is sorted and not hashed before Tera hashes it.
            let pairs = pairs.0.into_iter().enumerate();
            let by_place = pairs.map(|(place, (key, value))| (PairPosition(place, key), value));
            Self::from(by_place.collect::<BTreeMap<_, _>>())
        })
    }
}

/// The fast path for keys that are static names: Tera accepts them unchanged, as the fields of
/// a struct. `None` if a key is of another kind.
fn named(pairs: &[(Key<'static>, Value)]) -> Option<Value> {
    Value::try_from_serializable(&NamedPairs(pairs)).ok()
}

struct NamedPairs<'a>(&'a [(Key<'static>, Value)]);

impl Serialize for NamedPairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("", self.0.len())?;
        for (key, value) in self.0 {
            let Key::Str(name) = key else {
                return Err(S::Error::custom("a key that is no name"));
            };
            fields.serialize_field(name, value)?;
        }
        fields.end()
    }
}

/// A key of a map, sorted by its index.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct PairPosition(usize, Key<'static>);

impl From<PairPosition> for Key<'static> {
    fn from(placed: PairPosition) -> Self {
        placed.1
    }
}

/// Keys and values in this order, to which more can be added.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Pairs {
    pairs
        .into_iter()
        .map(|(key, value)| (Key::Str(key), value))
        .collect()
}

/// As [`map`], but converted to a value.
pub(crate) fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from(map(pairs))
}

/// The value of a key in a view. Views are small, so that a linear search is faster than
/// hashing.
pub(super) fn part<'a>(view: &'a Value, key: &str) -> Option<&'a Value> {
    let mut pairs = view.as_map()?.iter();
    let (_, value) = pairs.find(|(own, _)| own.as_str() == Some(key))?;
    Some(value)
}

/// A text, or null.
pub(crate) fn text_or_null(text: Option<&str>) -> Value {
    text.map_or_else(Value::none, Value::from)
}

/// A list of values.
pub(crate) fn array(values: Vec<Value>) -> Value {
    Value::from(values)
}
