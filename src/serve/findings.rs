//! What open pages are sent: which version there is, and what is wrong with the
//! content. It is sent as data and put into the page as text, so that nothing in
//! the content can become a part of the page.

use serde_json::{Value, json};

use super::shown::ShownVersion;
use crate::diagnostic::{Described, Diagnostic, Report, Severity};
use crate::messages::{message, text};
use crate::text::Sources;

/// The most findings that a page shows; the terminal has them all.
const MAX_SHOWN: usize = 30;
/// The most characters of a line that a page shows.
const MAX_LINE: usize = 400;

/// What open pages are sent about a version.
pub(super) fn event(shown: &ShownVersion, lang: &str) -> String {
    let report = errors(shown.report());
    let sources = &shown.version.sources;
    let described = Described::all(&report, sources, lang);
    let listed = described.iter().take(MAX_SHOWN);
    let listed: Vec<Value> = listed.map(|finding| value(finding, sources)).collect();
    let folder = shown.pages().and_then(|pages| pages.theme_folder());
    let more = described.len().saturating_sub(MAX_SHOWN);
    let value = json!({
        "number": shown.number,
        "version": shown.page_name,
        "styles": shown.styles_since.as_ref().map(|since| json!({"since": since, "folder": folder})),
        "title": title(&report, sources, lang),
        "note": text(lang, if shown.page_name.is_empty() { "run.serve_no_site" } else if shown.version.is_good { "run.serve_found_later" } else { "run.serve_last_good" }),
        "more": (more > 0).then(|| message!("run.serve_more", count = more).text(lang)),
        "hide": text(lang, "run.serve_hide"),
        "show": text(lang, "run.serve_show"),
        "did_you_mean": text(lang, "run.did_you_mean"),
        "help": text(lang, "run.serve_help"),
        "language": lang,
        "findings": listed,
    });
    value.to_string()
}

/// The errors of a report.
pub(super) fn errors(report: &Report) -> Report {
    let mut errors = report.like();
    let of = |finding: &&Diagnostic| report.severity(finding) == Severity::Error;
    errors.merge(report.findings().iter().filter(of).cloned());
    errors
}

/// How many errors there are, in how many files.
pub(super) fn title(errors: &Report, sources: &Sources, lang: &str) -> String {
    let summary = errors.summary(sources);
    let count = message!("run.errors", count = summary.errors).text(lang);
    match summary.files {
        0 => count,
        files => format!(
            "{count} {}",
            message!("run.in_files", count = files).text(lang)
        ),
    }
}

fn value(finding: &Described<'_>, sources: &Sources) -> Value {
    let location = finding.location.as_ref();
    let extent = location.and_then(|at| at.extent);
    let edits = finding.edits(sources);
    json!({
        "code": finding.found.code(),
        "severity": finding.severity.word(),
        "message": finding.message,
        "label": finding.label,
        "help": finding.help,
        "path": location.map(|at| &at.path),
        "line": extent.map(|at| at.start.line),
        "column": extent.map(|at| at.start.column),
        "snippet": snippet(finding, sources),
        "fix": edits.first().filter(|_| edits.len() == 1).map(|(_, text)| text),
    })
}

/// The line of a finding in three parts: before, in and after the mark.
fn snippet(finding: &Described<'_>, sources: &Sources) -> Option<Value> {
    let crate::diagnostic::Place::Span(span) = &finding.found.place else {
        return None;
    };
    let text = &*sources.get(span.source)?.text;
    let extent = finding.location.as_ref()?.extent?;
    let start = extent.start.byte;
    let line_start = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let line_end = text
        .get(start..)?
        .find('\n')
        .map_or(text.len(), |at| start + at);
    let end = extent.end.byte.clamp(start, line_end);
    let part = |range: std::ops::Range<usize>| -> String {
        let part = text.get(range).unwrap_or_default();
        part.chars().take(MAX_LINE).collect()
    };
    Some(json!([
        part(line_start..start),
        part(start..end),
        part(end..line_end)
    ]))
}
