//! Declarations as written in YAML. Every key is optional, so that an extension
//! may say only what it changes; [`super::compile()`] asks for what is needed.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Checksum, Lang, Localized, MissingTranslation, View};

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
    /// The fields.
    #[serde(default)]
    pub fields: IndexMap<String, FieldSpec>,
}

/// `display:` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisplaySpec {
    pub title: Option<String>,
    pub summary: Option<String>,
    pub image: Option<String>,
    pub date: Option<String>,
}

/// `list:` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSpec {
    pub view: Option<View>,
    pub letters: Option<bool>,
    pub group_by: Option<String>,
    pub timeline: Option<TimelineSpec>,
    pub page_size: Option<usize>,
}

/// `timeline:` as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineSpec {
    pub start: String,
    pub end: Option<String>,
}

/// A field as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// The name of the type.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub label: Option<Localized<String>>,
    pub help: Option<Localized<String>>,
    pub localized: Option<bool>,
    pub required: Option<RequiredSpec>,
    pub unique: Option<bool>,
    pub pattern: Option<String>,
    pub min: Option<Number>,
    pub max: Option<Number>,
    pub default: Option<serde_yaml::Value>,
    pub facet: Option<FacetSpec>,
    pub column: Option<bool>,
    pub compare: Option<bool>,
    pub sort: Option<bool>,
    pub private: Option<bool>,
    pub deprecated: Option<String>,
    pub schema_org: Option<String>,
    pub checksum: Option<Checksum>,
    pub vocabulary: Option<String>,
    pub to: Option<String>,
    pub inverse: Option<String>,
    pub property: Option<String>,
    pub alt: Option<String>,
    pub accept: Option<Vec<String>>,
    pub values: Option<ValuesSpec>,
    pub of: Option<Box<OfSpec>>,
    pub shape: Option<String>,
    pub fields: Option<IndexMap<String, FieldSpec>>,
}

/// `of:`: one declaration, or several of which one must fit (shapes only).
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OfSpec {
    One(FieldSpec),
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
        overlay!(self, over, [
            kind, label, help, localized, required, unique, pattern, min, max, default, facet,
            column, compare, sort, private, deprecated, schema_org, checksum, vocabulary, to,
            inverse, property, alt, accept, values, of, shape,
        ]);
    }
}

impl CollectionSpec {
    /// Puts what an extension says over what is there.
    pub fn overlay(&mut self, over: Self) {
        for (name, field) in over.fields {
            self.fields.entry(name).or_default().overlay(field);
        }
        overlay!(self, over, [
            label, singular, catalog_label, route, schema_org, missing_translation, display, list,
            sort, former,
        ]);
    }
}
