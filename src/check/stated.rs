//! What a measured value means little without.

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, measurement};
use crate::quantity::unstated;
use crate::schema::{Record, walk_measurements};

/// Every row of measurements states what its property asks for.
pub(super) fn measurements_are_stated(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in super::care::current(catalog) {
        let record = &catalog.entry(index).record;
        let fields = &catalog.collection_of(index).fields;
        walk_measurements(record, fields, &mut |row| {
            findings.extend(not_stated(catalog, row));
        });
    }
}

fn not_stated(catalog: &Catalog, row: &Record) -> Option<Diagnostic> {
    let lang = catalog.config.default_language();
    let read = measurement(&catalog.registry, row, lang, lang)?;
    let property = catalog.registry.properties.get(&read.property)?;
    let missing = unstated(&read, property);
    if missing.is_empty() {
        return None;
    }
    let at = ["value", "min", "max"].iter().find_map(|key| row.get(key));
    Some(
        Diagnostic::new("Q013", at.map_or(row.span, |item| item.span))
            .arg("property", property.id.as_str())
            .arg("missing", missing.join(", ")),
    )
}
