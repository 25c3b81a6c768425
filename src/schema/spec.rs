//! Declarations as written in YAML. Every key is optional, so that an extension
//! may say only what it changes; [`super::compile()`] asks for what is needed.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Checksum, Lang, Localized, MissingTranslation, View};
use crate::diagnostic::Severity;

/// A schema file: a new collection, or an extension of one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// The fields.
    #[serde(default)]
    pub fields: IndexMap<String, FieldSpec>,
}

/// A line of `rules:` as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// The field whose presence asks for the others, by path.
    #[serde(rename = "if")]
    pub given: String,
    /// The fields that must be there then, by path.
    pub require: Vec<String>,
    /// Whether it keeps the site from being published; a warning where nothing
    /// is said.
    pub severity: Option<Severity>,
    /// What is said of it.
    pub message: Localized<String>,
}

/// `review:` as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewSpec {
    /// The field that holds the day of the last confirmation.
    pub field: String,
    /// After how many months the next one is due.
    pub months: i32,
}

/// `display:` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineSpec {
    /// The field that is the first day.
    pub start: String,
    /// The field that is the last day.
    pub end: Option<String>,
}

/// A field as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// The name of the type.
    #[serde(rename = "type")]
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
    pub min: Option<Number>,
    /// The largest number or length.
    pub max: Option<Number>,
    /// The value where none is written.
    pub default: Option<serde_yaml::Value>,
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
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OfSpec {
    One(Box<FieldSpec>),
    Either(Vec<FieldSpec>),
}

/// `required:`: yes, no, or in these languages.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum RequiredSpec {
    Always(bool),
    In(Vec<Lang>),
}

/// `facet:`: by value, or by a range of numbers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum FacetSpec {
    Plain(bool),
    Word(FacetWord),
}

/// The one word that `facet:` knows.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetWord {
    Range,
}

/// `values:` of an enum: words, or words with their labels.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum ValuesSpec {
    Words(Vec<String>),
    Labelled(IndexMap<String, Localized<String>>),
}

/// A bound as written; kept as text so that its digits survive.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Number {
    Int(i64),
    Float(f64),
    Text(String),
}

impl Number {
    /// The bound as a number; `None` for a text that is none.
    pub fn value(&self) -> Option<f64> {
        match self {
            // Bounds are lengths, years and the like, far below 2^53.
            #[expect(clippy::cast_precision_loss, reason = "bounds are small")]
            Self::Int(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            Self::Text(text) => text.parse().ok(),
        }
    }
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
        overlay!(
            self,
            over,
            [
                kind, label, help, localized, required, unique, pattern, min, max, default, facet,
                column, compare, sort, private, deprecated, schema_org, checksum, vocabulary, to,
                inverse, property, alt, accept, values, of, shape,
            ]
        );
    }
}

impl CollectionSpec {
    /// Puts what an extension says over what is there.
    pub fn overlay(&mut self, over: Self) {
        for (name, field) in over.fields {
            self.fields.entry(name).or_default().overlay(field);
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
