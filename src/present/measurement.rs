//! Measured properties as templates see them: a row a value, with what must be
//! said of it.

use tera::Value;

use crate::model::measurement;
use crate::present::{Pairs, Scope, array, map, object, part, text_or_null};
use crate::quantity::{Amount, Printed, Quantity, format_amount, unstated};
use crate::schema::{FieldType, Record, Value as Decoded, shapes};

/// The rows of a field of measurements.
pub(crate) fn rows(scope: Scope<'_>, records: &[Record]) -> Vec<Value> {
    records
        .iter()
        .filter_map(|record| row(scope, record))
        .collect()
}

fn row(scope: Scope<'_>, record: &Record) -> Option<Value> {
    let catalog = &scope.site.catalog;
    let registry = &catalog.registry;
    let id = record.text("property")?;
    let property = registry.properties.get(&**id)?;
    let read = measurement(
        registry,
        record,
        scope.lang,
        catalog.config.default_language(),
    )?;
    let printed = format_amount(&read.quantity.amount, scope.lang.as_str());
    let statistic = read
        .effective_statistic()
        .and_then(|id| registry.statistics.get(id))
        .map(|label| label.get(scope.lang.as_str()));
    let count = read.n.map_or_else(Value::none, Value::from);
    let standard = read.standard.as_deref();
    let method = term(scope, record, "method").map(|(label, _)| label);
    Some(object([
        ("property", Value::from(&**id)),
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
        ("conditions", array(conditions(scope, record))),
        ("source", source(scope, record)),
        ("unstated", array(names(scope, &unstated(&read, property)))),
        ("notes", array(Vec::new())),
    ]))
}

/// What a reader must know beside a value before comparing it: statistic, method,
/// standard, conditions; empty where nothing is stated.
pub(crate) fn row_note(scope: Scope<'_>, record: &Record) -> String {
    let Some(row) = row(scope, record) else {
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

/// The label of a row's term and the term's link elsewhere.
fn term(scope: Scope<'_>, record: &Record, name: &str) -> Option<(String, Option<String>)> {
    let catalog = &scope.site.catalog;
    let id = record.text(name)?;
    let field = shapes().get("measurement")?.get(name)?;
    let FieldType::Term { vocabulary } = &field.kind else {
        return None;
    };
    let term = catalog.term(vocabulary, id)?;
    let url = term.url.as_ref().map(ToString::to_string);
    Some((catalog.label(&term.label, scope.lang).to_owned(), url))
}

fn source(scope: Scope<'_>, record: &Record) -> Value {
    let Some((label, url)) = term(scope, record, "source") else {
        return Value::none();
    };
    let catalog = &scope.site.catalog;
    let id = record.text("source").map_or("", |id| id);
    let known = catalog.term("sources", id);
    let kind = known.and_then(|term| term.broader.as_deref()).unwrap_or(id);
    object([
        ("text", Value::from(label)),
        ("kind", Value::from(kind)),
        ("link", text_or_null(url.as_deref())),
    ])
}

fn conditions(scope: Scope<'_>, record: &Record) -> Vec<Value> {
    let Some(Decoded::Object(written)) = record.get("conditions").map(|item| &item.value) else {
        return Vec::new();
    };
    let catalog = &scope.site.catalog;
    written
        .iter()
        .filter_map(|(name, item)| {
            let (item, _) = catalog.value(item, scope.lang)?;
            let text = item.value.as_text()?;
            let condition = catalog.registry.conditions.get(name)?;
            let quantity = condition
                .scale
                .as_ref()
                .and_then(|scale| catalog.registry.read_text(name, scale, text).ok());
            let shown = quantity.map_or_else(
                || text.to_string(),
                |Quantity { amount, .. }| format_amount(&amount, scope.lang.as_str()).text,
            );
            let label = condition.label.get(scope.lang.as_str());
            Some(object([
                ("label", Value::from(label)),
                ("text", Value::from(shown)),
            ]))
        })
        .collect()
}

/// A quantity written as one text.
pub(crate) fn quantity(scope: Scope<'_>, written: &str) -> Pairs {
    let printed = Amount::parse(written).map_or_else(
        |_| Printed {
            number: written.to_owned(),
            unit: String::new(),
            text: written.to_owned(),
        },
        |parsed| format_amount(&parsed.amount, scope.lang.as_str()),
    );
    map([
        ("type", Value::from("quantity")),
        ("text", Value::from(printed.text)),
        ("number", Value::from(printed.number)),
        ("unit", Value::from(printed.unit)),
    ])
}
