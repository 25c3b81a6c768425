//! The numeric intervals that a list is filtered by, as columns.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::quantity::{Bound, Interval, approximate};

/// The intervals of a facet, with one column for each end.
#[derive(Default)]
pub(super) struct Intervals {
    at: Vec<usize>,
    lower: Vec<Option<f64>>,
    upper: Vec<Option<f64>>,
    /// 1 if the lower end is open, 2 if the upper one is.
    open: Vec<u8>,
    /// For measured values, the key conditions that decide what they compare with.
    pub(super) under: Vec<String>,
}

impl Intervals {
    /// Adds the interval of an entry.
    pub(super) fn push(&mut self, entry: usize, interval: &Interval) {
        let value = |bound: &Bound| bound.value().map(approximate);
        let open = |bound: &Bound| u8::from(matches!(bound, Bound::Open(_)));
        self.at.push(entry);
        self.lower.push(value(interval.lower()));
        self.upper.push(value(interval.upper()));
        self.open
            .push(open(interval.lower()) | open(interval.upper()) << 1);
    }

    /// The facet in JSON for scripts; `None` if no entry has a value.
    pub(super) fn facet(&self, name: &str, label: &str, units: &[Value]) -> Option<Value> {
        (!self.at.is_empty()).then(|| {
            json!({
                "name": name,
                "label": label,
                "units": units,
                "at": self.at,
                "lower": self.lower,
                "upper": self.upper,
                "open": self.open,
            })
        })
    }

    /// The range of all intervals.
    pub(super) fn range(
        &self,
        name: &str,
        (label, synonyms): (&str, &[String]),
        units: &[Value],
    ) -> Option<Value> {
        let ends = || self.lower.iter().chain(&self.upper).copied().flatten();
        let low = ends().reduce(f64::min)?;
        let high = ends().reduce(f64::max)?;
        Some(json!({
            "name": name,
            "label": label,
            "also": synonyms,
            "units": units,
            "low": low,
            "high": high,
            "stated": self.at.len(),
        }))
    }

    /// The distinct conditions, and the index of each value's conditions among them; `None` if
    /// all values share the same.
    pub(super) fn conditions(&self) -> Option<(Value, Value)> {
        let known: BTreeSet<&str> = self.under.iter().map(String::as_str).collect();
        let known: Vec<&str> = known.into_iter().collect();
        if known.len() < 2 {
            return None;
        }
        let places = self
            .under
            .iter()
            .map(|own| known.binary_search(&own.as_str()));
        let places: Vec<usize> = places.filter_map(Result::ok).collect();
        Some((json!(known), json!(places)))
    }

    /// Appends the intervals of later entries.
    pub(super) fn append(&mut self, other: Self, before: usize) {
        self.at
            .extend(other.at.into_iter().map(|entry| entry + before));
        self.lower.extend(other.lower);
        self.upper.extend(other.upper);
        self.open.extend(other.open);
        self.under.extend(other.under);
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::*;
    use crate::quantity::Rational;

    /// The parts of a large list are read in parallel, and each counts its entries from zero.
    #[test]
    fn intervals_of_a_later_part_are_of_later_entries() {
        let number = |value: i32| Rational::from(BigInt::from(value));
        let mut first = Intervals::default();
        first.push(0, &Interval::point(number(1)));
        first.push(2, &Interval::below(Bound::Open(number(5))));
        let mut second = Intervals::default();
        second.push(0, &Interval::above(Bound::Open(number(7))));
        second.push(1, &Interval::between(number(8), number(9)));
        first.append(second, 3);
        assert_eq!(first.at, [0, 2, 3, 4]);
        assert_eq!(first.lower, [Some(1.0), None, Some(7.0), Some(8.0)]);
        assert_eq!(first.upper, [Some(1.0), Some(5.0), None, Some(9.0)]);
        // The upper end of the second is open, the lower one of the third.
        assert_eq!(first.open, [0, 2, 1, 0]);
    }
}
