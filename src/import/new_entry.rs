//! The file of a new entry: its fields in the order of the schema.

use super::Written;
use crate::schema::{Field, FieldType, Fields, shapes};

/// The text of a new record. `values` is a group of the known values; keys that are not in the
/// schema come last.
#[must_use]
pub(crate) fn new_entry(fields: &Fields, values: &Written) -> String {
    let Written::Group(pairs) = in_order(values, Some(fields)) else {
        return String::new();
    };
    let lines = pairs
        .iter()
        .map(|(key, value)| format!("{}\n", value.under_key(key, 0)));
    lines.collect()
}

/// Sorts the keys of a value's groups in the order of the schema.
fn in_order(value: &Written, fields: Option<&Fields>) -> Written {
    match value {
        Written::Group(pairs) => {
            let place = |key: &str| {
                let position = fields.and_then(|own| own.names().position(|name| name == key));
                position.unwrap_or(usize::MAX)
            };
            let mut pairs: Vec<(String, Written)> = pairs
                .iter()
                .map(|(key, value)| {
                    let field = fields.and_then(|fields| fields.get(key));
                    (key.clone(), in_order(value, field.and_then(inner)))
                })
                .collect();
            pairs.sort_by_key(|(key, _)| place(key));
            Written::Group(pairs)
        }
        Written::List(items) => {
            let items = items.iter().map(|item| in_order(item, fields));
            Written::List(items.collect())
        }
        scalar => scalar.clone(),
    }
}

/// The fields of a group, or of a list of groups.
pub(super) fn inner(field: &Field) -> Option<&Fields> {
    match &field.kind {
        FieldType::List(of) => inner(of),
        FieldType::Object(fields) => Some(fields),
        FieldType::Shape(name) => shapes().get(name),
        FieldType::Image { .. } => shapes().get("image"),
        FieldType::Measurements => shapes().get("measurement"),
        _ => None,
    }
}
