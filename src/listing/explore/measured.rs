//! Measured values as lines of a comparison: two values stand on one line where
//! property, statistic, method and key conditions agree, and nowhere else.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::listing::explore::List;
use crate::present::row_note;
use crate::quantity::{
    ConditionValue, Measurement, Property, approximate, comparable, format_amount,
};
use crate::schema::{Row, Value as Decoded};

/// The measured values of all entries of a list.
pub(crate) struct Measured {
    /// The properties that occur, in the order of the registry.
    pub properties: Vec<Value>,
    /// The values of each entry.
    pub rows: Vec<Value>,
}

/// Reads the measured values of all entries and puts those that compare into
/// one line.
pub(crate) fn lines(list: List<'_>) -> Measured {
    let catalog = &list.scope.site.catalog;
    let registry = &catalog.registry;
    let lang = list.scope.lang;
    let mut lines = Lines::default();
    let rows = list
        .entries
        .iter()
        .map(|index| {
            let record = &catalog.entry(*index).record;
            let written: Vec<&Row> = list
                .fields()
                .filter(|field| field.compare)
                .filter_map(|field| match &record.get(&field.name)?.value {
                    Decoded::Measurements(rows) => Some(rows),
                    _ => None,
                })
                .flatten()
                .collect();
            let read = written.into_iter().filter_map(|row| {
                let read = &row.measurement;
                let (_, property) = registry.properties.get_index(row.property)?;
                let ends = [
                    read.quantity.interval.lower(),
                    read.quantity.interval.upper(),
                ];
                Some(json!({
                    "property": row.property,
                    "line": lines.of(read, property),
                    "text": format_amount(&read.quantity.amount, lang.as_str()).text,
                    "note": row_note(list.scope, row),
                    "ends": ends.map(|end| end.value().map(approximate)),
                }))
            });
            read.collect()
        })
        .collect();
    let properties = registry.properties.values();
    Measured {
        properties: properties
            .map(|property| property.label.get(lang.as_str()).into())
            .collect(),
        rows,
    }
}

/// The lines found so far.
#[derive(Default)]
struct Lines {
    /// The line of what is stated of a value, word for word.
    known: BTreeMap<String, Option<usize>>,
    /// By line, one value of each kind of statement in it.
    members: Vec<Vec<Measurement>>,
}

impl Lines {
    /// The line that a value stands on; `None` for a value that compares with
    /// nothing, because it does not state what a comparison needs.
    fn of(&mut self, value: &Measurement, property: &Property) -> Option<usize> {
        let statement = statement(value, property);
        if let Some(line) = self.known.get(&statement) {
            return *line;
        }
        let agrees = |other: &Measurement| comparable(value, other, property).is_comparable();
        let line = agrees(value).then(|| {
            let found = self
                .members
                .iter()
                .position(|members| members.iter().all(agrees));
            let line = found.unwrap_or(self.members.len());
            if line == self.members.len() {
                self.members.push(Vec::new());
            }
            if let Some(members) = self.members.get_mut(line) {
                members.push(value.clone());
            }
            line
        });
        self.known.insert(statement, line);
        line
    }
}

/// All that a comparison looks at, as a text that is equal where it is.
fn statement(value: &Measurement, property: &Property) -> String {
    let conditions = property
        .key_conditions
        .iter()
        .map(|id| match value.conditions.get(id) {
            Some(ConditionValue::Quantity(quantity)) => format!("{:?}", quantity.interval),
            Some(ConditionValue::Text(text)) => text.to_lowercase(),
            None => String::new(),
        });
    let conditions: Vec<String> = conditions.collect();
    format!(
        "{}\n{:?}\n{:?}\n{}",
        value.property,
        value.effective_statistic(),
        value.method,
        conditions.join("\n")
    )
}
