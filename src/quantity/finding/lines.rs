//! Measured values on lines: two values stand on one line where property, statistic,
//! method and key conditions agree, and nowhere else.

use std::collections::BTreeMap;

use super::{ConditionValue, Measurement, comparable};
use crate::quantity::registry::Property;

/// The lines found so far.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The line of what is stated of a value, word for word.
    known: BTreeMap<String, Option<usize>>,
    /// By line, one value of each kind of statement in it.
    members: Vec<Vec<Measurement>>,
}

impl Lines {
    /// The line that a value stands on; `None` for a value that compares with
    /// nothing, because it does not state what a comparison needs.
    #[must_use]
    pub(crate) fn of(&mut self, value: &Measurement, property: &Property) -> Option<usize> {
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
