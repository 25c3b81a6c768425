//! Checks that quantities are in the usual range of their property. `link` reports what
//! cannot be read as a quantity at all.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::messages::Arg;
use crate::model::Catalog;
use crate::quantity::{Amount, Property, Registry, format_amount, plausibility};
use crate::schema::{Field, FieldType, Item, Row, Value, walk, walk_measurements};
use crate::text::Span;

/// Every measured property and every quantity field has an amount that is usual for its
/// property.
pub(super) fn quantities(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let mut reader = QuantityCheck {
        registry: &catalog.registry,
        ranges: &catalog.ranges,
        findings,
    };
    for index in catalog.all() {
        let record = &catalog.entry(index).record;
        let fields = &catalog.collection_of(index).fields;
        walk_measurements(record, fields, &mut |row| reader.row(row));
        let asked = |field: &Field| matches!(field.kind, FieldType::Quantity { .. });
        walk(record, fields, &asked, &mut |visit| {
            if let (
                Value::Quantity(stated),
                FieldType::Quantity {
                    property: Some(id), ..
                },
            ) = (&visit.item.value, &visit.field.kind)
                && let Some(property) = reader.registry.properties.get(&**id)
            {
                reader.plausible(&stated.amount, property, visit.item.span, None);
            }
        });
    }
}

struct QuantityCheck<'a, 'f> {
    registry: &'a Registry,
    ranges: &'a BTreeMap<String, Span>,
    findings: &'f mut Vec<Diagnostic>,
}

impl QuantityCheck<'_, '_> {
    fn row(&mut self, row: &Row) {
        let Some((_, property)) = self.registry.properties.get_index(row.property) else {
            return;
        };
        let record = &row.record;
        let at = ["value", "max", "min"]
            .iter()
            .find_map(|key| record.get(key));
        let span = at.map_or(record.span, |item| item.span);
        let amount = &row.measurement.quantity.amount;
        self.plausible(amount, property, span, record.get("unit"));
    }

    fn plausible(&mut self, amount: &Amount, property: &Property, span: Span, unit: Option<&Item>) {
        let Some(found) = plausibility(amount, property) else {
            return;
        };
        let shown = |bound: &Option<Amount>| {
            Arg::by_language(|lang| {
                let shown = bound.as_ref().map(|bound| format_amount(bound, lang).text);
                Some(shown.unwrap_or_else(|| "…".to_owned()))
            })
        };
        let label = Arg::by_language(|lang| Some(property.label.get(lang).to_lowercase()));
        let written = Arg::by_language(|lang| Some(format_amount(amount, lang).text));
        let mut diagnostic = Diagnostic::new("Q007", span)
            .arg_if("label", label)
            .arg_if("amount", written)
            .arg_if("low", shown(&found.usual_min))
            .arg_if("high", shown(&found.usual_max))
            .arg_if("unit", found.better_unit.as_deref());
        if let (Some(better), Some(unit)) = (found.better_unit, unit) {
            diagnostic = diagnostic.related(unit.span, "unit").fix(unit.span, better);
        }
        diagnostic = match self.ranges.get(&property.id) {
            Some(range) => diagnostic.related(*range, "range"),
            None => diagnostic.arg("program", "Spunweb"),
        };
        self.findings.push(diagnostic);
    }
}
