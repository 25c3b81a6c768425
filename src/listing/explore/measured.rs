//! Measured values as lines of a comparison: two values share a line only if property,
//! statistic, method and key conditions agree.

use serde_json::{Value, json};

use crate::present::{RowView, Scope};
use crate::quantity::{Lines, Measurement, approximate};

/// A measured value of an entry.
pub(super) struct Measured<'a> {
    measurement: &'a Measurement,
    property: usize,
    text: String,
    notes: Vec<String>,
}

impl<'a> Measured<'a> {
    /// The part of a row that a comparison shows.
    pub(super) fn new(row: &RowView<'a>) -> Self {
        Self {
            measurement: row.measurement,
            property: row.property_index,
            text: row.text.clone(),
            notes: row.notes(),
        }
    }

    /// The property, by its position in the registry.
    pub(super) fn property(&self) -> usize {
        self.property
    }
}

/// The values of each entry, with comparable ones on one line.
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
