//! A map for templates on its way. Tera hashes the keys of every map that it is
//! given into one of its own, so a view stays a list of pairs until it is whole:
//! views are made a million times in a large site, and each is small.

use std::collections::BTreeMap;

use serde::Serializer;
use serde::ser::{Error, Serialize, SerializeStruct};
use tera::Value;
use tera::value::Key;

/// Keys and values in the order in which templates see them; of two values of one
/// key, the last counts.
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
            // A map by place is one that needs no hash before Tera's own.
            let pairs = pairs.0.into_iter().enumerate();
            let by_place = pairs.map(|(place, (key, value))| (PairPosition(place, key), value));
            Self::from(by_place.collect::<BTreeMap<_, _>>())
        })
    }
}

/// A map whose keys the program itself has named, the shortest way to Tera's own map:
/// as the fields of a struct, whose names and values it takes as they are. `None`
/// where a key is another one.
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

/// A key of a map, ordered by its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct PairPosition(usize, Key<'static>);

impl From<PairPosition> for Key<'static> {
    fn from(placed: PairPosition) -> Self {
        placed.1
    }
}

/// Keys and values, in this order, for more to come.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Pairs {
    pairs
        .into_iter()
        .map(|(key, value)| (Key::Str(key), value))
        .collect()
}

/// As [`map`], as a value.
pub(crate) fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from(map(pairs))
}

/// What a view holds under a key. Views are small: to look is faster than to hash.
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
