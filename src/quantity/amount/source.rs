//! Writes an amount as editors do, in ASCII.

use super::{Amount, AmountForm, SpreadKind};

pub(super) fn write(amount: &Amount) -> String {
    let numbers = match &amount.form {
        AmountForm::Exact(value) => value.to_string(),
        AmountForm::Range { lower, upper } => format!("{lower}..{upper}"),
        AmountForm::AtLeast { bound, strict } => {
            format!("{} {bound}", if *strict { ">" } else { ">=" })
        }
        AmountForm::AtMost { bound, strict } => {
            format!("{} {bound}", if *strict { "<" } else { "<=" })
        }
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::Uncertainty,
        } => format!("{value} +- {spread}"),
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::StandardDeviation,
        } => format!("{value} (sd {spread})"),
    };
    if amount.unit.is_one() {
        return numbers;
    }
    format!("{numbers} {}", amount.unit.code())
}
