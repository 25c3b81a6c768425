//! Maps that keep their order. Maps with millions of lookups per build use a faster hash
//! function than the standard library's; it still has a random key in each run, so that
//! content cannot force collisions.

/// A map in insertion order.
pub(crate) type OrderedMap<K, V> = indexmap::IndexMap<K, V, ahash::RandomState>;
