//! A source as YAML.

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Sources, Span};
use crate::yaml::{self, Node, Parts, front_matter};

/// The root of a YAML file; `None` where its syntax is wrong, which is reported.
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
        unclosed,
    } = front_matter(text);
    if unclosed {
        findings.push(Diagnostic::new("Y004", Span::new(source, 0..3)));
        return None;
    }
    let body = Span::new(source, body);
    let Some(range) = front_matter else {
        return Some((None, body));
    };
    let root = node(source, text.get(range.clone())?, range.start, findings)?;
    Some((Some(root), body))
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
