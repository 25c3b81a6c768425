//! The site's settings for findings, as a policy for a report.

use jiff::civil::Date;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Policy, Report, Suppression};

/// The policy of a site on a day; expired allowances are reported.
pub(super) fn of(config: &Config, as_of: Date, findings: &mut Vec<Diagnostic>) -> Policy {
    let declared = &config.findings;
    let severities = declared.severities.iter();
    let mut suppressions = Vec::new();
    for allowance in &declared.allowances {
        match allowance.until {
            Some(until) if until < as_of => findings.push(
                Diagnostic::new("C032", allowance.span)
                    .arg("code", &*allowance.code)
                    .arg("until", until.to_string()),
            ),
            _ => suppressions.push(Suppression {
                code: allowance.code.to_string(),
                within: allowance.within.clone(),
                span: allowance.span,
                used: 0,
            }),
        }
    }
    Policy {
        severities: severities
            .map(|(code, severity)| (code.to_string(), *severity))
            .collect(),
        suppressions,
    }
}

/// The allowances that no finding needed.
pub(super) fn unused(report: &Report) -> Vec<Diagnostic> {
    let unused = report.unused_suppressions();
    let unused = unused.map(|suppression| {
        Diagnostic::new("C033", suppression.span)
            .arg("code", &*suppression.code)
            .arg_if("file", suppression.within.as_ref().map(ToString::to_string))
    });
    unused.collect()
}
