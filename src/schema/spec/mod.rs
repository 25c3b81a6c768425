//! Declarations as written in YAML. Every key is optional, so that an extension may say
//! only what it changes; [`super::compile()`] checks required keys.
//!
//! 1. `read.rs` and `field.rs` read them from YAML nodes whose form the shapes have
//!    checked: a value that does not fit is ignored here, and reported only there.
//! 2. [`FieldSpec::overlay`] and [`CollectionSpec::overlay`] merge an extension over what
//!    it extends; an empty key removes the extended one.

mod field;
mod read;

pub(in crate::schema) use field::{FieldSpec, OfSpec};

use indexmap::IndexMap;

use super::{CardKind, Counted, EntryType, Localized, MissingTranslation, View};
use crate::diagnostic::Severity;

/// A schema file: a new collection, or an extension of one.
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct CollectionSpec {
    /// The id of a new collection.
    pub collection: Option<String>,
    /// The id of the collection that the file extends.
    pub extend: Option<String>,
    /// The collection's name in each language: *Members*.
    pub label: Option<Localized<String>>,
    /// The name of one entry: *member*.
    pub singular: Option<Localized<String>>,
    /// The name of the whole as a publication: *Catalogue of members*.
    pub catalog_label: Option<Localized<String>>,
    /// A number of entries, in words: *4 members*.
    pub counted: Option<Counted>,
    /// The part of the address; empty puts the entries at the root.
    pub route: Option<Localized<String>>,
    /// The type of an entry at schema.org.
    pub schema_org: Option<EntryType>,
    /// The fallback on a page whose language has no text.
    pub missing_translation: Option<MissingTranslation>,
    /// The fields with a role on every page.
    pub display: Option<DisplaySpec>,
    /// How the list looks.
    pub list: Option<ListSpec>,
    /// The feed of new entries.
    pub feed: Option<FeedSpec>,
    /// The entries as cards of an address book.
    pub card: Option<CardSpec>,
    /// Who answers enquiries about an entry.
    pub enquiry: Option<EnquirySpec>,
    /// Filters by values of related entries, by relation and path.
    pub related_facets: Option<Vec<String>>,
    /// The fields that say which entries are alike, by path.
    pub similar: Option<Vec<String>>,
    /// Fields to sort by; `-` before a name reverses the order.
    pub sort: Option<Vec<String>>,
    /// The date field after which an entry is a former one.
    pub former: Option<String>,
    /// The rules on several fields.
    pub rules: Option<Vec<RuleSpec>>,
    /// The fields that a complete entry has, by path.
    pub complete: Option<Vec<String>>,
    /// How often an entry must be confirmed.
    pub review: Option<ReviewSpec>,
    /// The expiry dates, by path.
    pub expiry: Option<Vec<String>>,
    /// The field that lists what an entry still lacks.
    pub outstanding: Option<String>,
    /// How the funding of an entry is made public.
    pub publicity: Option<OneOrMore<PublicitySpec>>,
    /// The fields.
    pub fields: Option<IndexMap<String, FieldSpec>>,
    /// The keys with nothing under them.
    pub empty: Vec<String>,
}

/// A line of `rules:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct RuleSpec {
    /// The condition under which it applies; without one it always applies.
    pub given: Option<ConditionSpec>,
    /// The fields that must exist, by path.
    pub require: Vec<String>,
    /// The fields that must not exist, by path.
    pub forbid: Vec<String>,
    /// The fields of which one must exist, by path.
    pub one_of: Vec<String>,
    /// A comparison of two fields: `start <= end`.
    pub compare: Option<String>,
    /// Whether a violation prevents the site from being published; by default it is a
    /// warning.
    pub severity: Option<Severity>,
    /// The message for a violation.
    pub message: Localized<String>,
}

/// `if:` of a rule: a field by its path, and its accepted values; if empty, any value.
#[derive(Debug, Clone)]
pub(in crate::schema) struct ConditionSpec {
    /// The field.
    pub field: String,
    /// The values, as they are written in an entry.
    pub is: Vec<String>,
}

/// One, or a list of them.
#[derive(Debug, Clone)]
pub(in crate::schema) struct OneOrMore<T>(pub Vec<T>);

/// A part of `publicity:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct PublicitySpec {
    /// The field that marks an entry as funded, or the values that do.
    pub of: ConditionSpec,
    /// The sentence about the funding, which every language needs.
    pub statement: Option<String>,
    /// The picture that must be shown.
    pub emblem: Option<String>,
    /// The date until which the page must exist.
    pub until: Option<String>,
}

/// `review:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct ReviewSpec {
    /// The field that holds the day of the last confirmation.
    pub field: String,
    /// After how many months the next one is due.
    pub months: i32,
}

/// `display:` as written.
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct DisplaySpec {
    /// The field that is the heading.
    pub title: Option<String>,
    /// The field that is the paragraph on cards.
    pub summary: Option<String>,
    /// The field that is the picture on cards.
    pub image: Option<String>,
    /// The field that is the date on cards.
    pub date: Option<String>,
}

/// `list:` as written.
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct ListSpec {
    /// The view.
    pub view: Option<View>,
    /// Whether entries are grouped by first letter.
    pub letters: Option<bool>,
    /// The field by whose term entries are grouped.
    pub group_by: Option<String>,
    /// The dates by which entries are upcoming or past.
    pub timeline: Option<TimelineSpec>,
    /// The most entries on a page.
    pub page_size: Option<usize>,
}

/// `timeline:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct TimelineSpec {
    /// The field that is the first day.
    pub start: String,
    /// The field that is the last day.
    pub end: Option<String>,
    /// The field with the hours.
    pub time: Option<String>,
    /// The condition under which it is cancelled.
    pub cancelled: Option<ConditionSpec>,
    /// The condition under which its date is tentative.
    pub tentative: Option<ConditionSpec>,
    /// The field that counts the changes.
    pub revision: Option<String>,
}

/// `feed:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct FeedSpec {
    /// The field with the date on which an entry appeared.
    pub date: String,
    /// The field that is the date of its last change.
    pub updated: Option<String>,
    /// The most entries.
    pub limit: Option<usize>,
}

/// `card:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct CardSpec {
    /// What an entry is.
    pub kind: CardKind,
    /// The field without which a printed card omits a contact.
    pub basis: Option<String>,
}

/// `enquiry:` as written.
#[derive(Debug, Clone)]
pub(in crate::schema) struct EnquirySpec {
    /// The field with the entries that answer.
    pub to: Option<String>,
    /// The required values of fields next to a reference.
    pub given: IndexMap<String, Vec<String>>,
    /// The roles of contacts, the best first.
    pub roles: Vec<String>,
}

macro_rules! overlay {
    ($base:ident, $over:ident, $is_empty:ident, [$($key:ident),* $(,)?]) => {
        $(if $over.$key.is_some() || $is_empty(stringify!($key)) {
            $base.$key = $over.$key;
        })*
    };
}

impl CollectionSpec {
    /// Merges an extension over this declaration.
    pub(in crate::schema) fn overlay(&mut self, mut over: Self) {
        let is_empty = |key: &str| over.empty.iter().any(|empty| empty == key);
        for (name, field) in over.fields.unwrap_or_default() {
            let mine = self.fields.get_or_insert_default();
            mine.entry(name).or_default().overlay(field);
        }
        if is_empty("rules") {
            self.rules = None;
        }
        if let Some(rules) = over.rules {
            self.rules.get_or_insert_default().extend(rules);
        }
        by_language(&mut self.label, over.label.as_mut());
        by_language(&mut self.singular, over.singular.as_mut());
        by_language(&mut self.catalog_label, over.catalog_label.as_mut());
        by_language(&mut self.route, over.route.as_mut());
        if let (Some(base), Some(over)) = (&self.counted, over.counted.as_mut()) {
            over.complete_from(base);
        }
        overlay!(
            self,
            over,
            is_empty,
            [
                complete,
                review,
                expiry,
                outstanding,
                publicity,
                label,
                singular,
                catalog_label,
                counted,
                route,
                schema_org,
                missing_translation,
                display,
                list,
                feed,
                card,
                enquiry,
                related_facets,
                similar,
                sort,
                former,
            ]
        );
    }
}

/// Adds to a text of an extension the languages that the extension does not mention.
fn by_language(base: &mut Option<Localized<String>>, over: Option<&mut Localized<String>>) {
    if let (Some(Localized::Each(base)), Some(Localized::Each(over))) = (base, over) {
        let own = std::mem::take(over);
        over.extend(base.drain(..));
        over.extend(own);
    }
}
