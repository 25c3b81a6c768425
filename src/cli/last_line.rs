//! What happened, as the last line of a run.

use std::path::PathBuf;

use crate::diagnostic::{run_count, run_text};
use crate::pipeline::Outcome;

/// The last line of a run in a language; `folder` is the output, for a build.
pub(super) fn last_line(outcome: &Outcome, folder: Option<&PathBuf>, lang: &str) -> String {
    let summary = outcome.report.summary(&outcome.sources);
    let mut found = Vec::new();
    if summary.errors > 0 {
        let errors = run_count(lang, "errors", summary.errors);
        found.push(if summary.files > 0 {
            format!("{errors} {}", run_count(lang, "in_files", summary.files))
        } else {
            errors
        });
    }
    if summary.warnings > 0 {
        found.push(run_count(lang, "warnings", summary.warnings));
    }
    if summary.notes > 0 {
        found.push(run_count(lang, "notes", summary.notes));
    }
    if summary.allowed > 0 {
        found.push(run_count(lang, "allowed", summary.allowed));
    }
    let done = done(outcome, folder, summary.errors > 0, lang);
    let line = if found.is_empty() {
        done
    } else {
        format!("{}; {done}", found.join(", "))
    };
    match outcome.as_of {
        Some(as_of) => {
            let as_of = run_text(lang, "as_of").replace("{date}", &as_of.to_string());
            format!("{line} ({as_of})")
        }
        None => line,
    }
}

fn done(outcome: &Outcome, folder: Option<&PathBuf>, errors: bool, lang: &str) -> String {
    let entries = run_count(lang, "entries", outcome.entries);
    let files = run_count(lang, "files", outcome.artifacts);
    match (&outcome.publication, folder) {
        (Some(publication), Some(folder)) => {
            let count = |key: &str, number: usize| run_count(lang, key, number);
            run_text(lang, "published")
                .replace("{files}", &files)
                .replace("{folder}", &folder.display().to_string())
                .replace(
                    "{written}",
                    &count("written", publication.written().count()),
                )
                .replace("{unchanged}", &count("unchanged", publication.unchanged))
                .replace("{removed}", &count("removed", publication.removed.len()))
        }
        (None, Some(_)) => run_text(lang, "nothing_published"),
        (_, None) if errors => run_text(lang, "checked").replace("{entries}", &entries),
        (_, None) => run_text(lang, "would_publish")
            .replace("{entries}", &entries)
            .replace("{files}", &files),
    }
}
