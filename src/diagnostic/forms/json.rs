//! One JSON document: everything that is known of every finding. `docs/publishing.md`
//! describes its format; the number `format` increases with breaking changes.

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostic::described::{Described, Location};
use crate::diagnostic::finding::{Applicability, Severity};
use crate::diagnostic::report::Report;
use crate::text::Sources;

/// The version of the format.
const FORMAT: u32 = 2;

/// The form for custom programs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Json<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// The day that decides what is published, and the next day on which that changes.
    pub days: (Option<Date>, Option<Date>),
}

#[derive(Serialize)]
struct ReportDocument<'a> {
    format: u32,
    program: &'static str,
    version: &'static str,
    lang: &'a str,
    findings: Vec<Finding<'a>>,
    as_of: Option<String>,
    next_change: Option<String>,
    summary: Counts,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
    allowed: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    variant: Option<&'static str>,
    severity: Severity,
    message: &'a str,
    label: Option<&'a str>,
    notes: Vec<&'a str>,
    place: Option<&'a Location>,
    related: Vec<RelatedPlace<'a>>,
    fixes: Vec<OfferedFix<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct RelatedPlace<'a> {
    message: Option<&'a str>,
    place: &'a Location,
}

#[derive(Serialize)]
struct OfferedFix<'a> {
    applicability: &'static str,
    edits: Vec<OfferedEdit<'a>>,
}

#[derive(Serialize)]
struct OfferedEdit<'a> {
    place: Location,
    replacement: &'a str,
}

impl Json<'_> {
    /// Prints the document.
    #[must_use]
    pub(crate) fn render(&self, report: &Report, sources: &Sources) -> String {
        let described = Described::all(report, sources, self.lang);
        let summary = report.summary(sources);
        let document = ReportDocument {
            format: FORMAT,
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            lang: self.lang,
            findings: described.iter().map(|one| finding(one, sources)).collect(),
            as_of: self.days.0.map(|day| day.to_string()),
            next_change: self.days.1.map(|day| day.to_string()),
            summary: Counts {
                errors: summary.errors,
                warnings: summary.warnings,
                notes: summary.notes,
                files: summary.files,
                allowed: summary.allowed,
            },
        };
        crate::messages::pretty(&document)
    }
}

fn finding<'a>(one: &'a Described<'a>, sources: &Sources) -> Finding<'a> {
    let edits: Vec<OfferedEdit<'_>> = one
        .edits(sources)
        .into_iter()
        .map(|(place, replacement)| OfferedEdit { place, replacement })
        .collect();
    let fixes = one.found.fix.iter().map(|fix| match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Suggested => "suggested",
    });
    Finding {
        code: one.found.code(),
        variant: one.found.key.split_once('.').map(|(_, variant)| variant),
        severity: one.severity,
        message: &one.message,
        label: one.label.as_deref(),
        notes: [&one.note, &one.help]
            .into_iter()
            .filter_map(Option::as_deref)
            .collect(),
        place: one.location.as_ref(),
        related: one
            .related
            .iter()
            .map(|(place, message)| RelatedPlace {
                message: message.as_deref(),
                place,
            })
            .collect(),
        fixes: fixes
            .zip([edits])
            .map(|(applicability, edits)| OfferedFix {
                applicability,
                edits,
            })
            .collect(),
        fingerprint: &one.fingerprint,
    }
}
