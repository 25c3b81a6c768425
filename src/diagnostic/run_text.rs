//! What is said of the run as a whole: its last line, headings, plural forms.

use std::sync::LazyLock;

use icu_plurals::{PluralCategory, PluralRules};
use indexmap::IndexMap;
use serde::Deserialize;

static TEXTS: LazyLock<IndexMap<String, IndexMap<String, RunText>>> = LazyLock::new(|| {
    // A test reads the embedded table; without it the bare keys are printed.
    serde_yaml::from_str(include_str!("run.yaml")).unwrap_or_default()
});

/// A text, or its plural forms by their CLDR category.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum RunText {
    Plain(String),
    Counted(IndexMap<String, String>),
}

/// A text of the run in a language, else in English.
#[must_use]
pub fn run_text(lang: &str, key: &str) -> String {
    match find(lang, key) {
        Some((_, RunText::Plain(text))) => text.clone(),
        _ => key.to_owned(),
    }
}

/// A text of the run in the plural form that a number needs; `{count}` in it is
/// the number.
#[must_use]
pub fn run_count(lang: &str, key: &str, count: usize) -> String {
    let Some((lang, RunText::Counted(forms))) = find(lang, key) else {
        return key.to_owned();
    };
    let form = forms
        .get(category(lang, count))
        .or_else(|| forms.get("other"));
    form.map_or(key, String::as_str)
        .replace("{count}", &count.to_string())
}

fn find<'l>(lang: &'l str, key: &str) -> Option<(&'l str, &'static RunText)> {
    [lang, "en"]
        .into_iter()
        .find_map(|lang| Some((lang, TEXTS.get(lang)?.get(key)?)))
}

fn category(lang: &str, count: usize) -> &'static str {
    let rules = lang
        .parse::<icu_locale_core::Locale>()
        .ok()
        .and_then(|locale| PluralRules::try_new_cardinal(locale.into()).ok());
    match rules.map(|rules| rules.category_for(count)) {
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_reads_and_has_the_same_keys() {
        let keys = |lang: &str| {
            TEXTS
                .get(lang)
                .map(|texts| texts.keys().collect::<Vec<_>>())
        };
        assert!(keys("en").is_some_and(|keys| !keys.is_empty()));
        assert_eq!(keys("en"), keys("cs"));
    }

    #[test]
    fn numbers_take_their_form() {
        assert_eq!(run_count("en", "errors", 1), "1 error");
        assert_eq!(run_count("cs", "errors", 1), "1 chyba");
        assert_eq!(run_count("cs", "errors", 3), "3 chyby");
        assert_eq!(run_count("cs", "errors", 5), "5 chyb");
        assert_eq!(run_count("cs", "in_files", 2), "ve 2 souborech");
        assert_eq!(run_count("cs", "in_files", 5), "v 5 souborech");
    }
}
