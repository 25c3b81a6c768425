//! The table of field types. A row is the complete definition of a type: its name, what
//! editors call its values, which modifiers apply to it, how it is built from the keys next
//! to `type:`, and its JSON Schema. Checks, messages, the form of schema files, and
//! completion in editors follow from it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::json_form::{self, Forms};
use super::read::FromNode;
use super::{Field, FieldType, Fields, Localized};
use crate::yaml::{Kind, Node};

/// A type of the schema language.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a column of the table"
)]
pub(super) struct Type {
    /// The word after `type:`.
    pub name: &'static str,
    /// What editors call a value: a message key under `value`.
    pub expected: &'static str,
    /// Whether schema files may use it; the rest is for files other than entries.
    pub in_schema_files: bool,
    /// Whether a value is written as a text, so that a pattern can match it.
    pub is_text: bool,
    /// Whether a value has a size: a number, a length, a day, a number of items.
    pub has_size: bool,
    /// Whether one of two values can be the larger one.
    pub is_ordered: bool,
    /// Whether a group of keys is the value itself, rather than values by language.
    pub holds_keys: bool,
    /// The key next to `type:` that it requires.
    pub needs: &'static str,
    /// Builds the type; `None` if a required key is missing.
    pub make: fn(&mut dyn Parts) -> Option<FieldType>,
    /// The words of JSON Schema for the smallest and the largest size.
    pub json_limits: Option<JsonLimits>,
    /// The JSON Schema of a value.
    pub json: fn(&FieldType, &dyn Forms) -> json_form::Object,
}

/// The words of JSON Schema for the smallest and the largest size.
pub(super) type JsonLimits = (&'static str, &'static str);

/// What a field may require of a picture: keys of its shape, and modifiers of the field.
const OF_PICTURES: &[&str] = &["alt", "credit", "licence"];

const LENGTH: JsonLimits = ("minLength", "maxLength");

const AMOUNT: JsonLimits = ("minimum", "maximum");

const ITEMS: JsonLimits = ("minItems", "maxItems");

/// What a type may ask for when it is built.
pub(super) trait Parts {
    /// The value of a key next to `type:`.
    fn node(&self, key: &str) -> Option<&Node>;
    /// The vocabulary; reports an unknown name.
    fn vocabulary(&mut self) -> Option<Arc<str>>;
    /// The target collection; reports an unknown name.
    fn collection(&mut self) -> Option<Arc<str>>;
    /// The fields of a group.
    fn fields(&mut self) -> Option<Fields>;
    /// What is declared under `of:`.
    fn inner(&mut self) -> Vec<Field>;
}

/// The defaults of a row.
const PLAIN: Type = Type {
    name: "",
    expected: "",
    in_schema_files: true,
    is_text: false,
    has_size: false,
    is_ordered: false,
    holds_keys: false,
    needs: "",
    make: |_| None,
    json_limits: None,
    json: json_form::any,
};

/// A type that only files other than entries use.
const INTERNAL: Type = Type {
    in_schema_files: false,
    ..PLAIN
};

/// Every type, in the order in which messages name them.
pub(super) static TYPES: &[Type] = &[
    Type {
        name: "string",
        expected: "value.text",
        is_text: true,
        has_size: true,
        make: |_| Some(FieldType::String),
        json_limits: Some(LENGTH),
        json: json_form::text,
        ..PLAIN
    },
    Type {
        name: "text",
        expected: "value.text",
        is_text: true,
        has_size: true,
        make: |_| Some(FieldType::Text),
        json_limits: Some(LENGTH),
        json: json_form::text,
        ..PLAIN
    },
    Type {
        name: "markdown",
        expected: "value.text",
        is_text: true,
        has_size: true,
        make: |_| Some(FieldType::Markdown),
        json_limits: Some(LENGTH),
        json: json_form::text,
        ..PLAIN
    },
    Type {
        name: "slug",
        expected: "value.slug",
        is_text: true,
        make: |_| Some(FieldType::Slug),
        json: json_form::slug,
        ..PLAIN
    },
    Type {
        name: "url",
        expected: "value.url",
        is_text: true,
        make: |_| Some(FieldType::Url),
        json: json_form::url,
        ..PLAIN
    },
    Type {
        name: "email",
        expected: "value.email",
        is_text: true,
        make: |_| Some(FieldType::Email),
        json: json_form::email,
        ..PLAIN
    },
    Type {
        name: "phone",
        expected: "value.phone",
        is_text: true,
        make: |_| Some(FieldType::Phone),
        json: json_form::phone,
        ..PLAIN
    },
    Type {
        name: "color",
        expected: "value.color",
        is_text: true,
        make: |_| Some(FieldType::Color),
        json: json_form::color,
        ..PLAIN
    },
    Type {
        name: "bool",
        expected: "value.bool",
        make: |_| Some(FieldType::Bool),
        json: json_form::bool,
        ..PLAIN
    },
    Type {
        name: "int",
        expected: "value.int",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Int),
        json_limits: Some(AMOUNT),
        json: json_form::int,
        ..PLAIN
    },
    Type {
        name: "decimal",
        expected: "value.decimal",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Decimal),
        json_limits: Some(AMOUNT),
        json: json_form::decimal,
        ..PLAIN
    },
    Type {
        name: "date",
        expected: "value.date",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Date),
        json: json_form::date,
        ..PLAIN
    },
    Type {
        name: "datetime",
        expected: "value.datetime",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::DateTime),
        json: json_form::datetime,
        ..PLAIN
    },
    Type {
        name: "year",
        expected: "value.year",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Year),
        json_limits: Some(AMOUNT),
        json: json_form::year,
        ..PLAIN
    },
    Type {
        name: "enum",
        expected: "value.enum",
        needs: "values",
        make: |parts| Some(FieldType::Enum(words(parts.node("values")?)?)),
        json: json_form::words,
        ..PLAIN
    },
    Type {
        name: "term",
        expected: "value.term",
        is_text: true,
        needs: "vocabulary",
        make: |parts| {
            let vocabulary = parts.vocabulary()?;
            Some(FieldType::Term { vocabulary })
        },
        json: json_form::term,
        ..PLAIN
    },
    Type {
        name: "ref",
        expected: "value.ref",
        is_text: true,
        needs: "to",
        make: |parts| {
            let to = parts.collection()?;
            let by = parts.node("by").and_then(Node::as_text);
            let by = by.map(Arc::from);
            Some(FieldType::Ref { to, by })
        },
        json: json_form::reference,
        ..PLAIN
    },
    Type {
        name: "image",
        expected: "value.image",
        holds_keys: true,
        make: |parts| {
            let is_required = |key: &&str| {
                let node = parts.node(key);
                node.and_then(Node::as_text) == Some("required")
            };
            let required = OF_PICTURES.iter().copied().filter(is_required);
            let required = required.collect();
            let trim = parts.node("trim").and_then(bool::from_node);
            Some(FieldType::Image {
                required,
                is_trimmed: trim.unwrap_or_default(),
            })
        },
        json: json_form::image,
        ..PLAIN
    },
    Type {
        name: "file",
        expected: "value.file",
        is_text: true,
        make: |parts| {
            let accept = parts.node("accept").and_then(Vec::from_node);
            Some(FieldType::File {
                accept: accept.unwrap_or_default(),
            })
        },
        json: json_form::file,
        ..PLAIN
    },
    Type {
        name: "geo",
        expected: "value.geo",
        holds_keys: true,
        make: |_| Some(FieldType::Geo),
        json: json_form::geo,
        ..PLAIN
    },
    Type {
        name: "country",
        expected: "value.country",
        is_text: true,
        make: |_| Some(FieldType::Country),
        json: json_form::country,
        ..PLAIN
    },
    Type {
        name: "language",
        expected: "value.language",
        is_text: true,
        make: |_| Some(FieldType::Language),
        json: json_form::language,
        ..PLAIN
    },
    Type {
        name: "quantity",
        expected: "value.quantity",
        is_ordered: true,
        make: |parts| {
            let property = parts.node("property").and_then(Node::as_text);
            let unit = parts.node("unit").and_then(Node::as_text);
            Some(FieldType::Quantity {
                property: property.map(Arc::from),
                unit: unit.map(Arc::from),
            })
        },
        json: json_form::quantity,
        ..PLAIN
    },
    Type {
        name: "measurements",
        expected: "value.measurements",
        has_size: true,
        make: |_| Some(FieldType::Measurements),
        json_limits: Some(ITEMS),
        json: json_form::measurements,
        ..PLAIN
    },
    Type {
        name: "object",
        expected: "value.group",
        holds_keys: true,
        needs: "fields",
        make: |parts| match parts.node("shape").and_then(Node::as_text) {
            Some(shape) => Some(FieldType::Shape(shape.into())),
            None => Some(FieldType::Object(Arc::new(parts.fields()?))),
        },
        json: json_form::group,
        ..PLAIN
    },
    Type {
        name: "list",
        expected: "value.list",
        is_text: true,
        has_size: true,
        needs: "of",
        make: |parts| Some(FieldType::List(Box::new(parts.inner().pop()?))),
        json_limits: Some(ITEMS),
        json: json_form::list,
        ..PLAIN
    },
    Type {
        name: "map",
        expected: "value.group",
        holds_keys: true,
        needs: "of",
        make: |parts| Some(FieldType::Map(Box::new(parts.inner().pop()?))),
        json: json_form::map,
        ..PLAIN
    },
    Type {
        name: "either",
        expected: "value.another_kind",
        holds_keys: true,
        needs: "of",
        make: |parts| Some(FieldType::Either(parts.inner())),
        json: json_form::either,
        ..INTERNAL
    },
    Type {
        name: "property",
        expected: "value.property",
        make: |_| Some(FieldType::Property),
        json: json_form::property,
        ..INTERNAL
    },
    Type {
        name: "licence",
        expected: "value.licence",
        make: |_| Some(FieldType::Licence),
        json: json_form::licence,
        ..INTERNAL
    },
    Type {
        name: "unit",
        expected: "value.unit",
        make: |_| Some(FieldType::Unit),
        json: json_form::unit,
        ..INTERNAL
    },
    Type {
        name: "conditions",
        expected: "value.conditions",
        holds_keys: true,
        make: |_| Some(FieldType::Conditions),
        json: json_form::conditions,
        ..INTERNAL
    },
    Type {
        name: "any",
        expected: "value.another_kind",
        holds_keys: true,
        make: |_| Some(FieldType::Any),
        json: json_form::any,
        ..INTERNAL
    },
];

/// The row of a name.
pub(super) fn type_named(name: &str) -> Option<&'static Type> {
    TYPES.iter().find(|row| row.name == name)
}

/// The words of an enum with their labels.
fn words(node: &Node) -> Option<IndexMap<String, Localized<String>>> {
    match node.kind {
        Kind::Sequence(_) => Some(
            Vec::<String>::from_node(node)?
                .into_iter()
                .map(|word| (word.clone(), Localized::Same(readable(&word))))
                .collect(),
        ),
        _ => IndexMap::from_node(node),
    }
}

/// A name as the default label: `voltage_kv` → `Voltage kv`.
pub(super) fn readable(name: &str) -> String {
    let spaced = name.replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

/// The fallback for an unknown row.
pub(super) static PLAIN_ROW: Type = PLAIN;

#[cfg(test)]
mod tests {
    use super::*;

    /// The declaration in a test.
    struct Declared(Node);

    impl Parts for Declared {
        fn node(&self, key: &str) -> Option<&Node> {
            (key == "values").then_some(&self.0)
        }

        fn vocabulary(&mut self) -> Option<Arc<str>> {
            Some("v".into())
        }

        fn collection(&mut self) -> Option<Arc<str>> {
            Some("c".into())
        }

        fn fields(&mut self) -> Option<Fields> {
            Some(Fields::default())
        }

        fn inner(&mut self) -> Vec<Field> {
            vec![Field::new("f", FieldType::Bool)]
        }
    }

    /// Every row builds the type of its name, so that looking up the row by the type finds
    /// it.
    #[test]
    fn rows_and_types_agree() {
        let span = crate::text::Span::start_of(crate::text::Sources::default().next_id());
        for row in TYPES {
            let mut declared = Declared(Node {
                span,
                kind: Kind::Sequence(Vec::new()),
            });
            let made = (row.make)(&mut declared);
            assert_eq!(made.map(|kind| kind.name()), Some(row.name));
            assert!(!row.expected.is_empty(), "{}", row.name);
            assert!(std::ptr::eq(
                type_named(row.name).unwrap_or(&PLAIN_ROW),
                row
            ));
        }
    }
}
