//! The texts of the interface in one language, with the plural forms of CLDR.

use std::collections::BTreeMap;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::schema::Lang;
use crate::text::{SourceId, Sources, Span};

/// Texts by key.
pub struct Texts {
    entries: BTreeMap<String, Text>,
    plurals: Option<PluralRules>,
    source: SourceId,
}

/// A text, or one a plural category.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Plural(BTreeMap<Category, String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// Why a text cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The language has no text with this key.
    #[error("there is no text `{key}`; add it to the theme's texts")]
    Unknown {
        /// The key.
        key: String,
    },
    /// The text has plural forms, and no count was given.
    #[error("the text `{key}` has plural forms and needs `count`")]
    NeedsCount {
        /// The key.
        key: String,
    },
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("entries", &self.entries)
            .finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the texts of a language.
    pub(super) fn read(
        source: SourceId,
        lang: &Lang,
        sources: &Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let text = sources
            .get(source)
            .map(|source| source.text.clone())
            .unwrap_or_default();
        let entries = serde_yaml::from_str(&text).unwrap_or_else(|error| {
            let span = Span::start_of(source);
            findings.push(Diagnostic::new("T004", span).arg("why", error.to_string()));
            BTreeMap::new()
        });
        let locale = lang.as_str().parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        let plurals = PluralRules::try_new_cardinal(locale.into()).ok();
        Self {
            entries,
            plurals,
            source,
        }
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The texts that scripts print, without the `script_` of their keys. Plural
    /// forms stay together; the script chooses by the count.
    #[must_use]
    pub fn of_scripts(&self) -> serde_json::Value {
        let texts = self.entries.iter().filter_map(|(key, text)| {
            let text = serde_json::to_value(text).ok()?;
            Some((key.strip_prefix("script_")?.to_owned(), text))
        });
        serde_json::Value::Object(texts.collect())
    }

    /// The file that the texts are from.
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// A text with its `{name}`s filled in; `count` chooses the plural form.
    ///
    /// # Errors
    /// There is no such text, or it needs a count.
    pub fn get(
        &self,
        key: &str,
        count: Option<u64>,
        args: &[(&str, String)],
    ) -> Result<String, TextError> {
        let text = self.entries.get(key).ok_or_else(|| TextError::Unknown {
            key: key.to_owned(),
        })?;
        let mut filled = match text {
            Text::Plain(text) => text.clone(),
            Text::Plural(forms) => {
                let count = count.ok_or_else(|| TextError::NeedsCount {
                    key: key.to_owned(),
                })?;
                let category = self.category(count);
                let form = forms.get(&category).or_else(|| forms.get(&Category::Other));
                form.cloned().unwrap_or_default()
            }
        };
        if let Some(count) = count {
            filled = filled.replace("{count}", &count.to_string());
        }
        for (name, value) in args {
            filled = filled.replace(&format!("{{{name}}}"), value);
        }
        Ok(filled)
    }

    /// A text without arguments, or the fallback where there is none.
    #[must_use]
    pub fn or(&self, key: &str, fallback: &str) -> String {
        self.get(key, None, &[])
            .unwrap_or_else(|_| fallback.to_owned())
    }

    /// What a country is called: as the theme says, else by its own name in the
    /// language, else its code.
    #[must_use]
    pub fn country(&self, code: &str, lang: &Lang) -> String {
        let name = crate::schema::country_name(code, lang).unwrap_or(code);
        self.or(&format!("country_{code}"), name)
    }

    fn category(&self, count: u64) -> Category {
        match self.plurals.as_ref().map(|rules| rules.category_for(count)) {
            Some(PluralCategory::Zero) => Category::Zero,
            Some(PluralCategory::One) => Category::One,
            Some(PluralCategory::Two) => Category::Two,
            Some(PluralCategory::Few) => Category::Few,
            Some(PluralCategory::Many) => Category::Many,
            _ => Category::Other,
        }
    }
}
