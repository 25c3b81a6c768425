//! The table of codes: severity and texts of every diagnostic. `codes.yaml` holds
//! the severities and the English texts, `codes.cs.yaml` the Czech ones.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::finding::{Diagnostic, Severity, code_of};
use super::phrases::argument;

static CODES: LazyLock<CodeTable> = LazyLock::new(|| {
    // A test reads the embedded tables; an empty one prints the bare codes.
    let mut table: CodeTable = serde_yaml::from_str(include_str!("codes.yaml")).unwrap_or_default();
    let czech = serde_yaml::from_str(include_str!("codes.cs.yaml")).unwrap_or_default();
    table.add_language("cs", czech);
    table
});

/// The languages of all texts, the one that the others fall back to first.
pub const LANGUAGES: [&str; 2] = ["en", "cs"];

/// The embedded table.
#[must_use]
pub fn codes() -> &'static CodeTable {
    &CODES
}

/// Texts by language; a language without a text of its own gets the English one.
pub type Texts = IndexMap<String, String>;

/// The entries of `codes.yaml` by their key (`S002`, `S003.date`).
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct CodeTable(IndexMap<String, Code>);

/// What is said of one kind of finding. `{name}` in a text is filled in with the
/// diagnostic's argument of that name; a text with a name that has no argument
/// is left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Whether it keeps the site from being published.
    pub severity: Severity,
    /// Whether `site.yaml` may lower an error of this code: only where the page
    /// is right without what is missing. What is no error may always be changed.
    #[serde(default)]
    pub may_be_lowered: bool,
    /// One line: what is wrong, naming the value.
    pub message: Texts,
    /// What is said under the snippet, at the value.
    #[serde(default)]
    pub label: Texts,
    /// What is good to know.
    #[serde(default)]
    pub note: Texts,
    /// What to do.
    #[serde(default)]
    pub help: Texts,
    /// Texts of further places, by their key.
    #[serde(default)]
    pub related: IndexMap<String, Texts>,
}

/// The texts of one code in a language of its own file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    message: String,
    label: Option<String>,
    note: Option<String>,
    help: Option<String>,
    #[serde(default)]
    related: IndexMap<String, String>,
}

/// Which text of a [`Code`] is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'k> {
    Message,
    Label,
    Note,
    Help,
    Related(&'k str),
}

impl CodeTable {
    /// The entry of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Code> {
        self.0.get(key)
    }

    /// All keys, in the table's order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All codes, each once: `S008` stands for `S008.short` and `S008.long`.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = self.keys().map(code_of).collect();
        codes.dedup();
        codes
    }

    /// The entries of a code and its variants.
    fn of_code<'t>(&'t self, code: &'t str) -> impl Iterator<Item = &'t Code> {
        let own = self.0.iter().filter(move |(key, _)| code_of(key) == code);
        own.map(|(_, code)| code)
    }

    /// The severity of a key; an error where the table does not know it.
    #[must_use]
    pub fn severity(&self, key: &str) -> Severity {
        self.get(key).map_or(Severity::Error, |code| code.severity)
    }

    /// The severity of a code, the gravest of its variants.
    #[must_use]
    pub fn severity_of_code(&self, code: &str) -> Severity {
        let severities = self.of_code(code).map(|code| code.severity);
        severities.min().unwrap_or(Severity::Error)
    }

    /// Whether `site.yaml` may say how much a code matters.
    #[must_use]
    pub fn may_be_lowered(&self, code: &str) -> bool {
        self.of_code(code)
            .all(|code| code.may_be_lowered || code.severity != Severity::Error)
    }

    /// A text of a diagnostic in a language, filled in; `None` where the table
    /// has none or an argument is missing.
    pub(super) fn text(&self, found: &Diagnostic, part: Part<'_>, lang: &str) -> Option<String> {
        let code = self.get(found.key)?;
        let texts = match part {
            Part::Message => &code.message,
            Part::Label => &code.label,
            Part::Note => &code.note,
            Part::Help => &code.help,
            Part::Related(key) => code.related.get(key)?,
        };
        let template = texts.get(lang).or_else(|| texts.get("en"))?;
        fill(template, &found.args, lang)
    }

    /// The message, or the bare key where the table has none.
    pub(super) fn message(&self, found: &Diagnostic, lang: &str) -> String {
        self.text(found, Part::Message, lang)
            .unwrap_or_else(|| found.key.to_owned())
    }

    fn add_language(&mut self, lang: &str, translations: IndexMap<String, Translation>) {
        for (key, translation) in translations {
            let Some(code) = self.0.get_mut(&key) else {
                continue;
            };
            code.message.insert(lang.to_owned(), translation.message);
            let further = [
                (&mut code.label, translation.label),
                (&mut code.note, translation.note),
                (&mut code.help, translation.help),
            ];
            for (texts, text) in further {
                texts.extend(text.map(|text| (lang.to_owned(), text)));
            }
            for (name, text) in translation.related {
                let texts = code.related.entry(name).or_default();
                texts.insert(lang.to_owned(), text);
            }
        }
    }
}

fn fill(template: &str, args: &[(&'static str, String)], lang: &str) -> Option<String> {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        // `label.cs` stands for `label` in Czech.
        let own = args
            .iter()
            .find(|(known, _)| known.split_once('.') == Some((name, lang)));
        let plain = || args.iter().find(|(known, _)| *known == name);
        let (_, value) = own.or_else(plain)?;
        filled.push_str(before);
        filled.push_str(&argument(name, value, lang));
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn names(text: &str) -> BTreeSet<&str> {
        let pieces = text.split('{').skip(1);
        pieces.filter_map(|piece| piece.split('}').next()).collect()
    }

    /// The texts of a code that need a twin in each language.
    fn parts<'c>(key: &str, code: &'c Code) -> Vec<(String, &'c Texts)> {
        let own = [
            ("message", &code.message),
            ("label", &code.label),
            ("note", &code.note),
            ("help", &code.help),
        ];
        let own = own.map(|(name, texts)| (format!("{key} {name}"), texts));
        let related = code.related.iter();
        let related = related.map(|(name, texts)| (format!("{key} related {name}"), texts));
        own.into_iter().chain(related).collect()
    }

    #[test]
    fn the_embedded_tables_read() {
        let table: Result<CodeTable, _> = serde_yaml::from_str(include_str!("codes.yaml"));
        assert!(table.is_ok(), "{table:?}");
        let czech: Result<IndexMap<String, Translation>, _> =
            serde_yaml::from_str(include_str!("codes.cs.yaml"));
        assert!(czech.is_ok(), "{czech:?}");
        let table = table.unwrap();
        for key in czech.unwrap().keys() {
            assert!(table.get(key).is_some(), "{key} is translated and unknown");
        }
    }

    #[test]
    fn every_text_is_there_in_every_language_with_the_same_arguments() {
        let mut wrong = Vec::new();
        for (key, code) in &codes().0 {
            for (name, texts) in parts(key, code) {
                let Some(english) = texts.get("en") else {
                    if !texts.is_empty() || name.ends_with("message") {
                        wrong.push(format!("{name}: not in English"));
                    }
                    continue;
                };
                for lang in LANGUAGES {
                    match texts.get(lang) {
                        None => wrong.push(format!("{name}: not in {lang}")),
                        Some(text) if names(text) != names(english) => {
                            wrong.push(format!("{name}: other arguments in {lang}"));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_would_publish_something_wrong_stays_an_error() {
        let table = codes();
        for code in [
            "R001", "K005", "K001", "K010", "U002", "S010", "Q003", "O001",
        ] {
            assert!(!table.may_be_lowered(code), "{code}");
        }
        assert!(table.may_be_lowered("L001"));
        // The pages of C031 and C034 name them.
        let errors = table.codes().into_iter().filter(|code| {
            table.severity_of_code(code) == Severity::Error && table.may_be_lowered(code)
        });
        assert_eq!(errors.collect::<Vec<_>>(), ["S021", "S040", "S056", "I001"]);
    }

    #[test]
    fn a_text_without_its_argument_is_left_out() {
        assert_eq!(
            fill("a {x} b", &[("x", "1".into())], "en").as_deref(),
            Some("a 1 b")
        );
        assert_eq!(fill("a {y} b", &[("x", "1".into())], "en"), None);
    }
}
