//! What can be wrong with a unit, and how to write it.

use std::ops::Range;

/// Why a text is not a unit, where, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct UnitError {
    /// What is wrong.
    pub kind: UnitErrorKind,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// UCUM codes that may be meant, the likeliest first.
    pub suggestions: Vec<String>,
}

/// The ways in which a text fails to be a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnitErrorKind {
    /// There is nothing.
    #[error("the unit is empty")]
    Empty,
    /// No such unit, or a prefix where none is possible.
    #[error("this unit is not known")]
    Unknown,
    /// `W/m.K`: two readers would read two units.
    #[error("put what follows the `/` in parentheses")]
    UnclearDivision,
    /// `mCel`, `J/Cel`: a unit with a zero of its own stands alone.
    #[error("a unit with a zero of its own cannot be combined with others; use `K`")]
    ShiftedInProduct,
    /// On a logarithmic scale, irrational, or by arbitrary agreement.
    #[error("this unit has no exact size")]
    Inexact,
    /// A parenthesis, bracket, exponent or operator is missing or too many.
    #[error("this is not how units are written")]
    Syntax,
    /// More or larger powers than any unit has.
    #[error("this unit is too long")]
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
