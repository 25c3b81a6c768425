//! Groups measured values into lines: two values share a line if and only if their
//! property, statistic, method and key conditions agree.

use std::collections::BTreeMap;

use super::{ConditionValue, Measurement, comparable};
use crate::quantity::registry::Property;

/// The lines found so far.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The line for each distinct `statement`, word for word.
    known: BTreeMap<String, Option<usize>>,
    /// For each line, one value of every distinct statement in it.
    members: Vec<Vec<Measurement>>,
}

impl Lines {
    /// The line of a value; `None` for a value that is comparable with nothing, because it
    /// does not state what a comparison needs.
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

/// Everything that a comparison uses, as a text: equal texts compare equal.
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
