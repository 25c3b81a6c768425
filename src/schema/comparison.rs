//! Comparisons of two fields of an entry: `start <= end`.

use super::{FieldPath, PartialDate, Value};

/// A comparison as a rule declares it. It always holds if a side has no value.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The field on the left.
    pub left: FieldPath,
    /// The operator.
    pub operator: Operator,
    /// The right side.
    pub right: Operand,
    /// The comparison as written.
    pub text: String,
}

/// The right side of a comparison.
#[derive(Debug, Clone)]
pub enum Operand {
    /// A field.
    Field(FieldPath),
    /// A date or a number.
    Literal(Value),
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Operator {
    /// Whether it asks which of two values is the larger one.
    #[must_use]
    pub fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::Unequal)
    }
}

impl Comparison {
    /// Parses a comparison; `None` if the text is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let (left, operator, right) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !is_path(left) {
            return None;
        }
        let operator = match operator {
            "<" => Operator::Less,
            "<=" | "≤" => Operator::AtMost,
            "=" => Operator::Equal,
            "!=" | "≠" => Operator::Unequal,
            ">=" | "≥" => Operator::AtLeast,
            ">" => Operator::More,
            _ => return None,
        };
        Some(Self {
            left: FieldPath::new(left),
            operator,
            right: operand(right)?,
            text: text.to_owned(),
        })
    }
}

fn operand(text: &str) -> Option<Operand> {
    if is_path(text) {
        return Some(Operand::Field(FieldPath::new(text)));
    }
    // `2020` may be a number or a year; the other side decides.
    let number = || {
        let plain = crate::quantity::Decimal::parse(text).is_ok();
        plain.then(|| Value::Decimal(text.into()))
    };
    let date = PartialDate::parse(text).filter(|date| date.has_month());
    date.map(Value::Date).or_else(number).map(Operand::Literal)
}

fn is_path(text: &str) -> bool {
    text.split('.').all(|step| {
        step.starts_with(|first: char| first.is_ascii_lowercase())
            && step
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fields_dates_and_numbers() {
        let read = Comparison::parse("phases.start <= phases.end");
        let read = read.map(|read| (read.left.as_str().to_owned(), read.operator));
        assert_eq!(read, Some(("phases.start".to_owned(), Operator::AtMost)));
        for (text, literal) in [
            ("share > 0.5", true),
            ("from >= 2020-01", true),
            ("a != b", false),
        ] {
            let right = Comparison::parse(text).map(|read| read.right);
            assert_eq!(
                matches!(right, Some(Operand::Literal(_))),
                literal,
                "{text}"
            );
        }
        for text in [
            "start",
            "start <= ",
            "start =< end",
            "start <= end <= until",
            "1 < a",
        ] {
            assert!(Comparison::parse(text).is_none(), "{text}");
        }
    }
}
