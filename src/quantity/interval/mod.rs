//! What a quantity says about a value, as an interval of the number line: a point, a
//! range, or all above or below a limit. Ends are exact, so that sorting and filtering
//! never depend on rounding.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use num_bigint::BigInt;

use super::decimal::Rational;

/// One end of an [`Interval`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The interval has no end.
    Unbounded,
    /// The value itself belongs to the interval.
    Closed(Rational),
    /// The interval ends just before the value.
    Open(Rational),
}

impl Bound {
    /// The value at the end, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Rational> {
        match self {
            Self::Unbounded => None,
            Self::Closed(value) | Self::Open(value) => Some(value),
        }
    }
}

/// A part of the number line that is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interval {
    lower: Bound,
    upper: Bound,
}

impl Interval {
    /// One value.
    #[must_use]
    pub fn point(value: Rational) -> Self {
        Self {
            lower: Bound::Closed(value.clone()),
            upper: Bound::Closed(value),
        }
    }

    /// The values between two ends; `None` if there are none.
    #[must_use]
    pub fn new(lower: Bound, upper: Bound) -> Option<Self> {
        let holds_a_value = match (&lower, &upper) {
            (Bound::Closed(lower), Bound::Closed(upper)) => lower <= upper,
            _ => match (lower.value(), upper.value()) {
                (Some(lower), Some(upper)) => lower < upper,
                _ => true,
            },
        };
        holds_a_value.then_some(Self { lower, upper })
    }

    /// The values from one to another, both included, in either order.
    #[must_use]
    pub fn between(one: Rational, other: Rational) -> Self {
        let (lower, upper) = if one <= other {
            (one, other)
        } else {
            (other, one)
        };
        Self {
            lower: Bound::Closed(lower),
            upper: Bound::Closed(upper),
        }
    }

    /// All values from a lower end upwards.
    #[must_use]
    pub fn above(lower: Bound) -> Self {
        Self {
            lower,
            upper: Bound::Unbounded,
        }
    }

    /// All values up to an upper end.
    #[must_use]
    pub fn below(upper: Bound) -> Self {
        Self {
            lower: Bound::Unbounded,
            upper,
        }
    }

    /// The lower end.
    #[must_use]
    pub fn lower(&self) -> &Bound {
        &self.lower
    }

    /// The upper end.
    #[must_use]
    pub fn upper(&self) -> &Bound {
        &self.upper
    }

    /// True if the value lies in the interval.
    #[must_use]
    pub fn contains(&self, value: &Rational) -> bool {
        let above = match &self.lower {
            Bound::Unbounded => true,
            Bound::Closed(lower) => lower <= value,
            Bound::Open(lower) => lower < value,
        };
        let below = match &self.upper {
            Bound::Unbounded => true,
            Bound::Closed(upper) => value <= upper,
            Bound::Open(upper) => value < upper,
        };
        above && below
    }

    /// The value used to sort the interval: the middle, or the only end; `None` for the
    /// whole line.
    #[must_use]
    pub fn centre(&self) -> Option<Rational> {
        match (self.lower.value(), self.upper.value()) {
            (Some(lower), Some(upper)) => Some((lower + upper) / Rational::from(BigInt::from(2))),
            (Some(end), None) | (None, Some(end)) => Some(end.clone()),
            (None, None) => None,
        }
    }

    /// -1 for a limit from above (`< 5` comes before 5), 1 for one from below.
    fn side(&self) -> i8 {
        match (self.lower.value(), self.upper.value()) {
            (None, Some(_)) => -1,
            (Some(_), None) => 1,
            _ => 0,
        }
    }
}

/// By the middle; of two with the same middle, `< 5` before 5 before `> 5`, and the
/// wider before the narrower. The whole line comes last.
impl Ord for Interval {
    fn cmp(&self, other: &Self) -> Ordering {
        let centre = match (self.centre(), other.centre()) {
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        centre
            .then_with(|| self.side().cmp(&other.side()))
            .then_with(|| compare_ends(&self.lower, &other.lower))
            .then_with(|| compare_ends(&self.upper, &other.upper))
    }
}

impl PartialOrd for Interval {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares two ends of the same side by value, then closed before open. The order of those
/// two is arbitrary, but there must be one.
fn compare_ends(one: &Bound, other: &Bound) -> Ordering {
    one.value()
        .cmp(&other.value())
        .then_with(|| openness(one).cmp(&openness(other)))
}

fn openness(bound: &Bound) -> u8 {
    match bound {
        Bound::Unbounded => 0,
        Bound::Closed(_) => 1,
        Bound::Open(_) => 2,
    }
}
