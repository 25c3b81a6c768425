//! Measured values as lines of a comparison: two values stand on one line where
//! property, statistic, method and key conditions agree, and nowhere else.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::present::{RowView, Scope};
use crate::quantity::{ConditionValue, Measurement, Property, approximate, comparable};

/// A measured value of an entry.
pub(super) struct Measured<'a> {
    measurement: &'a Measurement,
    property: usize,
    text: String,
    notes: Vec<String>,
}

impl<'a> Measured<'a> {
    /// What a comparison shows of a row.
    pub(super) fn new(row: &RowView<'a>) -> Self {
        Self {
            measurement: row.measurement,
            property: row.property_index,
            text: row.text.clone(),
            notes: row.notes(),
        }
    }

    /// What it is a value of, by the place of the property in the registry.
    pub(super) fn property(&self) -> usize {
        self.property
    }
}

/// The values of each entry, those that compare on one line.
pub(super) fn lines(scope: Scope<'_>, entries: &[Vec<Measured<'_>>]) -> Vec<Value> {
    let mut lines = Lines::default();
    let entries = entries.iter().map(|rows| -> Value {
        let rows = rows.iter().filter_map(|row| {
            let read = row.measurement;
            let property = scope.property(row.property)?;
            let interval = &read.quantity.interval;
            let ends = [interval.lower(), interval.upper()];
            Some(json!({
                "property": row.property,
                "line": lines.of(read, property),
                "text": row.text,
                "notes": row.notes,
                "ends": ends.map(|end| end.value().map(approximate)),
            }))
        });
        rows.collect()
    });
    entries.collect()
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
