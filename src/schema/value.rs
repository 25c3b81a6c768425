//! Decoded values. Each keeps its place, so that every later stage can point at what the
//! editor wrote.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{EntryIndex, FileIndex, Lang, PartialDate, Record, TermIndex};
use crate::path::Slug;
use crate::quantity::{Amount, Interval, Measurement};
use crate::text::{Span, without_unseen};

/// A value and its place.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where the value is.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A decoded value.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text of any kind that needs no further meaning.
    Text(Arc<str>),
    /// A part of an address.
    Slug(Slug),
    /// An address of the Web.
    Url(WebUrl),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number as written.
    Decimal(Arc<str>),
    /// A date of partial precision.
    Date(PartialDate),
    /// A day and a time, without a zone.
    DateTime(jiff::civil::DateTime),
    /// One of the words of an enum.
    Choice(Arc<str>),
    /// A term.
    Term(Named<TermIndex>),
    /// Another entry.
    Ref(Named<EntryIndex>),
    /// A picture: `file` and `alt`.
    Image(Record),
    /// A file of the content.
    File(Named<FileIndex>),
    /// A position: `lat` and `lon`, as written.
    Geo {
        /// Degrees north.
        lat: Arc<str>,
        /// Degrees east.
        lon: Arc<str>,
    },
    /// A quantity.
    Quantity(Box<StatedQuantity>),
    /// Rows of measured properties.
    Measurements(Vec<Row>),
    /// A list.
    List(Vec<Item>),
    /// A group of keys.
    Object(Record),
    /// Values by language.
    Localized(Box<IndexMap<Lang, Item>>),
    /// A value that only linking can resolve. One that is still unlinked afterwards names
    /// nothing or cannot be read; this is reported, and no page shows the value.
    Unlinked(Unlinked),
    /// The entry states that the value is unknown.
    Unknown,
    /// Something whose form its reader checks.
    Any,
}

/// A reference, with the name as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    /// The name.
    pub written: Arc<str>,
    /// Its target.
    pub to: T,
}

/// A quantity with the text that states it.
#[derive(Debug, Clone)]
pub struct StatedQuantity {
    /// The text.
    pub written: Arc<str>,
    /// The amount, digits and unit as written.
    pub amount: Amount,
    /// Its interval in the canonical unit of the field's property; `None` if the field has
    /// no property.
    pub interval: Option<Interval>,
}

/// A row of measured properties.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row's keys, each with its place.
    pub record: Record,
    /// The measurement; conditions in words are in the default language.
    pub measurement: Measurement,
    /// The position of its property in the registry.
    pub property: usize,
}

/// A value that waits for the other files: for entries, vocabularies, the registry.
#[derive(Debug, Clone)]
pub enum Unlinked {
    /// A term's id; the field's type names the vocabulary.
    Term(Arc<str>),
    /// An entry's id; the field's type names the collection.
    Ref(Arc<str>),
    /// The path of a file.
    File(Arc<str>),
    /// A quantity.
    Quantity(Arc<str>),
    /// Rows of measured properties.
    Rows(Vec<Record>),
}

impl Unlinked {
    /// The text; nothing for rows.
    #[must_use]
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Term(text) | Self::Ref(text) | Self::File(text) | Self::Quantity(text) => {
                Some(text)
            }
            Self::Rows(_) => None,
        }
    }
}

/// An address that a page may link to: `http` or `https`, with a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebUrl(Arc<str>);

impl WebUrl {
    /// Parses a URL; `None` for another scheme or none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = url::Url::parse(text).ok()?;
        // A parser of the Web drops tabs and line ends, and takes blanks for `%20`; what
        // nobody sees comes with copied text.
        let has_blank = text.contains(|c: char| c.is_whitespace() || c.is_control())
            || matches!(without_unseen(text), Cow::Owned(_));
        let fine = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
        // URL parsers read `http:/x.org` as `http://x.org`.
        let slashes = text
            .split_once("://")
            .is_some_and(|(_, rest)| !rest.starts_with('/'));
        let fine = fine && slashes && !has_blank;
        fine.then(|| Self(text.into()))
    }

    /// The address as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Item {
    /// The value in a language: itself where it is the same for all.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> Option<&Self> {
        match &self.value {
            Value::Localized(values) => values.get(lang),
            _ => Some(self),
        }
    }

    /// The value in the default language; the fallback is the first one.
    #[must_use]
    pub fn in_default(&self, default: &Lang) -> Option<&Self> {
        match &self.value {
            Value::Localized(values) => values.get(default).or_else(|| values.values().next()),
            _ => Some(self),
        }
    }

    /// The items of a list; the value itself if it is not a list.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }
}

impl Value {
    /// A single value as an entry writes it, for comparing two values; `None` if it is not
    /// a single value.
    #[must_use]
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Slug(slug) => Some(slug.to_string()),
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Int(number) => Some(number.to_string()),
            Self::Date(date) => Some(date.to_string()),
            Self::DateTime(moment) => Some(moment.to_string()),
            Self::Geo { lat, lon } => Some(format!("{lat}, {lon}")),
            other => other.as_text().map(ToString::to_string),
        }
    }

    /// The day, month or year of a date; the day of a day and a time.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::DateTime(moment) => Some(PartialDate::day(moment.date())),
            _ => None,
        }
    }

    /// The text of anything that is written as one word or text.
    #[must_use]
    pub fn as_text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Text(text) | Self::Decimal(text) | Self::Choice(text) => Some(text),
            Self::Term(named) => Some(&named.written),
            Self::Ref(named) => Some(&named.written),
            Self::File(named) => Some(&named.written),
            Self::Quantity(stated) => Some(&stated.written),
            Self::Unlinked(unlinked) => unlinked.as_text(),
            Self::Url(url) => Some(&url.0),
            _ => None,
        }
    }
}
