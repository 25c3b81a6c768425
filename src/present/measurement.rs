//! Measured properties as templates see them: a row a value, with what must be
//! said of it.

use tera::Value;

use crate::load::Term;
use crate::present::{Pairs, Scope, array, map, object, part, text_or_null};
use crate::quantity::{Amount, ConditionValue, format_amount, unstated};
use crate::schema::{Record, Row, Value as Decoded, shapes};

/// The rows of a field of measurements.
pub(crate) fn rows(scope: Scope<'_>, records: &[Row]) -> Vec<Value> {
    records
        .iter()
        .filter_map(|record| row(scope, record))
        .collect()
}

fn row(scope: Scope<'_>, row: &Row) -> Option<Value> {
    let catalog = &scope.site.catalog;
    let registry = &catalog.registry;
    let (id, property) = registry.properties.get_index(row.property)?;
    let (record, read) = (&row.record, &row.measurement);
    let printed = format_amount(&read.quantity.amount, scope.lang.as_str());
    let statistic = read
        .effective_statistic()
        .and_then(|id| registry.statistics.get(id))
        .map(|label| label.get(scope.lang.as_str()));
    let count = read.n.map_or_else(Value::none, Value::from);
    let standard = read.standard.as_deref();
    let method = term(scope, record, "method").map(|(label, _)| label);
    Some(object([
        ("property", Value::from(id.as_str())),
        (
            "label",
            Value::from(property.label.get(scope.lang.as_str())),
        ),
        ("text", Value::from(printed.text)),
        ("number", Value::from(printed.number)),
        ("unit", Value::from(printed.unit)),
        ("statistic", text_or_null(statistic)),
        ("n", count),
        ("method", text_or_null(method.as_deref())),
        ("standard", text_or_null(standard)),
        ("conditions", array(conditions(scope, row))),
        ("source", source(scope, record)),
        ("unstated", array(names(scope, &unstated(read, property)))),
        ("notes", array(Vec::new())),
    ]))
}

/// What a reader must know beside a value before comparing it: statistic, method,
/// standard, conditions; empty where nothing is stated.
pub(crate) fn row_note(scope: Scope<'_>, written: &Row) -> String {
    let Some(row) = row(scope, written) else {
        return String::new();
    };
    let text = |value: &Value, key: &'static str| {
        let text = part(value, key)?.as_str()?;
        Some(text.to_owned())
    };
    let stated = ["statistic", "method", "standard"].into_iter();
    let mut parts: Vec<String> = stated.filter_map(|key| text(&row, key)).collect();
    let conditions = part(&row, "conditions").and_then(Value::as_array);
    for condition in conditions.into_iter().flatten() {
        if let (Some(label), Some(value)) = (text(condition, "label"), text(condition, "text")) {
            parts.push(format!("{label} {value}"));
        }
    }
    parts.join(" · ")
}

/// The labels of what a row does not state though its property asks for it.
fn names(scope: Scope<'_>, unstated: &[String]) -> Vec<Value> {
    let catalog = &scope.site.catalog;
    let row = shapes().get("measurement");
    unstated
        .iter()
        .map(|name| {
            if let Some(condition) = catalog.registry.conditions.get(name) {
                return Value::from(condition.label.get(scope.lang.as_str()));
            }
            let field = row.and_then(|fields| fields.get(name));
            let label = field.map(|field| catalog.label(&field.label, scope.lang));
            Value::from(label.unwrap_or(name))
        })
        .collect()
}

/// A row's term.
fn term_of<'a>(scope: Scope<'a>, record: &Record, name: &str) -> Option<&'a Term> {
    match &record.get(name)?.value {
        Decoded::Term(named) => scope.site.catalog.term_at(named.to),
        _ => None,
    }
}

/// The label of a row's term and the term's link elsewhere.
fn term(scope: Scope<'_>, record: &Record, name: &str) -> Option<(String, Option<String>)> {
    let catalog = &scope.site.catalog;
    let term = term_of(scope, record, name)?;
    let url = term.url.as_ref().map(ToString::to_string);
    Some((catalog.label(&term.label, scope.lang).to_owned(), url))
}

fn source(scope: Scope<'_>, record: &Record) -> Value {
    let Some((label, url)) = term(scope, record, "source") else {
        return Value::none();
    };
    let known = term_of(scope, record, "source");
    let kind = known.and_then(|term| term.broader.as_deref().or(Some(&*term.id)));
    object([
        ("text", Value::from(label)),
        ("kind", text_or_null(kind)),
        ("link", text_or_null(url.as_deref())),
    ])
}

fn conditions(scope: Scope<'_>, row: &Row) -> Vec<Value> {
    let written = row.record.get("conditions").map(|item| &item.value);
    let Some(Decoded::Object(written)) = written else {
        return Vec::new();
    };
    let catalog = &scope.site.catalog;
    written
        .iter()
        .filter_map(|(name, item)| {
            let condition = catalog.registry.conditions.get(name)?;
            let shown = match row.measurement.conditions.get(name) {
                Some(ConditionValue::Quantity(quantity)) => {
                    format_amount(&quantity.amount, scope.lang.as_str()).text
                }
                _ => catalog
                    .value(item, scope.lang)?
                    .0
                    .value
                    .as_text()?
                    .to_string(),
            };
            let label = condition.label.get(scope.lang.as_str());
            Some(object([
                ("label", Value::from(label)),
                ("text", Value::from(shown)),
            ]))
        })
        .collect()
}

/// A quantity that is one text.
pub(super) fn quantity(scope: Scope<'_>, amount: &Amount) -> Pairs {
    let printed = format_amount(amount, scope.lang.as_str());
    map([
        ("type", Value::from("quantity")),
        ("text", Value::from(printed.text)),
        ("number", Value::from(printed.number)),
        ("unit", Value::from(printed.unit)),
    ])
}
