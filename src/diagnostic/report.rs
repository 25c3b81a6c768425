//! The one report of a run: every stage adds to it, and it is printed once. The
//! severities and exceptions of the site are applied here, so that they hold for every
//! form and for the exit status.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::codes;
use super::finding::{Diagnostic, Place, Severity};
use crate::path::SourcePath;
use crate::text::{Sources, Span};

/// All findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    found: Vec<Diagnostic>,
    deny_warnings: bool,
    policy: Policy,
    suppressed: Vec<Diagnostic>,
}

/// The settings of a site for its findings.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The severities that are not those of the table, by code.
    pub severities: BTreeMap<String, Severity>,
    /// The findings that are suppressed.
    pub suppressions: Vec<Suppression>,
}

/// Findings that a site allows.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// Their code.
    pub code: String,
    /// The file or folder that they are in; all files if there is none.
    pub within: Option<SourcePath>,
    /// The place of the setting in `site.yaml`.
    pub span: Span,
    /// How many it has suppressed.
    pub used: usize,
}

/// How many findings a report holds, for its last line and the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Findings that keep the site from being published.
    pub errors: usize,
    /// Findings that do not.
    pub warnings: usize,
    /// Findings that need no action.
    pub notes: usize,
    /// Files with an error.
    pub files: usize,
    /// Findings that the site allows, and that are not printed.
    pub allowed: usize,
}

impl Report {
    /// An empty report; with `deny_warnings` every warning counts as an error.
    #[must_use]
    pub fn new(deny_warnings: bool) -> Self {
        Self {
            deny_warnings,
            ..Self::default()
        }
    }

    /// Applies the settings of a site to the report.
    pub fn follow(&mut self, policy: Policy) {
        self.policy = policy;
    }

    /// An empty report with the same settings.
    #[must_use]
    pub fn like(&self) -> Self {
        Self {
            deny_warnings: self.deny_warnings,
            policy: self.policy.clone(),
            ..Self::default()
        }
    }

    /// Takes out the findings that the site allows; they are counted and not printed.
    pub fn suppress(&mut self, sources: &Sources) {
        if self.policy.suppressions.is_empty() {
            return;
        }
        for found in std::mem::take(&mut self.found) {
            let path = found.path(sources);
            let suppressions = self.policy.suppressions.iter_mut();
            let mut fitting = suppressions.filter(|suppression| suppression.covers(&found, path));
            match fitting.next() {
                Some(suppression) => {
                    suppression.used += 1;
                    self.suppressed.push(found);
                }
                None => self.found.push(found),
            }
        }
    }

    /// The suppressions that matched no finding.
    pub fn unused_suppressions(&self) -> impl Iterator<Item = &Suppression> {
        let suppressions = self.policy.suppressions.iter();
        suppressions.filter(|suppression| suppression.used == 0)
    }

    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds what another part of the run found.
    pub fn merge(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(other);
    }

    /// The findings in the order in which they were added.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.found
    }

    /// The severity of a finding in this run.
    #[must_use]
    pub fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        let own = self.policy.severities.get(diagnostic.code()).copied();
        match own.unwrap_or_else(|| codes().severity(diagnostic.key)) {
            Severity::Warning if self.deny_warnings => Severity::Error,
            severity => severity,
        }
    }

    /// The same report without notes, for printing. The exit status comes from the whole
    /// report.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let asks = |found: &&Diagnostic| self.severity(found) != Severity::Note;
        let mut shorter = self.like();
        shorter.found = self.found.iter().filter(asks).cloned().collect();
        shorter.suppressed.clone_from(&self.suppressed);
        shorter
    }

    /// Whether the report prevents publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found
            .iter()
            .any(|diagnostic| self.severity(diagnostic) == Severity::Error)
    }

    /// The findings by path, place and code, each once.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        distinct(&self.found, sources)
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
            allowed: distinct(&self.suppressed, sources).len(),
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
            files.extend(found.path(sources));
        }
        summary.files = files.len();
        summary
    }
}

impl Suppression {
    fn covers(&self, found: &Diagnostic, path: Option<&SourcePath>) -> bool {
        let here = |within: &SourcePath| {
            path.is_some_and(|path| path == within || path.below(within.as_str()).is_some())
        };
        self.code == found.code() && self.within.as_ref().is_none_or(here)
    }
}

/// Findings by path, place and code, each once.
fn distinct<'f>(found: &'f [Diagnostic], sources: &Sources) -> Vec<&'f Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|found| {
        let start = match &found.place {
            Place::Span(span) => span.start,
            Place::File(_) | Place::Run => 0,
        };
        let path = found.path(sources).map(SourcePath::as_str);
        (path, start, found.key, &found.args)
    });
    sorted.dedup();
    sorted
}
