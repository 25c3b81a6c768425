//! How pages of each language print a number and an amount: decimal comma or point, groups
//! of three digits from five digits on, a true minus sign, powers of ten in superscripts,
//! and no-break spaces wherever a line must not break. Digits are never added or dropped.

mod number_format;
#[cfg(test)]
mod tests;

pub(crate) use number_format::NumberFormat;

use super::amount::{Amount, AmountForm, SpreadKind};
use super::decimal::Decimal;
use super::unit::superscript;

/// The space between a number and its unit.
const NO_BREAK_SPACE: char = '\u{a0}';
/// The dash of a range.
const EN_DASH: char = '–';
/// The minus sign of pages.
const MINUS: char = '−';

/// An amount as a page prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The numbers with their signs: `150 ± 20`, `≥ 99.95`.
    pub number: String,
    /// The symbol of the unit; empty for plain numbers.
    pub unit: String,
    /// Both, joined by a no-break space.
    pub text: String,
}

/// Prints an amount for pages of a language, given by its tag, such as `cs`.
#[must_use]
pub(crate) fn format_amount(amount: &Amount, language: &str) -> Printed {
    let format = NumberFormat::of(language);
    let number = numbers(&amount.form, format);
    let unit = amount.unit.symbol(language);
    let text = match &amount.form {
        // The standard deviation follows the unit: 600 nm (SD 250 nm).
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::StandardDeviation,
        } => {
            let value = join(&decimal(value, format), &unit);
            let spread = join(&decimal(spread, format), &unit);
            format!("{value} (SD{NO_BREAK_SPACE}{spread})")
        }
        _ => join(&number, &unit),
    };
    Printed { number, unit, text }
}

/// Prints a number for pages of a language; a text that is not a number stays unchanged.
#[must_use]
pub(crate) fn format_number(digits: &str, language: &str) -> String {
    let number = Decimal::parse(digits);
    number.map_or_else(
        |_| digits.to_owned(),
        |number| decimal(&number, NumberFormat::of(language)),
    )
}

/// Joins a number and a unit. The degree of angle follows its number directly.
fn join(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        "°" => format!("{number}°"),
        _ => format!("{number}{NO_BREAK_SPACE}{unit}"),
    }
}

fn numbers(form: &AmountForm, format: NumberFormat) -> String {
    let print = |number: &Decimal| decimal(number, format);
    match form {
        AmountForm::Exact(value) => print(value),
        AmountForm::Range { lower, upper } => {
            // Spaces around the dash if a number next to it has a sign or a power.
            let plain = |number: &Decimal| !number.is_negative() && number.exponent().is_none();
            let space = if plain(lower) && plain(upper) {
                ""
            } else {
                "\u{a0}"
            };
            format!("{}{space}{EN_DASH}{space}{}", print(lower), print(upper))
        }
        AmountForm::AtLeast { bound, strict } => {
            format!(
                "{}{NO_BREAK_SPACE}{}",
                if *strict { '>' } else { '≥' },
                print(bound)
            )
        }
        AmountForm::AtMost { bound, strict } => {
            format!(
                "{}{NO_BREAK_SPACE}{}",
                if *strict { '<' } else { '≤' },
                print(bound)
            )
        }
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::Uncertainty,
        } => {
            format!(
                "{}{NO_BREAK_SPACE}±{NO_BREAK_SPACE}{}",
                print(value),
                print(spread)
            )
        }
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::StandardDeviation,
        } => {
            format!("{} (SD{NO_BREAK_SPACE}{})", print(value), print(spread))
        }
    }
}

fn decimal(number: &Decimal, format: NumberFormat) -> String {
    let mut printed = String::new();
    if number.is_negative() {
        printed.push(MINUS);
    }
    printed.push_str(&format.grouped(number.whole()));
    if !number.fraction().is_empty() {
        printed.push(format.decimal_mark);
        printed.push_str(number.fraction());
    }
    if let Some(exponent) = number.exponent() {
        printed.push_str("×10");
        printed.push_str(&superscript(exponent));
    }
    printed
}
