//! What can be wrong with a quantity. Each variant carries what a message in any
//! language needs, and where in the editor's text the fault lies.
//!
//! | code | says | from |
//! |---|---|---|
//! | Q001 | not a number | [`QuantityError::Number`] |
//! | Q002 | not a unit | [`QuantityError::Unit`] |
//! | Q003 | a unit of something else | [`QuantityError::Dimension`] |
//! | Q004 | not one of the units agreed on | [`QuantityError::UnitNotAllowed`] |
//! | Q005 | the lower limit is larger than the upper | [`QuantityError::Bounds`] |
//! | Q006 | numbers that do not form a quantity | [`QuantityError::Form`] |
//! | Q007 | implausible | [`plausibility`](super::plausibility) |
//! | Q008 | a required statement is missing | [`unstated`](super::unstated) |
//! | Q009 | no unit | [`QuantityError::UnitMissing`] |

use std::ops::Range;

use super::decimal::DecimalError;
use super::unit::{Unit, UnitError};
use crate::messages::{Arg, Message, display_in_english, find, message};

/// The text in which a fault lies: the short text, or a key of a measurement row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AmountPart {
    /// The short text, such as `150 ± 20 nm`.
    Text,
    /// `value:`
    Value,
    /// `min:`
    Min,
    /// `max:`
    Max,
    /// `sd:`
    Sd,
    /// `uncertainty:`
    Uncertainty,
    /// `unit:`
    Unit,
}

impl AmountPart {
    /// The key in a measurement row; `None` for the short text.
    #[must_use]
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Value => Some("value"),
            Self::Min => Some("min"),
            Self::Max => Some("max"),
            Self::Sd => Some("sd"),
            Self::Uncertainty => Some("uncertainty"),
            Self::Unit => Some("unit"),
        }
    }
}

/// A byte range in one of the texts that form a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountPlace {
    /// Which text.
    pub part: AmountPart,
    /// Which bytes of it.
    pub span: Range<usize>,
}

impl AmountPlace {
    /// A place.
    #[must_use]
    pub fn new(part: AmountPart, span: Range<usize>) -> Self {
        Self { part, span }
    }
}

/// A unit, and what it does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The id of the property or condition.
    pub name: String,
    /// The id of its kind of quantity; empty for a condition without one.
    pub kind: String,
    /// The code of the unit as written.
    pub unit: String,
    /// The codes of the units allowed.
    pub allowed: Vec<String>,
    /// The ids of the properties that are measured in this unit.
    pub fits: Vec<String>,
}

impl Mismatch {
    /// The temperature units that are probably meant where the letter of a scale reads as a
    /// coulomb or farad, or the degree as one of angle.
    fn meant(&self) -> Vec<String> {
        let degrees = [("C", "Cel"), ("F", "[degF]"), ("deg", "Cel")];
        let meant = degrees.iter().filter(|(letter, _)| *letter == self.unit);
        let meant = meant.map(|(_, code)| (*code).to_owned());
        meant.filter(|code| self.allowed.contains(code)).collect()
    }

    /// The message that the unit is of another kind than the property.
    fn message(&self) -> Message {
        let (name, unit) = (&self.name, &self.unit);
        if self.kind.is_empty() {
            return message!("quantity.not_measured", name = name, unit = unit);
        }
        let kind = kind(&self.kind);
        message!("quantity.dimension", name = name, kind = kind, unit = unit)
    }
}

/// The name of a kind of quantity; for a kind that a site declares, its id.
fn kind(id: &str) -> Arg {
    let key = format!("kind.{id}");
    if find("en", &key).is_some() {
        return Message::new(key).into();
    }
    id.replace('_', " ").into()
}

/// What is wrong with a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuantityError {
    /// A number cannot be read.
    Number {
        /// Where it is.
        place: AmountPlace,
        /// The number as written.
        text: String,
        /// What is wrong with it; its span counts from the start of `text`.
        error: DecimalError,
    },
    /// A unit cannot be read.
    Unit {
        /// Where it is.
        place: AmountPlace,
        /// The unit as written.
        text: String,
        /// What is wrong with it; its span counts from the start of `text`.
        error: UnitError,
    },
    /// The unit measures something else than the property.
    Dimension {
        /// Where the unit is.
        place: AmountPlace,
        /// What does not fit.
        mismatch: Box<Mismatch>,
    },
    /// The unit could be converted, but is not among those agreed on.
    UnitNotAllowed {
        /// Where the unit is.
        place: AmountPlace,
        /// What does not fit.
        mismatch: Box<Mismatch>,
        /// The same amount in an allowed unit, if it is exact there.
        converted: Option<String>,
    },
    /// There is no unit, and the property is not a plain number.
    UnitMissing {
        /// Where it should be.
        place: AmountPlace,
        /// The property's or condition's id.
        name: String,
        /// The codes of the units allowed.
        allowed: Vec<String>,
    },
    /// A range runs backwards.
    Bounds {
        /// Where the lower limit is.
        place: AmountPlace,
        /// Where the upper limit is.
        upper_place: AmountPlace,
        /// The lower limit as written.
        lower: String,
        /// The upper limit as written.
        upper: String,
    },
    /// The numbers can be read, but do not form one quantity.
    Form {
        /// Where it is.
        place: AmountPlace,
        /// What is wrong.
        problem: FormProblem,
        /// What may be meant, in full.
        suggestions: Vec<String>,
    },
}

/// The ways in which numbers and words fail to form a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormProblem {
    /// The text is empty.
    Empty,
    /// Longer than any quantity is.
    TooLong,
    /// There is no number at the start.
    NumberMissing,
    /// `ca. 5 nm`.
    Approximate,
    /// `up to 5 nm`, `min. 5 nm`.
    LimitInWords,
    /// `between 2 and 3 m`.
    RangeInWords,
    /// `½ m`, `1 1/2 m`.
    Fraction,
    /// `15.0 -400 W/(m.K)`, or a unit `-400 W/(m.K)`.
    NegativeSecond,
    /// `1 – 2 – 3 nm`.
    TooManyNumbers,
    /// `5 mm – 10 nm`.
    UnitsDiffer,
    /// `150 nm ± 5 %`.
    RelativeSpread,
    /// `150 ± -5 nm`.
    NegativeSpread,
    /// `(150 ± 20 nm`.
    Parenthesis,
    /// A row without `value`, `min` and `max`.
    ValueMissing,
    /// A row with `value` and also `min` or `max`.
    ValueAndLimits,
    /// A row with `sd` or `uncertainty` but no `value`.
    SpreadWithoutValue,
    /// A row with both `sd` and `uncertainty`.
    TwoSpreads,
    /// A row's `value: "150 nm"` or `value: "100–300"`.
    NotOnlyANumber,
}

impl QuantityError {
    /// The stable code of the diagnostic.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Number { .. } => "Q001",
            Self::Unit { .. } => "Q002",
            Self::Dimension { .. } => "Q003",
            Self::UnitNotAllowed { .. } => "Q004",
            Self::Bounds { .. } => "Q005",
            Self::Form { .. } => "Q006",
            Self::UnitMissing { .. } => "Q009",
        }
    }

    /// Where the fault lies.
    #[must_use]
    pub fn place(&self) -> &AmountPlace {
        match self {
            Self::Number { place, .. }
            | Self::Unit { place, .. }
            | Self::Dimension { place, .. }
            | Self::UnitNotAllowed { place, .. }
            | Self::UnitMissing { place, .. }
            | Self::Bounds { place, .. }
            | Self::Form { place, .. } => place,
        }
    }

    /// Texts that could replace what is at [`QuantityError::place`], the likeliest
    /// first. For [`QuantityError::Form`] and [`QuantityError::UnitNotAllowed`] they
    /// replace the whole quantity.
    #[must_use]
    pub fn suggestions(&self) -> Vec<String> {
        match self {
            Self::Number { error, .. } => error.suggestions.clone(),
            Self::Unit { error, .. } => error.suggestions.clone(),
            Self::UnitNotAllowed { converted, .. } => converted.iter().cloned().collect(),
            Self::Form { suggestions, .. } => suggestions.clone(),
            Self::Dimension { mismatch, .. } => mismatch.meant(),
            Self::UnitMissing { .. } | Self::Bounds { .. } => Vec::new(),
        }
    }
}

impl QuantityError {
    /// The same error where a unit is expected: of the suggested units, only those of the
    /// same dimension are kept, if there is one. Degrees are of temperature where a
    /// temperature is expected.
    #[must_use]
    pub(super) fn where_expected(mut self, unit: &Unit) -> Self {
        if let Self::Unit { error, .. } = &mut self {
            let of_its_kind = |code: &String| {
                Unit::parse(code).is_ok_and(|own| own.dimension() == unit.dimension())
            };
            if error.suggestions.iter().any(of_its_kind) {
                error.suggestions.retain(of_its_kind);
            }
        }
        self
    }

    /// The message that says what is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Number { text, error, .. } => {
                message!("quantity.number", text = text, why = error.message())
            }
            Self::Unit { text, error, .. } => {
                message!("quantity.unit", text = text, why = error.message())
            }
            Self::Dimension { mismatch, .. } => mismatch.message(),
            Self::UnitNotAllowed { mismatch, .. } => {
                let Mismatch { name, unit, .. } = &**mismatch;
                message!("quantity.not_written", name = name, unit = unit)
            }
            Self::UnitMissing { name, .. } => message!("quantity.unit_missing", name = name),
            Self::Bounds { lower, upper, .. } => {
                message!("quantity.bounds", lower = lower, upper = upper)
            }
            Self::Form { problem, .. } => problem.message(),
        }
    }
}

impl FormProblem {
    /// The message that says what is wrong.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Empty => message!("quantity.empty"),
            Self::TooLong => message!("quantity.too_long"),
            Self::NumberMissing => message!("quantity.number_missing"),
            Self::Approximate => message!("quantity.approximate"),
            Self::LimitInWords => message!("quantity.limit_in_words"),
            Self::RangeInWords => message!("quantity.range_in_words"),
            Self::Fraction => message!("quantity.fraction"),
            Self::NegativeSecond => message!("quantity.negative_second"),
            Self::TooManyNumbers => message!("quantity.too_many_numbers"),
            Self::UnitsDiffer => message!("quantity.units_differ"),
            Self::RelativeSpread => message!("quantity.relative_spread"),
            Self::NegativeSpread => message!("quantity.negative_spread"),
            Self::Parenthesis => message!("quantity.parenthesis"),
            Self::ValueMissing => message!("quantity.value_missing"),
            Self::ValueAndLimits => message!("quantity.value_and_limits"),
            Self::SpreadWithoutValue => message!("quantity.spread_without_value"),
            Self::TwoSpreads => message!("quantity.two_spreads"),
            Self::NotOnlyANumber => message!("quantity.not_only_a_number"),
        }
    }
}

display_in_english!(QuantityError);
