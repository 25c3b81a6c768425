//! Declarations as written in YAML. Every key is optional, so that an extension
//! may say only what it changes; [`super::compile()`] asks for what is needed.
//!
//! 1. `read.rs` makes them from YAML nodes whose form the shapes have checked:
//!    what does not fit there is left out here, and reported once.
//! 2. [`FieldSpec::overlay`] and [`CollectionSpec::overlay`] put an extension over
//!    what it extends.

mod read;

pub(super) use read::FromNode;

use indexmap::IndexMap;

use super::{Checksum, Lang, Localized, MissingTranslation, OnDelete, View};
use crate::diagnostic::Severity;
use crate::yaml::Node;

/// A schema file: a new collection, or an extension of one.
#[derive(Debug, Clone, Default)]
pub struct CollectionSpec {
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
    /// The part of the address; empty puts the entries at the root.
    pub route: Option<Localized<String>>,
    /// The type of an entry at schema.org.
    pub schema_org: Option<String>,
    /// What a page shows where its language has no text.
    pub missing_translation: Option<MissingTranslation>,
    /// Which fields play a part on every page.
    pub display: Option<DisplaySpec>,
    /// How the list looks.
    pub list: Option<ListSpec>,
    /// Fields to sort by; `-` before a name turns it round.
    pub sort: Option<Vec<String>>,
    /// The date field after which an entry is a former one.
    pub former: Option<String>,
    /// What must be there together.
    pub rules: Option<Vec<RuleSpec>>,
    /// The fields that a complete entry has, by path.
    pub complete: Option<Vec<String>>,
    /// How often an entry must be confirmed.
    pub review: Option<ReviewSpec>,
    /// The dates after which something no longer holds, by path.
    pub expiry: Option<Vec<String>>,
    /// How the funding of an entry is made public.
    pub publicity: Option<OneOrMore<PublicitySpec>>,
    /// The fields.
    pub fields: Option<IndexMap<String, FieldSpec>>,
}

/// A line of `rules:` as written.
#[derive(Debug, Clone)]
pub struct RuleSpec {
    /// Where it holds; everywhere, if nothing is said.
    pub given: Option<ConditionSpec>,
    /// The fields that must be there, by path.
    pub require: Vec<String>,
    /// The fields that must not be there, by path.
    pub forbid: Vec<String>,
    /// The fields of which one must be there, by path.
    pub one_of: Vec<String>,
    /// Two fields and how they stand to each other: `start <= end`.
    pub compare: Option<String>,
    /// Whether it keeps the site from being published; a warning where nothing
    /// is said.
    pub severity: Option<Severity>,
    /// What is said of it.
    pub message: Localized<String>,
}

/// `if:` of a rule: a field by its path, and the values of which it has one; any
/// value, if none is named.
#[derive(Debug, Clone)]
pub struct ConditionSpec {
    /// The field.
    pub field: String,
    /// The values, as they are written in an entry.
    pub is: Vec<String>,
}

/// One, or a list of them.
#[derive(Debug, Clone)]
pub struct OneOrMore<T>(pub Vec<T>);

/// A part of `publicity:` as written.
#[derive(Debug, Clone)]
pub struct PublicitySpec {
    /// The field that says that an entry is funded, or what it must say.
    pub of: ConditionSpec,
    /// The sentence about the funding, which every language needs.
    pub statement: Option<String>,
    /// The picture that must be shown.
    pub emblem: Option<String>,
    /// The date until which the page must be there.
    pub until: Option<String>,
}

/// `review:` as written.
#[derive(Debug, Clone)]
pub struct ReviewSpec {
    /// The field that holds the day of the last confirmation.
    pub field: String,
    /// After how many months the next one is due.
    pub months: i32,
}

/// `display:` as written.
#[derive(Debug, Clone, Default)]
pub struct DisplaySpec {
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
pub struct ListSpec {
    /// The look.
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
pub struct TimelineSpec {
    /// The field that is the first day.
    pub start: String,
    /// The field that is the last day.
    pub end: Option<String>,
}

/// A field as written.
#[derive(Debug, Clone, Default)]
pub struct FieldSpec {
    /// The name of the type.
    pub kind: Option<String>,
    /// The name that visitors see.
    pub label: Option<Localized<String>>,
    /// What an editor should put there.
    pub help: Option<Localized<String>>,
    /// Whether it differs by language.
    pub localized: Option<bool>,
    /// Whether it must be there.
    pub required: Option<RequiredSpec>,
    /// Whether a value may be used once only.
    pub unique: Option<bool>,
    /// The regular expression of the whole text.
    pub pattern: Option<String>,
    /// The smallest number or length.
    pub min: Option<String>,
    /// The largest number or length.
    pub max: Option<String>,
    /// The value where none is written.
    pub default: Option<Node>,
    /// How lists are filtered by it.
    pub facet: Option<FacetSpec>,
    /// Whether tables show it.
    pub column: Option<bool>,
    /// Whether the comparison shows it.
    pub compare: Option<bool>,
    /// Whether visitors may sort by it.
    pub sort: Option<bool>,
    /// Whether it never leaves the repository.
    pub private: Option<bool>,
    /// The field to use instead.
    pub deprecated: Option<String>,
    /// The property at schema.org.
    pub schema_org: Option<String>,
    /// The check digit.
    pub checksum: Option<Checksum>,
    /// The vocabulary of a term.
    pub vocabulary: Option<String>,
    /// The collection of a reference.
    pub to: Option<String>,
    /// The name of the back-links.
    pub inverse: Option<String>,
    /// What becomes of a reference whose entry is gone.
    pub on_delete: Option<OnDelete>,
    /// The property of a quantity.
    pub property: Option<String>,
    /// Whether a picture needs a description: `required`.
    pub alt: Option<String>,
    /// The endings that a file may have.
    pub accept: Option<Vec<String>>,
    /// The words of an enum.
    pub values: Option<ValuesSpec>,
    /// What a list or a map holds.
    pub of: Option<OfSpec>,
    /// The named shape of an object.
    pub shape: Option<String>,
    /// The fields of an object.
    pub fields: Option<IndexMap<String, FieldSpec>>,
}

/// `of:`: one declaration, or several of which one must fit (shapes only).
#[derive(Debug, Clone)]
pub enum OfSpec {
    One(Box<FieldSpec>),
    Either(Vec<FieldSpec>),
}

/// `required:`: yes, no, or in these languages.
#[derive(Debug, Clone, PartialEq)]
pub enum RequiredSpec {
    Always(bool),
    In(Vec<Lang>),
}

/// `facet:`: by value, or by a range of numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum FacetSpec {
    Plain(bool),
    Word(FacetWord),
}

/// The one word that `facet:` knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FacetWord {
    Range,
}

/// `values:` of an enum: words, or words with their labels.
#[derive(Debug, Clone)]
pub enum ValuesSpec {
    Words(Vec<String>),
    Labelled(IndexMap<String, Localized<String>>),
}

macro_rules! overlay {
    ($base:ident, $over:ident, [$($key:ident),* $(,)?]) => {
        $(if $over.$key.is_some() { $base.$key = $over.$key; })*
    };
}

impl FieldSpec {
    /// Puts what an extension says over what is there.
    pub fn overlay(&mut self, over: Self) {
        if let Some(fields) = over.fields {
            let mine = self.fields.get_or_insert_default();
            for (name, field) in fields {
                mine.entry(name).or_default().overlay(field);
            }
        }
        // What to write for another pattern, the old help does not tell.
        if over.pattern.is_some() && self.pattern.is_some() {
            self.help = None;
        }
        overlay!(
            self,
            over,
            [
                kind, label, help, localized, required, unique, pattern, min, max, default, facet,
                column, compare, sort, private, deprecated, schema_org, checksum, vocabulary, to,
                inverse, on_delete, property, alt, accept, values, of, shape,
            ]
        );
    }
}

impl CollectionSpec {
    /// Puts what an extension says over what is there.
    pub fn overlay(&mut self, over: Self) {
        for (name, field) in over.fields.unwrap_or_default() {
            let mine = self.fields.get_or_insert_default();
            mine.entry(name).or_default().overlay(field);
        }
        if let Some(rules) = over.rules {
            self.rules.get_or_insert_default().extend(rules);
        }
        overlay!(
            self,
            over,
            [
                complete,
                review,
                expiry,
                publicity,
                label,
                singular,
                catalog_label,
                route,
                schema_org,
                missing_translation,
                display,
                list,
                sort,
                former,
            ]
        );
    }
}
