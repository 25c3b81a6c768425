//! Quantities: numbers that keep their digits, with units that are understood.
//!
//! What an editor writes as `150 ± 20 nm`, or as a row of `value`, `uncertainty` and
//! `unit`, goes through these steps:
//!
//! 1. [`Decimal`] keeps each number as written and knows its exact value.
//! 2. [`Unit`] reads the unit, its dimension and its exact size.
//! 3. [`Amount`] says what the numbers are together: a value, a range, a limit, or a
//!    value with its spread.
//! 4. The [`Registry`] knows what each property is measured in; an amount that fits
//!    becomes a quantity, which carries an [`Interval`] in the canonical unit for
//!    sorting, filters and comparison.
//! 5. [`plausibility`], [`unstated`] and [`comparable`] find what deserves a second look.
//! 6. [`format_amount`] prints it for pages of a language.
//!
//! A range is not an uncertainty, a limit is not a mean, and nothing is ever rounded.
//! Faults are [`QuantityError`]s that carry their place, and what may be meant.
//!
//! Architecture invariant: this folder depends on no other of the program, reads no
//! file and no clock.

mod amount;
mod decimal;
mod error;
mod finding;
mod interval;
mod print;
mod registry;
#[cfg(test)]
mod tests;
mod unit;
pub use amount::{Amount, AmountParts};
pub(crate) use amount::{AmountForm, SpreadKind};
pub use finding::{Comparability, ConditionValue, Measurement, comparable, plausibility};
pub use registry::Registry;
pub use unit::{UNITS, Unit};

#[cfg(test)]
pub(crate) use decimal::readings;
pub(crate) use decimal::{Decimal, DecimalErrorKind, Rational, approximate};
pub(crate) use error::{AmountPlace, QuantityError};
pub(crate) use finding::{Lines, unstated};
pub(crate) use interval::{Bound, Interval};
pub(crate) use print::{NumberFormat, format_amount, format_number};
pub(crate) use registry::{Label, Property, Scale};
