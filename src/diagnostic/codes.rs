//! The table of codes: severity and texts of every diagnostic, read from the
//! embedded `codes.yaml`.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Diagnostic, Severity};

static CODES: LazyLock<CodeTable> = LazyLock::new(|| {
    // A test reads the embedded table; an empty one prints the bare codes.
    serde_yaml::from_str(include_str!("codes.yaml")).unwrap_or_default()
});

/// The embedded table.
#[must_use]
pub fn codes() -> &'static CodeTable {
    &CODES
}

/// Texts by language; a language without a text of its own gets the English one.
type Texts = IndexMap<String, String>;

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
    /// One line: what is wrong, naming the value.
    pub message: Texts,
    /// What is said under the snippet, at the value.
    #[serde(default)]
    pub label: Texts,
    /// What to do.
    #[serde(default)]
    pub help: Texts,
    /// Texts of further places, by their key.
    #[serde(default)]
    pub related: IndexMap<String, Texts>,
    /// The page of `spunweb explain CODE`.
    #[serde(default)]
    pub explain: Texts,
}

/// Which text of a [`Code`] is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'k> {
    Message,
    Label,
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

    /// The severity of a key; an error where the table does not know it.
    #[must_use]
    pub fn severity(&self, key: &str) -> Severity {
        self.get(key).map_or(Severity::Error, |code| code.severity)
    }

    /// A text of a diagnostic in a language, filled in; `None` where the table
    /// has none or an argument is missing.
    pub(super) fn text(&self, found: &Diagnostic, part: Part<'_>, lang: &str) -> Option<String> {
        let code = self.get(found.key)?;
        let texts = match part {
            Part::Message => &code.message,
            Part::Label => &code.label,
            Part::Help => &code.help,
            Part::Related(key) => code.related.get(key)?,
        };
        let template = texts.get(lang).or_else(|| texts.get("en"))?;
        fill(template, &found.args)
    }

    /// The message, or the bare key where the table has none.
    pub(super) fn message(&self, found: &Diagnostic, lang: &str) -> String {
        self.text(found, Part::Message, lang)
            .unwrap_or_else(|| found.key.to_owned())
    }
}

impl Code {
    /// The page of `spunweb explain`: the message with its names in capitals,
    /// what to do, and what there is to say at length.
    #[must_use]
    pub fn page(&self, key: &str) -> String {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let text = |texts: &Texts| texts.get("en").cloned().unwrap_or_default();
        let mut page = format!("{severity}[{key}]: {}\n", text(&self.message));
        for texts in [&self.help, &self.explain] {
            let text = text(texts);
            if !text.is_empty() {
                page.push_str(&format!("\n{}\n", text.trim_end()));
            }
        }
        page
    }
}

fn fill(template: &str, args: &[(&'static str, String)]) -> Option<String> {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        let (_, value) = args.iter().find(|(known, _)| *known == name)?;
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_reads() {
        let table: Result<CodeTable, _> = serde_yaml::from_str(include_str!("codes.yaml"));
        assert!(table.is_ok(), "{table:?}");
    }

    #[test]
    fn a_text_without_its_argument_is_left_out() {
        assert_eq!(
            fill("a {x} b", &[("x", "1".into())]).as_deref(),
            Some("a 1 b")
        );
        assert_eq!(fill("a {y} b", &[("x", "1".into())]), None);
    }
}
