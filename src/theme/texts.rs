//! The texts of the interface in one language, with the plural forms of CLDR.

use std::collections::BTreeMap;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::schema::{Decoder, Field, Fields, Lang, Value, decode, shapes};
use crate::text::{SourceId, Sources};
use crate::yaml::{Kind, Node};

/// Texts by key.
pub struct Texts {
    entries: BTreeMap<String, Text>,
    plurals: Option<PluralRules>,
    source: SourceId,
}

/// A text, or one a plural category.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Plural(BTreeMap<Category, String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Category {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Category {
    /// The category of CLDR by its name.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// The texts of a file: each is one text, or one a plural category, as the shape
/// `interface_text` has it. What has another form is reported.
fn entries(root: &Node, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, Text> {
    let decoder = Decoder {
        languages: &[],
        place: "the texts",
        properties: &[],
    };
    let shape = shapes().get("interface_text");
    let Some(form) = shape.and_then(|shape| shape.get("text")) else {
        return BTreeMap::new();
    };
    let mut entries = BTreeMap::new();
    for pair in root.pairs() {
        // The shape has one key, and a file of texts any.
        let field = Field::new(&pair.key, form.kind.clone());
        let alone = Node {
            span: root.span,
            kind: Kind::Mapping(vec![pair.clone()]),
        };
        let fields: Fields = [field].into_iter().collect();
        let record = decode(&alone, &fields, decoder, findings);
        let Some(item) = record.get(&pair.key) else {
            continue;
        };
        let text = match &item.value {
            Value::Object(forms) => Text::Plural(
                forms
                    .iter()
                    .filter_map(|(name, item)| {
                        let text = item.value.as_text()?.to_string();
                        Some((Category::named(name)?, text))
                    })
                    .collect(),
            ),
            value => match value.as_text() {
                Some(text) => Text::Plain(text.to_string()),
                None => continue,
            },
        };
        entries.insert(pair.key.to_string(), text);
    }
    entries
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
    pub(crate) fn read(
        source: SourceId,
        lang: &Lang,
        sources: &Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let root = super::manifest::root(source, sources, findings);
        let entries = root
            .map(|root| entries(&root, findings))
            .unwrap_or_default();
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
