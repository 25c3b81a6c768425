//! Measures how good a file is, so that a changed file can be compared with the original.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Examined;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::path::SourcePath;

/// The faults of a file; less is better. A file that can be parsed is better than one
/// that cannot, whatever other faults that reveals; of two that cannot, the one whose
/// first fault comes later is better.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Measure {
    unreadable: Option<Reverse<u32>>,
    errors: usize,
    all: usize,
}

/// The measure of each file that has a finding; a file that is not there has none.
pub(super) fn measures(examined: &Examined) -> BTreeMap<SourcePath, Measure> {
    let mut measures: BTreeMap<SourcePath, Measure> = BTreeMap::new();
    for found in examined.report.sorted(&examined.sources) {
        let Some(path) = found.path(&examined.sources) else {
            continue;
        };
        let measure = measures.entry(path.clone()).or_default();
        measure.all += 1;
        if examined.report.severity(found) == Severity::Error {
            measure.errors += 1;
            if found.code().starts_with('Y') {
                measure.unreadable = Some(Reverse(start(found)));
            }
        }
    }
    measures
}

/// The offset of a finding in its file.
fn start(found: &Diagnostic) -> u32 {
    match &found.place {
        Place::Span(span) => span.start,
        Place::File(_) | Place::Run => 0,
    }
}
