//! The texts by language and key, from the embedded files.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use include_dir::{Dir, include_dir};
use indexmap::IndexMap;
use serde_yaml::Value;

use super::plurals::{Category, Plurals};
use super::text::Text;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/messages/languages");

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let texts = FILES.files().filter_map(|file| {
        let tag = file.path().file_stem()?.to_str()?;
        Some(Language::new(tag, file.contents_utf8()?))
    });
    let mut all: Vec<Language> = texts.collect();
    all.sort_by_key(|language| (language.tag != FALLBACK, language.tag));
    all
});

/// The fallback for texts that a language lacks.
const FALLBACK: &str = "en";

/// The line between two documents of a file.
const BETWEEN_DOCUMENTS: &str = "\n---\n";

/// Texts by their key, as `publish.locked` or `codes.S002.message`.
type Texts = IndexMap<String, Text>;

struct Language {
    tag: &'static str,
    documents: Vec<LanguageDocument>,
    plurals: Plurals,
}

/// A part of a file, read when a text of one of its sections is needed: most
/// runs print a line or two, and the pages of the codes are long.
struct LanguageDocument {
    yaml: &'static str,
    sections: Vec<&'static str>,
    texts: OnceLock<Texts>,
}

impl Language {
    fn new(tag: &'static str, yaml: &'static str) -> Self {
        let documents = yaml.split(BETWEEN_DOCUMENTS).map(LanguageDocument::new);
        Self {
            tag,
            documents: documents.collect(),
            plurals: Plurals::of(tag),
        }
    }

    fn document(&self, section: &str) -> Option<&LanguageDocument> {
        let mut documents = self.documents.iter();
        documents.find(|document| document.sections.contains(&section))
    }

    fn get(&self, key: &str) -> Option<&Text> {
        let (section, _) = key.split_once('.')?;
        self.document(section)?.texts().get(key)
    }
}

impl LanguageDocument {
    fn new(yaml: &'static str) -> Self {
        let section = |line: &'static str| {
            let key = line.strip_suffix(':')?;
            key.starts_with(|c: char| c.is_ascii_lowercase())
                .then_some(key)
        };
        Self {
            yaml,
            sections: yaml.lines().filter_map(section).collect(),
            texts: OnceLock::new(),
        }
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let mut texts = Texts::new();
            // A test parses the embedded files; if one is broken, bare keys are printed.
            let read = serde_yaml::from_str(self.yaml).unwrap_or(Value::Null);
            flatten("", &read, &mut texts);
            texts
        })
    }
}

/// Adds the texts of a group, keyed by their path.
fn flatten(path: &str, value: &Value, texts: &mut Texts) {
    let Value::Mapping(mapping) = value else {
        if let Some(text) = value.as_str() {
            texts.insert(path.to_owned(), Text::Plain(text.to_owned()));
        }
        return;
    };
    if let Some(forms) = forms(mapping) {
        texts.insert(path.to_owned(), Text::Plural(forms));
        return;
    }
    for (key, value) in mapping {
        let Some(key) = key.as_str() else { continue };
        let path = match path {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        flatten(&path, value, texts);
    }
}

/// The plural forms of a text that has them; `other` is always among them.
fn forms(mapping: &serde_yaml::Mapping) -> Option<BTreeMap<Category, String>> {
    let forms: Option<BTreeMap<Category, String>> = mapping
        .iter()
        .map(|(key, form)| Some((Category::named(key.as_str()?)?, form.as_str()?.to_owned())))
        .collect();
    forms.filter(|forms| forms.contains_key(&Category::Other))
}

/// The languages with texts, the fallback first.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    LANGUAGES.iter().map(|language| language.tag).collect()
}

/// The text of a key in a language, else in English, and the rules of the
/// language that it is in.
#[must_use]
pub fn find(lang: &str, key: &str) -> Option<(&'static Text, &'static Plurals)> {
    [lang, FALLBACK].into_iter().find_map(|tag| {
        let language = LANGUAGES.iter().find(|language| language.tag == tag)?;
        Some((language.get(key)?, &language.plurals))
    })
}

/// A text without arguments; the key where there is none.
#[must_use]
pub(crate) fn text(lang: &str, key: &str) -> String {
    find(lang, key).map_or_else(
        || key.to_owned(),
        |(text, plurals)| text.form(plurals, None).to_owned(),
    )
}

/// The keys of a section in a language, in the order of its file.
pub fn keys(lang: &str, section: &str) -> impl Iterator<Item = &'static str> {
    let language = LANGUAGES.iter().find(|language| language.tag == lang);
    let document = language.and_then(|language| language.document(section));
    let keys = document
        .into_iter()
        .flat_map(|document| document.texts().keys());
    let prefix = format!("{section}.");
    keys.map(String::as_str)
        .filter(move |key| key.starts_with(&prefix))
}

/// All keys of a language.
#[must_use]
pub fn all_keys(lang: &str) -> Vec<&'static str> {
    let language = LANGUAGES.iter().find(|language| language.tag == lang);
    let documents = language
        .into_iter()
        .flat_map(|language| &language.documents);
    let keys = documents.flat_map(|document| document.texts().keys());
    keys.map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all(language: &Language) -> IndexMap<&str, &Text> {
        let texts = language.documents.iter().flat_map(LanguageDocument::texts);
        texts.map(|(key, text)| (key.as_str(), text)).collect()
    }

    #[test]
    fn the_embedded_files_are_read_whole() {
        assert_eq!(languages().first(), Some(&FALLBACK));
        assert!(languages().len() > 1);
        for language in LANGUAGES.iter() {
            for document in &language.documents {
                let read: Value = serde_yaml::from_str(document.yaml)
                    .unwrap_or_else(|error| panic!("{}: {error}", language.tag));
                let sections = read.as_mapping().unwrap().keys();
                let sections: Vec<_> = sections.filter_map(Value::as_str).collect();
                assert_eq!(sections, document.sections, "{}", language.tag);
            }
        }
    }

    #[test]
    fn every_key_is_in_every_language_with_the_same_names() {
        let english = all(LANGUAGES.first().unwrap());
        let mut wrong = Vec::new();
        for language in LANGUAGES.iter() {
            let own = all(language);
            for (key, text) in &english {
                match own.get(key) {
                    None => wrong.push(format!("{key}: not in {}", language.tag)),
                    // The form for one may omit the number.
                    Some(own) if own.names() != text.names() => {
                        wrong.push(format!("{key}: other names in {}", language.tag));
                    }
                    Some(_) => {}
                }
            }
            let extra = own.keys().filter(|key| !english.contains_key(*key));
            wrong.extend(extra.map(|key| format!("{key}: in {} alone", language.tag)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// A language has the forms that its numbers need: Czech `few` as well.
    #[test]
    fn every_plural_has_the_forms_of_its_language() {
        for language in LANGUAGES.iter() {
            let needed: BTreeSet<Category> = (0..200)
                .map(|count| language.plurals.category(count))
                .collect();
            for (key, text) in all(language) {
                let Text::Plural(forms) = text else { continue };
                let missing: Vec<_> = needed.iter().filter(|c| !forms.contains_key(c)).collect();
                assert!(missing.is_empty(), "{key} in {}: {missing:?}", language.tag);
            }
        }
    }
}
