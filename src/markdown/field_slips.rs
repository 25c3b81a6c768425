//! Near-misses of Markdown in the text of a field: they are reported as in long texts.

use super::syntax::field_options;
use super::{blanks, lists, missing_links, missing_notes, signs, slips, unclosed};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::Body;
use crate::model::{Catalog, EntryIndex};
use crate::schema::{Field, FieldType, walk};
use crate::text::Span;

/// Reports marks without effect in Markdown fields.
pub(crate) fn fields_are_markdown(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let published = |index: &EntryIndex| catalog.state(*index).has_page();
    for index in catalog.all().filter(published) {
        let fields = &catalog.collection_of(index).fields;
        let asked = |field: &Field| matches!(field.kind, FieldType::Markdown);
        walk(&catalog.entry(index).record, fields, &asked, &mut |visit| {
            let text = visit.item.value.as_text().filter(|_| !visit.private);
            findings.extend(
                text.into_iter()
                    .flat_map(|text| of_text(text, visit.item.span)),
            );
        });
    }
}

/// Near-misses of Markdown in a field. Findings point into the text at `span`; if the source
/// differs from the text, as with escapes in quotes or several lines, they point at the whole
/// field.
fn of_text(text: &str, span: Span) -> Vec<Diagnostic> {
    let written = (span.end as usize).saturating_sub(span.start as usize);
    let indent = match written.checked_sub(text.len()) {
        Some(0) => Some(0),
        Some(2) if !text.contains(['\n', '\\', '"', '\'']) => Some(1),
        _ => None,
    };
    let start = span.start as usize + indent.unwrap_or(0);
    let body = Body {
        span: Span::new(span.source, start..start + text.len()),
    };
    let parsed = missing_links::parse(text, field_options());
    let mut found = Vec::new();
    missing_links::report(&parsed, body, &mut found);
    let events = parsed.events;
    blanks::addresses(text, &events, body, &mut found);
    slips::marks(text, &events, body, &mut found);
    lists::dates(text, &events, body, &mut found);
    lists::nested(text, &events, body, &mut found);
    signs::of_numbers(text, &events, body, &mut found);
    missing_notes::marks(text, &events, body, &mut found);
    unclosed::fences(text, &events, body, &mut found);
    if indent.is_none() {
        for finding in &mut found {
            finding.place = Place::Span(span);
            finding.related.clear();
            finding.fix = None;
        }
    }
    found
}
