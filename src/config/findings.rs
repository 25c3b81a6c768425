//! `findings:` of `site.yaml`: overrides the severity of codes, and allows findings, each with
//! a reason.

use std::sync::Arc;

use super::{Item, Record, Value};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::path::SourcePath;
use crate::schema::PartialDate;
use crate::text::Span;
use crate::yaml::Node;
use jiff::civil::Date;

/// How a site treats its findings.
#[derive(Debug, Clone, Default)]
pub struct FindingsConfig {
    /// The codes with another severity than the default.
    pub severities: Vec<(Arc<str>, Severity)>,
    /// The findings that are allowed.
    pub allowances: Vec<Allowance>,
}

/// Findings that are allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The code of the findings.
    pub code: Arc<str>,
    /// The file or folder that contains them; everywhere if none is named.
    pub within: Option<SourcePath>,
    /// The last day on which they are allowed.
    pub until: Option<Date>,
    /// Where it is declared.
    pub span: Span,
}

/// Reads `findings:`. Rejected values are ignored.
pub(super) fn read(root: &Node, record: &Record, findings: &mut Vec<Diagnostic>) -> FindingsConfig {
    let Some(Value::Object(declared)) = record.get("findings").map(|item| &item.value) else {
        return FindingsConfig::default();
    };
    FindingsConfig {
        severities: severities(root, declared, findings),
        allowances: allowances(declared, findings),
    }
}

fn severities(
    root: &Node,
    declared: &Record,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(Arc<str>, Severity)> {
    let Some(Value::Object(record)) = declared.get("severity").map(|item| &item.value) else {
        return Vec::new();
    };
    let written = root.nearest(&["findings", "severity"]);
    let mut severities = Vec::new();
    for (code, item) in record.iter() {
        let severity = match item.value.as_text().map(|word| &**word) {
            Some("error") => Severity::Error,
            Some("warning") => Severity::Warning,
            Some("note") => Severity::Note,
            _ => continue,
        };
        let span = written.pair(code).map_or(item.span, |pair| pair.key_span);
        if !is_known(code, span, findings) {
            continue;
        }
        if severity != Severity::Error && !codes().may_be_lowered(code) {
            findings.push(refused("C031", code, item.span));
            continue;
        }
        severities.push((code.into(), severity));
    }
    severities
}

fn allowances(declared: &Record, findings: &mut Vec<Diagnostic>) -> Vec<Allowance> {
    let items = declared.get("allow").map_or(&[][..], Item::items).iter();
    items
        .filter_map(|item| {
            let Value::Object(record) = &item.value else {
                return None;
            };
            // The schema reports an allowance without a reason, and here it is ignored.
            record.get("reason")?;
            let code = record.get("code")?;
            let text = code.value.as_text()?;
            if !is_known(text, code.span, findings) {
                return None;
            }
            let until = record.date("until").map(PartialDate::last_day);
            if !codes().may_be_allowed(text) {
                findings.push(refused("C034", text, code.span));
                return None;
            }
            if !codes().may_be_lowered(text) && until.is_none() {
                findings.push(refused("C034.until", text, code.span));
                return None;
            }
            let within = match record.get("file") {
                Some(file) => Some(path(file, findings)?),
                None => None,
            };
            Some(Allowance {
                code: text.clone(),
                within,
                until,
                span: code.span,
            })
        })
        .collect()
}

/// Whether a code exists; reports it if not.
fn is_known(code: &str, span: Span, findings: &mut Vec<Diagnostic>) -> bool {
    let known = codes().codes();
    if known.contains(&code) {
        return true;
    }
    let capital = code.to_uppercase();
    let found = Diagnostic::new("C030", span).arg("code", code);
    findings.push(if known.contains(&capital.as_str()) {
        found.fix(span, capital)
    } else {
        found.did_you_mean(span, code, known)
    });
    false
}

fn refused(key: &'static str, code: &str, span: Span) -> Diagnostic {
    Diagnostic::new(key, span).arg("code", code)
}

/// Resolves the path of a file or folder, relative to the project's folder.
fn path(file: &Item, findings: &mut Vec<Diagnostic>) -> Option<SourcePath> {
    let text = file.value.as_text()?;
    let path = SourcePath::new(text.trim_end_matches('/'));
    if path.is_none() {
        findings.push(Diagnostic::new("C035", file.span).arg("file", &**text));
    }
    path
}
