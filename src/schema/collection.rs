//! A collection: entries of one kind, and their fields.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    Comparison, Counted, EntryType, Field, Fields, Item, Localized, Record, TitlePart, Value,
};
use crate::diagnostic::Severity;
use crate::text::Span;

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
    /// *4 members*.
    pub counted: Counted,
    /// The part of the address; empty for entries at the root.
    pub route: Localized<String>,
    /// The type of an entry at schema.org.
    pub schema_org: Option<EntryType>,
    /// The fallback on a page whose language has no text.
    pub missing_translation: MissingTranslation,
    /// The fields with a role on every page.
    pub display: Display,
    /// How the list looks.
    pub list: ListOptions,
    /// The feed of new entries in the list.
    pub feed: Option<Feed>,
    /// The kind of address-book card for an entry, if it has one.
    pub card: Option<CardKind>,
    /// The field without which a printed card omits a contact; it may be private.
    pub card_basis: Option<FieldPath>,
    /// Who answers enquiries about an entry.
    pub enquiry: Option<Enquiry>,
    /// The filters by values of related entries.
    pub related_facets: Vec<RelatedFacet>,
    /// The paths of the fields that say which entries are alike.
    pub similar: Vec<Arc<str>>,
    /// The order of the list.
    pub sort: Vec<SortKey>,
    /// The date field after which an entry is a former one.
    pub former: Option<Arc<str>>,
    /// The rules on several of its fields.
    pub rules: Vec<Rule>,
    /// How the funding of an entry is made public.
    pub publicity: Vec<Publicity>,
    /// The fields that a complete entry has.
    pub complete: Vec<FieldPath>,
    /// How often an entry must be confirmed.
    pub review: Option<Review>,
    /// The expiry dates.
    pub expiry: Vec<FieldPath>,
    /// The field that lists what an entry still lacks.
    pub outstanding: Option<FieldPath>,
    /// The fields of an entry, including those of every entry.
    pub fields: Fields,
    /// The paths of the fields that its lists are filtered by.
    pub facets: Vec<Arc<str>>,
}

/// Who answers enquiries about an entry.
#[derive(Debug, Clone)]
pub struct Enquiry {
    /// The field with the entries that answer; without one, the entry itself does.
    pub to: Option<Arc<str>>,
    /// Fields next to a reference, and the accepted values of each.
    pub given: IndexMap<String, Vec<String>>,
    /// The roles of the contacts who receive the enquiry, the best first.
    pub roles: Vec<String>,
}

/// A filter of a list by values of the entries that refer to those in the list:
/// `structures.polymers`.
#[derive(Debug, Clone)]
pub struct RelatedFacet {
    /// The relation and the path, as written.
    pub name: Arc<str>,
    /// The name under which an entry lists those that refer to it.
    pub relation: Arc<str>,
    /// The path of a facet of their collection.
    pub path: Arc<str>,
}

/// A field by its path: `funding.statement`. Through a list it leads to that field of every
/// item.
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

    /// Whether visitors may see the field, according to the fields of the collection; a
    /// path that leads nowhere hides nothing.
    #[must_use]
    pub fn is_public(&self, fields: &Fields) -> bool {
        let mut fields = Some(fields);
        self.0.split('.').all(|step| {
            let field = fields.and_then(|fields| fields.get(step));
            fields = field.and_then(|field| field.kind.fields());
            field.is_none_or(Field::is_public)
        })
    }

    /// The groups in which this path and another one begin to differ, and the rest
    /// of each: `phases.start` and `phases.end` are `start` and `end` of every
    /// phase.
    #[must_use]
    pub fn beside<'a>(&self, other: &Self, record: &'a Record) -> (Vec<&'a Record>, Self, Self) {
        let (mut own, mut others) = (&*self.0, &*other.0);
        let mut groups = vec![record];
        while let (Some((step, rest)), Some((same, rest_of_other))) =
            (own.split_once('.'), others.split_once('.'))
        {
            if step != same {
                break;
            }
            groups = Self::new(step)
                .all_values(&groups)
                .into_iter()
                .filter_map(record_of)
                .collect();
            (own, others) = (rest, rest_of_other);
        }
        (groups, Self::new(own), Self::new(others))
    }

    /// The values at the path in a record; none if the path ends early.
    #[must_use]
    pub fn values<'a>(&self, record: &'a Record) -> Vec<&'a Item> {
        self.all_values(&[record])
    }

    fn all_values<'a>(&self, records: &[&'a Record]) -> Vec<&'a Item> {
        let mut records = records.to_vec();
        let mut found = Vec::new();
        for step in self.0.split('.') {
            found = records
                .iter()
                .filter_map(|record| record.get(step))
                .flat_map(Item::items)
                .collect();
            records = found.iter().copied().filter_map(record_of).collect();
        }
        found
    }
}

fn record_of(item: &Item) -> Option<&Record> {
    match &item.value {
        Value::Object(record) | Value::Image(record) => Some(record),
        _ => None,
    }
}

/// A rule on several fields of an entry.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The condition under which it applies; without one it always applies.
    pub given: Option<Condition>,
    /// Its demands.
    pub demands: Vec<Demand>,
    /// Whether it keeps the site from being published.
    pub severity: Severity,
    /// The message for a violation.
    pub message: Localized<String>,
}

/// A field that has a value, or one of some values.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The field.
    pub field: FieldPath,
    /// The accepted values as written in an entry; if empty, any value.
    pub is: Vec<String>,
    /// Where a site writes the values; empty for built-in ones.
    pub places: Vec<Span>,
}

impl Condition {
    /// The first value of a record that meets it.
    #[must_use]
    pub fn met<'a>(&self, record: &'a Record) -> Option<&'a Item> {
        let is_named = |item: &&Item| {
            self.is.is_empty()
                || item
                    .value
                    .written()
                    .is_some_and(|text| self.is.contains(&text))
        };
        self.field.values(record).into_iter().find(is_named)
    }
}

/// A demand of a rule.
#[derive(Debug, Clone)]
pub enum Demand {
    /// The field must exist.
    Present(FieldPath),
    /// The field must not exist.
    Absent(FieldPath),
    /// One of the fields must exist.
    OneOf(Vec<FieldPath>),
    /// Two values must satisfy the comparison, if both exist.
    Compare(Comparison),
}

/// How the funding of an entry is made public.
#[derive(Debug, Clone)]
pub struct Publicity {
    /// The entries that it concerns.
    pub of: Condition,
    /// The sentence that every language needs.
    pub statement: Option<FieldPath>,
    /// The picture that must be shown.
    pub emblem: Option<FieldPath>,
    /// The date until which the page must exist.
    pub until: Option<FieldPath>,
}

/// How often an entry must be confirmed.
#[derive(Debug, Clone)]
pub struct Review {
    /// The field that holds the day of the last confirmation.
    pub field: FieldPath,
    /// After how many months the next one is due.
    pub months: i32,
}

/// The fields with a role on every page.
#[derive(Debug, Clone, Default)]
pub struct Display {
    /// The heading, or the field with the main part of it.
    pub title: Arc<str>,
    /// The parts of the heading, if it is composed of several fields.
    pub form: Vec<TitlePart>,
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
    /// The view; `None` for a collection without a list.
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
    /// The text with the hours, if the days have no time.
    pub time: Option<Arc<str>>,
    /// The condition under which it is cancelled.
    pub cancelled: Option<Condition>,
    /// The condition under which its date is tentative.
    pub tentative: Option<Condition>,
    /// The number that is raised when time or place have changed.
    pub revision: Option<Arc<str>>,
}

/// The feed of new entries in a list.
#[derive(Debug, Clone)]
pub struct Feed {
    /// The date on which an entry appeared.
    pub date: Arc<str>,
    /// The date of its last change.
    pub updated: Option<Arc<str>>,
    /// The most entries.
    pub limit: usize,
}

/// The kind of an address-book card (RFC 6350, 6.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardKind {
    /// A company, a school, an institute.
    Organisation,
    /// A person.
    Individual,
    /// Several persons or organisations.
    Group,
    /// A place.
    Location,
}

impl CardKind {
    /// The word of the schema and of the standard.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "org",
            Self::Individual => "individual",
            Self::Group => "group",
            Self::Location => "location",
        }
    }
}

/// A field to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortKey {
    /// The field.
    pub field: Arc<str>,
    /// Whether the order is reversed.
    pub descending: bool,
}

/// The view of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// The fallback on a page whose language has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingTranslation {
    /// The text of the default language, with a notice.
    ShowDefaultWithNotice,
    /// No page; lists link to the page in the default language.
    LinkOver,
    /// No page and no link.
    Omit,
}
