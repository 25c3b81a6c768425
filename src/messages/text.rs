//! A text as it is written: plain, or with plural forms.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fill::names;
use super::plurals::{Category, Plurals};

/// A text, or one for each plural category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// One text for every number.
    Plain(String),
    /// The forms by the category of `{count}`.
    Plural(BTreeMap<Category, String>),
}

impl Text {
    /// The form for a number; `other`, which every language has, is the fallback.
    #[must_use]
    pub fn form(&self, plurals: &Plurals, count: Option<u64>) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Plural(forms) => {
                let category = count.map(|count| plurals.category(count));
                category
                    .and_then(|category| forms.get(&category))
                    .or_else(|| forms.get(&Category::Other))
                    .map_or("", String::as_str)
            }
        }
    }

    /// The names of the placeholders in any of its forms.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut found: Vec<&str> = match self {
            Self::Plain(text) => names(text).collect(),
            Self::Plural(forms) => forms.values().flat_map(|form| names(form)).collect(),
        };
        found.sort_unstable();
        found.dedup();
        found
    }
}
