//! The facts that may be counted: the entries of an edition, including former ones, and the
//! values of their public fields.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Scope, Site};
use crate::load::Indicators;
use crate::model::{EntryIndex, day};
use crate::plan::RouteId;
use crate::quantity::{Interval, approximate};
use crate::schema::{FieldPath, FieldType, Item, Localized, PartialDate, Value};

/// The countable content of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fact<'a> {
    /// A word; for a term, its id and those of its broader terms.
    Word(Vec<&'a str>),
    /// A number.
    Number(f64),
    /// A date.
    Date(PartialDate),
    /// A position in degrees, north and east.
    Place(f64, f64),
    /// Another entry.
    Entry(EntryIndex),
    /// Something else.
    Other,
    /// Explicitly unknown.
    Unknown,
}

impl Fact<'_> {
    /// The value as written in an entry, if it is a single word.
    #[must_use]
    pub(crate) fn word(&self) -> Option<String> {
        match self {
            Self::Word(words) => words.first().map(|word| (*word).to_owned()),
            Self::Number(number) => Some(number.to_string()),
            Self::Date(date) => Some(date.to_string()),
            _ => None,
        }
    }
}

impl Site {
    /// The indicators that the cluster declares.
    #[must_use]
    pub(crate) fn indicators(&self) -> &Indicators {
        &self.catalog().indicators
    }

    /// The day that decides what is published.
    #[must_use]
    pub(crate) fn day(&self) -> Date {
        self.catalog().as_of
    }

    /// The entries of a collection that have a page in the edition, in any language.
    #[must_use]
    pub(crate) fn counted(&self, position: usize) -> Vec<EntryIndex> {
        let catalog = self.catalog();
        let languages = &self.plan.edition.languages;
        let has_page = |index: EntryIndex| {
            let mut languages = languages.iter();
            catalog.state(index).has_page()
                && languages.any(|lang| self.plan.entry(index, lang).is_some())
        };
        let of = |index: &EntryIndex| self.collection_of(*index) == position;
        catalog
            .all()
            .filter(of)
            .filter(|index| has_page(*index))
            .collect()
    }

    /// The id of an entry.
    #[must_use]
    pub(crate) fn id_of(&self, index: EntryIndex) -> &str {
        &self.catalog().entry(index).id
    }

    /// Whether an entry is an example.
    #[must_use]
    pub(crate) fn is_sample(&self, index: EntryIndex) -> bool {
        self.catalog().entry(index).record.is_true("sample")
    }

    /// Whether an entry has all public fields of a complete one.
    #[must_use]
    pub(crate) fn is_complete(&self, index: EntryIndex) -> bool {
        let collection = self.catalog().collection_of(index);
        let record = &self.catalog().entry(index).record;
        let mut wanted = collection.complete.iter();
        wanted.all(|path| !path.is_public(&collection.fields) || !path.values(record).is_empty())
    }

    /// The facts at a public path; empty for a private one.
    #[must_use]
    pub(crate) fn facts(&self, index: EntryIndex, path: &FieldPath) -> Vec<Fact<'_>> {
        let catalog = self.catalog();
        if !path.is_public(&catalog.collection_of(index).fields) {
            return Vec::new();
        }
        let items = path.values(&catalog.entry(index).record);
        items.into_iter().map(|item| self.fact(item)).collect()
    }

    fn fact<'a>(&'a self, item: &'a Item) -> Fact<'a> {
        if let Some(date) = day(item) {
            return Fact::Date(date);
        }
        match &item.value {
            Value::Term(named) => {
                let all = self.catalog().with_broader(named.to);
                let ids = all.filter_map(|index| Some(&*self.catalog().term_at(index)?.id));
                Fact::Word(ids.collect())
            }
            Value::Text(word) | Value::Choice(word) => Fact::Word(vec![word]),
            Value::Slug(slug) => Fact::Word(vec![slug.as_str()]),
            Value::Bool(flag) => Fact::Word(vec![if *flag { "true" } else { "false" }]),
            #[expect(clippy::cast_precision_loss, reason = "counts and years are small")]
            Value::Int(number) => Fact::Number(*number as f64),
            Value::Decimal(digits) => digits.parse().map_or(Fact::Other, Fact::Number),
            Value::Quantity(stated) => {
                let centre = stated.interval.as_ref().and_then(Interval::centre);
                centre.map_or(Fact::Other, |centre| Fact::Number(approximate(&centre)))
            }
            Value::Geo { lat, lon } => match (lat.parse(), lon.parse()) {
                (Ok(lat), Ok(lon)) => Fact::Place(lat, lon),
                _ => Fact::Other,
            },
            Value::Ref(named) if self.catalog().state(named.to).has_page() => Fact::Entry(named.to),
            Value::Unknown => Fact::Unknown,
            _ => Fact::Other,
        }
    }
}

impl<'a> Scope<'a> {
    /// A localised text of the site, with fallback.
    #[must_use]
    pub(crate) fn declared_text(self, text: &'a Localized<String>) -> &'a str {
        self.catalog().label(text, self.lang)
    }

    /// What a field of a collection is called.
    #[must_use]
    pub(crate) fn label_at(self, position: usize, path: &str) -> Option<&'a str> {
        let collection = self.catalog().collections.get(position)?;
        let field = collection.fields.at(path)?;
        Some(self.catalog().label(&field.label, self.lang))
    }

    /// The label of a field's value, and the page of the entries that have it.
    #[must_use]
    pub(crate) fn named_value(
        self,
        position: usize,
        path: &FieldPath,
        word: &str,
    ) -> (String, Option<RouteId>) {
        let collection = self.catalog().collections.get(position);
        let field = collection.and_then(|collection| collection.fields.at(path.as_str()));
        let Some(field) = field else {
            return (word.to_owned(), None);
        };
        let label = match field.kind.single() {
            FieldType::Country => self.texts.country(word, self.lang),
            FieldType::Language => self.texts.or(&format!("language_{word}"), word),
            FieldType::Bool if word == "true" => self.texts.or("yes", "yes"),
            FieldType::Bool => self.texts.or("no", "no"),
            kind => self
                .catalog()
                .choice_label(kind, word, self.lang)
                .to_owned(),
        };
        let path: Arc<str> = path.as_str().into();
        let pages = self
            .site
            .plan
            .term(position, &path, &word.into(), self.lang);
        (label, pages.first().copied())
    }

    /// The words that a field accepts, in order of declaration; empty for other types.
    #[must_use]
    pub(crate) fn words_of(self, position: usize, path: &FieldPath) -> Vec<&'a str> {
        let collection = self.catalog().collections.get(position);
        let field = collection.and_then(|collection| collection.fields.at(path.as_str()));
        match field.map(|field| field.kind.single()) {
            Some(FieldType::Enum(words)) => words.keys().map(|word| &**word).collect(),
            Some(FieldType::Term { vocabulary }) => {
                let known = self.catalog().vocabularies.get(vocabulary);
                let terms = known.into_iter().flat_map(|known| known.terms.keys());
                terms.map(|id| &**id).collect()
            }
            _ => Vec::new(),
        }
    }
}
