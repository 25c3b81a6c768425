//! Positions at 0° north and 0° east, in the sea off Africa: forms and programs often write
//! 0 and 0 for an empty position.

use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::schema::{Field, FieldType, Value, walk};

/// No position is at 0° north and 0° east.
pub(super) fn positions_are_somewhere(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let is_zero = |degrees: &str| degrees.parse::<f64>().is_ok_and(|number| number == 0.0);
    for index in catalog.all() {
        let record = &catalog.entry(index).record;
        let fields = &catalog.collection_of(index).fields;
        let asked = |field: &Field| matches!(field.kind, FieldType::Geo);
        walk(record, fields, &asked, &mut |visit| {
            if let Value::Geo { lat, lon } = &visit.item.value
                && is_zero(lat)
                && is_zero(lon)
            {
                let found = Diagnostic::new("S070", visit.item.span);
                findings.push(found.arg("field", &*visit.field.name));
            }
        });
    }
}
