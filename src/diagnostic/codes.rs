//! The table of codes: how much every finding matters. Its texts are in
//! `messages`, under `codes`.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::finding::{Diagnostic, Severity, code_of};
use crate::messages::{fill_all, find};

static CODES: LazyLock<CodeTable> = LazyLock::new(|| {
    // A test reads the embedded table; with an empty one every finding is an error.
    serde_yaml::from_str(include_str!("codes.yaml")).unwrap_or_default()
});

/// The embedded table.
#[must_use]
pub fn codes() -> &'static CodeTable {
    &CODES
}

/// The entries of `codes.yaml` by their key (`S002`, `S003.date`).
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct CodeTable(IndexMap<String, Code>);

/// How much one kind of finding matters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// How severe it is; an error prevents publishing.
    pub severity: Severity,
    /// Whether `site.yaml` may lower an error of this code: only if the page is correct
    /// without the missing part. Warnings and notes may always be changed.
    #[serde(default)]
    pub may_be_lowered: bool,
    /// Whether `site.yaml` may allow an error of this code until a day: only if its
    /// subject is not shown anywhere.
    #[serde(default)]
    pub may_be_allowed: bool,
}

/// Which text of a finding is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) enum TextPart<'k> {
    /// One line: what is wrong, naming the value.
    Message,
    /// The label under the snippet, at the value.
    Label,
    /// What is good to know.
    Note,
    /// What to do.
    Help,
    /// The text of a related place.
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

    /// Whether `site.yaml` may allow findings of a code until a day.
    #[must_use]
    pub fn may_be_allowed(&self, code: &str) -> bool {
        self.may_be_lowered(code) || self.of_code(code).all(|code| code.may_be_allowed)
    }

    /// Whether `site.yaml` may say how much a code matters.
    #[must_use]
    pub fn may_be_lowered(&self, code: &str) -> bool {
        self.of_code(code)
            .all(|code| code.may_be_lowered || code.severity != Severity::Error)
    }
}

/// A text of a diagnostic in a language, filled in; `None` where its code has
/// none or an argument is missing.
pub(super) fn text_of(found: &Diagnostic, part: TextPart<'_>, lang: &str) -> Option<String> {
    let key = found.key;
    let path = match part {
        TextPart::Message => format!("codes.{key}.message"),
        TextPart::Label => format!("codes.{key}.label"),
        TextPart::Note => format!("codes.{key}.note"),
        TextPart::Help => format!("codes.{key}.help"),
        TextPart::Related(name) => format!("codes.{key}.related.{name}"),
    };
    let (text, plurals) = find(lang, &path)?;
    let value = |name: &str| {
        let mut args = found.args.iter();
        args.find(|(known, _)| *known == name).map(|(_, arg)| arg)
    };
    let count = value("count").and_then(crate::messages::Arg::number);
    fill_all(text.form(plurals, count), |name| {
        value(name).map(|arg| arg.text(lang))
    })
}

/// The message, or the bare key where there is none.
pub(super) fn message_of(found: &Diagnostic, lang: &str) -> String {
    text_of(found, TextPart::Message, lang).unwrap_or_else(|| found.key.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::messages::{keys, languages};

    #[test]
    fn the_embedded_table_reads() {
        let table: Result<CodeTable, _> = serde_yaml::from_str(include_str!("codes.yaml"));
        assert!(table.is_ok_and(|table| table.codes().len() > 100));
    }

    #[test]
    fn every_finding_has_a_message_and_no_text_is_of_another() {
        let table: BTreeSet<&str> = codes().keys().collect();
        for lang in languages() {
            let of_texts: BTreeSet<&str> = keys(lang, "codes")
                .filter_map(|key| key.strip_prefix("codes.")?.strip_suffix(".message"))
                .collect();
            assert_eq!(of_texts, table, "{lang}");
            for key in keys(lang, "codes") {
                let parts = [".message", ".label", ".note", ".help"];
                let known = parts.iter().any(|part| key.ends_with(part));
                assert!(known || key.contains(".related."), "{key}");
            }
        }
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
        assert!(table.may_be_allowed("S002") && !table.may_be_lowered("S002"));
        assert!(!table.may_be_allowed("S003"));
        // The pages of C031 and C034 name them.
        let errors = table.codes().into_iter().filter(|code| {
            table.severity_of_code(code) == Severity::Error && table.may_be_lowered(code)
        });
        assert_eq!(
            errors.collect::<Vec<_>>(),
            ["S021", "S040", "S056", "I001", "I061"]
        );
    }
}
