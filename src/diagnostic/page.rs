//! The pages of `spunweb explain`: what a code means, why it matters, an example, and how
//! to fix it. The texts are in `messages`, the examples, which need no translation, in
//! `examples.yaml`.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::codes::CodeTable;
use super::finding::Severity;
use crate::messages::{find, text};

static EXAMPLES: LazyLock<IndexMap<String, Example>> = LazyLock::new(|| {
    // A test reads the embedded table; without it pages have no examples.
    serde_yaml::from_str(include_str!("examples.yaml")).unwrap_or_default()
});

/// The example of a code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    wrong: String,
    right: String,
}

/// The title of a code; the code itself if it has no page.
#[must_use]
pub(crate) fn title_of(code: &str, lang: &str) -> String {
    part(code, "title", lang).unwrap_or_else(|| code.to_owned())
}

impl CodeTable {
    /// The page of a code as text; `None` where it has none.
    #[must_use]
    pub fn explain(&self, code: &str, lang: &str) -> Option<String> {
        let title = part(code, "title", lang)?;
        let severity = self.severity_of_code(code);
        let mut out = format!("{}[{code}]: {title}\n", severity.word());
        for (heading, name) in [("run.explain_what", "what"), ("run.explain_why", "why")] {
            let paragraph = part(code, name, lang).unwrap_or_default();
            out.push_str(&section(lang, heading, "  ", &paragraph));
        }
        if let Some(example) = EXAMPLES.get(code) {
            out.push_str(&section(lang, "run.explain_wrong", "    ", &example.wrong));
            out.push_str(&section(lang, "run.explain_right", "    ", &example.right));
        }
        let fix = part(code, "fix", lang).unwrap_or_default();
        out.push_str(&section(lang, "run.explain_fix", "  ", &fix));
        let rule = match (severity, self.may_be_lowered(code)) {
            (Severity::Error, false) => "run.explain_fixed_severity",
            _ => "run.explain_severity",
        };
        out.push_str(&format!("\n{}\n", text(lang, rule)));
        Some(out)
    }
}

fn part(code: &str, name: &str, lang: &str) -> Option<String> {
    let (text, plurals) = find(lang, &format!("explain.{code}.{name}"))?;
    Some(text.form(plurals, None).to_owned())
}

fn section(lang: &str, heading: &str, indent: &str, paragraph: &str) -> String {
    let mut out = format!("\n{}\n", text(lang, heading));
    for line in paragraph.lines() {
        out.push_str(format!("{indent}{line}").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::codes;
    use crate::messages::{keys, languages};

    #[test]
    fn every_code_has_a_page_and_every_page_a_code() {
        let examples: Result<IndexMap<String, Example>, _> =
            serde_yaml::from_str(include_str!("examples.yaml"));
        assert!(examples.is_ok(), "{examples:?}");
        let table: BTreeSet<&str> = codes().codes().into_iter().collect();
        let idle: Vec<&String> = EXAMPLES
            .keys()
            .filter(|code| !table.contains(code.as_str()))
            .collect();
        assert!(idle.is_empty(), "no code: {idle:?}");
        for lang in languages() {
            let pages: BTreeSet<&str> = keys(lang, "explain")
                .filter_map(|key| key.split('.').nth(1))
                .collect();
            assert_eq!(pages, table, "{lang}");
        }
    }

    #[test]
    fn pages_say_something_in_every_language() {
        for code in codes().codes() {
            for lang in languages() {
                for name in ["title", "what", "why", "fix"] {
                    let text = part(code, name, lang).unwrap_or_default();
                    assert!(text.trim().chars().count() >= 8, "{code} in {lang}: {name}");
                }
                if lang != "en" {
                    assert_ne!(part(code, "what", lang), part(code, "what", "en"), "{code}");
                }
            }
        }
    }
}
