//! Decimal numbers that keep their digits as written: `1.90` stays `1.90`, and `7.731e-4`
//! keeps its four significant digits. A [`Decimal`] is checked text; arithmetic uses the
//! exact [`Rational`] it represents, so no binary fraction ever rounds a value.

mod convert;
mod error;
mod parse;
#[cfg(test)]
pub(crate) mod readings;
#[cfg(test)]
mod tests;

pub(crate) use convert::approximate;
pub(super) use convert::ten_to;
pub(crate) use error::{DecimalError, DecimalErrorKind};
pub(super) use parse::token_length;

use std::fmt;

/// An exact fraction of whole numbers of any size.
///
/// Whole numbers of any size cost three small crates. In return no conversion of units can
/// overflow, so arithmetic here never fails.
pub(crate) type Rational = num_rational::BigRational;

/// The most digits that a number may have, before and after the point together.
pub(crate) const MAX_DIGITS: usize = 50;
/// The largest exponent of ten, above or below zero.
pub(crate) const MAX_EXPONENT: i32 = 99;

/// A decimal number with its digits as written.
///
/// Two are equal when they are written alike: `1.9` and `1.90` differ. Their values
/// are compared through [`Decimal::to_rational`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
    exponent: Option<i32>,
}

impl Decimal {
    /// Reads a number such as `150`, `-5`, `1.90` or `7.731e-4`. Space around it and
    /// a typographic minus sign are accepted.
    ///
    /// # Errors
    /// The text is not a number in this notation; the error says how to write it.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        #[cfg(test)]
        readings::note(text);
        parse::parse(text)
    }

    /// True below zero, and for `-0`.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// True if all digits are zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.digits().all(|digit| digit == '0')
    }

    /// The digits before the point.
    #[must_use]
    pub fn whole(&self) -> &str {
        &self.whole
    }

    /// The digits after the point; empty if there is none.
    #[must_use]
    pub fn fraction(&self) -> &str {
        &self.fraction
    }

    /// The power of ten, if the number is written with one.
    #[must_use]
    pub fn exponent(&self) -> Option<i32> {
        self.exponent
    }

    fn digits(&self) -> impl Iterator<Item = char> {
        self.whole.chars().chain(self.fraction.chars())
    }
}

/// Writes the source form, in ASCII: `-7.731e-4`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        f.write_str(&self.whole)?;
        if !self.fraction.is_empty() {
            write!(f, ".{}", self.fraction)?;
        }
        match self.exponent {
            Some(exponent) => write!(f, "e{exponent}"),
            None => Ok(()),
        }
    }
}
