//! Quantities can be read, are in a unit of their property, and lie where
//! values of it usually lie.

use std::collections::BTreeMap;

use crate::diagnostic::{Certainty, Diagnostic, Edit};
use crate::model::{Catalog, parts};
use crate::quantity::{
    Amount, DecimalErrorKind, Place, Property, QuantityError, Registry, format_amount, plausibility,
};
use crate::schema::{Field, FieldType, Item, Record, Value, walk, walk_measurements};
use crate::text::Span;

/// Every measured property and every field of a quantity holds an amount that
/// its property can have.
pub(super) fn quantities(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let mut reader = Reader {
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
            if let (Value::Quantity(text), FieldType::Quantity { property }) =
                (&visit.item.value, &visit.field.kind)
            {
                reader.text(visit.item, text, property.as_deref());
            }
        });
    }
}

struct Reader<'a, 'f> {
    registry: &'a Registry,
    ranges: &'a BTreeMap<String, Span>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn row(&mut self, row: &Record) {
        self.conditions(row);
        let Some(property) = row
            .text("property")
            .and_then(|id| self.registry.properties.get(&**id))
        else {
            return;
        };
        let place_of = |place: &Place| {
            let item = place.part.key().and_then(|key| row.get(key));
            item.map(|item| part_span(item, Some(place)))
        };
        match self.registry.read_parts(property, &parts(row)) {
            Ok(quantity) => {
                let at = ["value", "max", "min"].iter().find_map(|key| row.get(key));
                let span = at.map_or(row.span, |item| item.span);
                self.plausible(&quantity.amount, property, span, row.get("unit"));
            }
            Err(errors) => {
                for error in errors {
                    let place = error.place();
                    let item = place.part.key().and_then(|key| row.get(key));
                    let span = item.map_or(row.span, |item| part_span(item, Some(place)));
                    let upper = match &error {
                        QuantityError::Bounds { upper_place, .. } => place_of(upper_place),
                        _ => None,
                    };
                    let unit = row.text("unit").map_or("", |unit| unit);
                    let found = diagnostic(&error, span, upper, item.is_some(), unit);
                    self.findings.push(found);
                }
            }
        }
    }

    fn conditions(&mut self, row: &Record) {
        let Some(Value::Object(conditions)) = row.get("conditions").map(|item| &item.value) else {
            return;
        };
        for (name, item) in conditions.iter() {
            let Some(condition) = self.registry.conditions.get(name) else {
                let known = self.registry.conditions.keys().map(String::as_str);
                let meant = crate::diagnostic::closest(name, known);
                self.findings.push(
                    Diagnostic::new("Q012", item.span)
                        .arg("name", name)
                        .arg_if("meant", meant),
                );
                continue;
            };
            if let (Some(scale), Some(text)) = (&condition.scale, item.value.as_text())
                && let Err(error) = self.registry.read_text(name, scale, text)
            {
                let span = part_span(item, Some(error.place()));
                self.findings.push(diagnostic(&error, span, None, true, ""));
            }
        }
    }

    fn text(&mut self, item: &Item, text: &str, property: Option<&str>) {
        let property = property.and_then(|id| self.registry.properties.get(id));
        let read = match property {
            Some(property) => self
                .registry
                .read_text(&property.id, &property.scale, text)
                .map(|q| q.amount),
            None => Amount::parse(text).map(|parsed| parsed.amount),
        };
        match (read, property) {
            (Ok(amount), Some(property)) => self.plausible(&amount, property, item.span, None),
            (Ok(_), None) => {}
            (Err(error), _) => {
                let span = part_span(item, Some(error.place()));
                let upper = match &error {
                    QuantityError::Bounds { upper_place, .. } => {
                        Some(part_span(item, Some(upper_place)))
                    }
                    _ => None,
                };
                self.findings
                    .push(diagnostic(&error, span, upper, true, ""));
            }
        }
    }

    fn plausible(&mut self, amount: &Amount, property: &Property, span: Span, unit: Option<&Item>) {
        let Some(found) = plausibility(amount, property) else {
            return;
        };
        let shown = |bound: &Option<Amount>, lang: &str| {
            let shown = bound.as_ref().map(|bound| format_amount(bound, lang).text);
            shown.unwrap_or_else(|| "…".to_owned())
        };
        let mut diagnostic = Diagnostic::new("Q007", span)
            .arg("label", property.label.get("en").to_lowercase())
            .arg("label.cs", property.label.get("cs").to_lowercase())
            .arg("amount", format_amount(amount, "en").text)
            .arg("amount.cs", format_amount(amount, "cs").text)
            .arg("low", shown(&found.usual_min, "en"))
            .arg("low.cs", shown(&found.usual_min, "cs"))
            .arg("high", shown(&found.usual_max, "en"))
            .arg("high.cs", shown(&found.usual_max, "cs"))
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

/// The place of a part of a text in its source: quotes shift it by one.
fn part_span(item: &Item, place: Option<&Place>) -> Span {
    let (Some(place), Some(text)) = (place, item.value.as_text()) else {
        return item.span;
    };
    let length = item.span.range().len();
    let shift = usize::from(length != text.len());
    let fits = length == text.len() + 2 * shift && place.span.end <= text.len();
    if fits && !place.span.is_empty() {
        item.span
            .part(place.span.start + shift..place.span.end + shift)
    } else {
        item.span
    }
}

/// The diagnostic of an error; `unit` is that of a row, whose numbers stand alone.
fn diagnostic(
    error: &QuantityError,
    span: Span,
    upper: Option<Span>,
    written: bool,
    unit: &str,
) -> Diagnostic {
    let with_unit = |number: &str| format!("{number} {unit}").trim_end().to_owned();
    let mut found = Diagnostic::new(error.code(), span);
    match error {
        QuantityError::Number { text, error, .. } => {
            let comma = text.contains(',').then_some("");
            found = found
                .arg("text", text.as_str())
                .arg("why", error.to_string())
                .arg_if("comma", comma);
        }
        QuantityError::Unit { text, error, .. } => {
            found = found
                .arg("text", text.as_str())
                .arg("why", error.to_string());
        }
        QuantityError::Dimension { mismatch, .. }
        | QuantityError::UnitNotAllowed { mismatch, .. } => {
            let fits: Vec<String> = mismatch.fits.iter().map(|id| format!("`{id}`")).collect();
            found = found
                .arg("why", error.to_string())
                .arg("units", mismatch.allowed.join(", "))
                .arg_if("fits", (!fits.is_empty()).then(|| fits.join(" or ")));
        }
        QuantityError::UnitMissing { name, allowed, .. } => {
            found = found
                .arg("name", name.as_str())
                .arg("units", allowed.join(", "));
        }
        QuantityError::Bounds {
            lower,
            upper: higher,
            ..
        } => {
            found = found
                .arg("lower", with_unit(lower))
                .arg("upper", with_unit(higher));
            if let Some(span) = upper {
                found = found.related(span, "upper");
            }
        }
        QuantityError::Form { suggestions, .. } => {
            let meant = suggestions.first().map(|text| format!("`{text}`"));
            found = found.arg("why", error.to_string()).arg_if("meant", meant);
        }
    }
    if !written {
        return found;
    }
    match (error, &error.suggestions()[..]) {
        (
            QuantityError::Bounds {
                lower,
                upper: higher,
                ..
            },
            _,
        ) => {
            let swap = upper.filter(|upper| *upper != span && upper.source == span.source);
            match swap {
                Some(upper) => found.edits(
                    vec![edit(span, higher), edit(upper, lower)],
                    Certainty::Mends,
                ),
                None => found,
            }
        }
        (QuantityError::Number { error, .. }, [only])
            if error.kind == DecimalErrorKind::DecimalComma =>
        {
            found.mend(span, only.as_str())
        }
        (QuantityError::Unit { .. }, [only]) => found.mend(span, only.as_str()),
        (QuantityError::Number { .. } | QuantityError::Unit { .. }, [meant, ..]) => {
            found.fix(span, meant.as_str())
        }
        _ => found,
    }
}

fn edit(span: Span, text: &str) -> Edit {
    Edit {
        span,
        text: text.to_owned(),
    }
}
