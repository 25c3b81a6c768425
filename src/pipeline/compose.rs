//! Prepares a new entry: reads the content, and finds the errors that the entry would add.

use std::collections::BTreeMap;

use super::run::{HistoryUse, Purpose, Run};
use super::{Outcome, Request, check_data};
use crate::compose::NewEntry;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::disk::{Disk, Overlay};
use crate::fix::Examined;
use crate::model::Catalog;
use crate::text::Sources;

/// The content that an entry is added to.
pub(crate) struct Ground {
    /// The catalogue without the entry.
    pub catalog: Catalog,
    /// The findings without the entry.
    pub before: Examined,
}

/// Reads the content, which may have errors.
///
/// # Errors
/// The site's declarations cannot be read; the findings say why.
pub(crate) fn ground(disk: &dyn Disk, request: &Request) -> Result<Ground, Box<Examined>> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let catalog = run.read(disk);
    if let Some(catalog) = &catalog {
        run.apply_rules(catalog, disk);
    }
    let Outcome {
        report, sources, ..
    } = run.finish();
    let before = Examined { report, sources };
    match catalog {
        Some(catalog) => Ok(Ground { catalog, before }),
        None => Err(Box::new(before)),
    }
}

/// The errors that an entry adds to the content.
pub(crate) fn faults_of(
    entry: &NewEntry,
    before: &Examined,
    disk: &dyn Disk,
    request: &Request,
) -> Examined {
    let added = BTreeMap::from([(entry.path.clone(), entry.text.clone().into_bytes())]);
    let overlay = Overlay::new(disk, added);
    let Outcome {
        report, sources, ..
    } = check_data(&overlay, request);
    let known: Vec<Fault> = errors(&before.report, &before.sources)
        .map(|(fault, _)| fault)
        .collect();
    let mut new = report.like();
    let faults = errors(&report, &sources).filter(|(fault, _)| !known.contains(fault));
    new.merge(faults.map(|(_, found)| found.clone()));
    Examined {
        report: new,
        sources,
    }
}

/// The identity of an error when two runs are compared: its key and its place.
type Fault = (&'static str, String);

fn errors<'r>(
    report: &'r Report,
    sources: &'r Sources,
) -> impl Iterator<Item = (Fault, &'r Diagnostic)> {
    let findings = report.findings().iter();
    let errors = findings.filter(|found| report.severity(found) == Severity::Error);
    errors.map(|found| {
        let place = match &found.place {
            Place::Span(span) => {
                let path = sources.get(span.source).map(|source| source.path.as_str());
                format!("{}:{}", path.unwrap_or_default(), span.start)
            }
            place => format!("{place:?}"),
        };
        ((found.key, place), found)
    })
}
