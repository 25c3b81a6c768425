//! The pages of `spunweb explain`: what a code means, why it matters, an example,
//! and how to mend it, from `pages.yaml`.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::codes::CodeTable;
use super::finding::Severity;
use super::run_text::run_text;

static PAGES: LazyLock<IndexMap<String, Page>> = LazyLock::new(|| {
    // A test reads the embedded pages; without one a code has its texts alone.
    serde_yaml::from_str(include_str!("pages.yaml")).unwrap_or_default()
});

/// The page of a code. The example is free of language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    wrong: Option<String>,
    right: Option<String>,
    en: PageText,
    cs: PageText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageText {
    title: String,
    what: String,
    why: String,
    mend: String,
}

impl Page {
    fn text(&self, lang: &str) -> &PageText {
        match lang {
            "cs" => &self.cs,
            _ => &self.en,
        }
    }
}

impl CodeTable {
    /// A few words that name a code; the code itself where it has no page.
    #[must_use]
    pub fn title<'t>(&self, code: &'t str, lang: &str) -> &'t str {
        PAGES
            .get(code)
            .map_or(code, |page| page.text(lang).title.as_str())
    }

    /// The page of a code as text; `None` where it has none.
    #[must_use]
    pub fn explain(&self, code: &str, lang: &str) -> Option<String> {
        let page = PAGES.get(code)?;
        let text = page.text(lang);
        let severity = self.severity_of_code(code);
        let mut out = format!("{}[{code}]: {}\n", severity.word(), text.title);
        for (heading, paragraph) in [("explain_what", &text.what), ("explain_why", &text.why)] {
            out.push_str(&section(lang, heading, "  ", paragraph));
        }
        for (heading, example) in [
            ("explain_wrong", &page.wrong),
            ("explain_right", &page.right),
        ] {
            if let Some(example) = example {
                out.push_str(&section(lang, heading, "    ", example));
            }
        }
        out.push_str(&section(lang, "explain_mend", "  ", &text.mend));
        let rule = match (severity, self.may_be_lowered(code)) {
            (Severity::Error, false) => "explain_fixed_severity",
            _ => "explain_severity",
        };
        out.push_str(&format!("\n{}\n", run_text(lang, rule)));
        Some(out)
    }
}

fn section(lang: &str, heading: &str, indent: &str, text: &str) -> String {
    let mut out = format!("\n{}\n", run_text(lang, heading));
    for line in text.lines() {
        out.push_str(format!("{indent}{line}").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn every_code_has_a_page_and_every_page_a_code() {
        let pages: Result<IndexMap<String, Page>, _> =
            serde_yaml::from_str(include_str!("pages.yaml"));
        assert!(pages.is_ok(), "{pages:?}");
        let codes = codes().codes();
        let without: Vec<&&str> = codes.iter().filter(|c| !PAGES.contains_key(**c)).collect();
        assert!(without.is_empty(), "no page: {without:?}");
        let idle: Vec<&String> = PAGES
            .keys()
            .filter(|code| !codes.contains(&code.as_str()))
            .collect();
        assert!(idle.is_empty(), "no code: {idle:?}");
    }

    #[test]
    fn pages_say_something_in_both_languages() {
        for (code, page) in PAGES.iter() {
            for text in [&page.en, &page.cs] {
                for part in [&text.title, &text.what, &text.why, &text.mend] {
                    assert!(part.trim().chars().count() >= 8, "{code}: {part}");
                }
            }
            assert_ne!(page.en.what, page.cs.what, "{code}");
            assert_eq!(page.wrong.is_some(), page.right.is_some(), "{code}");
        }
    }
}
