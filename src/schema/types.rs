//! The table of field types. A row is all that the schema language says of a type:
//! its name, what an editor would call a value of it, what modifiers can hold of
//! it, and how it is made from the keys beside `type:`. Checking, messages, and the
//! form of schema files follow from it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::read::FromNode;
use super::{Field, FieldType, Fields, Localized};
use crate::yaml::{Kind, Node};

/// A type of the schema language.
pub(super) struct Type {
    /// The word after `type:`.
    pub name: &'static str,
    /// What an editor would call a value, for messages.
    pub expected: &'static str,
    /// Whether schema files may use it; the rest is for files that are no entries.
    pub in_schema_files: bool,
    /// Whether a value is written as a text, which a pattern can be held against.
    pub is_text: bool,
    /// Whether a value has a size: a number, a length, a day, a number of items.
    pub has_size: bool,
    /// Whether one of two values can be the larger one.
    pub is_ordered: bool,
    /// Whether a group of keys is the value itself, rather than values by language.
    pub holds_keys: bool,
    /// The key beside `type:` that it cannot do without.
    pub needs: &'static str,
    /// Makes it; `None` where what it needs is missing.
    pub make: fn(&mut dyn Parts) -> Option<FieldType>,
}

/// What a type may ask for when it is made.
pub(super) trait Parts {
    /// The value of a key beside `type:`.
    fn node(&self, key: &str) -> Option<&Node>;
    /// The vocabulary, which is reported if there is none of its name.
    fn vocabulary(&mut self) -> Option<Arc<str>>;
    /// The collection referred to, which is reported if there is none of its name.
    fn collection(&mut self) -> Option<Arc<str>>;
    /// The fields of a group.
    fn fields(&mut self) -> Option<Fields>;
    /// What is declared under `of:`.
    fn inner(&mut self) -> Vec<Field>;
}

/// What a row says where it says nothing.
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
};

/// A type of files that are no entries.
const INTERNAL: Type = Type {
    in_schema_files: false,
    ..PLAIN
};

/// Every type, in the order in which messages name them.
pub(super) static TYPES: &[Type] = &[
    Type {
        name: "string",
        expected: "a text",
        is_text: true,
        has_size: true,
        make: |_| Some(FieldType::String),
        ..PLAIN
    },
    Type {
        name: "text",
        expected: "a text",
        is_text: true,
        has_size: true,
        make: |_| Some(FieldType::Text),
        ..PLAIN
    },
    Type {
        name: "markdown",
        expected: "a text",
        is_text: true,
        has_size: true,
        make: |_| Some(FieldType::Markdown),
        ..PLAIN
    },
    Type {
        name: "slug",
        expected: "a-z, 0-9 and hyphens",
        is_text: true,
        make: |_| Some(FieldType::Slug),
        ..PLAIN
    },
    Type {
        name: "url",
        expected: "an address that begins with https:// or http://",
        is_text: true,
        make: |_| Some(FieldType::Url),
        ..PLAIN
    },
    Type {
        name: "email",
        expected: "an e-mail address",
        is_text: true,
        make: |_| Some(FieldType::Email),
        ..PLAIN
    },
    Type {
        name: "phone",
        expected: "a phone number such as +420 123 456 789",
        is_text: true,
        make: |_| Some(FieldType::Phone),
        ..PLAIN
    },
    Type {
        name: "bool",
        expected: "true or false",
        make: |_| Some(FieldType::Bool),
        ..PLAIN
    },
    Type {
        name: "int",
        expected: "a whole number",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Int),
        ..PLAIN
    },
    Type {
        name: "decimal",
        expected: "a number",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Decimal),
        ..PLAIN
    },
    Type {
        name: "date",
        expected: "a date such as 2026-11-23, 2026-11 or 2026",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Date),
        ..PLAIN
    },
    Type {
        name: "datetime",
        expected: "a date and time such as 2026-11-23T09:30",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::DateTime),
        ..PLAIN
    },
    Type {
        name: "year",
        expected: "a year of four digits",
        is_text: true,
        has_size: true,
        is_ordered: true,
        make: |_| Some(FieldType::Year),
        ..PLAIN
    },
    Type {
        name: "enum",
        expected: "one of the listed words",
        needs: "values",
        make: |parts| Some(FieldType::Enum(words(parts.node("values")?)?)),
        ..PLAIN
    },
    Type {
        name: "term",
        expected: "a term's id",
        is_text: true,
        needs: "vocabulary",
        make: |parts| {
            let vocabulary = parts.vocabulary()?;
            Some(FieldType::Term { vocabulary })
        },
        ..PLAIN
    },
    Type {
        name: "ref",
        expected: "an entry's id",
        is_text: true,
        needs: "to",
        make: |parts| {
            let to = parts.collection()?;
            Some(FieldType::Ref { to })
        },
        ..PLAIN
    },
    Type {
        name: "image",
        expected: "`file` and `alt`",
        holds_keys: true,
        make: |parts| {
            let alt = parts.node("alt").and_then(Node::as_text);
            Some(FieldType::Image {
                alt_required: alt == Some("required"),
            })
        },
        ..PLAIN
    },
    Type {
        name: "file",
        expected: "a file's path",
        is_text: true,
        make: |parts| {
            let accept = parts.node("accept").and_then(Vec::from_node);
            Some(FieldType::File {
                accept: accept.unwrap_or_default(),
            })
        },
        ..PLAIN
    },
    Type {
        name: "geo",
        expected: "`lat` and `lon` in degrees",
        holds_keys: true,
        make: |_| Some(FieldType::Geo),
        ..PLAIN
    },
    Type {
        name: "country",
        expected: "a country's two letters, such as CZ",
        is_text: true,
        make: |_| Some(FieldType::Country),
        ..PLAIN
    },
    Type {
        name: "language",
        expected: "a language's letters, such as cs",
        is_text: true,
        make: |_| Some(FieldType::Language),
        ..PLAIN
    },
    Type {
        name: "quantity",
        expected: "a number and a unit, such as \"30 g/m2\"",
        is_ordered: true,
        make: |parts| {
            let property = parts.node("property").and_then(Node::as_text);
            Some(FieldType::Quantity {
                property: property.map(Arc::from),
            })
        },
        ..PLAIN
    },
    Type {
        name: "measurements",
        expected: "a list of measured properties",
        has_size: true,
        make: |_| Some(FieldType::Measurements),
        ..PLAIN
    },
    Type {
        name: "object",
        expected: "a group of keys",
        holds_keys: true,
        needs: "fields",
        make: |parts| match parts.node("shape").and_then(Node::as_text) {
            Some(shape) => Some(FieldType::Shape(shape.into())),
            None => Some(FieldType::Object(Arc::new(parts.fields()?))),
        },
        ..PLAIN
    },
    Type {
        name: "list",
        expected: "a list",
        is_text: true,
        has_size: true,
        needs: "of",
        make: |parts| Some(FieldType::List(Box::new(parts.inner().pop()?))),
        ..PLAIN
    },
    Type {
        name: "map",
        expected: "a group of keys",
        holds_keys: true,
        needs: "of",
        make: |parts| Some(FieldType::Map(Box::new(parts.inner().pop()?))),
        ..INTERNAL
    },
    Type {
        name: "either",
        expected: "another kind of value",
        holds_keys: true,
        needs: "of",
        make: |parts| Some(FieldType::Either(parts.inner())),
        ..INTERNAL
    },
    Type {
        name: "property",
        expected: "a property's id",
        make: |_| Some(FieldType::Property),
        ..INTERNAL
    },
    Type {
        name: "unit",
        expected: "a unit in UCUM, such as nm or g/m2",
        make: |_| Some(FieldType::Unit),
        ..INTERNAL
    },
    Type {
        name: "conditions",
        expected: "conditions and their values",
        holds_keys: true,
        make: |_| Some(FieldType::Conditions),
        ..INTERNAL
    },
    Type {
        name: "any",
        expected: "another kind of value",
        holds_keys: true,
        make: |_| Some(FieldType::Any),
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

/// A name as a label where none is given: `voltage_kv` → `Voltage kv`.
pub(super) fn readable(name: &str) -> String {
    let spaced = name.replace(['_', '-'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}

impl FieldType {
    /// The word of the schema language.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Slug => "slug",
            Self::Url => "url",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Year => "year",
            Self::Enum(_) => "enum",
            Self::Term { .. } => "term",
            Self::Ref { .. } => "ref",
            Self::Image { .. } => "image",
            Self::File { .. } => "file",
            Self::Geo => "geo",
            Self::Country => "country",
            Self::Language => "language",
            Self::Quantity { .. } => "quantity",
            Self::Measurements => "measurements",
            Self::Property => "property",
            Self::Unit => "unit",
            Self::Conditions => "conditions",
            Self::Object(_) | Self::Shape(_) => "object",
            Self::List(_) => "list",
            Self::Map(_) => "map",
            Self::Either(_) => "either",
            Self::Any => "any",
        }
    }

    fn row(&self) -> &'static Type {
        // A test finds a row for every type.
        type_named(self.name()).unwrap_or(&PLAIN_ROW)
    }

    /// What an editor would call a value of this type, for messages.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.row().expected
    }

    /// The name of the type for a template: types that no schema file can name are
    /// shown as the one they are written like.
    #[must_use]
    pub fn shown_as(&self) -> &'static str {
        let row = self.row();
        match (row.in_schema_files, row.holds_keys) {
            (true, _) => row.name,
            (false, true) => "object",
            (false, false) => "string",
        }
    }

    /// Whether one of two values can be the larger one.
    pub(super) fn is_ordered(&self) -> bool {
        match self {
            Self::List(of) => of.kind.is_ordered(),
            _ => self.row().is_ordered,
        }
    }

    /// Whether a group of keys is the value itself, rather than values by language.
    pub(super) fn holds_keys(&self) -> bool {
        match self {
            Self::Either(all) => all.iter().any(|field| field.kind.holds_keys()),
            _ => self.row().holds_keys,
        }
    }
}

/// What stands in for a row that there is not.
static PLAIN_ROW: Type = PLAIN;

#[cfg(test)]
mod tests {
    use super::*;

    /// What the declaration in a test has.
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

    /// Every row makes the type of its name, so that what is said of the type is
    /// found in its row.
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
