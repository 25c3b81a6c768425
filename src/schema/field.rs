//! A field with its type and modifiers, ready to decode values by.

use std::sync::Arc;

use indexmap::IndexMap;
use regex_lite::Regex;

use super::{Checksum, Lang, Localized, PartialDate, shapes};
use crate::messages::Message;
use crate::ordered::OrderedMap;
use crate::yaml::Node;

/// The fields of a record, in the order in which they are shown.
#[derive(Debug, Clone, Default)]
pub struct Fields(OrderedMap<Arc<str>, Field>);

/// What a field holds and how it is used.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a modifier of the schema language"
)]
pub struct Field {
    /// The key in the YAML.
    pub name: Arc<str>,
    /// What a value is.
    pub kind: FieldType,
    /// The name that visitors see.
    pub label: Localized<String>,
    /// What an editor should put here.
    pub help: Localized<String>,
    /// Whether the value may differ by language.
    pub localized: bool,
    /// Whether it must be there.
    pub required: Required,
    /// Whether no two entries of the collection may share a value.
    pub unique: bool,
    /// The regular expression that the whole text must match.
    pub pattern: Option<Regex>,
    /// Limits of a number, or of a text's length in characters.
    pub bounds: Bounds,
    /// The value where none is written, as the schema has it.
    pub default: Option<Node>,
    /// How lists are filtered by it.
    pub facet: Facet,
    /// Whether tables show it.
    pub column: bool,
    /// Whether the comparison shows it.
    pub compare: bool,
    /// Whether visitors may sort by it.
    pub sort: bool,
    /// Whether it never leaves the repository.
    pub private: bool,
    /// The field to use instead.
    pub deprecated: Option<String>,
    /// The property at schema.org.
    pub schema_org: Option<String>,
    /// The check digit that the text must have.
    pub checksum: Option<Checksum>,
    /// The name under which the entries that are referred to list this one.
    pub inverse: Option<String>,
    /// What becomes of a reference whose entry is gone or not published.
    pub on_delete: OnDelete,
}

/// What becomes of a reference whose entry is gone or not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDelete {
    /// One that is gone is an error; the name of one that is not published stands
    /// without a link.
    #[default]
    Tell,
    /// Both are errors.
    Restrict,
    /// Both are told, and the reference is left out.
    Unlink,
}

impl Field {
    /// A field of a type, with no modifier.
    #[must_use]
    pub fn new(name: &str, kind: FieldType) -> Self {
        Self {
            name: name.into(),
            kind,
            label: Localized::default(),
            help: Localized::default(),
            localized: false,
            required: Required::No,
            unique: false,
            pattern: None,
            bounds: Bounds::default(),
            default: None,
            facet: Facet::No,
            column: false,
            compare: false,
            sort: false,
            private: false,
            deprecated: None,
            schema_org: None,
            checksum: None,
            inverse: None,
            on_delete: OnDelete::default(),
        }
    }

    /// Whether anything of the field may leave the repository: a list of private items
    /// is private too.
    #[must_use]
    pub fn is_public(&self) -> bool {
        match &self.kind {
            FieldType::List(of) => !self.private && of.is_public(),
            _ => !self.private,
        }
    }

    /// Whether this field, or one that [`super::walk`] would come to below it, is as
    /// asked.
    #[must_use]
    pub fn any(&self, asked: &dyn Fn(&Self) -> bool) -> bool {
        let shape = |name: &str| shapes().get(name);
        asked(self)
            || match &self.kind {
                FieldType::List(of) => of.any(asked),
                FieldType::Object(fields) => fields.any(asked),
                FieldType::Image { .. } => shape("image").is_some_and(|fields| fields.any(asked)),
                FieldType::Measurements => {
                    shape("measurement").is_some_and(|fields| fields.any(asked))
                }
                _ => false,
            }
    }
}

/// Lower and upper limit, either may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// The smallest allowed number, length, or number of items.
    pub min: Option<f64>,
    /// The largest allowed number, length, or number of items.
    pub max: Option<f64>,
    /// The earliest allowed date.
    pub earliest: Option<PartialDate>,
    /// The latest allowed date.
    pub latest: Option<PartialDate>,
}

/// Whether a value must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Required {
    /// It may be missing.
    No,
    /// It must be there, at least in one language.
    Yes,
    /// It must be there in each of these languages.
    In(Vec<Lang>),
}

/// How lists are filtered by a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Not at all.
    No,
    /// By value.
    Value,
    /// By a range of numbers.
    Range,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum FieldType {
    /// One line of text.
    String,
    /// A paragraph of text.
    Text,
    /// Markdown.
    Markdown,
    /// A part of an address.
    Slug,
    /// An address of the Web, `http` or `https`.
    Url,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number whose digits are kept as written.
    Decimal,
    /// A day, a month or a year.
    Date,
    /// A day and a time.
    DateTime,
    /// A year.
    Year,
    /// One of some words, each with its label.
    Enum(IndexMap<String, Localized<String>>),
    /// A term of a vocabulary.
    Term {
        /// The vocabulary's id.
        vocabulary: Arc<str>,
    },
    /// An entry of a collection.
    Ref {
        /// The collection's id.
        to: Arc<str>,
    },
    /// A picture with its description.
    Image {
        /// Whether the description must be there.
        alt_required: bool,
    },
    /// A file to download.
    File {
        /// The allowed extensions; empty for any that assets may have.
        accept: Vec<String>,
    },
    /// A position on the Earth (WGS 84).
    Geo,
    /// A country (ISO 3166-1 alpha-2).
    Country,
    /// A language tag.
    Language,
    /// A quantity as a short text.
    Quantity {
        /// The property of the registry that it is a value of.
        property: Option<Arc<str>>,
    },
    /// Rows of measured properties.
    Measurements,
    /// The id of a measurable property.
    Property,
    /// A unit in UCUM.
    Unit,
    /// The conditions of a measurement: names of the registry and their values.
    Conditions,
    /// A record of its own.
    Object(Arc<Fields>),
    /// A record of a named shape, which may hold itself.
    Shape(Arc<str>),
    /// Values of one type.
    List(Box<Field>),
    /// Free keys with values of one type.
    Map(Box<Field>),
    /// The first of these that fits.
    Either(Vec<Field>),
    /// Anything; what it may be is checked by the code that asks for it.
    Any,
}

impl Fields {
    /// The field of a key.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.0.get(name)
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.values()
    }

    /// Whether one of them, or one below it, is as asked.
    #[must_use]
    pub fn any(&self, asked: &dyn Fn(&Field) -> bool) -> bool {
        self.iter().any(|field| field.any(asked))
    }

    /// The keys in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|name| &**name)
    }
}

impl FromIterator<Field> for Fields {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        Self(
            fields
                .into_iter()
                .map(|field| (field.name.clone(), field))
                .collect(),
        )
    }
}

impl FieldType {
    /// What an editor would call a value of this type, for messages.
    #[must_use]
    pub fn expected(&self) -> Message {
        Message::new(match self {
            Self::String | Self::Text | Self::Markdown => "value.text",
            Self::Slug => "value.slug",
            Self::Url => "value.url",
            Self::Email => "value.email",
            Self::Phone => "value.phone",
            Self::Bool => "value.bool",
            Self::Int => "value.int",
            Self::Decimal => "value.decimal",
            Self::Date => "value.date",
            Self::DateTime => "value.datetime",
            Self::Year => "value.year",
            Self::Enum(_) => "value.enum",
            Self::Term { .. } => "value.term",
            Self::Ref { .. } => "value.ref",
            Self::Image { .. } => "value.image",
            Self::File { .. } => "value.file",
            Self::Geo => "value.geo",
            Self::Country => "value.country",
            Self::Language => "value.language",
            Self::Quantity { .. } => "value.quantity",
            Self::Measurements => "value.measurements",
            Self::Property => "value.property",
            Self::Unit => "value.unit",
            Self::Conditions => "value.conditions",
            Self::Object(_) | Self::Shape(_) | Self::Map(_) => "value.group",
            Self::List(_) => "value.list",
            Self::Either(_) | Self::Any => "value.another_kind",
        })
    }

    /// The name of the type as the schema writes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::String | Self::Unit | Self::Property => "string",
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
            Self::Conditions
            | Self::Object(_)
            | Self::Shape(_)
            | Self::Map(_)
            | Self::Either(_)
            | Self::Any => "object",
            Self::List(_) => "list",
        }
    }

    /// The type of a single value: that of the items of a list.
    #[must_use]
    pub fn single(&self) -> &Self {
        match self {
            Self::List(of) => &of.kind,
            kind => kind,
        }
    }

    /// The place of a word among those of an enum.
    #[must_use]
    pub fn place_of(&self, word: &str) -> Option<usize> {
        match self {
            Self::Enum(words) => words.get_index_of(word),
            _ => None,
        }
    }

    /// The fields of a group, in a list too.
    #[must_use]
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Self::Object(fields) => Some(fields),
            Self::List(of) => of.kind.fields(),
            _ => None,
        }
    }

    /// The vocabulary whose terms a value names, in a list too.
    #[must_use]
    pub fn vocabulary(&self) -> Option<&Arc<str>> {
        match self {
            Self::Term { vocabulary } => Some(vocabulary),
            Self::List(of) => of.kind.vocabulary(),
            _ => None,
        }
    }
}
