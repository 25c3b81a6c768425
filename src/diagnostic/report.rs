//! The one report of a run: every stage adds to it, and it is printed once.

use std::collections::BTreeSet;

use super::{Diagnostic, Place, Severity, codes};
use crate::text::Sources;

/// All findings of a run.
#[derive(Debug, Default)]
pub struct Report {
    found: Vec<Diagnostic>,
    deny_warnings: bool,
}

/// How many findings a report holds, for its last line and the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Findings that keep the site from being published.
    pub errors: usize,
    /// Findings that do not.
    pub warnings: usize,
    /// Findings that ask for nothing.
    pub notes: usize,
    /// Files with an error.
    pub files: usize,
}

impl Report {
    /// An empty report; with `deny_warnings` every warning counts as an error.
    #[must_use]
    pub fn new(deny_warnings: bool) -> Self {
        Self {
            found: Vec::new(),
            deny_warnings,
        }
    }

    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds what another part of the run found.
    pub fn merge(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(other);
    }

    /// Takes all findings out, to be merged into the report of the run.
    #[must_use]
    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.found
    }

    /// The findings in the order in which they were added.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The severity of a finding in this run.
    #[must_use]
    pub fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        match codes().severity(diagnostic.key) {
            Severity::Warning if self.deny_warnings => Severity::Error,
            severity => severity,
        }
    }

    /// Leaves out what asks for nothing.
    pub fn leave_out_notes(&mut self) {
        self.found
            .retain(|found| codes().severity(found.key) != Severity::Note);
    }

    /// Tells whether nothing may be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| self.severity(diagnostic) == Severity::Error)
    }

    /// The findings by path, place and code, each once.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.found.iter().collect();
        sorted.sort_by_key(|found| {
            let (path, start) = match &found.place {
                Place::Span(span) => (
                    sources.get(span.source).map(|s| s.path.as_str()),
                    span.start,
                ),
                Place::File(path) => (Some(path.as_str()), 0),
                Place::Run => (None, 0),
            };
            (path, start, found.key, &found.args)
        });
        sorted.dedup();
        sorted
    }

    /// Counts the findings.
    #[must_use]
    pub fn summary(&self, sources: &Sources) -> Summary {
        let mut files = BTreeSet::new();
        let mut summary = Summary {
            errors: 0,
            warnings: 0,
            notes: 0,
            files: 0,
        };
        for found in self.sorted(sources) {
            match self.severity(found) {
                Severity::Error => {}
                Severity::Warning => {
                    summary.warnings += 1;
                    continue;
                }
                Severity::Note => {
                    summary.notes += 1;
                    continue;
                }
            }
            summary.errors += 1;
            match &found.place {
                Place::Span(span) => {
                    files.extend(sources.get(span.source).map(|s| s.path.clone()));
                }
                Place::File(path) => {
                    files.insert(path.clone());
                }
                Place::Run => {}
            }
        }
        summary.files = files.len();
        summary
    }
}
