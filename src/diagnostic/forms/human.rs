//! The form for people: the message, the place, the line with the value marked,
//! what to do, and the mended line.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use crate::diagnostic::codes::{Part, message, text};
use crate::diagnostic::finding::{Diagnostic, Place, Severity};
use crate::diagnostic::report::Report;
use crate::messages::text as text_of;
use crate::text::{Sources, Span};

/// The most edits of one fix that are shown.
const MAX_EDITS_SHOWN: usize = 2;

/// Prints findings as a compiler does, with colour where the terminal has it.
#[derive(Debug, Clone, Copy)]
pub struct Human<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// Whether to colour.
    pub colour: bool,
}

impl Human<'_> {
    /// Prints all findings, a blank line between two.
    #[must_use]
    pub fn render(&self, report: &Report, sources: &Sources) -> String {
        let renderer = if self.colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut out = String::new();
        for found in report.sorted(sources) {
            out.push_str(&renderer.render(&self.groups(report, found, sources)));
            out.push_str("\n\n");
        }
        out
    }

    fn groups<'s>(
        &self,
        report: &Report,
        found: &'s Diagnostic,
        sources: &'s Sources,
    ) -> Vec<Group<'s>> {
        let level = match report.severity(found) {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = level
            .primary_title(message(found, self.lang))
            .id(found.code())
            .elements(std::iter::empty::<Element<'s>>());
        match &found.place {
            Place::Span(span) => {
                for snippet in self.snippets(found, *span, sources) {
                    group = group.element(snippet);
                }
            }
            Place::File(path) => group = group.element(Origin::path(path.as_str())),
            Place::Run => {}
        }
        if let Some(note) = text(found, Part::Note, self.lang) {
            group = group.element(Level::NOTE.message(note));
        }
        if let Some(help) = text(found, Part::Help, self.lang) {
            group = group.element(Level::HELP.message(help));
        }
        let mut groups = vec![group];
        if let Some(group) = fix_group(found, sources, self.lang) {
            groups.push(group);
        }
        groups
    }

    /// The snippet of the place and its related places, one a file.
    fn snippets<'s>(
        &self,
        found: &Diagnostic,
        span: Span,
        sources: &'s Sources,
    ) -> Vec<Snippet<'s, Annotation<'s>>> {
        let mut snippets = Vec::new();
        let mut primary = AnnotationKind::Primary.span(visible(sources, span));
        if let Some(label) = text(found, Part::Label, self.lang) {
            primary = primary.label(label);
        }
        let mut first = snippet(sources, span).annotation(primary);
        for related in &found.related {
            let text = text(found, Part::Related(related.key), self.lang);
            let annotation = AnnotationKind::Context.span(visible(sources, related.span));
            let annotation = match text {
                Some(text) => annotation.label(text),
                None => annotation,
            };
            if related.span.source == span.source {
                first = first.annotation(annotation);
            } else {
                snippets.push(snippet(sources, related.span).annotation(annotation));
            }
        }
        snippets.insert(0, first);
        snippets
    }
}

fn fix_group<'s>(found: &'s Diagnostic, sources: &'s Sources, lang: &str) -> Option<Group<'s>> {
    let fix = found.fix.as_ref()?;
    let source = sources.get(fix.edits.first()?.span.source)?;
    let mut patch = Snippet::source(source.text.as_ref()).path(source.path.as_str());
    // Of an edit that goes on through the file, its beginning says enough.
    for edit in fix.edits.iter().take(MAX_EDITS_SHOWN) {
        patch = patch.patch(Patch::new(edit.span.range(), edit.text.as_str()));
    }
    let title = text_of(lang, "run.did_you_mean");
    Some(Level::HELP.secondary_title(title).element(patch))
}

fn snippet(sources: &Sources, span: Span) -> Snippet<'_, Annotation<'_>> {
    match sources.get(span.source) {
        Some(source) => Snippet::source(source.text.as_ref()).path(source.path.as_str()),
        None => Snippet::source(""),
    }
}

/// A span as it is marked: within the text, on its first line, on character
/// boundaries, and at least one character wide where there is one.
fn visible(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let Some(source) = sources.get(span.source) else {
        return 0..0;
    };
    let text = source.text.as_ref();
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (span.end as usize).clamp(start, text.len());
    if let Some(newline) = text.get(start..end).and_then(|piece| piece.find('\n')) {
        end = start + newline;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end == start {
        let next = text.get(start..).and_then(|rest| rest.chars().next());
        end += next.filter(|c| *c != '\n').map_or(0, char::len_utf8);
    }
    start..end.max(start)
}
