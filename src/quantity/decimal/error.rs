//! What can be wrong with a number, and how it should have been written.

use std::ops::Range;

/// Why a text is not a number, where, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct DecimalError {
    /// What is wrong.
    pub kind: DecimalErrorKind,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// Right spellings, the likeliest first; empty where none can be told.
    pub suggestions: Vec<String>,
}

/// The ways in which a text fails to be a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecimalErrorKind {
    /// There is nothing.
    #[error("the number is empty")]
    Empty,
    /// `1,50`.
    #[error("write the decimal point as `.`; pages show it as each language does")]
    DecimalComma,
    /// `1,234`, which one reader takes for 1.234 and another for 1234.
    #[error("a comma before three digits can be a decimal comma or a thousands separator")]
    UnclearComma,
    /// `1 234`, `1.234,5`, `1'234`.
    #[error("write the number without thousands separators")]
    ThousandsSeparator,
    /// `n/a`, `-`, `?`.
    #[error("a value that is not known is left out")]
    Placeholder,
    /// `+5`.
    #[error("write the number without a plus sign")]
    PlusSign,
    /// `007`.
    #[error("write the number without leading zeros")]
    LeadingZeros,
    /// `.5` or `5.`.
    #[error("a decimal point has a digit on both sides")]
    BareDecimalPoint,
    /// `1.5×10⁻⁴`.
    #[error("write a power of ten with `e`")]
    PowerOfTen,
    /// More digits or a larger exponent than any measurement has.
    #[error("the number is too long")]
    TooLong,
    /// Anything else.
    #[error("this is not a number")]
    NotANumber,
}
