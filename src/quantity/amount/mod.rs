//! Amounts: numbers as written, what they are together (a value, a range, a limit, a
//! value with its spread), and a unit.
//!
//! 1. [`Amount::parse`] reads the short text `150 ± 20 nm`, and [`Amount::from_parts`]
//!    the keys of a measurement row. Both give the same [`Amount`].
//! 2. [`Amount::source`] writes it back in ASCII; reading that gives the same amount.
//! 3. [`Amount::interval`] says what it means in another unit.

mod fractions;
mod joint;
mod parts;
#[cfg(test)]
mod parts_tests;
#[cfg(test)]
mod property_tests;
mod source;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use parts::AmountParts;
pub(crate) use text::ParsedAmount;

use crate::quantity::decimal::{Decimal, Rational};
use crate::quantity::error::QuantityError;
use crate::quantity::interval::{Bound, Interval};
use crate::quantity::unit::{DifferentDimension, Unit};

/// Numbers as written, and their unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The numbers, and what they are.
    pub form: AmountForm,
    /// The unit of all of them.
    pub unit: Unit,
}

/// The numbers of an amount as machines read them.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a> {
    /// The value.
    pub value: Option<&'a Decimal>,
    /// The lower end.
    pub least: Option<&'a Decimal>,
    /// The upper end.
    pub most: Option<&'a Decimal>,
    /// Whether they are all that the amount says: it has no spread, and no end is
    /// left out.
    pub is_plain: bool,
}

/// What the numbers of an amount are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountForm {
    /// A value: `150 nm`.
    Exact(Decimal),
    /// From one value to another, both included: `100–300 nm`. It is not an uncertainty.
    Range {
        /// The lower limit.
        lower: Decimal,
        /// The upper limit.
        upper: Decimal,
    },
    /// A limit from below: `≥ 99.95 %`.
    AtLeast {
        /// The limit.
        bound: Decimal,
        /// True for `>`, which leaves the limit itself out.
        strict: bool,
    },
    /// A limit from above: `< 5 µm`.
    AtMost {
        /// The limit.
        bound: Decimal,
        /// True for `<`, which leaves the limit itself out.
        strict: bool,
    },
    /// A value with a spread: `150 ± 20 nm`.
    WithSpread {
        /// The value.
        value: Decimal,
        /// The spread, in the same unit; not negative.
        spread: Decimal,
        /// What the spread is.
        kind: SpreadKind,
    },
}

/// What a number beside a value says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpreadKind {
    /// How well the value is known. `±` means this, and leaves open which kind.
    Uncertainty,
    /// How far single measurements lie from the mean.
    StandardDeviation,
}

impl Amount {
    /// Reads a short text such as `150 ± 20 nm`, `100–300 nm`, `< 5 µm` or `1.90 mS/cm`.
    ///
    /// # Errors
    /// The first fault found, with what may be meant.
    pub fn parse(text: &str) -> Result<ParsedAmount, QuantityError> {
        text::parse(text)
    }

    /// Reads the keys of a measurement row.
    ///
    /// # Errors
    /// Every fault found; at least one.
    pub fn from_parts(parts: &AmountParts<'_>) -> Result<Self, Vec<QuantityError>> {
        parts::read(parts)
    }

    /// Writes the canonical short text, in ASCII: `150 +- 20 nm`.
    #[must_use]
    pub fn source(&self) -> String {
        source::write(self)
    }

    /// The value in a unit, exactly; `None` where it is not one value without a spread,
    /// or the unit measures something else.
    #[must_use]
    pub fn exact_in(&self, unit: &Unit) -> Option<Rational> {
        match &self.form {
            AmountForm::Exact(value) => self.unit.convert(&value.to_rational(), unit).ok(),
            _ => None,
        }
    }

    /// What the amount says, in another unit of the same dimension.
    ///
    /// An uncertainty widens a value to an interval, since the value may lie anywhere
    /// in it. A standard deviation does not: it is about other specimens than the mean.
    ///
    /// # Errors
    /// The unit measures something else.
    pub fn interval(&self, unit: &Unit) -> Result<Interval, DifferentDimension> {
        let convert = |value: &Rational| self.unit.convert(value, unit);
        let decimal = |value: &Decimal| convert(&value.to_rational());
        let end = |bound: &Decimal, strict: bool| {
            decimal(bound).map(|value| {
                if strict {
                    Bound::Open(value)
                } else {
                    Bound::Closed(value)
                }
            })
        };
        Ok(match &self.form {
            AmountForm::Range { lower, upper } => {
                Interval::between(decimal(lower)?, decimal(upper)?)
            }
            AmountForm::AtLeast { bound, strict } => Interval::above(end(bound, *strict)?),
            AmountForm::AtMost { bound, strict } => Interval::below(end(bound, *strict)?),
            AmountForm::Exact(value)
            | AmountForm::WithSpread {
                value,
                kind: SpreadKind::StandardDeviation,
                ..
            } => Interval::point(decimal(value)?),
            AmountForm::WithSpread {
                value,
                spread,
                kind: SpreadKind::Uncertainty,
            } => {
                let (value, spread) = (value.to_rational(), spread.to_rational());
                Interval::between(convert(&(&value - &spread))?, convert(&(&value + &spread))?)
            }
        })
    }

    /// The numbers that are values: one, or both ends of a range. A spread is not one.
    #[must_use]
    pub fn values(&self) -> Vec<&Decimal> {
        match &self.form {
            AmountForm::Exact(value) | AmountForm::WithSpread { value, .. } => vec![value],
            AmountForm::Range { lower, upper } => vec![lower, upper],
            AmountForm::AtLeast { bound, .. } | AmountForm::AtMost { bound, .. } => vec![bound],
        }
    }

    /// The numbers as machines read them: a value, or the ends of what it lies between.
    #[must_use]
    pub fn numbers(&self) -> Numbers<'_> {
        let (mut value, mut least, mut most) = (None, None, None);
        let mut is_plain = true;
        match &self.form {
            AmountForm::Exact(exact) => value = Some(exact),
            AmountForm::Range { lower, upper } => (least, most) = (Some(lower), Some(upper)),
            AmountForm::AtLeast { bound, strict } => (least, is_plain) = (Some(bound), !strict),
            AmountForm::AtMost { bound, strict } => (most, is_plain) = (Some(bound), !strict),
            AmountForm::WithSpread { value: mean, .. } => (value, is_plain) = (Some(mean), false),
        }
        Numbers {
            value,
            least,
            most,
            is_plain,
        }
    }

    /// The same amount in another unit, if every number is exact there.
    #[must_use]
    pub fn converted(&self, unit: &Unit) -> Option<Self> {
        let value = |decimal: &Decimal| {
            Decimal::exact(&self.unit.convert(&decimal.to_rational(), unit).ok()?)
        };
        let difference = |decimal: &Decimal| {
            Decimal::exact(
                &self
                    .unit
                    .convert_difference(&decimal.to_rational(), unit)
                    .ok()?,
            )
        };
        let form = match &self.form {
            AmountForm::Exact(exact) => AmountForm::Exact(value(exact)?),
            AmountForm::Range { lower, upper } => AmountForm::Range {
                lower: value(lower)?,
                upper: value(upper)?,
            },
            AmountForm::AtLeast { bound, strict } => AmountForm::AtLeast {
                bound: value(bound)?,
                strict: *strict,
            },
            AmountForm::AtMost { bound, strict } => AmountForm::AtMost {
                bound: value(bound)?,
                strict: *strict,
            },
            AmountForm::WithSpread {
                value: exact,
                spread,
                kind,
            } => AmountForm::WithSpread {
                value: value(exact)?,
                spread: difference(spread)?,
                kind: *kind,
            },
        };
        Some(Self {
            form,
            unit: unit.clone(),
        })
    }
}
