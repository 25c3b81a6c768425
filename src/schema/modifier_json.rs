//! Modifiers as JSON Schema.

use serde_json::{Value, json};

use super::json_form::{Forms, Object, any_of, closed, object, or_null, value_of};
use super::types::{JsonLimits, type_named};
use super::{Field, FieldType, Lang, Required};

/// Adds a description of a field, if it is not empty.
pub(super) fn describe(key: &str, text: String, said: &mut Object) {
    if !text.is_empty() {
        said.insert(key.to_owned(), Value::String(text));
    }
}

/// A value for each language, or one for all. A group of keys is the value itself.
pub(super) fn by_language(field: &Field, form: Object, forms: &dyn Forms) -> Object {
    // Only the built-in shapes have groups that differ by language.
    let is_shape = matches!(field.kind, FieldType::Shape(_));
    if !field.localized || (field.kind.holds_keys() && !is_shape) {
        return form;
    }
    let required = match &field.required {
        Required::In(languages) => languages.iter().map(Lang::as_str).collect(),
        _ => Vec::new(),
    };
    let languages = forms.languages();
    let required: Vec<&str> = required
        .into_iter()
        .filter(|lang| languages.contains(lang))
        .collect();
    let value = |lang: &&str| {
        let form = if required.contains(lang) {
            form.clone()
        } else {
            or_null(form.clone())
        };
        ((*lang).to_owned(), Value::Object(form))
    };
    let each = closed(languages.iter().map(value).collect(), &required);
    any_of([form, each])
}

/// The pattern, if editors support its syntax.
pub(super) fn pattern_in_json(field: &Field, form: &mut Object) {
    let Some(pattern) = &field.pattern else {
        return;
    };
    let known = !pattern.as_str().replacen("(?:", "", 1).contains("(?");
    // A blank text counts as empty, and a form may leave an optional field empty.
    let may_be_empty = field.required == Required::No;
    if known && may_be_empty {
        let pattern = format!("^\\s*$|{}", pattern.as_str());
        form.insert("pattern".to_owned(), Value::String(pattern));
    } else if known {
        form.insert("pattern".to_owned(), json!(pattern.as_str()));
    }
}

/// A limit of the size, under one of the two words that JSON Schema has for it.
pub(super) fn limit(
    field: &Field,
    form: &mut Object,
    one_of: fn(JsonLimits) -> &'static str,
    at: Option<f64>,
) {
    let row = type_named(field.kind.name());
    let words = row.and_then(|row| row.json_limits);
    if let (Some(words), Some(limit)) = (words, at) {
        // Lengths and counts are written without a point.
        let whole = serde_json::from_str(&limit.to_string());
        let whole = whole.unwrap_or_else(|_| json!(limit));
        form.insert(one_of(words).to_owned(), whole);
    }
}

/// The default value.
pub(super) fn default_in_json(field: &Field, _: &dyn Forms, said: &mut Object) {
    if let Some(default) = &field.default {
        said.insert("default".to_owned(), value_of(default));
    }
}

/// A deprecated field.
pub(super) fn deprecated_in_json(field: &Field, _: &dyn Forms, said: &mut Object) {
    if let Some(instead) = &field.deprecated {
        said.insert("deprecated".to_owned(), json!(true));
        said.insert(
            "deprecationMessage".to_owned(),
            json!(format!("→ {instead}")),
        );
    }
}

/// A list that may be written as its one item.
pub(super) fn single_in_json(field: &Field, form: Object, forms: &dyn Forms) -> Object {
    match &field.kind {
        FieldType::List(of) if field.single => any_of([form, forms.value(of)]),
        _ => form,
    }
}

/// The word for a value that is not known.
pub(super) fn unknown_in_json(field: &Field, form: Object, _: &dyn Forms) -> Object {
    if field.unknown {
        any_of([form, object(json!({"const": "unknown"}))])
    } else {
        form
    }
}
