//! A row of measurements, read by the registry.

use crate::quantity::{AmountParts, ConditionValue, Measurement, Registry};
use crate::schema::{Lang, Record, Value};

/// The parts of a row that make its amount, as written.
#[must_use]
pub fn parts(row: &Record) -> AmountParts<'_> {
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

/// Reads a row; `None` where its amount or its property is not right, which
/// the check of quantities reports.
#[must_use]
pub fn measurement(
    registry: &Registry,
    row: &Record,
    lang: &Lang,
    default: &Lang,
) -> Option<Measurement> {
    let id = row.text("property")?;
    let property = registry.properties.get(&**id)?;
    let quantity = registry.read_parts(property, &parts(row)).ok()?;
    let text = |name: &str| row.text(name).map(ToString::to_string);
    let mut read = Measurement::new(id.to_string(), quantity);
    read.n = row.get("n").and_then(|item| match item.value {
        Value::Int(number) => u64::try_from(number).ok(),
        _ => None,
    });
    read.statistic = text("statistic");
    read.method = text("method");
    read.standard = text("standard");
    if let Some(Value::Object(conditions)) = row.get("conditions").map(|item| &item.value) {
        for (name, item) in conditions.iter() {
            let item = item.in_language(lang).or_else(|| item.in_language(default));
            let Some(text) = item.and_then(|item| item.value.as_text()) else {
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
    Some(read)
}
