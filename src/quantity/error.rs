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
//! | Q006 | numbers that make no quantity | [`QuantityError::Form`] |
//! | Q007 | implausible | [`plausibility`](super::plausibility) |
//! | Q008 | not stated what must be | [`unstated`](super::unstated) |
//! | Q009 | no unit | [`QuantityError::UnitMissing`] |

use std::fmt;
use std::ops::Range;

use super::decimal::DecimalError;
use super::unit::UnitError;

/// The text in which a fault lies: the short text, or a key of a measurement row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
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

impl Part {
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

/// Bytes of one of the texts that make a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which text.
    pub part: Part,
    /// Which bytes of it.
    pub span: Range<usize>,
}

impl Place {
    /// A place.
    #[must_use]
    pub fn new(part: Part, span: Range<usize>) -> Self {
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

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name, kind, unit, ..
        } = self;
        if kind.is_empty() {
            return write!(f, "`{name}` is not measured in `{unit}`");
        }
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        let kind = kind.replace('_', " ");
        write!(
            f,
            "`{name}` is {article} {kind}, but `{unit}` is not a unit of {kind}"
        )
    }
}

/// What is wrong with a quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// A number cannot be read.
    #[error("`{text}` is not a number: {error}")]
    Number {
        /// Where it is.
        place: Place,
        /// The number as written.
        text: String,
        /// What is wrong with it; its span counts from the start of `text`.
        error: DecimalError,
    },
    /// A unit cannot be read.
    #[error("`{text}` is not a unit: {error}")]
    Unit {
        /// Where it is.
        place: Place,
        /// The unit as written.
        text: String,
        /// What is wrong with it; its span counts from the start of `text`.
        error: UnitError,
    },
    /// The unit measures something else than the property.
    #[error("{mismatch}")]
    Dimension {
        /// Where the unit is.
        place: Place,
        /// What does not fit.
        mismatch: Box<Mismatch>,
    },
    /// The unit could be converted, but is not among those agreed on.
    #[error("`{}` is not written in `{}`", .mismatch.name, .mismatch.unit)]
    UnitNotAllowed {
        /// Where the unit is.
        place: Place,
        /// What does not fit.
        mismatch: Box<Mismatch>,
        /// The same amount in an allowed unit, where it comes out even.
        converted: Option<String>,
    },
    /// There is no unit, and the property is not a plain number.
    #[error("`{name}` needs a unit")]
    UnitMissing {
        /// Where it should be.
        place: Place,
        /// The property's or condition's id.
        name: String,
        /// The codes of the units allowed.
        allowed: Vec<String>,
    },
    /// A range runs backwards.
    #[error("the lower limit {lower} is larger than the upper limit {upper}")]
    Bounds {
        /// Where the lower limit is.
        place: Place,
        /// Where the upper limit is.
        upper_place: Place,
        /// The lower limit as written.
        lower: String,
        /// The upper limit as written.
        upper: String,
    },
    /// The numbers can be read, but not what they are together.
    #[error("{problem}")]
    Form {
        /// Where it is.
        place: Place,
        /// What is wrong.
        problem: FormProblem,
        /// What may be meant, in full.
        suggestions: Vec<String>,
    },
}

/// The ways in which numbers and words fail to make a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormProblem {
    /// There is nothing.
    #[error("the quantity is empty")]
    Empty,
    /// Longer than any quantity is.
    #[error("the quantity is too long")]
    TooLong,
    /// There is no number at the start.
    #[error("a quantity starts with a number, or with <, <=, > or >=")]
    NumberMissing,
    /// `ca. 5 nm`.
    #[error("say how exact the value is: as a range, or with ±")]
    Approximate,
    /// `up to 5 nm`, `min. 5 nm`.
    #[error("write a limit with <, <=, > or >=")]
    LimitInWords,
    /// `15.0 -400 W/(m.K)`, or a unit `-400 W/(m.K)`.
    #[error("a minus sign before the second number; a range is meant")]
    NegativeSecond,
    /// `1 – 2 – 3 nm`.
    #[error("a quantity has at most two numbers")]
    TooManyNumbers,
    /// `5 mm – 10 nm`.
    #[error("both numbers are written in the same unit")]
    UnitsDiffer,
    /// `150 nm ± 5 %`.
    #[error("write an uncertainty in the unit of the value")]
    RelativeSpread,
    /// `150 ± -5 nm`.
    #[error("an uncertainty or standard deviation is not negative")]
    NegativeSpread,
    /// `(150 ± 20 nm`.
    #[error("a parenthesis is missing or too many")]
    Parenthesis,
    /// A row without `value`, `min` and `max`.
    #[error("the row needs `value`, or `min` or `max` or both")]
    ValueMissing,
    /// A row with `value` and also `min` or `max`.
    #[error("a row has either `value`, or `min` and `max`")]
    ValueAndLimits,
    /// A row with `sd` or `uncertainty` but no `value`.
    #[error("`sd` and `uncertainty` stand beside `value`")]
    SpreadWithoutValue,
    /// A row with both `sd` and `uncertainty`.
    #[error("a row has either `sd` or `uncertainty`")]
    TwoSpreads,
    /// A row's `value: "150 nm"` or `value: "100–300"`.
    #[error("a row has one number in each key, and the unit in `unit`")]
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
    pub fn place(&self) -> &Place {
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
            Self::Dimension { .. } | Self::UnitMissing { .. } | Self::Bounds { .. } => Vec::new(),
        }
    }
}
