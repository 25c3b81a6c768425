//! The texts of letters and tables, with the plural forms of CLDR: those that
//! come with the program, and over them those of the site in
//! `content/letters.yaml`.

use std::sync::LazyLock;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use indexmap::IndexMap;
use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::schema::Lang;
use crate::yaml::{Kind, Node};

static BUILT_IN: LazyLock<IndexMap<String, Texts>> = LazyLock::new(|| {
    // A test reads the embedded table; without it the bare keys are printed.
    serde_yaml::from_str(include_str!("texts.yaml")).unwrap_or_default()
});

type Texts = IndexMap<String, Text>;

/// A text, or its plural forms by their CLDR category.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Counted(IndexMap<String, String>),
}

/// The texts of one language.
#[derive(Debug)]
pub struct LetterTexts {
    texts: Texts,
    plurals: Option<PluralRules>,
}

impl LetterTexts {
    /// The texts of a language: the program's, replaced by the site's; `None`
    /// for a language that neither has.
    #[must_use]
    pub fn of(lang: &str, site: Option<&Node>) -> Option<Self> {
        let own = site.and_then(|site| site.get(lang));
        let mut texts = match (BUILT_IN.get(lang), own) {
            (Some(texts), _) => texts.clone(),
            // What a site's own language lacks is said in English.
            (None, Some(_)) => BUILT_IN.get("en")?.clone(),
            (None, None) => return None,
        };
        for pair in own.map(Node::pairs).unwrap_or_default() {
            if let Some(text) = read(&pair.value) {
                texts.insert(pair.key.to_string(), text);
            }
        }
        let locale = lang.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        Some(Self {
            texts,
            plurals: PluralRules::try_new_cardinal(locale.into()).ok(),
        })
    }

    /// A text with its `{name}`s filled in.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        match self.texts.get(key) {
            Some(Text::Plain(text)) => fill(text, args),
            _ => key.to_owned(),
        }
    }

    /// *in Czech*; the tag of a language that there is no word for.
    #[must_use]
    pub fn in_language(&self, lang: &Lang) -> String {
        match self.texts.get(&format!("in_{lang}")) {
            Some(Text::Plain(text)) => text.clone(),
            _ => lang.to_string(),
        }
    }

    /// A text in the plural form of a number, which is `{count}` in it.
    #[must_use]
    pub fn count(&self, key: &str, count: usize) -> String {
        let count_text = count.to_string();
        let args = [("count", count_text.as_str())];
        match self.texts.get(key) {
            Some(Text::Counted(forms)) => {
                let form = forms.get(self.category(count));
                let form = form.or_else(|| forms.get("other"));
                fill(form.map_or(key, String::as_str), &args)
            }
            Some(Text::Plain(text)) => fill(text, &args),
            None => key.to_owned(),
        }
    }

    fn category(&self, count: usize) -> &'static str {
        match self.plurals.as_ref().map(|rules| rules.category_for(count)) {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            _ => "other",
        }
    }
}

/// Fills in the names in one pass, so that nothing in a value is taken for one.
fn fill(text: &str, args: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        let value = named.and_then(|(name, after)| {
            let (_, value) = args.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        rest = if let Some((value, after)) = value {
            filled.push_str(value);
            after
        } else {
            filled.push('{');
            after
        };
    }
    filled.push_str(rest);
    filled
}

fn read(node: &Node) -> Option<Text> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(Text::Plain(scalar.text.to_string())),
        Kind::Mapping(pairs) => {
            let forms = pairs
                .iter()
                .map(|pair| Some((pair.key.to_string(), pair.value.as_text()?.to_owned())));
            forms.collect::<Option<_>>().map(Text::Counted)
        }
        _ => None,
    }
}

/// Tells what in the site's texts is none, or has a key that no letter uses.
pub fn letters_are_known(site: &Node, findings: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = BUILT_IN
        .get("en")
        .map(|texts| texts.keys().map(String::as_str).collect())
        .unwrap_or_default();
    for lang in site.pairs() {
        if lang.value.pairs().is_empty() {
            findings.push(Diagnostic::new("L008", lang.value.span).arg("key", &*lang.key));
        }
        for pair in lang.value.pairs() {
            if !known.contains(&&*pair.key) {
                findings.push(
                    Diagnostic::new("L007", pair.key_span)
                        .arg("key", &*pair.key)
                        .did_you_mean_key(pair.key_span, &pair.key, known.iter().copied(), |key| {
                            lang.value.pair(key).is_some()
                        }),
                );
            } else if read(&pair.value).is_none() {
                findings.push(Diagnostic::new("L008", pair.value.span).arg("key", &*pair.key));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &Text) -> Vec<String> {
        let texts: Vec<&String> = match text {
            Text::Plain(text) => vec![text],
            Text::Counted(forms) => forms.values().collect(),
        };
        let mut names: Vec<String> = texts
            .iter()
            .flat_map(|text| text.split('{').skip(1))
            .filter_map(|piece| piece.split('}').next().map(str::to_owned))
            .collect();
        names.sort();
        names.dedup();
        names
    }

    #[test]
    fn the_languages_have_the_same_texts_with_the_same_names() {
        let table: Result<IndexMap<String, Texts>, _> =
            serde_yaml::from_str(include_str!("texts.yaml"));
        let table = table.unwrap();
        let shapes = |lang: &str| -> Vec<(String, Vec<String>)> {
            let texts = table.get(lang).unwrap().iter();
            texts
                .map(|(key, text)| (key.clone(), shape(text)))
                .collect()
        };
        assert_eq!(shapes("en"), shapes("cs"));
    }

    #[test]
    fn a_value_is_no_pattern() {
        let args = [("a", "{b}"), ("b", "x")];
        assert_eq!(fill("{a} {b} {c} {", &args), "{b} x {c} {");
    }
}
