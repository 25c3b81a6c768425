//! Each type as JSON Schema (draft-07), for editors that complete and check YAML as it is
//! typed. The rows of the table of types name these functions. A form accepts everything
//! that decoding accepts; `check` covers what a form cannot express, such as a check digit.

use serde_json::{Map, Value, json};

use super::{Field, FieldType, Fields, Localized};
use crate::yaml::{Kind, Node};

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// What a value may name if the schema itself does not list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChoiceOf<'a> {
    /// The terms of a vocabulary.
    Terms(&'a str),
    /// The entries of a collection, by their ids or by the values of a field.
    Entries {
        /// The collection.
        of: &'a str,
        /// The field.
        by: Option<&'a str>,
    },
    /// The measurable properties.
    Properties,
    /// The units.
    Units,
    /// The conditions of a measurement.
    Conditions,
    /// The countries.
    Countries,
}

/// A word that a value may be, with a description for editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: String,
}

/// What a form may ask for when it is built.
pub(super) trait Forms {
    /// The form of a value of a field.
    fn value(&self, field: &Field) -> Object;
    /// The form of a value of a field, or of nothing.
    fn value_or_nothing(&self, field: &Field) -> Object;
    /// The form of a group of keys.
    fn group(&self, fields: &Fields) -> Object;
    /// The form of a named shape.
    fn shape(&self, name: &str) -> Object;
    /// The words that can be named; `None` if any text is allowed.
    fn choices(&self, named: ChoiceOf<'_>) -> Option<Vec<Choice>>;
    /// A text of the schema in the language of the site's editors.
    fn text(&self, text: &Localized<String>) -> String;
    /// The tags of the site's languages.
    fn languages(&self) -> Vec<&str>;
}

/// Unwraps a JSON object literal.
pub(super) fn object(value: Value) -> Object {
    match value {
        Value::Object(members) => members,
        _ => Object::new(),
    }
}

/// A form that accepts what any of some forms accepts.
pub(super) fn any_of(forms: impl IntoIterator<Item = Object>) -> Object {
    let forms: Vec<Value> = forms.into_iter().map(Value::Object).collect();
    object(json!({"anyOf": forms}))
}

/// A form that also accepts null, such as after a key that does not have its value yet.
pub(super) fn or_null(mut form: Object) -> Object {
    if form.is_empty() {
        return form;
    }
    if let Some(Value::Array(forms)) = form.get_mut("anyOf") {
        forms.push(json!({"type": "null"}));
        return form;
    }
    let is_closed = form.contains_key("enum");
    let types = match form.get("type") {
        Some(Value::String(one)) if !is_closed => vec![json!(one)],
        Some(Value::Array(all)) if !is_closed => all.clone(),
        _ => return any_of([form, object(json!({"type": "null"}))]),
    };
    let types: Vec<Value> = types.into_iter().chain([json!("null")]).collect();
    form.insert("type".to_owned(), types.into());
    form
}

/// Any text, including a number or a boolean, which may be an unquoted text.
pub(super) fn text(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": ["string", "number", "boolean"]}))
}

/// A text that matches a pattern; YAML may read it as a number.
fn matching(pattern: &str) -> Object {
    object(json!({"type": ["string", "number"], "pattern": pattern}))
}

/// A part of an address.
pub(super) fn slug(_: &FieldType, _: &dyn Forms) -> Object {
    matching("^[a-z0-9-]+$")
}

/// An address of the Web.
pub(super) fn url(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": "string", "pattern": "^\\s*[hH][tT][tT][pP][sS]?:"}))
}

/// An e-mail address.
pub(super) fn email(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": "string", "pattern": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"}))
}

/// A phone number.
pub(super) fn phone(_: &FieldType, _: &dyn Forms) -> Object {
    matching("^[0-9 +()/\\u00a0-]+$")
}

/// A colour in hexadecimal digits.
pub(super) fn color(_: &FieldType, _: &dyn Forms) -> Object {
    object(
        json!({"type": "string", "pattern": "^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"}),
    )
}

/// `true` or `false`.
pub(super) fn bool(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": "boolean"}))
}

/// A whole number, in quotes or without.
pub(super) fn int(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": ["integer", "string"], "pattern": "^-?[0-9]+$"}))
}

/// A number, in quotes or without.
pub(super) fn decimal(_: &FieldType, _: &dyn Forms) -> Object {
    matching("[0-9]")
}

/// A day, a month or a year.
pub(super) fn date(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}))
}

/// A day and a time.
pub(super) fn datetime(_: &FieldType, _: &dyn Forms) -> Object {
    object(
        json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}"}),
    )
}

/// A year.
pub(super) fn year(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": ["integer", "string"], "pattern": "^[0-9]{4}$"}))
}

/// One of some words.
pub(super) fn words(kind: &FieldType, forms: &dyn Forms) -> Object {
    let FieldType::Enum(words) = kind else {
        return Object::new();
    };
    let choices = words.iter().map(|(word, label)| Choice {
        word: word.clone(),
        meaning: forms.text(label),
    });
    one_of(choices.collect())
}

/// An enum with descriptions; a word that YAML reads as a number is listed as both.
fn one_of(choices: Vec<Choice>) -> Object {
    let (mut words, mut meanings) = (Vec::new(), Vec::new());
    for choice in choices {
        let plain = plain(&choice.word);
        let text = Value::String(choice.word);
        if plain != text {
            words.push(plain);
            meanings.push(choice.meaning.clone());
        }
        words.push(text);
        meanings.push(choice.meaning);
    }
    if words.is_empty() {
        // JSON Schema has no empty list of words.
        return object(json!({"not": {}}));
    }
    object(json!({"enum": words, "enumDescriptions": meanings}))
}

/// A word as YAML reads it without quotes.
fn plain(word: &str) -> Value {
    let number = serde_json::from_str::<Value>(word).ok();
    number
        .filter(|value| value.is_number() || value.is_boolean() || value.is_null())
        .unwrap_or_else(|| Value::String(word.to_owned()))
}

/// One of the words that can be named, or any text where they are left open.
fn named(named: ChoiceOf<'_>, forms: &dyn Forms) -> Object {
    match forms.choices(named) {
        Some(choices) => one_of(choices),
        None => object(json!({"type": ["string", "number", "boolean"]})),
    }
}

/// A term of a vocabulary.
pub(super) fn term(kind: &FieldType, forms: &dyn Forms) -> Object {
    match kind {
        FieldType::Term { vocabulary } => named(ChoiceOf::Terms(vocabulary), forms),
        _ => Object::new(),
    }
}

/// An entry of a collection.
pub(super) fn reference(kind: &FieldType, forms: &dyn Forms) -> Object {
    match kind {
        FieldType::Ref { to, by } => {
            let by = by.as_deref();
            named(ChoiceOf::Entries { of: to, by }, forms)
        }
        _ => Object::new(),
    }
}

/// A picture: its path, or a group with its description.
pub(super) fn image(kind: &FieldType, forms: &dyn Forms) -> Object {
    let group = forms.shape("image");
    if let FieldType::Image { required, .. } = kind
        && !required.is_empty()
    {
        return object(json!({"allOf": [group, {"required": required}]}));
    }
    any_of([object(json!({"type": "string"})), group])
}

/// A file with one of some endings.
pub(super) fn file(kind: &FieldType, _: &dyn Forms) -> Object {
    match kind {
        FieldType::File { accept } if !accept.is_empty() => {
            let any_case = |ending: &String| {
                ending.chars().fold(String::new(), |pattern, letter| {
                    pattern + &format!("[{letter}{}]", letter.to_ascii_uppercase())
                })
            };
            let endings: Vec<String> = accept.iter().map(any_case).collect();
            let pattern = format!("\\.({})$", endings.join("|"));
            object(json!({"type": "string", "pattern": pattern}))
        }
        _ => object(json!({"type": "string"})),
    }
}

/// A position on the Earth.
pub(super) fn geo(_: &FieldType, _: &dyn Forms) -> Object {
    let degrees = json!({"type": ["number", "string"], "pattern": "[0-9]"});
    object(json!({
        "type": "object",
        "properties": {"lat": degrees, "lon": degrees},
        "required": ["lat", "lon"],
        "additionalProperties": false,
    }))
}

/// A country.
pub(super) fn country(_: &FieldType, forms: &dyn Forms) -> Object {
    match forms.choices(ChoiceOf::Countries) {
        Some(choices) => one_of(choices),
        None => object(json!({"type": "string", "pattern": "^[A-Z]{2}$"})),
    }
}

/// A licence; the name of one of Creative Commons will do.
pub(super) fn licence(_: &FieldType, _: &dyn Forms) -> Object {
    let ids: Vec<&str> = super::licence::ids().collect();
    any_of([
        object(json!({"enum": ids})),
        object(json!({"type": "string", "pattern": "^(CC|Public Domain) ?"})),
    ])
}

/// A language tag.
pub(super) fn language(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"}))
}

/// A quantity as a short text, or a bare number.
pub(super) fn quantity(_: &FieldType, _: &dyn Forms) -> Object {
    object(json!({"type": ["string", "number"]}))
}

/// Rows of measured properties.
pub(super) fn measurements(_: &FieldType, forms: &dyn Forms) -> Object {
    object(json!({"type": "array", "items": forms.shape("measurement")}))
}

/// A measurable property.
pub(super) fn property(_: &FieldType, forms: &dyn Forms) -> Object {
    named(ChoiceOf::Properties, forms)
}

/// A unit. Editors complete the common ones; any other unit, such as `µm`, is accepted too.
pub(super) fn unit(_: &FieldType, forms: &dyn Forms) -> Object {
    let open = object(json!({"type": ["string", "number"]}));
    match forms.choices(ChoiceOf::Units) {
        Some(choices) => any_of([one_of(choices), open]),
        None => open,
    }
}

/// Conditions by name, each perhaps by language.
pub(super) fn conditions(_: &FieldType, forms: &dyn Forms) -> Object {
    let field = Field {
        localized: true,
        ..Field::new("conditions", FieldType::String)
    };
    let value = Value::Object(forms.value_or_nothing(&field));
    let Some(choices) = forms.choices(ChoiceOf::Conditions) else {
        return object(json!({"type": "object", "additionalProperties": value}));
    };
    let properties: Object = choices
        .into_iter()
        .map(|choice| {
            let form = json!({"title": choice.meaning, "allOf": [value]});
            (choice.word, form)
        })
        .collect();
    closed(properties, &[])
}

/// A group of keys.
pub(super) fn group(kind: &FieldType, forms: &dyn Forms) -> Object {
    match kind {
        FieldType::Shape(name) => forms.shape(name),
        FieldType::Object(fields) => forms.group(fields),
        _ => Object::new(),
    }
}

/// A group with these keys and no others, except those that begin with `x-`.
pub(super) fn closed(properties: Object, required: &[&str]) -> Object {
    let mut form = object(json!({"type": "object"}));
    form.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        form.insert("required".to_owned(), json!(required));
    }
    form.insert("patternProperties".to_owned(), json!({"^x-": {}}));
    form.insert("additionalProperties".to_owned(), json!(false));
    form
}

/// Values of one type.
pub(super) fn list(kind: &FieldType, forms: &dyn Forms) -> Object {
    match kind {
        FieldType::List(of) => object(json!({"type": "array", "items": forms.value(of)})),
        _ => Object::new(),
    }
}

/// Free keys with values of one type.
pub(super) fn map(kind: &FieldType, forms: &dyn Forms) -> Object {
    match kind {
        FieldType::Map(of) => object(json!({
            "type": "object",
            "additionalProperties": forms.value_or_nothing(of),
            "patternProperties": {"^x-": {}},
        })),
        _ => Object::new(),
    }
}

/// The first of some forms that fits.
pub(super) fn either(kind: &FieldType, forms: &dyn Forms) -> Object {
    match kind {
        FieldType::Either(all) => any_of(all.iter().map(|field| forms.value(field))),
        _ => Object::new(),
    }
}

/// Anything.
pub(super) fn any(_: &FieldType, _: &dyn Forms) -> Object {
    Object::new()
}

/// A node as JSON has it.
pub(super) fn value_of(node: &Node) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Scalar(scalar) if scalar.plain => plain(&scalar.text),
        Kind::Scalar(scalar) => Value::String(scalar.text.to_string()),
        Kind::Sequence(items) => items.iter().map(value_of).collect(),
        Kind::Mapping(pairs) => pairs
            .iter()
            .map(|pair| (pair.key.to_string(), value_of(&pair.value)))
            .collect(),
    }
}
