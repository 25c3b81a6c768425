//! Chooses the fixes of a report that can be applied.

use std::collections::BTreeMap;

use super::MadeFix;
use crate::diagnostic::{Applicability, Edit, Report};
use crate::path::SourcePath;
use crate::text::{Position, SourceId, Sources};

/// A safe fix of a file of the content.
pub(super) struct SureFix<'a> {
    /// The file as it was read.
    pub(super) source: SourceId,
    /// The edits, to be applied together or not at all.
    pub(super) edits: &'a [Edit],
    code: &'static str,
}

impl SureFix<'_> {
    /// The description of the applied fix.
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

/// The safe fixes by file, in the order of the report.
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

/// The fixes that do not overlap; of two overlapping ones, the first.
pub(super) fn apart<'c, 'a>(candidates: &'c [SureFix<'a>]) -> Vec<&'c SureFix<'a>> {
    let mut chosen: Vec<&SureFix<'_>> = Vec::new();
    // The end of each chosen edit, by its start.
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

/// Whether an edit overlaps or touches a chosen one: the order of two touching edits
/// would be a guess. Only the last chosen edit that starts before its end needs a look,
/// since chosen edits do not overlap.
fn meets(edit: &Edit, taken: &BTreeMap<u32, u32>) -> bool {
    let before = taken.range(..=edit.span.end).next_back();
    before.is_some_and(|(_, end)| *end >= edit.span.start)
}
