//! Checks the content with the changes of a spreadsheet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Place, Report, Severity};
use crate::disk::{Disk, Overlay};
use crate::fix::{FixedFile, NewFile};
use crate::import::{Plan, PlannedEntry};
use crate::pipeline::format::file_with;
use crate::pipeline::run::{HistoryUse, Purpose, Run};
use crate::pipeline::{Outcome, Request};
use crate::text::Sources;

/// How often bad rows are dropped before the import is refused: each round checks the whole
/// content.
const MAX_ROUNDS: usize = 32;

/// The result of an import.
pub(crate) struct Imported {
    /// The files that change.
    pub changed: Vec<FixedFile>,
    /// The files of new entries.
    pub created: Vec<NewFile>,
    /// The findings, at the cells.
    pub report: Report,
    /// The sources of the findings.
    pub sources: Sources,
    /// Whether nothing may be written.
    pub is_refused: bool,
    /// The entries that were left out.
    pub skipped: BTreeSet<Arc<str>>,
    /// The entries that the sheet lacks.
    pub lacking: Vec<Arc<str>>,
    /// How many values were kept although their cells are empty.
    pub kept: usize,
}

/// An import in progress.
pub(super) struct Importing<'a> {
    disk: &'a dyn Disk,
    request: &'a Request,
    sources: Sources,
    report: Report,
    /// The entries that are left out.
    bad: BTreeSet<Arc<str>>,
    /// The planned changes.
    pub plan: Plan,
}

/// A finding in the changed content, with the entry whose row causes it.
type OfRow = (Option<Arc<str>>, Diagnostic);

impl<'a> Importing<'a> {
    /// An import without changes so far; the report has the findings of the sheets.
    pub(super) fn new(
        disk: &'a dyn Disk,
        request: &'a Request,
        sources: Sources,
        report: Report,
    ) -> Self {
        Self {
            disk,
            request,
            sources,
            report,
            bad: BTreeSet::new(),
            plan: Plan::default(),
        }
    }

    /// Checks the planned changes, without the bad rows if that is wanted.
    pub(super) fn finish(mut self, skip_bad: bool) -> Imported {
        let are_rows_sound = self.take_findings_of_rows(skip_bad);
        let (is_sound, sources) = self.without_bad(skip_bad);
        let (changed, created) = self.files();
        Imported {
            changed,
            created,
            report: self.report,
            sources,
            is_refused: !(are_rows_sound && is_sound),
            skipped: self.bad,
            lacking: self.plan.lacking,
            kept: self.plan.kept,
        }
    }

    /// Adds the findings of the sheets to the report; returns whether the rest may be written.
    fn take_findings_of_rows(&mut self, skip_bad: bool) -> bool {
        let mut is_sound = !self.report.has_errors();
        for (entry, found) in std::mem::take(&mut self.plan.findings) {
            if self.report.severity(&found) == Severity::Error {
                let is_of_a_row = entry.is_some() || matches!(found.code(), "M005" | "M024");
                is_sound &= is_of_a_row && skip_bad;
                self.bad.extend(entry);
            }
            self.report.add(found);
        }
        is_sound
    }

    /// Checks the changed content, and drops entries with errors until none is left. Returns
    /// whether the rest is free of errors, and the sources of the findings.
    fn without_bad(&mut self, skip_bad: bool) -> (bool, Sources) {
        let before = counted(&self.examined(self.disk));
        let mut sources = self.sources.clone();
        for _ in 0..MAX_ROUNDS {
            let outcome = self.examined(&self.overlay());
            let new = self.found(&outcome, &before);
            sources = outcome.sources;
            let bad = self.with_errors(&new);
            if bad.is_empty() || !skip_bad || bad.contains(&None) {
                self.report.merge(new.into_iter().map(|(_, found)| found));
                return (bad.is_empty(), sources);
            }
            // Findings of other entries are found again in the next round.
            let of_bad = new.into_iter().filter(|(entry, _)| bad.contains(entry));
            self.report.merge(of_bad.map(|(_, found)| found));
            self.bad.extend(bad.into_iter().flatten());
            let (own, left) = (&self.bad, &mut self.plan.entries);
            left.retain(|entry| !own.contains(&entry.id));
        }
        // The content without the last dropped rows has not been checked.
        (false, sources)
    }

    /// The entries that cause errors; `None` for an error that no row explains.
    fn with_errors(&self, found: &[OfRow]) -> BTreeSet<Option<Arc<str>>> {
        let is_error = |found: &Diagnostic| self.report.severity(found) == Severity::Error;
        let errors = found.iter().filter(|(_, found)| is_error(found));
        errors.map(|(entry, _)| entry.clone()).collect()
    }

    fn files(&self) -> (Vec<FixedFile>, Vec<NewFile>) {
        let (mut changed, mut created) = (Vec::new(), Vec::new());
        let texts = self.plan.entries.iter().flat_map(|entry| &entry.texts);
        for text in texts {
            match &text.before {
                Some(before) => {
                    changed.extend(file_with(self.disk, &text.path, before, &text.after));
                }
                None => created.push(NewFile {
                    path: text.path.clone(),
                    bytes: text.after.as_bytes().to_vec(),
                }),
            }
        }
        (changed, created)
    }

    fn overlay(&self) -> Overlay<'_> {
        let (changed, created) = self.files();
        let changed = changed.into_iter().map(|file| (file.path, file.after));
        let created = created.into_iter().map(|file| (file.path, file.bytes));
        Overlay::new(self.disk, changed.chain(created).collect())
    }

    /// Runs the checks of the data; the sheets keep their ids among the sources.
    fn examined(&self, disk: &dyn Disk) -> Outcome {
        let mut run = Run::new(self.request, Purpose::Check, HistoryUse::Ignored);
        run.sources = self.sources.clone();
        if let Some(catalog) = run.read(disk) {
            run.apply_rules(&catalog, disk);
        }
        run.finish()
    }

    /// The new findings, each at the cell that causes it.
    fn found(&self, outcome: &Outcome, before: &BTreeMap<String, usize>) -> Vec<OfRow> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut new = Vec::new();
        for found in outcome.report.findings() {
            let name = name_of(found, &outcome.sources);
            let count = counts.entry(name.clone()).or_default();
            *count += 1;
            let is_note = outcome.report.severity(found) == Severity::Note;
            if !is_note && *count > before.get(&name).copied().unwrap_or_default() {
                new.push(self.at_its_cell(found, &outcome.sources));
            }
        }
        new
    }

    fn at_its_cell(&self, found: &Diagnostic, sources: &Sources) -> OfRow {
        let mut found = found.clone();
        let Place::Span(span) = found.place else {
            return (None, found);
        };
        // If two files conflict, the sheet may change the other one.
        let places = std::iter::once(span).chain(found.related.iter().map(|other| other.span));
        let cell = places.into_iter().find_map(|place| {
            let path = &sources.get(place.source)?.path;
            let mut entries = self.plan.entries.iter();
            entries.find_map(|entry| Some((entry, entry.cell_of(path, place)?)))
        });
        let Some((entry, cell)): Option<(&PlannedEntry, _)> = cell else {
            return (None, found);
        };
        found.place = cell.into();
        found.related.clear();
        if let Some(fix) = &mut found.fix {
            let edits = std::mem::take(&mut fix.edits);
            let own = edits.into_iter().filter(|edit| edit.span == span);
            let unquoted = own.map(|edit| Edit {
                span: cell,
                text: edit.text.trim_matches('"').to_owned(),
            });
            fix.edits = unquoted.collect();
        }
        found.fix = found.fix.filter(|fix| !fix.edits.is_empty());
        (Some(entry.id.clone()), found)
    }
}

fn counted(outcome: &Outcome) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for found in outcome.report.findings() {
        *counted.entry(name_of(found, &outcome.sources)).or_default() += 1;
    }
    counted
}

/// The identity of a finding: its file and message, without the position.
fn name_of(found: &Diagnostic, sources: &Sources) -> String {
    let path = found.path(sources).map(ToString::to_string);
    format!(
        "{}: {} {:?}",
        path.unwrap_or_default(),
        found.key,
        found.args
    )
}
