//! Languages, and values by language.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::closest;
use crate::text::folded;

/// Country codes, and names of languages without accents, with the code of the language
/// that is meant by them.
const MEANT: &[(&str, &str)] = &[
    ("at", "de"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("gr", "el"),
    ("jp", "ja"),
    ("ua", "uk"),
    ("us", "en"),
    ("ee", "et"),
    ("kr", "ko"),
    ("se", "sv"),
    ("si", "sl"),
    ("ces", "cs"),
    ("cze", "cs"),
    ("cesky", "cs"),
    ("cestina", "cs"),
    ("czech", "cs"),
    ("eng", "en"),
    ("english", "en"),
    ("anglicky", "en"),
    ("anglictina", "en"),
    ("ger", "de"),
    ("deu", "de"),
    ("german", "de"),
    ("deutsch", "de"),
    ("nemecky", "de"),
    ("nemcina", "de"),
    ("slk", "sk"),
    ("slovak", "sk"),
    ("slovensky", "sk"),
    ("slovencina", "sk"),
    ("pol", "pl"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("polsky", "pl"),
    ("polstina", "pl"),
];

/// How many entries of [`MEANT`], counted from the first, are not language codes (ISO
/// 639-1).
const NO_LANGUAGES: usize = 9;

/// How many entries of [`MEANT`] are country codes. Those after the first `NO_LANGUAGES`
/// are also codes of rare languages.
const COUNTRIES: usize = 13;

/// A language tag of two or three letters, perhaps with a region: `cs`, `en`,
/// `pt-BR` (BCP 47).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Parses a language tag; `None` for another form.
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

    /// The code of the language that is meant by a country code or by a language's name, in
    /// any case: `cs` for `cz`, `CS` and `Czech`.
    #[must_use]
    pub fn meant(written: &str) -> Option<Self> {
        let folded = folded(written);
        let named = MEANT.iter().find(|(name, _)| *name == folded);
        let tag = || match folded.split_once(['-', '_']) {
            Some((language, region)) => format!("{language}-{}", region.to_uppercase()),
            None => folded.clone(),
        };
        named.map_or_else(
            || Self::parse(&tag()).filter(|lang| lang.as_str() != written),
            |(_, letters)| Self::parse(letters),
        )
    }

    /// The language of a text, which is its own code or another text that people write for
    /// it.
    #[must_use]
    pub fn meant_or_same(text: &str) -> Option<Self> {
        let right = Self::parse(text).filter(|_| Self::instead_of(text).is_none());
        right
            .or_else(|| Self::instead_of(text))
            .or_else(|| Self::meant(text))
    }

    /// The known language that is meant by a text.
    #[must_use]
    pub fn meant_among<'l>(written: &str, known: &'l [Self]) -> Option<&'l Self> {
        let find = |letters: &str| known.iter().find(|lang| lang.as_str() == letters);
        let without_region = written.split(['-', '_']).next().unwrap_or_default();
        Self::meant(written)
            .and_then(|meant| find(meant.as_str()))
            .or_else(|| find(&without_region.to_lowercase()))
            .or_else(|| find(closest(written, known.iter().map(Self::as_str))?))
    }

    /// The language that is meant by a code that no language has.
    #[must_use]
    pub fn instead_of(letters: &str) -> Option<Self> {
        let none = MEANT.iter().take(NO_LANGUAGES);
        let mut meant = none.filter(|(name, _)| *name == letters);
        meant.next().and_then(|(_, meant)| Self::parse(meant))
    }

    /// Another language that may be meant by the code of a rare one, because it is a
    /// country code: `sv` for `se`.
    #[must_use]
    pub fn meant_by_country(&self) -> Option<Self> {
        let of_countries = MEANT.iter().take(COUNTRIES);
        let mut meant = of_countries.filter(|(name, _)| *name == self.as_str());
        meant.next().and_then(|(_, meant)| Self::parse(meant))
    }

    /// The language without its region: `pt` of `pt-BR`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
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
    /// A value for each language, in the order of the file.
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

    /// The value of this language. The fallbacks are the languages of a chain, then the
    /// first value.
    #[must_use]
    pub fn along(&self, lang: &Lang, chain: &[Lang]) -> Option<&T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Each(values) => values
                .get(lang)
                .or_else(|| chain.iter().find_map(|other| values.get(other)))
                .or_else(|| values.values().next()),
        }
    }

    /// The value of this language. The fallbacks are the default language, then the first
    /// value.
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
    /// Whether a text equals one of the languages' texts, ignoring case.
    #[must_use]
    pub fn says(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let is_same = |own: &String| own.to_lowercase() == text;
        match self {
            Self::Same(own) => is_same(own),
            Self::Each(all) => all.values().any(is_same),
        }
    }

    /// The texts of all languages, or the one for all.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (same, each) = match self {
            Self::Same(own) => (Some(own), None),
            Self::Each(all) => (None, Some(all)),
        };
        let each = each.into_iter().flat_map(IndexMap::values);
        same.into_iter().chain(each).map(String::as_str)
    }

    /// The text of a language as [`Localized::resolve`] finds it; empty if there is none.
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
