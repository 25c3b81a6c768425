//! Reads an amount from the keys of a measurement row.

use std::ops::Range;

use super::{Amount, AmountForm, SpreadKind, text};
use crate::quantity::decimal::Decimal;
use crate::quantity::error::{AmountPart, AmountPlace, FormProblem, QuantityError};
use crate::quantity::unit::Unit;

/// The keys of a measurement row that make an amount, as written; `None` where a key
/// is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AmountParts<'a> {
    /// `value:`
    pub value: Option<&'a str>,
    /// `min:`
    pub min: Option<&'a str>,
    /// `max:`
    pub max: Option<&'a str>,
    /// `sd:`
    pub sd: Option<&'a str>,
    /// `uncertainty:`
    pub uncertainty: Option<&'a str>,
    /// `unit:`
    pub unit: Option<&'a str>,
}

pub(super) fn read(parts: &AmountParts<'_>) -> Result<Amount, Vec<QuantityError>> {
    let mut reader = PartsReader {
        parts,
        errors: Vec::new(),
    };
    let unit = reader.unit();
    let form = reader.form();
    match (form, unit) {
        (Some(form), Some(unit)) if reader.errors.is_empty() => Ok(Amount { form, unit }),
        _ => Err(reader.errors),
    }
}

/// A fault that is among the errors already.
struct Reported;

struct PartsReader<'a, 'b> {
    parts: &'a AmountParts<'b>,
    errors: Vec<QuantityError>,
}

impl PartsReader<'_, '_> {
    fn unit(&mut self) -> Option<Unit> {
        let Some(text) = self.parts.unit else {
            return Some(Unit::one());
        };
        match Unit::parse(text) {
            Ok(unit) => Some(unit),
            Err(error) => {
                let span = error.span.clone();
                let error = self
                    .range_in_unit(text)
                    .unwrap_or_else(|| QuantityError::Unit {
                        place: AmountPlace::new(AmountPart::Unit, span),
                        text: text.to_owned(),
                        error,
                    });
                self.errors.push(error);
                None
            }
        }
    }

    /// The error about a unit such as `-400 W/m·K`, where a converter has split
    /// `15.0-400 W/m·K` after the first number.
    fn range_in_unit(&self, unit: &str) -> Option<QuantityError> {
        let lower = Decimal::parse(self.parts.value?).ok()?;
        let (upper, unit) = text::end_of_range(unit)?;
        let text = text::range_text(&lower, &upper, &unit);
        let keys = format!("min: \"{lower}\", max: \"{upper}\", unit: \"{unit}\"");
        Some(self.problem(
            AmountPart::Unit,
            FormProblem::NegativeSecond,
            vec![text, keys],
        ))
    }

    /// Reads the numbers, then says what they are together.
    fn form(&mut self) -> Option<AmountForm> {
        let AmountParts {
            value,
            min,
            max,
            sd,
            uncertainty,
            ..
        } = *self.parts;
        let value = self.number(AmountPart::Value, value);
        let (min, max) = (
            self.number(AmountPart::Min, min),
            self.number(AmountPart::Max, max),
        );
        let sd = self.number(AmountPart::Sd, sd);
        let uncertainty = self.number(AmountPart::Uncertainty, uncertainty);
        let spread = match (sd, uncertainty) {
            (Some(_), Some(_)) => {
                return self.refuse(AmountPart::Uncertainty, FormProblem::TwoSpreads);
            }
            (Some(sd), None) => Some((AmountPart::Sd, sd, SpreadKind::StandardDeviation)),
            (None, Some(uncertainty)) => Some((
                AmountPart::Uncertainty,
                uncertainty,
                SpreadKind::Uncertainty,
            )),
            (None, None) => None,
        };
        match (value, min, max, spread) {
            (Some(_), Some(_), _, _) => self.refuse(AmountPart::Min, FormProblem::ValueAndLimits),
            (Some(_), None, Some(_), _) => {
                self.refuse(AmountPart::Max, FormProblem::ValueAndLimits)
            }
            (Some(value), None, None, None) => Some(AmountForm::Exact(value.ok()?)),
            (Some(value), None, None, Some((part, spread, kind))) => {
                let (value, spread) = (value.ok()?, spread.ok()?);
                if spread.is_negative() {
                    return self.refuse(part, FormProblem::NegativeSpread);
                }
                Some(AmountForm::WithSpread {
                    value,
                    spread,
                    kind,
                })
            }
            (None, None, None, _) => self.refuse(AmountPart::Value, FormProblem::ValueMissing),
            (None, _, _, Some((part, ..))) => self.refuse(part, FormProblem::SpreadWithoutValue),
            (None, Some(lower), None, None) => Some(AmountForm::AtLeast {
                bound: lower.ok()?,
                strict: false,
            }),
            (None, None, Some(upper), None) => Some(AmountForm::AtMost {
                bound: upper.ok()?,
                strict: false,
            }),
            (None, Some(lower), Some(upper), None) => self.range(lower.ok()?, upper.ok()?),
        }
    }

    fn range(&mut self, lower: Decimal, upper: Decimal) -> Option<AmountForm> {
        if lower.to_rational() <= upper.to_rational() {
            return Some(AmountForm::Range { lower, upper });
        }
        self.errors.push(QuantityError::Bounds {
            place: self.whole(AmountPart::Min),
            upper_place: self.whole(AmountPart::Max),
            lower: lower.to_string(),
            upper: upper.to_string(),
        });
        None
    }

    /// Reads a number, if there is one, and reports what is wrong with it.
    fn number(
        &mut self,
        part: AmountPart,
        text: Option<&str>,
    ) -> Option<Result<Decimal, Reported>> {
        let text = text?;
        let error = match Decimal::parse(text) {
            Ok(decimal) => return Some(Ok(decimal)),
            Err(error) => error,
        };
        self.errors.push(match Amount::parse(text) {
            Ok(parsed) => self.problem(
                part,
                FormProblem::NotOnlyANumber,
                vec![as_keys(&parsed.amount)],
            ),
            Err(_) => QuantityError::Number {
                place: AmountPlace::new(part, error.span.clone()),
                text: text.to_owned(),
                error,
            },
        });
        Some(Err(Reported))
    }

    fn refuse(&mut self, part: AmountPart, problem: FormProblem) -> Option<AmountForm> {
        self.errors.push(self.problem(part, problem, Vec::new()));
        None
    }

    fn problem(
        &self,
        part: AmountPart,
        problem: FormProblem,
        suggestions: Vec<String>,
    ) -> QuantityError {
        QuantityError::Form {
            place: self.whole(part),
            problem,
            suggestions,
        }
    }

    fn whole(&self, part: AmountPart) -> AmountPlace {
        let AmountParts {
            value,
            min,
            max,
            sd,
            uncertainty,
            unit,
        } = *self.parts;
        let text = match part {
            AmountPart::Text => None,
            AmountPart::Value => value,
            AmountPart::Min => min,
            AmountPart::Max => max,
            AmountPart::Sd => sd,
            AmountPart::Uncertainty => uncertainty,
            AmountPart::Unit => unit,
        };
        AmountPlace::new(
            part,
            Range {
                start: 0,
                end: text.map_or(0, str::len),
            },
        )
    }
}

/// An amount as keys of a row: `min: "100", max: "300", unit: nm`.
fn as_keys(amount: &Amount) -> String {
    let numbers = match &amount.form {
        AmountForm::Exact(value) => format!("value: \"{value}\""),
        AmountForm::Range { lower, upper } => format!("min: \"{lower}\", max: \"{upper}\""),
        AmountForm::AtLeast { bound, .. } => format!("min: \"{bound}\""),
        AmountForm::AtMost { bound, .. } => format!("max: \"{bound}\""),
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::Uncertainty,
        } => {
            format!("value: \"{value}\", uncertainty: \"{spread}\"")
        }
        AmountForm::WithSpread {
            value,
            spread,
            kind: SpreadKind::StandardDeviation,
        } => {
            format!("value: \"{value}\", sd: \"{spread}\"")
        }
    };
    if amount.unit.is_one() {
        numbers
    } else {
        format!("{numbers}, unit: \"{}\"", amount.unit.code())
    }
}
