//! A collection: entries of one kind, with the fields they hold.

use std::sync::Arc;

use serde::Deserialize;

use super::{Fields, Item, Localized, Record, Value};
use crate::diagnostic::Severity;

/// A kind of entries.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The folder's name in the content tree.
    pub id: Arc<str>,
    /// *Members*.
    pub label: Localized<String>,
    /// *member*.
    pub singular: Localized<String>,
    /// *Catalogue of members*.
    pub catalog_label: Localized<String>,
    /// The part of the address; empty for entries at the root.
    pub route: Localized<String>,
    /// The type of an entry at schema.org.
    pub schema_org: Option<String>,
    /// What a page shows where its language has no text.
    pub missing_translation: MissingTranslation,
    /// Which fields play a part on every page.
    pub display: Display,
    /// How the list looks.
    pub list: ListOptions,
    /// The order of the list.
    pub sort: Vec<SortKey>,
    /// The date field after which an entry is a former one.
    pub former: Option<Arc<str>>,
    /// What must be there together.
    pub rules: Vec<Rule>,
    /// The fields that a complete entry has.
    pub complete: Vec<FieldPath>,
    /// How often an entry must be confirmed.
    pub review: Option<Review>,
    /// The dates after which something no longer holds.
    pub expiry: Vec<FieldPath>,
    /// What an entry holds, the fields of every entry included.
    pub fields: Fields,
}

/// A field by the names that lead to it: `funding.statement`. Through a list it
/// leads to that field of every item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPath(Arc<str>);

impl FieldPath {
    /// A path as written.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The path as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The values at the path in a record; none where the path breaks off.
    #[must_use]
    pub fn values<'a>(&self, record: &'a Record) -> Vec<&'a Item> {
        let mut records = vec![record];
        let mut found = Vec::new();
        for step in self.0.split('.') {
            found = records
                .iter()
                .filter_map(|record| record.get(step))
                .flat_map(Item::items)
                .collect();
            records = found
                .iter()
                .filter_map(|item: &&Item| match &item.value {
                    Value::Object(record) => Some(record),
                    _ => None,
                })
                .collect();
        }
        found
    }
}

/// What must be there together.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The field whose presence asks for the others.
    pub given: FieldPath,
    /// The fields that must be there then.
    pub require: Vec<FieldPath>,
    /// Whether it keeps the site from being published.
    pub severity: Severity,
    /// What is said of it.
    pub message: Localized<String>,
}

/// How often an entry must be confirmed.
#[derive(Debug, Clone)]
pub struct Review {
    /// The field that holds the day of the last confirmation.
    pub field: FieldPath,
    /// After how many months the next one is due.
    pub months: i32,
}

/// Which fields play a part on every page.
#[derive(Debug, Clone, Default)]
pub struct Display {
    /// The heading.
    pub title: Arc<str>,
    /// The paragraph on cards and in search results.
    pub summary: Option<Arc<str>>,
    /// The picture on cards.
    pub image: Option<Arc<str>>,
    /// The date on cards.
    pub date: Option<Arc<str>>,
}

/// How the list of a collection looks.
#[derive(Debug, Clone)]
pub struct ListOptions {
    /// The look, or none for a collection without a list.
    pub view: View,
    /// Whether entries are grouped by first letter.
    pub letters: bool,
    /// The field by whose term entries are grouped.
    pub group_by: Option<Arc<str>>,
    /// The dates by which entries are upcoming or past.
    pub timeline: Option<Timeline>,
    /// The most entries on a page.
    pub page_size: usize,
}

/// The fields that say when something happens.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The first day.
    pub start: Arc<str>,
    /// The last day.
    pub end: Option<Arc<str>>,
}

/// A field to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    /// The field.
    pub field: Arc<str>,
    /// Whether the order is turned round.
    pub descending: bool,
}

/// The look of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum View {
    /// Cards in a grid.
    Cards,
    /// Rows with the fields that are columns.
    Table,
    /// Titles and summaries.
    List,
    /// No list at all.
    None,
}

impl View {
    /// The word of the schema.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Table => "table",
            Self::List => "list",
            Self::None => "none",
        }
    }
}

/// What a page shows where its language has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingTranslation {
    /// The text of the default language, with a notice.
    ShowDefaultWithNotice,
    /// No page; lists link to the page in the default language.
    LinkOver,
    /// No page and no link.
    Omit,
}
