//! Schema conditions that no entry can meet, because the field never has such a value.

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, impossible};
use crate::schema::{Collection, Condition};

/// Every value in a condition of a rule or of `publicity` is a possible value of its field.
pub(super) fn conditions_can_be_met(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for collection in catalog.collections.iter() {
        for condition in conditions(collection) {
            let Some(field) = collection.fields.at(condition.field.as_str()) else {
                continue;
            };
            for (value, place) in condition.is.iter().zip(&condition.places) {
                findings.extend(impossible(catalog, &field.kind, &field.name, value, *place));
            }
        }
    }
}

fn conditions(collection: &Collection) -> impl Iterator<Item = &Condition> {
    let of_rules = collection
        .rules
        .iter()
        .filter_map(|rule| rule.given.as_ref());
    of_rules.chain(collection.publicity.iter().map(|publicity| &publicity.of))
}
