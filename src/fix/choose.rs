//! Which fixes of a report may be made.

use std::collections::BTreeMap;

use super::Made;
use crate::diagnostic::{Applicability, Edit, Report};
use crate::path::SourcePath;
use crate::text::{Position, SourceId, Sources};

/// A fix that is sure, of a file of the content.
pub(super) struct Candidate<'a> {
    /// The file as it was read.
    pub(super) source: SourceId,
    /// The edits, all or none of them to be made.
    pub(super) edits: &'a [Edit],
    code: &'static str,
}

impl Candidate<'_> {
    /// What is said of it once it is made.
    pub(super) fn made(&self, text: &str) -> Option<Made> {
        let first = self.edits.iter().min_by_key(|edit| edit.span.start)?;
        Some(Made {
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
) -> BTreeMap<SourcePath, Vec<Candidate<'a>>> {
    let mut by_file: BTreeMap<SourcePath, Vec<Candidate<'a>>> = BTreeMap::new();
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
            by_file.entry(path).or_default().push(Candidate {
                source,
                edits: &fix.edits,
                code: found.code(),
            });
        }
    }
    by_file
}

/// The fixes that do not meet one another: of two that do, the first.
pub(super) fn apart<'c, 'a>(candidates: &'c [Candidate<'a>]) -> Vec<&'c Candidate<'a>> {
    let mut chosen: Vec<&Candidate<'_>> = Vec::new();
    for candidate in candidates {
        let mut taken = chosen.iter().flat_map(|other| other.edits);
        let meets = taken.any(|other| candidate.edits.iter().any(|edit| meet(edit, other)));
        if !meets {
            chosen.push(candidate);
        }
    }
    chosen
}

/// Two edits that touch meet as well: which comes first would be a guess.
fn meet(a: &Edit, b: &Edit) -> bool {
    a.span.start <= b.span.end && b.span.start <= a.span.end
}
