//! Writes an amount as editors do, in ASCII.

use super::{Amount, Form, SpreadKind};

pub(super) fn write(amount: &Amount) -> String {
    let numbers = match &amount.form {
        Form::Exact(value) => value.to_string(),
        Form::Range { lower, upper } => format!("{lower}..{upper}"),
        Form::AtLeast { bound, strict } => format!("{} {bound}", if *strict { ">" } else { ">=" }),
        Form::AtMost { bound, strict } => format!("{} {bound}", if *strict { "<" } else { "<=" }),
        Form::WithSpread {
            value,
            spread,
            kind: SpreadKind::Uncertainty,
        } => format!("{value} +- {spread}"),
        Form::WithSpread {
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
