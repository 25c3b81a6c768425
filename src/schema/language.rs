//! Languages, and values by language.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

/// A language tag of two or three letters, perhaps with a region: `cs`, `en`,
/// `pt-BR` (BCP 47).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Reads a language tag; `None` where it has another form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (language, region) = text
            .split_once('-')
            .map_or((text, None), |(language, region)| (language, Some(region)));
        let language_is_fine =
            (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_lowercase());
        let region_is_fine =
            region.is_none_or(|r| r.len() == 2 && r.chars().all(|c| c.is_ascii_uppercase()));
        (language_is_fine && region_is_fine).then(|| Self(text.into()))
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value that may differ by language: one for all, or one each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Localized<T> {
    /// The same in all languages.
    Same(T),
    /// A value a language, in the order of the file.
    Each(IndexMap<Lang, T>),
}

impl<T> Localized<T> {
    /// The value of exactly this language.
    #[must_use]
    pub fn exact(&self, lang: &Lang) -> Option<&T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Each(values) => values.get(lang),
        }
    }

    /// The value of this language, else that of the default language, else the
    /// first one there is.
    #[must_use]
    pub fn resolve(&self, lang: &Lang, default: &Lang) -> Option<&T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Each(values) => values
                .get(lang)
                .or_else(|| values.get(default))
                .or_else(|| values.values().next()),
        }
    }
}

impl Localized<String> {
    /// The text of a language as [`Localized::resolve`] finds it, or nothing.
    #[must_use]
    pub fn text(&self, lang: &Lang, default: &Lang) -> &str {
        self.resolve(lang, default).map_or("", String::as_str)
    }
}

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self::Each(IndexMap::new())
    }
}
