//! A source as YAML.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Sources, Span, conflicts};
use crate::yaml::{self, Node, Parts, Wrong, front_matter};

/// The root of a YAML file; reports a syntax error and returns `None`.
pub(super) fn yaml(
    source: SourceId,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = &sources.get(source)?.text;
    node(source, text, 0, findings)
}

/// The front matter of a Markdown file, if it has any, and the span of its text.
pub(super) fn markdown(
    source: SourceId,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<(Option<Node>, Span)> {
    let text = &sources.get(source)?.text;
    let Parts {
        front_matter,
        body,
        fault,
    } = front_matter(text);
    // Conflict markers from git may have caused the fault, so they are looked for first.
    let readable_from = if fault.is_some() {
        text.len()
    } else {
        body.start
    };
    if !conflicts_are_in_code(source, text, readable_from, findings) {
        return None;
    }
    if let Some(fault) = fault {
        let key = match fault.what {
            Wrong::Unclosed => "Y004",
            Wrong::Opening => "Y030.opening",
            Wrong::NoOpening => "Y030.none",
            Wrong::Before => "Y030.before",
            Wrong::Closing => "Y030.closing",
            Wrong::Fenced => "Y030.fenced",
            Wrong::Json => "Y030.json",
            Wrong::Toml => "Y030.toml",
        };
        findings.push(Diagnostic::new(key, Span::new(source, fault.line)));
        return None;
    }
    let body = Span::new(source, body);
    let Some(range) = front_matter else {
        return Some((None, body));
    };
    let root = node(source, text.get(range.clone())?, range.start, findings)?;
    Some((Some(root), body))
}

/// Reports the conflict markers that git left in a Markdown file; `false` if one of them
/// makes it unreadable. Markers in a code block may be intended.
fn conflicts_are_in_code(
    source: SourceId,
    text: &str,
    readable_from: usize,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let conflicts = conflicts(text);
    if conflicts.is_empty() {
        return true;
    }
    let written = text.get(readable_from..).unwrap_or_default();
    let code: Vec<Range<usize>> = Parser::new(written)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| readable_from + range.start..readable_from + range.end)
        .collect();
    let mut is_readable = true;
    for conflict in conflicts {
        let is_code = code.iter().any(|code| code.contains(&conflict.start));
        is_readable &= is_code || conflict.start >= readable_from;
        let key = if is_code { "Y032" } else { "Y031" };
        findings.push(Diagnostic::new(key, Span::new(source, conflict)));
    }
    is_readable
}

fn node(
    source: SourceId,
    text: &str,
    offset: usize,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    match yaml::parse(source, text, offset, findings) {
        Ok(parsed) => Some(parsed.root),
        Err(diagnostic) => {
            findings.push(*diagnostic);
            None
        }
    }
}
