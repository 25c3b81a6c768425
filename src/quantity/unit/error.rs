//! What can be wrong with a unit, and how to write it.

use crate::messages::{Message, display_in_english, message};
use std::ops::Range;

/// Why a text is not a unit, where, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitError {
    /// What is wrong.
    pub kind: UnitErrorKind,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// UCUM codes that may be meant, the likeliest first.
    pub suggestions: Vec<String>,
}

/// The ways in which a text fails to be a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitErrorKind {
    /// The text is empty.
    Empty,
    /// An unknown unit, or a prefix where none is allowed.
    Unknown,
    /// `W/m.K`: ambiguous, since two readers would parse it differently.
    UnclearDivision,
    /// `mCel`, `J/Cel`: a unit with its own zero point is not allowed in products.
    ShiftedInProduct,
    /// On a logarithmic scale, irrational, or by arbitrary agreement.
    Inexact,
    /// `m,`: a unit followed by punctuation.
    Ended,
    /// A parenthesis, bracket, exponent or operator is missing or too many.
    Syntax,
    /// More or larger powers than any unit has.
    TooLong,
}

impl UnitError {
    pub(super) fn new(kind: UnitErrorKind, span: Range<usize>) -> Self {
        Self {
            kind,
            span,
            suggestions: Vec::new(),
        }
    }

    pub(super) fn suggest(mut self, code: impl Into<String>) -> Self {
        self.suggestions.push(code.into());
        self
    }

    /// Moves the error to another place, where the text read was not the text written.
    pub(super) fn at(mut self, span: Option<Range<usize>>) -> Self {
        if let Some(span) = span {
            self.span = span;
        }
        self
    }
}

impl UnitErrorKind {
    /// The message that says what is wrong.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Empty => message!("unit.empty"),
            Self::Unknown => message!("unit.unknown"),
            Self::UnclearDivision => message!("unit.unclear_division"),
            Self::ShiftedInProduct => message!("unit.shifted"),
            Self::Inexact => message!("unit.inexact"),
            Self::Ended => message!("unit.ended"),
            Self::Syntax => message!("unit.syntax"),
            Self::TooLong => message!("unit.too_long"),
        }
    }
}

impl UnitError {
    /// The message that says what is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        self.kind.message()
    }
}

display_in_english!(UnitError);
