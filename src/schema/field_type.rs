//! What the table of types says about a field's type.

use super::FieldType;
use super::types::{PLAIN_ROW, Type, type_named};
use crate::messages::Message;

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
            Self::Color => "color",
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
            Self::Licence => "licence",
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
        // A test checks that every type has a row.
        type_named(self.name()).unwrap_or(&PLAIN_ROW)
    }

    /// The name of a value of this type for editors, in messages.
    #[must_use]
    pub fn expected(&self) -> Message {
        Message::new(self.row().expected)
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
