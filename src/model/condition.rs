//! Conditions that select entries: in a `catalog` block, or in the selection of an edition.

use std::sync::Arc;

use super::{Catalog, EntryIndex};
use crate::diagnostic::{Diagnostic, closest};
use crate::quantity::Decimal;
use crate::schema::{FieldType, Fields, PartialDate, Value, no_word, said_flag};
use crate::text::Span;

/// A field and the values of which it must have one.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    field: Arc<str>,
    values: Vec<Arc<str>>,
}

impl Condition {
    /// A condition as written: a field, the place of its key where that is known,
    /// and values.
    ///
    /// # Errors
    /// The collection has no such field, or the field can never have such a value.
    pub(crate) fn new(
        catalog: &Catalog,
        collection: usize,
        (name, key): (&str, Option<Span>),
        values: &[(Arc<str>, Span)],
    ) -> Result<Self, Vec<Diagnostic>> {
        let fields = catalog.collections.get(collection).map(|c| &c.fields);
        let Some(field) = fields.and_then(|fields| fields.get(name)) else {
            let names = || fields.into_iter().flat_map(Fields::names);
            let place = key.or(values.first().map(|(_, span)| *span));
            let found = place.map(|place| Diagnostic::new("S035", place).arg("field", name));
            let found = found.map(|found| match key {
                Some(key) => found.did_you_mean(key, name, names()),
                None => found.arg_if("meant", closest(name, names())),
            });
            return Err(found.into_iter().collect());
        };
        if !field.is_public() {
            let place = key.or(values.first().map(|(_, span)| *span));
            let found =
                place.map(|place| Diagnostic::new("S059.condition", place).arg("field", name));
            return Err(found.into_iter().collect());
        }
        let wrong: Vec<Diagnostic> = values
            .iter()
            .filter_map(|(value, span)| impossible(catalog, &field.kind, name, value, *span))
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            field: field.name.clone(),
            values: values.iter().map(|(value, _)| value.clone()).collect(),
        })
    }

    /// Whether an entry has one of the values.
    #[must_use]
    pub(crate) fn holds(&self, catalog: &Catalog, index: EntryIndex) -> bool {
        let item = catalog.entry(index).record.get(&self.field);
        let items = item.map_or(&[][..], |item| item.items()).iter();
        let mut held = items.map(|item| &item.value);
        held.any(|value| self.values.iter().any(|id| is(value, id)))
    }
}

/// Whether a value equals the written one; for a localised value, in any language.
fn is(value: &Value, id: &str) -> bool {
    match value {
        Value::Bool(flag) => flag.to_string() == *id,
        Value::Int(number) => number.to_string() == *id,
        Value::Date(date) => date.to_string() == *id,
        Value::Slug(slug) => slug.as_str() == id,
        Value::Localized(texts) => texts.values().any(|item| is(&item.value, id)),
        value => value.as_text().is_some_and(|text| **text == *id),
    }
}

/// The types whose values can be compared with a text.
const COMPARED: &[&str] = &[
    "string", "enum", "term", "ref", "bool", "int", "year", "date", "country", "language",
];

/// Whether a value of a type is more than a short text can say.
fn is_too_much(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::Text
            | FieldType::Markdown
            | FieldType::Image { .. }
            | FieldType::Geo
            | FieldType::DateTime
            | FieldType::Measurements
            | FieldType::Conditions
            | FieldType::Object(_)
            | FieldType::Shape(_)
            | FieldType::Map(_)
            | FieldType::Either(_)
    )
}

/// Whether a field can have a value that is written this way.
fn can_hold(kind: &FieldType, value: &str) -> bool {
    match kind {
        FieldType::Bool => matches!(value, "true" | "false"),
        FieldType::Int | FieldType::Year => value
            .parse::<i64>()
            .is_ok_and(|number| number.to_string() == value),
        FieldType::Date => PartialDate::parse(value).is_some(),
        // An entry may write a bare number only if the field has a unit.
        FieldType::Quantity { unit: None, .. } => Decimal::parse(value).is_err(),
        _ => true,
    }
}

/// The finding for a value that a field can never have.
pub(crate) fn impossible(
    catalog: &Catalog,
    kind: &FieldType,
    field: &str,
    value: &str,
    span: Span,
) -> Option<Diagnostic> {
    match kind {
        FieldType::List(of) => impossible(catalog, &of.kind, field, value, span),
        FieldType::Term { vocabulary } => {
            catalog.vocabularies.get(vocabulary)?.no_term(value, span)
        }
        FieldType::Enum(words) => no_word(words, field, value, span),
        FieldType::Ref { to, by } => {
            let collection = catalog.collection(to)?;
            if catalog.named(collection, by.as_ref(), value).is_some() {
                return None;
            }
            no_entry(catalog, collection, (field, value), span)
        }
        kind if is_too_much(kind) => Some(
            Diagnostic::new("S065", span)
                .arg("role", "where")
                .arg("field", field)
                .arg("type", kind.name())
                .arg("types", COMPARED.join("`, `")),
        ),
        kind if !can_hold(kind, value) => {
            let wrong = Diagnostic::new("S003", span)
                .arg("field", field)
                .arg("expected", kind.expected())
                .arg("found", format!("`{value}`"));
            let flag = said_flag(value).filter(|_| matches!(kind, FieldType::Bool));
            Some(match flag {
                Some(meant) => wrong.safe_fix(span, meant.to_string()),
                None => wrong,
            })
        }
        _ => None,
    }
}

/// The finding for the name of an unknown entry; `None` if its files cannot be read, which
/// is reported.
#[must_use]
pub(crate) fn no_entry(
    catalog: &Catalog,
    collection: usize,
    (field, id): (&str, &str),
    span: Span,
) -> Option<Diagnostic> {
    let name = catalog.collections.get(collection).map_or("", |c| &*c.id);
    if catalog.is_unread(name, id) {
        return None;
    }
    let found = Diagnostic::new("R001", span)
        .arg("field", field)
        .arg("id", id)
        .arg("collection", name);
    Some(found.did_you_mean(span, id, catalog.ids(collection)))
}
