//! How good a file is, so that a change can be held against what was before.

use std::cmp::Reverse;

use super::Examined;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::path::SourcePath;

/// The faults of a file; less is better. A file that can be read is better than
/// one that cannot, whatever comes to light in it; of two that cannot, the one
/// whose first fault comes later.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Measure {
    unreadable: Option<Reverse<u32>>,
    errors: usize,
    all: usize,
}

/// Measures a file of the content.
pub(super) fn measure(examined: &Examined, path: &SourcePath) -> Measure {
    let mut measure = Measure {
        unreadable: None,
        errors: 0,
        all: 0,
    };
    for found in examined.report.sorted(&examined.sources) {
        let Some(start) = start_in(found, examined, path) else {
            continue;
        };
        measure.all += 1;
        if examined.report.severity(found) == Severity::Error {
            measure.errors += 1;
            if found.code().starts_with('Y') {
                measure.unreadable = Some(Reverse(start));
            }
        }
    }
    measure
}

/// Where a finding stands in the file; `None` for one of another file.
fn start_in(found: &Diagnostic, examined: &Examined, path: &SourcePath) -> Option<u32> {
    match &found.place {
        Place::Span(span) => {
            let source = examined.sources.get(span.source)?;
            (source.path == *path).then_some(span.start)
        }
        Place::File(file) => (file == path).then_some(0),
        Place::Run => None,
    }
}
