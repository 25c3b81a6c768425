//! What happened, as the last line of a run.

use std::path::PathBuf;

use crate::messages::message;
use crate::pipeline::Outcome;

/// The last line of a run in a language; `folder` is the output, for a build.
pub(super) fn last_line(outcome: &Outcome, folder: Option<&PathBuf>, lang: &str) -> String {
    let summary = outcome.report.summary(&outcome.sources);
    let mut found = Vec::new();
    if summary.errors > 0 {
        let errors = message!("run.errors", count = summary.errors).text(lang);
        found.push(if summary.files > 0 {
            format!(
                "{errors} {}",
                message!("run.in_files", count = summary.files).text(lang)
            )
        } else {
            errors
        });
    }
    if summary.warnings > 0 {
        found.push(message!("run.warnings", count = summary.warnings).text(lang));
    }
    if summary.notes > 0 {
        found.push(message!("run.notes", count = summary.notes).text(lang));
    }
    if summary.allowed > 0 {
        found.push(message!("run.allowed", count = summary.allowed).text(lang));
    }
    let done = done(outcome, folder, summary.errors > 0, lang);
    let line = if found.is_empty() {
        done
    } else {
        format!("{}; {done}", found.join(", "))
    };
    match outcome.as_of {
        Some(as_of) => {
            let date = as_of.to_string();
            // Only a run that publishes needs to know when to publish again.
            let next = outcome
                .next_change
                .filter(|_| outcome.publication.is_some());
            let as_of = match next {
                Some(next) => message!("run.as_of_until", date = date, next = next.to_string()),
                None => message!("run.as_of", date = date),
            };
            let as_of = as_of.text(lang);
            format!("{line} ({as_of})")
        }
        None => line,
    }
}

fn done(outcome: &Outcome, folder: Option<&PathBuf>, errors: bool, lang: &str) -> String {
    let entries = message!("run.entries", count = outcome.entries);
    let files = message!("run.files", count = outcome.artifacts);
    let said = match (&outcome.publication, folder) {
        (Some(publication), Some(folder)) => message!(
            "run.published",
            files = files,
            folder = folder.display().to_string(),
            written = message!("run.written", count = publication.written().count()),
            unchanged = message!("run.unchanged", count = publication.unchanged),
            removed = message!("run.removed", count = publication.removed.len()),
        ),
        (None, Some(_)) => message!("run.nothing_published"),
        (_, None) if errors => message!("run.checked", entries = entries),
        (_, None) => message!("run.would_publish", entries = entries, files = files),
    };
    said.text(lang)
}
