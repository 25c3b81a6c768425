//! The YAML files of a theme as trees.

use crate::diagnostic::Diagnostic;
use crate::text::{SourceId, Sources};
use crate::yaml;
use crate::yaml::Node;

/// The root of a YAML file; `None` where its syntax is wrong, which is reported.
pub(crate) fn root(
    source: SourceId,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = &sources.get(source)?.text;
    match yaml::parse(source, text, 0, findings) {
        Ok(parsed) => Some(parsed.root),
        Err(diagnostic) => {
            findings.push(*diagnostic);
            None
        }
    }
}
