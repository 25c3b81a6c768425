//! JSON Schemas (draft-07) for a site's files: for the entries of a collection, and for all
//! other files. The rows of types and modifiers know their own part; this module only
//! combines them. A form is built in this order: the type, what narrows it, what else is
//! accepted, and the descriptions for editors.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::json_form::{Choice, ChoiceOf, Forms, Object, closed, object, or_null};
use super::modifiers::{InJson, MODIFIERS};
use super::types::type_named;
use super::{Collection, Field, Fields, Lang, Localized, shapes};

/// The dialect that every editor understands.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// Where named forms are.
const DEFINITIONS: &str = "#/definitions/";

/// Builds JSON Schemas.
#[derive(Clone, Copy)]
pub(crate) struct JsonSchemas<'a> {
    /// The languages of the site, the one of its editors first.
    pub languages: &'a [Lang],
    /// The words that can be named; `None` if any text is allowed.
    pub choices: &'a dyn Fn(ChoiceOf<'_>) -> Option<Vec<Choice>>,
}

/// Whether one file must contain the whole group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// The group is whole.
    OneFile,
    /// The front matter of the texts next to the file may contain the localised fields.
    SeveralFiles,
}

impl JsonSchemas<'_> {
    /// The form of an entry's file.
    pub(crate) fn of_collection(&self, collection: &Collection) -> Value {
        let title = self.text(&collection.singular);
        let root = self.fields(&collection.fields, Within::SeveralFiles);
        self.document(&title, root)
    }

    /// The form of a file that has a shape.
    pub(crate) fn of_shape(&self, name: &str, title: &str) -> Value {
        let fields = shapes().get(name);
        let mut root = fields.map(|fields| self.group(fields)).unwrap_or_default();
        // A file that extends built-in declarations says only what differs.
        let extends = fields.is_some_and(|fields| fields.get("extend").is_some());
        if extends && let Some(required) = root.remove("required") {
            let whole = json!({"required": required});
            root.insert("anyOf".to_owned(), json!([{"required": ["extend"]}, whole]));
        }
        self.document(title, root)
    }

    /// The form of a file whose keys are free and whose values have the form of a
    /// shape's one field.
    pub(crate) fn of_values(&self, name: &str, title: &str) -> Value {
        let field = shapes().get(name).and_then(|fields| fields.iter().next());
        let value = field.map(|field| self.value_or_nothing(field));
        let root = json!({"type": "object", "additionalProperties": value.unwrap_or_default()});
        self.document(title, object(root))
    }

    /// A form as a file of its own, with the named forms that it refers to.
    fn document(&self, title: &str, root: Object) -> Value {
        let mut document = Map::new();
        document.insert("$schema".to_owned(), json!(DIALECT));
        document.insert("title".to_owned(), json!(title));
        document.extend(root);
        let mut definitions = Map::new();
        let mut missing = references(&Value::Object(document.clone()));
        while let Some(name) = missing.pop_first() {
            let fields = shapes().get(&*name);
            let form = fields.map(|fields| self.group(fields)).unwrap_or_default();
            let form = Value::Object(form);
            missing.extend(references(&form));
            definitions.insert(name, form);
            missing.retain(|name| !definitions.contains_key(name));
        }
        if !definitions.is_empty() {
            document.insert("definitions".to_owned(), Value::Object(definitions));
        }
        Value::Object(document)
    }

    fn fields(&self, fields: &Fields, within: Within) -> Object {
        let properties = fields
            .iter()
            .map(|field| (field.name.to_string(), self.property(field)))
            .collect();
        let elsewhere = |field: &Field| within == Within::SeveralFiles && field.localized;
        let required = fields.iter().filter(|field| is_demanded(field));
        let required: Vec<&str> = required
            .filter(|field| !elsewhere(field))
            .map(|field| &*field.name)
            .collect();
        closed(properties, &required)
    }

    fn property(&self, field: &Field) -> Value {
        let form = if is_demanded(field) {
            self.value(field)
        } else {
            self.value_or_nothing(field)
        };
        Value::Object(self.described(form, field))
    }

    /// Adds the descriptions of a field for editors.
    fn described(&self, form: Object, field: &Field) -> Object {
        let mut said = Object::new();
        for row in MODIFIERS {
            if let InJson::Describes(describe) = row.json {
                describe(field, self, &mut said);
            }
        }
        // JSON Schema ignores everything next to `$ref`.
        if form.contains_key("$ref") {
            said.insert("allOf".to_owned(), json!([form]));
        } else {
            said.extend(form);
        }
        said
    }
}

impl Forms for JsonSchemas<'_> {
    fn value(&self, field: &Field) -> Object {
        let row = type_named(field.kind.name());
        let mut form = row.map_or_else(Object::new, |row| (row.json)(&field.kind, self));
        for row in MODIFIERS {
            if let InJson::Narrows(narrow) = row.json {
                narrow(field, &mut form);
            }
        }
        // Modifiers of the whole value come first in the table and are applied last.
        for row in MODIFIERS.iter().rev() {
            if let InJson::Widens(widen) = row.json {
                form = widen(field, form, self);
            }
        }
        form
    }

    fn value_or_nothing(&self, field: &Field) -> Object {
        or_null(self.value(field))
    }

    fn group(&self, fields: &Fields) -> Object {
        self.fields(fields, Within::OneFile)
    }

    fn shape(&self, name: &str) -> Object {
        object(json!({"$ref": format!("{DEFINITIONS}{name}")}))
    }

    fn choices(&self, named: ChoiceOf<'_>) -> Option<Vec<Choice>> {
        (self.choices)(named)
    }

    fn text(&self, text: &Localized<String>) -> String {
        match self.languages.first() {
            Some(lang) => text.text(lang, lang).to_owned(),
            None => String::new(),
        }
    }

    fn languages(&self) -> Vec<&str> {
        self.languages.iter().map(Lang::as_str).collect()
    }
}

/// Whether a group without the field is incomplete.
fn is_demanded(field: &Field) -> bool {
    MODIFIERS.iter().any(|row| match row.json {
        InJson::Demands(is_demanded) => is_demanded(field),
        _ => false,
    })
}

/// The named forms that a form refers to.
fn references(form: &Value) -> BTreeSet<String> {
    match form {
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| match value.as_str() {
                Some(text) if key == "$ref" => text
                    .strip_prefix(DEFINITIONS)
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
                _ => references(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => BTreeSet::new(),
    }
}
