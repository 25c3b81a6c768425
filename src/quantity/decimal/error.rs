//! What can be wrong with a number, and how it should have been written.

use crate::messages::{Message, display_in_english, message};
use std::ops::Range;

/// Why a text is not a number, where, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecimalError {
    /// What is wrong.
    pub kind: DecimalErrorKind,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// Right spellings, the likeliest first; empty where none can be guessed.
    pub suggestions: Vec<String>,
}

/// The ways in which a text fails to be a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalErrorKind {
    /// The text is empty.
    Empty,
    /// `1,50`.
    DecimalComma,
    /// `1,234`, which may mean 1.234 or 1234.
    UnclearComma,
    /// `1 234`, `1.234,5`, `1'234`.
    ThousandsSeparator,
    /// `n/a`, `-`, `?`.
    Placeholder,
    /// `+5`.
    PlusSign,
    /// `007`.
    LeadingZeros,
    /// `.5` or `5.`.
    BareDecimalPoint,
    /// `1.5×10⁻⁴`.
    PowerOfTen,
    /// More digits or a larger exponent than any measurement has.
    TooLong,
    /// Anything else.
    NotANumber,
}

impl DecimalError {
    /// The message that says what is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self.kind {
            DecimalErrorKind::Empty => message!("number.empty"),
            DecimalErrorKind::DecimalComma => message!("number.decimal_comma"),
            DecimalErrorKind::UnclearComma => message!("number.unclear_comma"),
            DecimalErrorKind::ThousandsSeparator => message!("number.thousands"),
            DecimalErrorKind::Placeholder => message!("number.placeholder"),
            DecimalErrorKind::PlusSign => message!("number.plus"),
            DecimalErrorKind::LeadingZeros => message!("number.leading_zeros"),
            DecimalErrorKind::BareDecimalPoint => message!("number.bare_point"),
            DecimalErrorKind::PowerOfTen => message!("number.power"),
            DecimalErrorKind::TooLong => message!("number.too_long"),
            DecimalErrorKind::NotANumber => message!("number.none"),
        }
    }
}

display_in_english!(DecimalError);
