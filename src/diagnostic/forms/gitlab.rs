//! The Code Quality report of GitLab, a JSON list that merge requests show.
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use crate::diagnostic::described::Described;
use crate::diagnostic::finding::Severity;
use crate::diagnostic::report::Report;
use crate::text::Sources;

/// The file for findings without a place: the report format requires one.
const FILE_OF_THE_RUN: &str = "content/site.yaml";

/// The form for GitLab.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GitLab<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// The folder of the project in its repository, empty or with a `/` at its end.
    pub folder: &'a str,
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: &'a str,
    severity: &'static str,
    location: IssueLocation<'a>,
}

#[derive(Serialize)]
struct IssueLocation<'a> {
    path: &'a str,
    lines: LineRange,
}

#[derive(Serialize)]
struct LineRange {
    begin: usize,
}

impl GitLab<'_> {
    /// Prints the list.
    #[must_use]
    pub(crate) fn render(&self, report: &Report, sources: &Sources) -> String {
        let described = Described::all_in_repository(report, sources, self.lang, self.folder);
        let issues: Vec<Issue<'_>> = described.iter().map(issue).collect();
        crate::messages::pretty(&issues)
    }
}

fn issue<'a>(one: &'a Described<'a>) -> Issue<'a> {
    let extent = one.location.as_ref().and_then(|at| at.extent);
    Issue {
        description: format!("{}: {}", one.found.code(), one.text()),
        check_name: one.found.code(),
        fingerprint: &one.fingerprint,
        severity: match one.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: IssueLocation {
            path: one
                .location
                .as_ref()
                .map_or(FILE_OF_THE_RUN, |at| at.path.as_str()),
            lines: LineRange {
                begin: extent.map_or(1, |extent| extent.start.line),
            },
        },
    }
}
