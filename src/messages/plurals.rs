//! Which plural form a number takes in a language.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::Serialize;

/// A plural category of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Arabic, Welsh: of nothing.
    Zero,
    /// Of one, as most languages have it.
    One,
    /// Arabic, Slovene: of two.
    Two,
    /// Czech, Polish: of a few.
    Few,
    /// Polish, Arabic: of many.
    Many,
    /// The form that every language has.
    Other,
}

impl Category {
    /// The category by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
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

/// The rules of a language.
pub struct Plurals(Option<PluralRules>);

impl std::fmt::Debug for Plurals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plurals").finish_non_exhaustive()
    }
}

impl Plurals {
    /// The rules of a language by its tag; for a language that CLDR does not know, the
    /// rules of the root locale.
    #[must_use]
    pub fn of(lang: &str) -> Self {
        let locale = lang.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        Self(PluralRules::try_new_cardinal(locale.into()).ok())
    }

    /// The category of a number.
    #[must_use]
    pub fn category(&self, count: u64) -> Category {
        match self.0.as_ref().map(|rules| rules.category_for(count)) {
            Some(PluralCategory::Zero) => Category::Zero,
            Some(PluralCategory::One) => Category::One,
            Some(PluralCategory::Two) => Category::Two,
            Some(PluralCategory::Few) => Category::Few,
            Some(PluralCategory::Many) => Category::Many,
            _ => Category::Other,
        }
    }
}
