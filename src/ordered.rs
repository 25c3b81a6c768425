//! Maps that keep their order. The ones that are asked millions of times in a
//! build hash by a faster function than the standard library's, which still takes
//! a key of its own in each run, so that content cannot make keys collide.

/// A map in the order in which its keys came.
pub(crate) type OrderedMap<K, V> = indexmap::IndexMap<K, V, ahash::RandomState>;
