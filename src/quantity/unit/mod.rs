//! Units of measurement: UCUM codes, their dimension, exact conversion, and how pages
//! print them.
//!
//! 1. [`Unit::parse`] turns typographic spellings (`µm`, `g/m²`, `°C`) into the UCUM
//!    code they stand for,
//! 2. reads the expression against the table of atoms and prefixes,
//! 3. and multiplies out the dimension and the exact factor to base units.
//!
//! Why a reader of our own: `octofhir-ucum` 0.9.2, the best-kept library of UCUM in
//! pure Rust, reads and converts every unit of this catalogue correctly and panicked
//! on none of the hostile inputs tried. But its `convert` takes and returns floating
//! point, and its factors are decimals of 28 digits, so that whatever is divided by an
//! hour or a day (water flux, vapour transmission) is rounded, and a value could not be
//! converted there and back exactly. It brings 17 further crates (`regex` among them)
//! and a build script for a table of which a fortieth is used here. What is used fits
//! in this folder; the factors were compared with its own for all units of the table.

mod alias;
mod atoms;
mod error;
mod expression;
mod names;
mod symbol;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use error::UnitError;
pub(super) use symbol::superscript;
pub(crate) use table::KnownUnit;
pub use table::UNITS;

use std::fmt;
use std::sync::Arc;

use num_traits::{One, Zero};

use super::decimal::Rational;
use crate::messages::{Message, display_in_english, message};
use atoms::{BASES, Bases};
use expression::UnitFactor;

/// What a unit measures, as exponents of the base units. Two units can be converted
/// into each other if and only if their dimensions are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Dimension(Bases);

impl Dimension {
    /// True for plain numbers and ratios.
    #[must_use]
    pub fn is_number(self) -> bool {
        self.0 == [0; BASES]
    }
}

/// A unit of measurement. Two are equal if they are the same units to the same powers,
/// however they are arranged: `kg/m2/d` equals `kg/(m2.d)`, but not `g/(m2.d)`.
///
/// Copies share one definition, so that every amount can have its own.
#[derive(Clone)]
pub struct Unit(Arc<Definition>);

#[derive(Debug)]
struct Definition {
    code: String,
    parts: Vec<UnitFactor>,
    /// The parts in canonical order, for comparison.
    key: String,
    dimension: Dimension,
    factor: Rational,
    /// What is added to a value, in this unit, before multiplying: 273.15 for `Cel`.
    shift: Rational,
}

impl Unit {
    /// Reads a unit: a UCUM code, or a typographic spelling of one. [`Unit::code`] then
    /// names the code to write.
    ///
    /// # Errors
    /// The text is not a unit, or one that cannot be converted exactly; the error
    /// suggests what may be meant.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        let read = Self::read(text);
        let written = text.trim_end();
        let bare = written.trim_end_matches([',', ';', '.']);
        // The sign belongs to the text around the unit.
        match read {
            Err(_) if bare.len() < written.len() => match Self::read(bare) {
                Ok(unit) => {
                    let ended = UnitError::new(error::UnitErrorKind::Ended, 0..text.len());
                    Err(ended.suggest(unit.code()))
                }
                Err(_) => read,
            },
            _ => read,
        }
    }

    fn read(text: &str) -> Result<Self, UnitError> {
        let code = alias::to_code(text)?;
        if alias::is_word(&code) {
            let unknown = UnitError::new(error::UnitErrorKind::Unknown, 0..text.len());
            return Err(alias::with_suggestions(text, unknown));
        }
        let parts = expression::parse(&code).map_err(|error| {
            let whole = if code == text {
                None
            } else {
                Some(0..text.len())
            };
            alias::with_suggestions(text, error.at(whole))
        })?;
        Ok(Self::new(code, parts))
    }

    /// The number one, the unit of counts and of coefficients.
    #[must_use]
    pub fn one() -> Self {
        Self::new("1".to_owned(), Vec::new())
    }

    fn new(code: String, parts: Vec<UnitFactor>) -> Self {
        let mut dimension = [0; BASES];
        let mut factor = Rational::one();
        for part in &parts {
            for (sum, base) in dimension.iter_mut().zip(part.dimension()) {
                *sum += base;
            }
            factor *= part.factor();
        }
        let shift = match parts.as_slice() {
            [part] => part.shift(),
            _ => Rational::zero(),
        };
        let key = expression::key(&parts);
        Self(Arc::new(Definition {
            code,
            parts,
            key,
            dimension: Dimension(dimension),
            factor,
            shift,
        }))
    }

    /// The UCUM code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The dimension.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.0.dimension
    }

    /// True for the number one, which is not written.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.0.parts.is_empty()
    }

    /// The symbol as pages of this language print it: `g/(m²·d)`, `µm`; empty for one.
    #[must_use]
    pub fn symbol(&self, language: &str) -> String {
        symbol::symbol(&self.0.parts, language)
    }

    /// The code of UN/ECE Recommendation 20, where the table has one.
    #[must_use]
    pub fn unece_code(&self) -> Option<&'static str> {
        let by_code = UNITS.iter().find(|known| known.code == self.0.code);
        let same = |known: &&KnownUnit| Self::parse(known.code).is_ok_and(|unit| unit == *self);
        by_code
            .or_else(|| UNITS.iter().find(same))
            .and_then(|known| known.unece)
    }

    /// The `unitCode` of schema.org: the code of Recommendation 20, or else the UCUM
    /// code with the prefix `UCUM:`.
    #[must_use]
    pub fn schema_org_code(&self) -> String {
        match self.unece_code() {
            Some(code) => code.to_owned(),
            None => format!("UCUM:{}", self.0.code),
        }
    }

    /// Converts a value in this unit to another unit of the same dimension, exactly.
    ///
    /// # Errors
    /// The other unit measures something else.
    pub fn convert(&self, value: &Rational, to: &Self) -> Result<Rational, DifferentDimension> {
        self.same_dimension(to)?;
        Ok((value + &self.0.shift) * &self.0.factor / &to.0.factor - &to.0.shift)
    }

    /// Converts a difference of two values, such as an uncertainty: 2 °C are 2 K here.
    ///
    /// # Errors
    /// The other unit measures something else.
    pub fn convert_difference(
        &self,
        value: &Rational,
        to: &Self,
    ) -> Result<Rational, DifferentDimension> {
        self.same_dimension(to)?;
        Ok(value * &self.0.factor / &to.0.factor)
    }

    fn same_dimension(&self, other: &Self) -> Result<(), DifferentDimension> {
        if self.0.dimension == other.0.dimension {
            return Ok(());
        }
        Err(DifferentDimension {
            from: self.0.code.clone(),
            to: other.0.code.clone(),
        })
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl Eq for Unit {}

/// Writes the code only: the definition follows from it.
impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({})", self.0.code)
    }
}

/// Writes the UCUM code.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.code)
    }
}

/// Two units of different dimension cannot be converted into each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferentDimension {
    /// The unit that was to be converted.
    pub from: String,
    /// The unit asked for.
    pub to: String,
}

impl DifferentDimension {
    /// The message that says what is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("unit.conversion", from = &self.from, to = &self.to)
    }
}

display_in_english!(DifferentDimension);
