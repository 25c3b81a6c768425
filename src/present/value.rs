//! A value as an audience sees it: always a type and a text, and what its type adds.

use std::borrow::Cow;

use super::measurement::RowView;
use super::picture::AboutPicture;
use super::{FieldInfo, FieldView};
use crate::load::Entry;
use crate::markdown::FieldText;
use crate::model::{EntryIndex, TermIndex};
use crate::path::{SourcePath, UrlPath};
use crate::plan::RouteId;
use crate::quantity::{Amount, Interval};
use crate::schema::{Field, Lang, PartialDate};
use crate::theme::ContentAsset;

/// A value in a language.
#[derive(Debug, Clone)]
pub(crate) struct ValueView<'a> {
    /// The type, as the schema names it.
    pub kind: &'static str,
    /// The value as a text.
    pub text: Cow<'a, str>,
    /// The language of the text, where it is not that of the page.
    pub lang: Option<&'a Lang>,
    /// What the type adds.
    pub detail: Detail<'a>,
}

/// What a type adds to the text of a value.
#[derive(Debug, Clone)]
pub(crate) enum Detail<'a> {
    /// Nothing.
    None,
    /// The original text, if the shown text has other spaces or words.
    Written(&'a str),
    /// The address of its link.
    Address(Cow<'a, str>),
    /// A field's Markdown; addresses in it are pages with their anchors.
    Markdown(FieldText<PageLink>),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A number with its digits as written.
    Decimal(&'a str),
    /// A day, and the text for machines.
    Date {
        /// The day.
        date: PartialDate,
        /// Day, or day and time, in the form of ISO 8601.
        iso: String,
    },
    /// A word of an enum, and its position in the enum.
    Choice {
        /// The word as written.
        id: &'a str,
        /// Its place.
        place: usize,
    },
    /// A term.
    Term(TermView<'a>),
    /// Another entry; `entry` is missing where it is not published.
    Ref {
        /// The entry.
        entry: Option<EntryIndex>,
        /// Its id.
        id: &'a str,
        /// The id of its collection.
        collection: &'a str,
        /// Its page.
        link: Option<RouteId>,
    },
    /// A picture.
    Picture(PictureView<'a>),
    /// A file to download.
    File {
        /// Its path in the project.
        path: &'a SourcePath,
        /// Its extension, in capitals.
        format: String,
        /// Its length in readable form.
        size: String,
    },
    /// A position in degrees, as written.
    Geo {
        /// Degrees north.
        lat: &'a str,
        /// Degrees east.
        lon: &'a str,
    },
    /// Explicitly unknown.
    Unknown,
    /// A quantity.
    Quantity {
        /// Digits and unit as written.
        amount: &'a Amount,
        /// The number as printed.
        number: String,
        /// The unit as printed.
        unit: String,
        /// Its interval in the canonical unit of its property.
        interval: Option<&'a Interval>,
    },
    /// Rows of measured properties.
    Rows(Vec<RowView<'a>>),
    /// The items of a list, and their type.
    List {
        /// The type of the items.
        of: &'static str,
        /// The items.
        items: Vec<ValueView<'a>>,
        /// For groups, the fields that some item has, in schema order.
        columns: Vec<FieldInfo<'a>>,
    },
    /// The fields of a group.
    Group(Vec<FieldView<'a>>),
}

/// A term as the value of a field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TermView<'a> {
    /// The term; [`super::Scope::term`] has its other names and what is broader.
    pub term: TermIndex,
    /// Its id.
    pub id: &'a str,
    /// The page of the entries that use it.
    pub link: Option<RouteId>,
    /// What it means.
    pub description: Option<&'a str>,
}

/// A picture that is published.
#[derive(Debug, Clone)]
pub(crate) struct PictureView<'a> {
    /// The path of its file in the project.
    pub path: &'a SourcePath,
    /// The address that every program can show: for a raster picture, a copy without metadata.
    pub url: &'a UrlPath,
    /// Its width and height, if the file states them.
    pub size: Option<(u32, u32)>,
    /// The aspect ratio in half powers of two: 0 for a square, 2 for twice as wide as high.
    pub proportion: Option<i8>,
    /// Its author, licence and scale.
    pub about: AboutPicture<'a>,
    /// The file with all its copies.
    pub asset: &'a ContentAsset,
}

/// A link to a page of the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageLink {
    /// The page.
    pub route: RouteId,
    /// The anchor on it, as written.
    pub anchor: Option<String>,
}

/// The context of a value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Owner<'a> {
    /// The collection, where terms have pages.
    pub collection: Option<usize>,
    /// The top-level field that contains the value.
    pub field: Option<&'a Field>,
    /// The file of the entry.
    pub path: Option<&'a SourcePath>,
}

impl<'a> Owner<'a> {
    /// An entry, and its field.
    pub(super) fn of(entry: &'a Entry, field: &'a Field) -> Self {
        Self {
            collection: Some(entry.collection),
            field: Some(field),
            path: Some(&entry.path),
        }
    }
}

impl<'a> ValueView<'a> {
    pub(super) fn new(
        kind: &'static str,
        text: impl Into<Cow<'a, str>>,
        detail: Detail<'a>,
    ) -> Self {
        Self {
            kind,
            text: text.into(),
            lang: None,
            detail,
        }
    }

    /// The items of a list; the value itself if it is not a list.
    #[must_use]
    pub(crate) fn items(&self) -> &[Self] {
        match &self.detail {
            Detail::List { items, .. } => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The fields of a group; none for another value.
    #[must_use]
    pub(crate) fn group(&self) -> &[FieldView<'a>] {
        match &self.detail {
            Detail::Group(fields) => fields,
            _ => &[],
        }
    }

    /// The rows of measured properties; none for another value.
    #[must_use]
    pub(crate) fn rows(&self) -> &[RowView<'a>] {
        match &self.detail {
            Detail::Rows(rows) => rows,
            _ => &[],
        }
    }
}
