//! A row of measurements, read by the registry.

use crate::quantity::{AmountParts, ConditionValue, Measurement, QuantityError, Registry};
use crate::schema::{Lang, Record, Value};

/// The parts of a row that form its amount, as written.
fn parts(row: &Record) -> AmountParts<'_> {
    let part = |name: &str| row.text(name).map(|text| &**text);
    AmountParts {
        value: part("value"),
        min: part("min"),
        max: part("max"),
        sd: part("sd"),
        uncertainty: part("uncertainty"),
        unit: part("unit"),
    }
}

/// Reads a row for the property at a position of the registry. Conditions in words are read
/// in the default language, so that the language of the page does not affect comparisons.
/// `None` if the registry has no such property.
pub(super) fn read(
    registry: &Registry,
    property: usize,
    row: &Record,
    default: &Lang,
) -> Option<Result<Measurement, Vec<QuantityError>>> {
    let (id, property) = registry.properties.get_index(property)?;
    let quantity = match registry.read_parts(property, &parts(row)) {
        Ok(quantity) => quantity,
        Err(errors) => return Some(Err(errors)),
    };
    let text = |name: &str| row.text(name).map(ToString::to_string);
    let mut read = Measurement::new(id.clone(), quantity);
    read.n = row.get("n").and_then(|item| match item.value {
        Value::Int(number) => u64::try_from(number).ok(),
        _ => None,
    });
    read.statistic = text("statistic");
    read.method = text("method");
    read.standard = text("standard");
    if let Some(Value::Object(conditions)) = row.get("conditions").map(|item| &item.value) {
        for (name, item) in conditions.iter() {
            let Some(text) = item
                .in_default(default)
                .and_then(|item| item.value.as_text())
            else {
                continue;
            };
            let scale = registry.conditions.get(name).and_then(|c| c.scale.as_ref());
            let value = scale
                .and_then(|scale| registry.read_text(name, scale, text).ok())
                .map_or_else(
                    || ConditionValue::Text(text.to_string()),
                    |quantity| ConditionValue::Quantity(Box::new(quantity)),
                );
            read.conditions.insert(name.to_owned(), value);
        }
    }
    Some(Ok(read))
}
