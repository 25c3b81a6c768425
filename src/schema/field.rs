//! A field with its type and modifiers, ready to decode values by.

use std::sync::Arc;

use indexmap::IndexMap;
use regex_lite::Regex;

use super::{Checksum, Lang, Localized, PartialDate, Statement};
use crate::ordered::OrderedMap;
use crate::yaml::Node;

/// The fields of a record, in the order in which they are shown.
#[derive(Debug, Clone, Default)]
pub struct Fields(OrderedMap<Arc<str>, Field>);

/// The type of a field and how it is used.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a modifier of the schema language"
)]
pub struct Field {
    /// The key in the YAML.
    pub name: Arc<str>,
    /// Its keys in other programs, for people who write those.
    pub also: Vec<String>,
    /// What a value is.
    pub kind: FieldType,
    /// The name that visitors see.
    pub label: Localized<String>,
    /// Other words under which the search finds it.
    pub synonyms: Localized<Vec<String>>,
    /// What an editor should put here.
    pub help: Localized<String>,
    /// Whether the value may differ by language.
    pub localized: bool,
    /// Whether it is required.
    pub required: Required,
    /// Whether no two entries of the collection may share a value.
    pub unique: bool,
    /// The regular expression that the whole text must match.
    pub pattern: Option<Regex>,
    /// Limits of a number, or of a text's length in characters.
    pub bounds: Bounds,
    /// The default value, as the schema declares it.
    pub default: Option<Node>,
    /// How lists are filtered by it.
    pub facet: Facet,
    /// Whether tables show it.
    pub column: bool,
    /// Whether the comparison shows it.
    pub compare: bool,
    /// Whether visitors may sort by it.
    pub sort: bool,
    /// Whether the search finds an entry by its words.
    pub search: bool,
    /// Whether it never leaves the repository.
    pub private: bool,
    /// The field to use instead.
    pub deprecated: Option<String>,
    /// What it states about its entry at schema.org.
    pub schema_org: Option<Statement>,
    /// The check digit that the text must have.
    pub checksum: Option<Checksum>,
    /// Whether a list may be written as its one item.
    pub single: bool,
    /// Whether its whole numbers are the steps of a scale, from 1.
    pub steps: bool,
    /// Whether it may be stated that the value is not known.
    pub unknown: bool,
    /// The name under which the target of a reference lists this entry.
    pub inverse: Option<String>,
    /// The label of that list, if it differs from the collection's.
    pub inverse_label: Localized<String>,
    /// What happens to a reference whose target is gone or unpublished.
    pub on_delete: OnDelete,
}

/// What happens to a reference whose target is gone or unpublished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDelete {
    /// A target that is gone is an error; an unpublished one is named without a link.
    #[default]
    Tell,
    /// Both are errors.
    Restrict,
    /// Both are reported, and the reference is left out.
    Unlink,
}

impl Field {
    /// A field of a type, with no modifier.
    #[must_use]
    pub fn new(name: &str, kind: FieldType) -> Self {
        Self {
            name: name.into(),
            also: Vec::new(),
            kind,
            label: Localized::default(),
            synonyms: Localized::default(),
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
            search: true,
            private: false,
            deprecated: None,
            schema_org: None,
            checksum: None,
            single: false,
            steps: false,
            unknown: false,
            inverse: None,
            inverse_label: Localized::default(),
            on_delete: OnDelete::default(),
        }
    }

    fn relations_to(&self, collection: &str) -> Vec<&str> {
        match &self.kind {
            FieldType::Ref { to, .. } if **to == *collection => {
                self.inverse.as_deref().into_iter().collect()
            }
            FieldType::List(of) | FieldType::Map(of) => of.relations_to(collection),
            FieldType::Object(fields) => fields.relations_to(collection),
            _ => Vec::new(),
        }
    }

    /// Whether visitors may see any part of it. A list is as public as its items, and a
    /// group of private fields has no public part.
    #[must_use]
    pub fn is_public(&self) -> bool {
        !self.private && self.kind.has_public_part()
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
    /// A colour in hexadecimal digits.
    Color,
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
        /// The unique field that names the entry; its id where there is none.
        by: Option<Arc<str>>,
    },
    /// A picture with its description.
    Image {
        /// The keys that must be there, such as the description.
        required: Vec<&'static str>,
        /// Whether pages show it without its empty border.
        is_trimmed: bool,
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
        /// The unit of a bare number.
        unit: Option<Arc<str>>,
    },
    /// Rows of measured properties.
    Measurements,
    /// The id of a measurable property.
    Property,
    /// A licence, by its id of SPDX or the name that Creative Commons gives it.
    Licence,
    /// A unit in UCUM.
    Unit,
    /// The conditions of a measurement: names of the registry and their values.
    Conditions,
    /// A record of its own.
    Object(Arc<Fields>),
    /// A record of a named shape, which may be recursive.
    Shape(Arc<str>),
    /// Values of one type.
    List(Box<Field>),
    /// Free keys with values of one type.
    Map(Box<Field>),
    /// The first of these that fits.
    Either(Vec<Field>),
    /// Anything; the code that reads it checks the form.
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

    /// The field that a path of fields leads to: `variants.kind`, through groups and
    /// lists of them.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Field> {
        match path.split_once('.') {
            None => self.get(path),
            Some((name, rest)) => self.get(name)?.kind.fields()?.at(rest),
        }
    }

    /// The paths of the public fields that lists are filtered by, those in groups
    /// too.
    #[must_use]
    pub fn facets(&self) -> Vec<Arc<str>> {
        let public = self.iter().filter(|field| field.is_public());
        let each = public.flat_map(|field| {
            let own = (field.facet != Facet::No).then(|| field.name.clone());
            let below = field.kind.fields().map(Self::facets).unwrap_or_default();
            let below = below.into_iter();
            let below = below.map(|path| Arc::from(format!("{}.{path}", field.name)));
            own.into_iter().chain(below).collect::<Vec<_>>()
        });
        each.collect()
    }

    /// The names under which the entries of a collection list those that refer to them
    /// through these fields.
    #[must_use]
    pub fn relations_to(&self, collection: &str) -> Vec<&str> {
        let public = self.iter().filter(|field| field.is_public());
        public
            .flat_map(|field| field.relations_to(collection))
            .collect()
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

    fn has_public_part(&self) -> bool {
        match self {
            Self::List(of) | Self::Map(of) => of.is_public(),
            Self::Either(all) => all.iter().any(Field::is_public),
            Self::Object(fields) => {
                let mut fields = fields.iter().peekable();
                fields.peek().is_none() || fields.any(Field::is_public)
            }
            _ => true,
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
