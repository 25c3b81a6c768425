//! Which fixes of a report may be made.

use std::collections::BTreeMap;

use super::MadeFix;
use crate::diagnostic::{Applicability, Edit, Report};
use crate::path::SourcePath;
use crate::text::{Position, SourceId, Sources};

/// A fix that is sure, of a file of the content.
pub(super) struct SureFix<'a> {
    /// The file as it was read.
    pub(super) source: SourceId,
    /// The edits, all or none of them to be made.
    pub(super) edits: &'a [Edit],
    code: &'static str,
}

impl SureFix<'_> {
    /// What is said of it once it is made.
    pub(super) fn made(&self, text: &str) -> Option<MadeFix> {
        let first = self.edits.iter().min_by_key(|edit| edit.span.start)?;
        Some(MadeFix {
            code: self.code,
            line: Position::of(text, first.span.start as usize).line,
            from: text.get(first.span.range())?.to_owned(),
            to: first.text.clone(),
            further: self.edits.len() - 1,
        })
    }
}

/// The sure fixes by file, in the order of the report.
pub(super) fn candidates<'a>(
    report: &'a Report,
    sources: &Sources,
) -> BTreeMap<SourcePath, Vec<SureFix<'a>>> {
    let mut by_file: BTreeMap<SourcePath, Vec<SureFix<'a>>> = BTreeMap::new();
    for found in report.sorted(sources) {
        let Some(fix) = &found.fix else { continue };
        let Some(first) = fix.edits.first() else {
            continue;
        };
        let source = first.span.source;
        let of_one_file = fix.edits.iter().all(|edit| edit.span.source == source);
        let path = sources.get(source).map(|source| source.path.clone());
        let path = path.filter(|path| path.below("content").is_some());
        if let (Applicability::Safe, true, Some(path)) = (fix.applicability, of_one_file, path) {
            by_file.entry(path).or_default().push(SureFix {
                source,
                edits: &fix.edits,
                code: found.code(),
            });
        }
    }
    by_file
}

/// The fixes that do not meet one another: of two that do, the first.
pub(super) fn apart<'c, 'a>(candidates: &'c [SureFix<'a>]) -> Vec<&'c SureFix<'a>> {
    let mut chosen: Vec<&SureFix<'_>> = Vec::new();
    // The end of each edit that is taken, by its start.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for candidate in candidates {
        if !candidate.edits.iter().any(|edit| meets(edit, &taken)) {
            for edit in candidate.edits {
                let end = taken.entry(edit.span.start).or_default();
                *end = edit.span.end.max(*end);
            }
            chosen.push(candidate);
        }
    }
    chosen
}

/// Whether an edit meets one that is taken, as two that touch do: which comes first would
/// be a guess. Of those that begin before its end, the last one ends last, since none of
/// them meet.
fn meets(edit: &Edit, taken: &BTreeMap<u32, u32>) -> bool {
    let before = taken.range(..=edit.span.end).next_back();
    before.is_some_and(|(_, end)| *end >= edit.span.start)
}
