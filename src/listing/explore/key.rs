//! The keys that distinguish values in a comparison. Numbers are equal whatever digits they
//! are written with; all other values compare by their text.

use num_bigint::BigInt;

use crate::present::{Detail, ValueView};
use crate::quantity::{Decimal, Rational};

/// The key of a value; `None` if it is the same as the text.
pub(super) fn key(value: &ValueView<'_>) -> Option<String> {
    let key = of(value);
    (key != value.text).then_some(key)
}

fn of(value: &ValueView<'_>) -> String {
    match &value.detail {
        Detail::Decimal(digits) => {
            let number = Decimal::parse(digits).map(|number| number.to_rational());
            number.map_or_else(|_| value.text.to_string(), |number| number.to_string())
        }
        Detail::Number(number) => Rational::from(BigInt::from(*number)).to_string(),
        Detail::Quantity {
            interval: Some(interval),
            ..
        } => format!("{:?}", (interval.lower(), interval.upper())),
        Detail::Quantity { number, unit, .. } => {
            // Without a property, units are not converted.
            let plain = number.replace('−', "-").replace(',', ".");
            let read = Decimal::parse(&plain).map(|number| number.to_rational());
            read.map_or_else(
                |_| value.text.to_string(),
                |number| format!("{number} {unit}"),
            )
        }
        Detail::List { items, .. } => {
            let keys: Vec<String> = items.iter().map(of).collect();
            keys.join("; ")
        }
        Detail::Group(fields) => {
            let keys = fields
                .iter()
                .map(|field| format!("{}: {}", field.info.label, of(&field.value)));
            keys.collect::<Vec<_>>().join("; ")
        }
        _ => value.text.to_string(),
    }
}
