//! The ends of an interval as floating-point numbers, for drawings.

use crate::quantity::{Interval, approximate};

/// The ends of an interval; `None` for an unbounded end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct AxisExtent {
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl AxisExtent {
    /// The ends of an interval; `None` if it is unbounded on both sides, or if a number is too
    /// large to draw.
    #[must_use]
    pub(super) fn of(interval: &Interval) -> Option<Self> {
        let end = |bound: &crate::quantity::Bound| bound.value().map(approximate);
        let (low, high) = (end(interval.lower()), end(interval.upper()));
        let is_drawn = |end: Option<f64>| end.is_none_or(f64::is_finite);
        let known = (low.is_some() || high.is_some()) && is_drawn(low) && is_drawn(high);
        known.then_some(Self { low, high })
    }

    /// Whether it is a single value.
    #[must_use]
    pub(super) fn is_point(self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    /// Whether one end is unbounded: a limit.
    #[must_use]
    pub(super) fn is_open(self) -> bool {
        self.low.is_none() || self.high.is_none()
    }

    /// The bounded ends.
    pub(super) fn ends(self) -> impl Iterator<Item = f64> + Clone {
        self.low.into_iter().chain(self.high)
    }
}
