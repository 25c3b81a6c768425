//! Reads a short text such as `150 ± 20 nm`.
//!
//! 1. A comparison sign makes a limit; a word with the same meaning is an error.
//! 2. The first number follows, then what joins it to a second one: `±`, a dash, `sd`.
//! 3. The rest is the unit, which may already follow the first number.

use std::ops::Range;

use num_traits::Signed;

use super::fractions::fractions;
use super::joint::{Joint, is_spaced_joint, joint_at};
use super::{Amount, AmountForm, SpreadKind, words};
use crate::quantity::decimal::{Decimal, Rational, ten_to, token_length};
use crate::quantity::error::{AmountPart, AmountPlace, FormProblem, QuantityError};
use crate::quantity::unit::Unit;

/// The longest text that is read, in bytes.
const MAX_LENGTH: usize = 400;

/// An amount read from a short text, and where its parts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedAmount {
    /// The amount.
    pub amount: Amount,
    /// Where its parts are in the text.
    pub spans: Spans,
}

/// Where the parts of an amount are in its text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    /// The first number.
    pub first: Range<usize>,
    /// The second number of a range, or the spread.
    pub second: Option<Range<usize>>,
    /// The unit, where it is written; the last one if it is written twice.
    pub unit: Option<Range<usize>>,
}

pub(super) fn parse(text: &str) -> Result<ParsedAmount, QuantityError> {
    read(text).map_err(|error| with_fraction(text).unwrap_or(error))
}

/// What is wrong with a text that contains a fraction.
fn with_fraction(text: &str) -> Option<QuantityError> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let found = fractions(text)?;
    let instead = found.instead.filter(|instead| read(instead).is_ok());
    Some(QuantityError::Form {
        place: AmountPlace::new(AmountPart::Text, found.first),
        problem: FormProblem::Fraction,
        suggestions: instead.into_iter().collect(),
    })
}

fn read(text: &str) -> Result<ParsedAmount, QuantityError> {
    let start = text.len() - text.trim_start().len();
    let mut reader = AmountReader {
        text: text.trim_end(),
        at: start,
    };
    if reader.rest().is_empty() {
        return Err(problem(FormProblem::Empty, 0..text.len()));
    }
    if text.len() > MAX_LENGTH {
        return Err(problem(FormProblem::TooLong, 0..text.len()));
    }
    if let Some(word) = words::at_start(reader.rest()) {
        let span = start..start + word.length;
        let suggestions = word.instead.into_iter().collect();
        return Err(QuantityError::Form {
            place: AmountPlace::new(AmountPart::Text, span),
            problem: word.problem,
            suggestions,
        });
    }
    match reader.comparison() {
        Some(comparison) => reader.limit(comparison),
        None => reader.value(),
    }
}

/// Reads a unit such as `-400 W/m·K` as the end of a range and its unit's code.
pub(super) fn end_of_range(unit: &str) -> Option<(Decimal, String)> {
    let after = unit
        .trim_start()
        .strip_prefix(['-', '−', '–', '—'])?
        .trim_start();
    let (number, unit) = after.split_at_checked(token_length(after))?;
    let number = Decimal::parse(number).ok()?;
    let unit = match Unit::parse(unit) {
        _ if unit.trim().is_empty() => String::new(),
        Ok(unit) => unit.code().to_owned(),
        Err(error) => error.suggestions.first()?.clone(),
    };
    Some((number, unit))
}

/// Writes a range as a suggestion.
pub(super) fn range_text(lower: &Decimal, upper: &Decimal, unit: &str) -> String {
    format!("{lower}–{upper} {unit}").trim_end().to_owned()
}

/// A sign of comparison.
#[derive(Clone, Copy)]
struct Comparison {
    from_below: bool,
    strict: bool,
}

/// A unit and where it is written.
type UnitAt = (Unit, Range<usize>);

struct AmountReader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> AmountReader<'a> {
    fn comparison(&mut self) -> Option<Comparison> {
        let signs = [
            ("<=", false, false),
            ("≤", false, false),
            ("<", false, true),
            (">=", true, false),
            ("≥", true, false),
            (">", true, true),
        ];
        let (sign, from_below, strict) = signs
            .into_iter()
            .find(|(sign, ..)| self.rest().starts_with(sign))?;
        self.at += sign.len();
        Some(Comparison { from_below, strict })
    }

    fn limit(mut self, comparison: Comparison) -> Result<ParsedAmount, QuantityError> {
        let (bound, first) = self.number()?;
        let unit = self.last_unit()?;
        let Comparison { from_below, strict } = comparison;
        let form = if from_below {
            AmountForm::AtLeast { bound, strict }
        } else {
            AmountForm::AtMost { bound, strict }
        };
        Ok(parsed(form, first, None, unit))
    }

    fn value(mut self) -> Result<ParsedAmount, QuantityError> {
        let opened = self.at;
        let parenthesis = self.eat("(");
        let (value, first) = self.number()?;
        let mut unit = None;
        let mut joint = self.joint();
        if joint.is_none() {
            unit = self.unit_before_joint();
            if unit.is_none() {
                if parenthesis && !self.eat(")") {
                    return Err(problem(FormProblem::Parenthesis, opened..self.text.len()));
                }
                let unit = self.last_unit()?;
                return Ok(parsed(AmountForm::Exact(value), first, None, unit));
            }
            joint = self.joint();
        }
        let Some(joint) = joint.filter(|joint| *joint != Joint::Negative) else {
            return Err(self.negative_second(&value, first.end));
        };
        let (other, second) = self.number()?;
        let standard_deviation = joint == Joint::Spread(SpreadKind::StandardDeviation);
        let inner_unit = if standard_deviation {
            self.unit_in_parentheses()?
        } else {
            None
        };
        if (parenthesis || standard_deviation) && !self.eat(")") {
            return Err(problem(FormProblem::Parenthesis, opened..self.text.len()));
        }
        let last = self.last_unit()?;
        let last = [inner_unit, last].into_iter().flatten().last();
        let unit = one_unit(unit, last, joint, (&value, &other))?;
        let form = form(joint, (value, first.clone()), (other, second.clone()))?;
        Ok(parsed(form, first, Some(second), unit))
    }

    fn negative_second(&self, value: &Decimal, from: usize) -> QuantityError {
        let rest = self.text.get(from..).unwrap_or_default();
        let suggestion = end_of_range(rest).map(|(upper, unit)| range_text(value, &upper, &unit));
        QuantityError::Form {
            place: AmountPlace::new(AmountPart::Text, from..self.text.len()),
            problem: FormProblem::NegativeSecond,
            suggestions: suggestion.into_iter().collect(),
        }
    }

    fn number(&mut self) -> Result<(Decimal, Range<usize>), QuantityError> {
        self.skip_space();
        let length = token_length(self.rest());
        if length == 0 {
            return Err(problem(
                FormProblem::NumberMissing,
                self.at..self.text.len(),
            ));
        }
        let span = self.at..self.at + length;
        let text = self.text.get(span.clone()).unwrap_or_default();
        self.at = span.end;
        match Decimal::parse(text) {
            Ok(decimal) => Ok((decimal, span)),
            Err(error) => Err(QuantityError::Number {
                place: AmountPlace::new(
                    AmountPart::Text,
                    span.start + error.span.start..span.start + error.span.end,
                ),
                text: text.to_owned(),
                error,
            }),
        }
    }

    /// Reads what joins two numbers, if a number follows it.
    fn joint(&mut self) -> Option<Joint> {
        let (joint, length) = joint_at(self.rest())?;
        self.at += length;
        Some(joint)
    }

    /// Reads a unit that is followed by a second number.
    fn unit_before_joint(&mut self) -> Option<UnitAt> {
        let rest = self.rest();
        if Unit::parse(rest).is_ok() {
            return None;
        }
        // The last place that fits, since `-1` may belong to the unit, as in `Pa-1 - 5`.
        let (length, unit) = rest.char_indices().rev().find_map(|(at, _)| {
            joint_at(rest.get(at..)?)?;
            Some((at, Unit::parse(rest.get(..at)?).ok()?))
        })?;
        let span = self.trimmed(self.at..self.at + length);
        self.at += length;
        Some((unit, span))
    }

    /// Reads the second unit in `600 nm (SD 250 nm)`.
    fn unit_in_parentheses(&mut self) -> Result<Option<UnitAt>, QuantityError> {
        let mut depth = 0_i32;
        let end = self.rest().char_indices().find_map(|(at, character)| {
            depth += i32::from(character == '(') - i32::from(character == ')');
            (depth < 0).then_some(at)
        });
        let end = self.at + end.unwrap_or(self.rest().len());
        let unit = self.unit(self.at..end)?;
        self.at = end;
        Ok(unit)
    }

    /// Reads the rest of the text as a unit; `None` if there is no rest.
    fn last_unit(&mut self) -> Result<Option<UnitAt>, QuantityError> {
        let span = self.at..self.text.len();
        self.unit(span)
    }

    fn unit(&self, span: Range<usize>) -> Result<Option<UnitAt>, QuantityError> {
        let span = self.trimmed(span);
        let text = self.text.get(span.clone()).unwrap_or_default();
        if text.is_empty() {
            return Ok(None);
        }
        let error = match Unit::parse(text) {
            Ok(unit) => return Ok(Some((unit, span))),
            Err(error) => error,
        };
        if joint_at(text).is_some()
            || text
                .char_indices()
                .any(|(at, _)| at > 0 && text.get(at..).is_some_and(is_spaced_joint))
        {
            return Err(problem(FormProblem::TooManyNumbers, span));
        }
        if error.suggestions.is_empty() && is_several(text) {
            return Err(problem(FormProblem::TooManyNumbers, span));
        }
        Err(QuantityError::Unit {
            place: AmountPlace::new(
                AmountPart::Text,
                span.start + error.span.start..span.start + error.span.end,
            ),
            text: text.to_owned(),
            error,
        })
    }

    fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        let start = span.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }

    fn eat(&mut self, expected: &str) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// Combines two numbers into one form.
fn form(
    joint: Joint,
    (value, first): (Decimal, Range<usize>),
    (other, second): (Decimal, Range<usize>),
) -> Result<AmountForm, QuantityError> {
    match joint {
        Joint::Spread(_) if other.is_negative() => {
            Err(problem(FormProblem::NegativeSpread, second))
        }
        Joint::Spread(kind) => Ok(AmountForm::WithSpread {
            value,
            spread: other,
            kind,
        }),
        Joint::Range | Joint::Negative if value.to_rational() > other.to_rational() => {
            Err(QuantityError::Bounds {
                place: AmountPlace::new(AmountPart::Text, first),
                upper_place: AmountPlace::new(AmountPart::Text, second),
                lower: value.to_string(),
                upper: other.to_string(),
            })
        }
        Joint::Range | Joint::Negative => Ok(AmountForm::Range {
            lower: value,
            upper: other,
        }),
    }
}

/// Checks that both numbers are written in one unit.
fn one_unit(
    first: Option<UnitAt>,
    last: Option<UnitAt>,
    joint: Joint,
    numbers: (&Decimal, &Decimal),
) -> Result<Option<UnitAt>, QuantityError> {
    let (Some((first, first_span)), Some((last, last_span))) = (&first, &last) else {
        return Ok(last.or(first));
    };
    if first == last {
        return Ok(Some((last.clone(), last_span.clone())));
    }
    let span = first_span.start..last_span.end;
    if last.code() != "%" || joint == Joint::Range {
        return Err(problem(FormProblem::UnitsDiffer, span));
    }
    let (value, percent) = numbers;
    let spread: Rational = value.to_rational() * percent.to_rational() * ten_to(-2);
    let spread = spread.abs();
    let suggestion =
        Decimal::exact(&spread).map(|spread| format!("{value} ± {spread} {}", first.code()));
    Err(QuantityError::Form {
        place: AmountPlace::new(AmountPart::Text, span),
        problem: FormProblem::RelativeSpread,
        suggestions: suggestion.into_iter().collect(),
    })
}

fn parsed(
    form: AmountForm,
    first: Range<usize>,
    second: Option<Range<usize>>,
    unit: Option<UnitAt>,
) -> ParsedAmount {
    let (unit, span) = match unit {
        Some((unit, span)) => (unit, Some(span)),
        None => (Unit::one(), None),
    };
    ParsedAmount {
        amount: Amount { form, unit },
        spans: Spans {
            first,
            second,
            unit: span,
        },
    }
}

/// Whether another number follows a number: `x 2 m` in `3 x 2 m`, `ft 3 in` in `5 ft 3 in`,
/// `/300 nm` in `100/300 nm`.
fn is_several(text: &str) -> bool {
    let begins = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let joined = text.strip_prefix(['x', '×', '*', '/']).is_some_and(begins);
    let mut words = text.split_whitespace().skip(1);
    joined || words.any(begins)
}

fn problem(problem: FormProblem, span: Range<usize>) -> QuantityError {
    QuantityError::Form {
        place: AmountPlace::new(AmountPart::Text, span),
        problem,
        suggestions: Vec::new(),
    }
}
