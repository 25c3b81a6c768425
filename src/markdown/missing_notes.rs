//! Footnote references without a note: the parser reads them as text, and `[^1]` would be
//! printed.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use super::in_words::Placed;
use super::left_out::LeftOut;
use crate::diagnostic::Diagnostic;
use crate::load::Body;

/// Reports the first reference to each missing note.
pub(super) fn marks(text: &str, events: &[Placed<'_>], body: Body, findings: &mut Vec<Diagnostic>) {
    if !text.contains("[^") {
        return;
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut code = LeftOut::default();
    for (event, range) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                known.insert(label.to_lowercase());
            }
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) | Event::Html(_) => code.add(range),
            _ => {}
        }
    }
    for (at, _) in text.match_indices("[^") {
        let Some(label) = label(text, at).filter(|_| !code.holds(at)) else {
            continue;
        };
        if known.insert(label.to_lowercase()) {
            let span = body.span.part(at..at + label.len() + 3);
            findings.push(Diagnostic::new("K022.missing", span).arg("label", label));
        }
    }
}

/// The label of a reference that begins at an offset.
fn label(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let escapes = before.len() - before.trim_end_matches('\\').len();
    let rest = text.get(at + 2..)?;
    // Reads no further than the label, so that many unclosed references stay linear.
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))?;
    let label = rest.get(..end).filter(|label| !label.is_empty())?;
    let is_closed = rest.get(end..)?.starts_with(']');
    (is_closed && escapes % 2 == 0).then_some(label)
}
