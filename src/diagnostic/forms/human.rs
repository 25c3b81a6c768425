//! The form for people: the message, the place, the line with the value marked,
//! what to do, and the fixed line.

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::blocks::{Amount, FindingsBlock, blocks, left_out, place, tally};
use super::excerpt::{MOST_LINES, excerpt};
use super::short::Short;
use crate::diagnostic::codes::{TextPart, text_of};
use crate::diagnostic::finding::{Diagnostic, Place, Severity};
use crate::diagnostic::report::Report;
use crate::messages::{message, one_line, same_width, shortened, text};
use crate::text::{Source, Sources, Span};

/// The most edits of one fix that are shown.
const MAX_EDITS_SHOWN: usize = 2;
/// The most further places of a finding that are named.
const MAX_PLACES: usize = 4;
/// The same where only some of many findings are shown.
const FEW_PLACES: usize = 1;
/// The most lines of blocks where there are many findings; the tally and the last line
/// follow, so that the total is at most 120.
const MOST_BLOCK_LINES: usize = 86;
/// The most lines of a block in short.
const SHORT_LINES: usize = 2;
/// The most characters that are shown of an inserted text.
const MAX_EDIT: usize = 800;

/// Prints findings as a compiler does, with colour where the terminal has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Human<'a> {
    /// The language of the texts.
    pub lang: &'a str,
    /// Whether to colour.
    pub colour: bool,
    /// How much is shown.
    pub shown: Amount,
}

impl Human<'_> {
    /// Prints the findings, separated by blank lines, and a tally after a long list.
    #[must_use]
    pub(crate) fn render(&self, report: &Report, sources: &Sources) -> String {
        let renderer = if self.colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let (blocks, left) = blocks(report, sources, self.lang, self.shown);
        let mut out = String::new();
        let places = if left.are_many() {
            FEW_PLACES
        } else {
            MAX_PLACES
        };
        let mut room = if left.are_many() {
            MOST_BLOCK_LINES
        } else {
            usize::MAX
        };
        for (number, block) in blocks.iter().enumerate() {
            let whole = renderer.render(&self.groups(block, places, sources));
            let further = (blocks.len() - number - 1) * (SHORT_LINES + 1);
            let shown = if whole.lines().count() + 1 + further > room {
                self.in_short(block, report, sources)
            } else {
                whole
            };
            room = room.saturating_sub(shown.lines().count() + 1);
            out.push_str(&shown);
            out.push_str("\n\n");
        }
        out.push_str(&left_out(&left, self.lang));
        out.push_str(&tally(report, sources, self.lang, self.shown));
        out
    }

    /// A block in one line, and a second line for the number of further ones.
    fn in_short(&self, block: &FindingsBlock<'_>, report: &Report, sources: &Sources) -> String {
        let short = Short {
            lang: self.lang,
            most: None,
        };
        let Some((first, others)) = block.findings.split_first() else {
            return String::new();
        };
        let line = short.line(report, first, sources);
        match others.len() + block.alike.len() {
            0 => line,
            more => {
                let more = message!("run.more_places", count = more).text(self.lang);
                format!("{line}\n  {more}")
            }
        }
    }

    fn groups<'s>(
        &self,
        block: &FindingsBlock<'_>,
        places: usize,
        sources: &Sources,
    ) -> Vec<Group<'s>> {
        let level = match block.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let Some(found) = block.findings.first() else {
            return Vec::new();
        };
        let mut group = level
            .primary_title(block.message.clone())
            .id(found.code())
            .elements(std::iter::empty::<Element<'s>>());
        match &found.place {
            Place::Span(span) => group = group.elements(self.snippets(found, *span, sources)),
            Place::File(path) => {
                group = group.element(Origin::path(one_line(path.as_str()).into_owned()));
            }
            Place::Run => {}
        }
        if let Some(note) = text_of(found, TextPart::Note, self.lang) {
            group = group.element(Level::NOTE.message(note));
        }
        if let Some(help) = text_of(found, TextPart::Help, self.lang) {
            group = group.element(Level::HELP.message(help));
        }
        let (_, same) = block.findings.split_at(1);
        for (key, others) in [("run.also_at", same), ("run.alike_at", &block.alike)] {
            if let Some(places) = self.further_places(others, places, sources) {
                let name = text(self.lang, key);
                group = group.element(Level::NOTE.with_name(name).message(places));
            }
        }
        let mut groups = vec![group];
        groups.extend(fix_group(found, sources, self.lang));
        groups
    }

    /// The snippets of the place and its related places: one for those that are
    /// near one another.
    fn snippets<'s>(&self, found: &Diagnostic, span: Span, sources: &Sources) -> Vec<Element<'s>> {
        let label = text_of(found, TextPart::Label, self.lang);
        let related = found.related.iter().map(|related| {
            let label = text_of(found, TextPart::Related(related.key), self.lang);
            (AnnotationKind::Context, related.span, label)
        });
        let mut marks: Vec<_> = std::iter::once((AnnotationKind::Primary, span, label))
            .chain(related)
            .collect();
        let mut elements = Vec::new();
        while let Some((_, first, _)) = marks.first() {
            let first = *first;
            let Some(source) = sources.get(first.source) else {
                marks.remove(0);
                continue;
            };
            let (here, others): (Vec<_>, Vec<_>) = marks
                .into_iter()
                .partition(|(_, span, _)| is_near(source, first, *span));
            marks = others;
            let places: Vec<_> = here
                .iter()
                .map(|(_, span, _)| visible(source, *span))
                .collect();
            let excerpt = excerpt(source, &places);
            let annotations = here.into_iter().zip(&excerpt.places);
            let annotations: Vec<Annotation<'s>> = annotations
                .map(|((kind, _, label), place)| kind.span(place.clone()).label(label))
                .collect();
            let path = one_line(source.path.as_str()).into_owned();
            let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first);
            if excerpt.is_cut {
                let at = source.position(places.first().map_or(0, |place| place.start));
                let origin = Origin::path(path);
                elements.push(origin.line(at.line).char_column(at.column).into());
            } else {
                snippet = snippet.path(path);
            }
            elements.push(snippet.annotations(annotations).into());
        }
        elements
    }

    /// The places of further findings, a line each.
    fn further_places(
        &self,
        further: &[&Diagnostic],
        most: usize,
        sources: &Sources,
    ) -> Option<String> {
        let mut further = further.iter();
        let most = if self.shown.all { usize::MAX } else { most };
        let places = further.by_ref().take(most);
        let mut lines: Vec<String> = places.filter_map(|found| place(found, sources)).collect();
        let more = further.count();
        if more > 0 {
            lines.push(message!("run.more_places", count = more).text(self.lang));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

fn fix_group<'s>(found: &Diagnostic, sources: &Sources, lang: &str) -> Option<Group<'s>> {
    let fix = found.fix.as_ref()?;
    let first = fix.edits.first()?.span;
    let source = sources.get(first.source)?;
    // Of a fix with many edits, the first ones are enough.
    let edits: Vec<_> = fix
        .edits
        .iter()
        .take(MAX_EDITS_SHOWN)
        .filter(|edit| is_near(source, first, edit.span))
        .collect();
    let places: Vec<_> = edits.iter().map(|edit| edit.span.range()).collect();
    let excerpt = excerpt(source, &places);
    let patches: Vec<Patch<'s>> = edits
        .iter()
        .zip(&excerpt.places)
        .map(|(edit, place)| {
            let text = shortened(&edit.text, MAX_EDIT);
            let lines: Vec<String> = text.split('\n').map(same_width).collect();
            Patch::new(place.clone(), lines.join("\n"))
        })
        .collect();
    let title = text(lang, "run.did_you_mean");
    let path = one_line(source.path.as_str()).into_owned();
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first)
        .path(path)
        .patches(patches);
    Some(Level::HELP.secondary_title(title).element(snippet))
}

/// Whether a place is in the same file as another one and few lines away.
fn is_near(source: &Source, first: Span, other: Span) -> bool {
    let line = |span: Span| source.line(span.start as usize);
    first.source == other.source && line(first).abs_diff(line(other)) < MOST_LINES
}

/// A span as it is marked: within the text, on its first line, on character
/// boundaries, and at least one character wide where there is one.
fn visible(source: &Source, span: Span) -> std::ops::Range<usize> {
    let text = source.text.as_ref();
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line = source.line_range(source.line(start));
    let mut end = (span.end as usize).clamp(start, line.end.max(start));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end == start {
        let next = text.get(start..).and_then(|rest| rest.chars().next());
        end += next.filter(|c| *c != '\n').map_or(0, char::len_utf8);
    }
    start..end.max(start)
}
