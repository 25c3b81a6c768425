//! The words that a field accepts, and their names in every language; people may write either.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::load::Declarations;
use crate::schema::{
    BUILT_IN_LANGUAGES, Field, FieldType, Lang, Localized, NO, YES, country_codes, country_name,
    other_country_names,
};

/// Titles of entries and their ids, by the id of the collection.
pub(crate) type Titles = BTreeMap<Arc<str>, Vec<(Arc<str>, Vec<String>)>>;

/// The words of a field.
pub(super) struct FieldWords {
    /// The words as in the YAML, each with its names.
    all: Vec<(String, Vec<String>)>,
}

impl FieldWords {
    /// The words of a field; `None` if it accepts any text.
    pub(super) fn of(field: &Field, declared: &Declarations, titles: &Titles) -> Option<Self> {
        let all = match field.kind.single() {
            FieldType::Bool => vec![
                (
                    "true".to_owned(),
                    YES.iter().map(|word| (*word).to_owned()).collect(),
                ),
                (
                    "false".to_owned(),
                    NO.iter().map(|word| (*word).to_owned()).collect(),
                ),
            ],
            FieldType::Enum(words) => {
                let words = words.iter();
                words
                    .map(|(word, label)| (word.clone(), texts(label)))
                    .collect()
            }
            FieldType::Term { vocabulary } => {
                let terms = declared.vocabularies.get(vocabulary)?.terms.values();
                let named = terms.map(|term| {
                    let mut names = texts(&term.label);
                    names.extend(term.names.iter().map(|(_, name)| name.to_string()));
                    (term.id.to_string(), names)
                });
                named.collect()
            }
            FieldType::Ref { to, by: None } => {
                let entries = titles.get(to)?.iter();
                entries
                    .map(|(id, titles)| (id.to_string(), titles.clone()))
                    .collect()
            }
            FieldType::Country => {
                let languages: Vec<Lang> = BUILT_IN_LANGUAGES
                    .iter()
                    .filter_map(|tag| Lang::parse(tag))
                    .collect();
                let named = country_codes().map(|code| {
                    let names = languages.iter().filter_map(|lang| country_name(code, lang));
                    let names = names.chain(other_country_names(code));
                    (code.to_owned(), names.map(str::to_owned).collect())
                });
                named.collect()
            }
            FieldType::Property => {
                let properties = declared.registry.properties.iter();
                let named = properties.map(|(id, property)| {
                    let labels = BUILT_IN_LANGUAGES
                        .iter()
                        .map(|lang| property.label.get(lang));
                    (id.clone(), labels.map(str::to_owned).collect())
                });
                named.collect()
            }
            _ => return None,
        };
        Some(Self { all })
    }

    /// Adds words that are not declared yet, each with its names.
    pub(super) fn add(&mut self, further: &[(Arc<str>, Vec<String>)]) {
        let further = further.iter();
        self.all
            .extend(further.map(|(word, names)| (word.to_string(), names.clone())));
    }

    /// The word that a text is or names.
    pub(super) fn word(&self, text: &str) -> Option<&str> {
        let exact = self.all.iter().find(|(word, _)| word == text);
        let folded = text.to_lowercase();
        let mut named = self.all.iter().filter(|(word, names)| {
            let is_name = |name: &String| name.to_lowercase() == folded;
            word.to_lowercase() == folded || names.iter().any(is_name)
        });
        let one = named.next().filter(|_| named.next().is_none());
        exact.or(one).map(|(word, _)| word.as_str())
    }

    /// The nearest word, for a suggestion.
    pub(super) fn meant(&self, text: &str) -> Option<&str> {
        let names = self.all.iter().flat_map(|(word, names)| {
            let own = names.iter().map(String::as_str);
            own.chain([word.as_str()])
        });
        self.word(crate::diagnostic::closest(text, names)?)
    }

    /// The words with the first of their names, for people.
    pub(super) fn listed(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.all
            .iter()
            .map(|(word, names)| (word.as_str(), names.as_slice()))
    }
}

fn texts(label: &Localized<String>) -> Vec<String> {
    match label {
        Localized::Same(text) => vec![text.clone()],
        Localized::Each(texts) => texts.values().cloned().collect(),
    }
}
