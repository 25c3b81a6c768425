//! One line per finding: `content/a.yaml:3:1: error[S002]: …`.

use crate::diagnostic::codes::message_of;
use crate::diagnostic::finding::{Diagnostic, Place};
use crate::diagnostic::report::Report;
use crate::messages::{message, one_line};
use crate::text::Sources;

/// The form for narrow windows and for programs that parse compiler messages.
#[derive(Debug, Clone, Copy)]
pub struct Short<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// The most findings that are printed.
    pub most: Option<usize>,
}

impl Short<'_> {
    /// Prints all findings, a line each.
    #[must_use]
    pub fn render(&self, report: &Report, sources: &Sources) -> String {
        let mut out = String::new();
        let most = self.most.unwrap_or(usize::MAX);
        let found = report.sorted(sources);
        for found in found.iter().take(most) {
            out.push_str(&self.line(report, found, sources));
            out.push('\n');
        }
        let left = found.len().saturating_sub(most);
        if left > 0 {
            let said = message!("run.left_out", count = left).text(self.lang);
            out.push_str(&format!("{said}\n"));
        }
        out
    }

    /// One finding, without a line break at its end.
    pub(super) fn line(self, report: &Report, found: &Diagnostic, sources: &Sources) -> String {
        let place = match &found.place {
            Place::Span(span) => {
                let at = sources.position(*span);
                let path = sources.get(span.source).map_or("?", |s| s.path.as_str());
                format!("{}:{}:{}: ", one_line(path), at.line, at.column)
            }
            Place::File(path) => format!("{}: ", one_line(path.as_str())),
            Place::Run => String::new(),
        };
        let severity = report.severity(found).word();
        let message = message_of(found, self.lang);
        format!("{place}{severity}[{}]: {message}", found.code())
    }
}
