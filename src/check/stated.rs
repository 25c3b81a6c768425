//! Statements without which a measured value means little.

use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::quantity::unstated;
use crate::schema::{Row, walk_measurements};

/// Every row of measurements states what its property requires.
pub(super) fn measurements_are_stated(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in super::maintenance::current(catalog) {
        let record = &catalog.entry(index).record;
        let fields = &catalog.collection_of(index).fields;
        walk_measurements(record, fields, &mut |row| {
            findings.extend(not_stated(catalog, row));
        });
    }
}

fn not_stated(catalog: &Catalog, row: &Row) -> Option<Diagnostic> {
    let (_, property) = catalog.registry.properties.get_index(row.property)?;
    let missing = unstated(&row.measurement, property);
    if missing.is_empty() {
        return None;
    }
    let at = ["value", "min", "max"]
        .iter()
        .find_map(|key| row.record.get(key));
    Some(
        Diagnostic::new("Q013", at.map_or(row.record.span, |item| item.span))
            .arg("property", property.id.as_str())
            .arg("missing", missing.join(", ")),
    )
}
