//! Measured properties as templates see them: a row a value, with what must be
//! said of it.

use tera::{Map, Value};

use super::{Scope, array, map, object, text_or_null};
use crate::schema::{FieldType, Item, Record, shapes};

/// The rows of a field of measurements.
pub(super) fn rows(scope: Scope<'_>, records: &[Record]) -> Vec<Value> {
    records
        .iter()
        .filter_map(|record| row(scope, record))
        .collect()
}

fn row(scope: Scope<'_>, record: &Record) -> Option<Value> {
    let catalog = &scope.site.catalog;
    let id = record.text("property")?;
    let label = catalog.registry.property_label(id, scope.lang.as_str());
    let printed = super::super::format::measurement(record, scope.lang, scope.formats);
    let text = |name: &str| record.text(name).map(|text| &**text);
    let statistic =
        text("statistic").map(|id| catalog.registry.statistic_label(id, scope.lang.as_str()));
    let count = record
        .get("n")
        .map_or_else(Value::none, |item| match item.value {
            crate::schema::Value::Int(number) => Value::from(number),
            _ => Value::none(),
        });
    Some(object([
        ("property", Value::from(&**id)),
        ("label", Value::from(label)),
        ("text", Value::from(printed.text)),
        ("number", Value::from(printed.number)),
        ("unit", Value::from(printed.unit)),
        ("statistic", text_or_null(statistic)),
        ("n", count),
        (
            "method",
            term(scope, record, "method").map_or_else(Value::none, |(label, _)| Value::from(label)),
        ),
        ("standard", text_or_null(text("standard"))),
        ("conditions", array(conditions(scope, record))),
        ("source", source(scope, record)),
        ("notes", array(Vec::new())),
    ]))
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
    let Some(Item {
        value: crate::schema::Value::Object(written),
        ..
    }) = record.get("conditions")
    else {
        return Vec::new();
    };
    let catalog = &scope.site.catalog;
    written
        .iter()
        .filter_map(|(name, item)| {
            let (item, _) = catalog.value(item, scope.lang)?;
            let text = item.value.as_text()?;
            let label = catalog.registry.condition_label(name, scope.lang.as_str());
            let shown = super::super::format::quantity_text(text, scope.lang)
                .map_or_else(|| text.to_string(), |p| p.text);
            Some(object([
                ("label", Value::from(label)),
                ("text", Value::from(shown)),
            ]))
        })
        .collect()
}

/// A quantity written as one text.
pub(super) fn quantity(scope: Scope<'_>, written: &str) -> Map {
    let printed = super::super::format::quantity_text(written, scope.lang);
    match printed {
        Some(printed) => map([
            ("type", Value::from("quantity")),
            ("text", Value::from(printed.text)),
            ("number", Value::from(printed.number)),
            ("unit", Value::from(printed.unit)),
        ]),
        None => map([
            ("type", Value::from("quantity")),
            ("text", Value::from(written)),
            ("number", Value::from(written)),
            ("unit", Value::from("")),
        ]),
    }
}
