//! A summary in Markdown, for the page of a CI run or a comment on a proposed
//! change: what happened, how much was found by code and by file, and the first
//! findings.

use std::collections::BTreeMap;

use super::short::Short;
use crate::diagnostic::finding::Severity;
use crate::diagnostic::page::title_of;
use crate::diagnostic::report::Report;
use crate::messages::{message, one_line, text};
use crate::text::Sources;

/// The most rows of a table; code hosts truncate long summaries.
const MAX_ROWS: usize = 40;
/// The most findings that are printed.
const MAX_FINDINGS: usize = 50;

/// The form for the page of a CI run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Markdown<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// What happened.
    pub last_line: &'a str,
}

impl Markdown<'_> {
    /// Prints the summary.
    #[must_use]
    pub(crate) fn render(&self, report: &Report, sources: &Sources) -> String {
        let word = |key: &str| text(self.lang, key);
        let mut out = format!("## {}\n\n{}\n", word("run.summary_title"), self.last_line);
        let found = report.sorted(sources);
        if found.is_empty() {
            out.push_str(&format!("\n{}\n", word("run.summary_clean")));
            return out;
        }
        let mut by_code: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        let mut by_file: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        for one in &found {
            let severity = report.severity(one);
            *by_code.entry((severity, one.code())).or_default() += 1;
            let path = one.path(sources).map(ToString::to_string);
            let counts = by_file.entry(path.unwrap_or_default()).or_default();
            let [errors, warnings, notes] = counts;
            match severity {
                Severity::Error => *errors += 1,
                Severity::Warning => *warnings += 1,
                Severity::Note => *notes += 1,
            }
        }
        self.codes(&by_code, &mut out);
        self.files(by_file, &mut out);
        self.findings(report, sources, &mut out);
        out.push_str(&format!("\n{}\n", word("run.summary_next")));
        out
    }

    fn codes(&self, by_code: &BTreeMap<(Severity, &str), usize>, out: &mut String) {
        let word = |key: &str| text(self.lang, key);
        out.push_str(&format!(
            "\n### {}\n\n| {} | {} | {} | {} |\n|---|---|---|--:|\n",
            word("run.summary_codes"),
            word("run.summary_code"),
            word("run.summary_severity"),
            word("run.summary_meaning"),
            word("run.summary_count"),
        ));
        for ((severity, code), count) in by_code.iter().take(MAX_ROWS) {
            let title = title_of(code, self.lang).replace('|', "\\|");
            let severity = severity.word();
            out.push_str(&format!("| {code} | {severity} | {title} | {count} |\n"));
        }
        self.left_out(by_code.len().saturating_sub(MAX_ROWS), out);
    }

    /// The files with the most errors, then those with the most warnings.
    fn files(&self, by_file: BTreeMap<String, [usize; 3]>, out: &mut String) {
        let word = |key: &str| text(self.lang, key);
        out.push_str(&format!(
            "\n### {}\n\n| {} | {} | {} | {} |\n|---|--:|--:|--:|\n",
            word("run.summary_files"),
            word("run.summary_file"),
            word("run.summary_errors"),
            word("run.summary_warnings"),
            word("run.summary_notes"),
        ));
        let mut files: Vec<(String, [usize; 3])> = by_file.into_iter().collect();
        files.sort_by(|(_, a), (_, b)| b.cmp(a));
        for (path, [errors, warnings, notes]) in files.iter().take(MAX_ROWS) {
            let path = if path.is_empty() {
                word("run.summary_run")
            } else {
                code_span(path)
            };
            out.push_str(&format!("| {path} | {errors} | {warnings} | {notes} |\n"));
        }
        self.left_out(files.len().saturating_sub(MAX_ROWS), out);
    }

    /// The most severe findings first. Text from the content is in a code block, so that
    /// it is not parsed as Markdown.
    fn findings(&self, report: &Report, sources: &Sources, out: &mut String) {
        let mut found = report.sorted(sources);
        found.sort_by_key(|one| report.severity(one));
        let lines: Vec<String> = found
            .iter()
            .take(MAX_FINDINGS)
            .map(|one| {
                Short {
                    lang: self.lang,
                    most: None,
                }
                .line(report, one, sources)
            })
            .collect();
        let lines = lines.join("\n");
        let fence = "`".repeat(longest_run(&lines).max(2) + 1);
        let title = text(self.lang, "run.summary_first");
        out.push_str(&format!("\n### {title}\n\n{fence}text\n{lines}\n{fence}\n"));
        self.left_out(found.len().saturating_sub(MAX_FINDINGS), out);
    }

    fn left_out(&self, count: usize, out: &mut String) {
        if count > 0 {
            out.push_str(&format!(
                "\n{}\n",
                message!("run.summary_more", count = count).text(self.lang)
            ));
        }
    }
}

/// The longest run of backquotes.
fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// A text as a code span in a table cell.
fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text) + 1);
    let text = one_line(text).replace('|', "\\|");
    format!("{fence}{text}{fence}")
}
