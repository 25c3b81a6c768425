//! Resolves a text: the parser's events with resolved links and pictures, anchors of headings,
//! and collected footnotes.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd,
};

use super::anchors::Anchors;
use super::blocks::Blocks;
use super::in_words::Placed;
use super::notes::Notes;
use super::syntax::options;
use super::tables::Columns;
use super::tags::{Piece, pieces};
use super::{
    Block, Heading, OutputForm, TextContext, bare_links, blanks, html_blocks, in_words, lists,
    missing_links, missing_notes, raw_html, signs, slips, unclosed, unseen,
};
use crate::config::limits::{MAX_RAW_TAGS, MAX_TEXT_PARTS};
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::locale::bind;
use crate::plan::RouteId;
use crate::schema::WebUrl;
use crate::text::escape_html_into;

/// A resolved text.
pub(super) struct Resolved<'a> {
    /// The events.
    pub(super) events: Vec<Event<'a>>,
    /// Its notes.
    pub(super) notes: Notes<'a>,
    /// Its headings.
    pub(super) toc: Vec<Heading>,
    /// Its rendered blocks.
    pub(super) blocks: Blocks,
    /// Whether it contains raw HTML.
    pub(super) has_raw_html: bool,
    /// The length of the source in bytes.
    pub(super) length: usize,
    /// The parsed `catalog` and `view` blocks, for outputs that are not HTML.
    pub(super) asked: Vec<Block>,
}

/// Resolves a text.
pub(super) fn resolve<'a>(place: &TextContext<'a>, findings: &mut Vec<Diagnostic>) -> Resolved<'a> {
    let mut parsed = missing_links::parse(place.text, options());
    cut_off(&mut parsed.events, place.body, findings);
    let offered = missing_links::report(&parsed, place.body, findings);
    let (events, definitions) = (parsed.events, parsed.definitions);
    unseen::words(
        place.text,
        &events,
        (definitions, &offered),
        place.body,
        findings,
    );
    blanks::addresses(place.text, &events, place.body, findings);
    slips::marks(place.text, &events, place.body, findings);
    lists::dates(place.text, &events, place.body, findings);
    lists::nested(place.text, &events, place.body, findings);
    signs::of_numbers(place.text, &events, place.body, findings);
    missing_notes::marks(place.text, &events, place.body, findings);
    unclosed::fences(place.text, &events, place.body, findings);
    html_blocks::marks(place.text, &events, place.body, findings);
    let events = raw_html::clean(place.text, events, place.body, findings);
    let events = bare_links::links(place.text, events);
    let mut events = in_words::split(place.text, events);
    cut_off(&mut events, place.body, findings);
    let mut resolver = Resolver {
        anchors: Anchors::of(events.iter().map(|(event, _)| event), place.site.theme_ids),
        elsewhere: BTreeMap::new(),
        place,
        findings,
        out: Vec::with_capacity(events.len()),
        toc: Vec::new(),
        heading: None,
        picture: None,
        notes: Notes::default(),
        note: None,
        code: None,
        links: Vec::new(),
        raw_tags: 0,
        raw_links: 0,
        code_bytes: 0,
        blocks: Blocks::of(place.text),
        table: Columns::default(),
        asking: 0,
        asked: Vec::new(),
    };
    for (event, range) in events {
        resolver.event(event, range);
    }
    resolver.notes_are_right();
    Resolved {
        events: resolver.out,
        notes: resolver.notes,
        toc: resolver.toc,
        blocks: resolver.blocks,
        has_raw_html: resolver.raw_tags > 0,
        length: place.text.len(),
        asked: resolver.asked,
    }
}

/// Reports a text that has more events than a page can show, and leaves it out: a truncated
/// one would have unclosed elements.
fn cut_off(events: &mut Vec<Placed<'_>>, body: Body, findings: &mut Vec<Diagnostic>) {
    let Some((_, range)) = events.get(MAX_TEXT_PARTS) else {
        return;
    };
    let span = body.span.part(range.start..range.start);
    let limit = MAX_TEXT_PARTS.to_string();
    findings.push(Diagnostic::new("K024", span).arg("limit", limit));
    events.clear();
}

/// The state while a text is resolved.
pub(super) struct Resolver<'a, 'p, 'f> {
    pub(super) place: &'p TextContext<'a>,
    pub(super) findings: &'f mut Vec<Diagnostic>,
    pub(super) out: Vec<Event<'a>>,
    pub(super) toc: Vec<Heading>,
    pub(super) anchors: Anchors,
    /// The anchors of the pages that the text links to, each read once.
    pub(super) elsewhere: BTreeMap<RouteId, Anchors>,
    /// The open heading: the position of its start in `out`.
    heading: Option<usize>,
    /// The open picture, with its description so far.
    picture: Option<OpenPicture>,
    notes: Notes<'a>,
    /// The footnote that is being read, and the events before it.
    note: Option<OpenNote<'a>>,
    /// The open fenced block.
    pub(super) code: Option<Code>,
    /// For each open link, whether it has a target.
    links: Vec<bool>,
    /// The number of raw HTML tags so far.
    raw_tags: usize,
    /// The number of open raw HTML links.
    raw_links: usize,
    /// The number of blocks that show entries so far.
    pub(super) asking: usize,
    /// The number of bytes so far of code that can be highlighted.
    pub(super) code_bytes: usize,
    /// The rendered blocks so far.
    pub(super) blocks: Blocks,
    /// The columns of the open table.
    table: Columns,
    /// The parsed `catalog` and `view` blocks, for outputs that are not HTML.
    pub(super) asked: Vec<Block>,
}

struct OpenPicture {
    /// Where it is.
    range: Range<usize>,
    src: Option<Source>,
    /// Its address on another site; pages load nothing from there.
    elsewhere: Option<String>,
    title: String,
    alt: String,
    depth: usize,
}

/// The file of a picture in a text, and its address.
pub(super) struct Source {
    /// The path of its file in the project.
    pub file: String,
    /// The address of a format that every program can show.
    pub address: String,
    /// Its width and height.
    pub size: Option<(u32, u32)>,
    /// The copies for browsers, as an HTML element.
    pub copies: Option<String>,
}

/// A fenced block with a language.
pub(super) struct Code {
    pub(super) language: String,
    pub(super) text: String,
    /// Where its text begins.
    pub(super) start: usize,
    /// The whole block.
    pub(super) range: Range<usize>,
}

struct OpenNote<'a> {
    label: CowStr<'a>,
    before: Vec<Event<'a>>,
    range: Range<usize>,
}

impl<'a> Resolver<'a, '_, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.picture.is_some() {
            self.inside_picture(&event);
        } else if self.code.is_some() {
            self.inside_code(event, &range);
        } else {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag),
                event => self.piece(event, &range),
            }
        }
    }

    fn inside_code(&mut self, event: Event<'a>, range: &Range<usize>) {
        match (event, &mut self.code) {
            (Event::Text(text), Some(code)) => {
                if code.text.is_empty() {
                    code.start = range.start;
                }
                code.text.push_str(&text);
            }
            (Event::End(TagEnd::CodeBlock), _) => self.close_code(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some(self.out.len());
                let level = lowered(level);
                self.out.push(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let dest = self.link(link_type, &dest_url, &range);
                self.links.push(dest.is_some());
                if let Some(dest) = dest {
                    self.out.push(Event::Start(Tag::Link {
                        link_type: LinkType::Inline,
                        dest_url: CowStr::from(dest),
                        title,
                        id,
                    }));
                }
            }
            // The writer would print alignments as styles, which the pages'
            // Content-Security-Policy forbids.
            Tag::Table(columns) if self.is_html() => {
                let plain = vec![Alignment::None; columns.len()];
                self.table = Columns::new(columns);
                self.out.push(Event::Start(Tag::Table(plain)));
            }
            Tag::TableHead | Tag::TableRow if self.is_html() => {
                self.table.begin_row(tag == Tag::TableHead);
                self.out.push(Event::Start(tag));
            }
            Tag::TableCell if self.is_html() => self.out.push(self.table.begin_cell()),
            Tag::Image {
                dest_url, title, ..
            } => {
                let src = self.picture(&dest_url, &range);
                let title = title.to_string();
                let elsewhere = src.is_none() && is_elsewhere(&dest_url);
                self.picture = Some(OpenPicture {
                    range,
                    src,
                    elsewhere: elsewhere.then(|| dest_url.to_string()),
                    title,
                    alt: String::new(),
                    depth: 0,
                });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.open_code(&info, range),
            Tag::FootnoteDefinition(label) => {
                let before = std::mem::take(&mut self.out);
                self.note = Some(OpenNote {
                    label,
                    before,
                    range,
                });
            }
            tag => self.out.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                self.out.push(Event::End(TagEnd::Heading(lowered(level))));
                self.close_heading(lowered(level));
            }
            // A link without a target is printed as its text.
            TagEnd::Link => {
                if self.links.pop().unwrap_or(true) {
                    self.out.push(Event::End(TagEnd::Link));
                }
            }
            TagEnd::FootnoteDefinition => {
                if let Some(note) = self.note.take() {
                    let text = std::mem::replace(&mut self.out, note.before);
                    self.notes.define(&note.label, text, note.range);
                }
            }
            TagEnd::TableCell if self.is_html() => self.out.push(self.table.end_cell()),
            tag => self.out.push(Event::End(tag)),
        }
    }

    fn piece(&mut self, event: Event<'a>, range: &Range<usize>) {
        match event {
            Event::Html(ref html) | Event::InlineHtml(ref html) => {
                if self.takes_raw_html(html, range) {
                    self.raw_links = links_open_after(html, self.raw_links);
                    self.out.push(event);
                }
            }
            Event::TaskListMarker(done) => {
                let sign = if done { "☑ " } else { "☐ " };
                self.out.push(Event::Text(sign.into()));
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            event => self.out.push(event),
        }
    }

    fn is_html(&self) -> bool {
        matches!(self.place.form, OutputForm::Html(_))
    }

    fn footnote_reference(&mut self, label: &str) {
        let (number, is_first) = self.notes.refer(label);
        if !self.is_html() {
            let number = number.to_string();
            return self.out.push(Event::FootnoteReference(number.into()));
        }
        let id = if is_first {
            format!(" id=\"fnref-{number}\"")
        } else {
            String::new()
        };
        let mark = format!(
            "<sup class=\"footnote-reference\"{id}><a href=\"#fn-{number}\">{number}</a></sup>"
        );
        self.out.push(Event::InlineHtml(mark.into()));
    }

    /// Reports notes that have no reference, and labels that are defined more than once.
    fn notes_are_right(&mut self) {
        for (label, note) in self.notes.iter() {
            let mut defined = note.defined.iter();
            if let Some(first) = defined.next().filter(|_| note.references == 0) {
                let span = self.place.body.span.part(first.clone());
                self.findings
                    .push(Diagnostic::new("K022", span).arg("label", label));
            }
            for again in defined {
                let span = self.place.body.span.part(again.clone());
                self.findings
                    .push(Diagnostic::new("K023", span).arg("label", label));
            }
        }
    }

    /// Counts the tags of raw HTML, and reports the first one beyond the limit: the sanitiser
    /// is quadratic in the number of elements that stay open.
    fn takes_raw_html(&mut self, html: &str, range: &Range<usize>) -> bool {
        let before = self.raw_tags;
        // A comment is not a tag, but it must be sanitised as well.
        self.raw_tags += html.matches('<').count().max(1);
        let taken = self.raw_tags <= MAX_RAW_TAGS;
        if !taken && before <= MAX_RAW_TAGS {
            let span = self.place.body.span.part(range.clone());
            let limit = MAX_RAW_TAGS.to_string();
            self.findings
                .push(Diagnostic::new("K021", span).arg("limit", limit));
        }
        taken
    }

    fn inside_picture(&mut self, event: &Event<'a>) {
        let Some(picture) = &mut self.picture else {
            return;
        };
        match event {
            Event::Text(text) | Event::Code(text) => picture.alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            Event::Start(_) => picture.depth += 1,
            Event::End(TagEnd::Image) if picture.depth == 0 => {
                let Some(picture) = self.picture.take() else {
                    return;
                };
                if picture.alt.trim().is_empty() && picture.src.is_some() {
                    let span = self.place.body.span.part(picture.range);
                    self.findings.push(Diagnostic::new("I001.text", span));
                }
                if let Some(address) = picture.elsewhere {
                    return self.picture_elsewhere(&address, &picture.alt);
                }
                if let Some(src) = picture.src {
                    if !self.is_html() {
                        return self.plain_picture(src.file, picture.alt);
                    }
                    let mut tag = String::new();
                    if let Some(copies) = &src.copies {
                        tag.push_str("<picture>");
                        tag.push_str(copies);
                    }
                    tag.push_str("<img src=\"");
                    escape_html_into(&mut tag, &src.address);
                    tag.push_str("\" alt=\"");
                    escape_html_into(&mut tag, &picture.alt);
                    if !picture.title.is_empty() {
                        tag.push_str("\" title=\"");
                        escape_html_into(&mut tag, &picture.title);
                    }
                    if let Some((width, height)) = src.size {
                        tag.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
                    }
                    tag.push_str("\" loading=\"lazy\">");
                    if src.copies.is_some() {
                        tag.push_str("</picture>");
                    }
                    self.out.push(Event::InlineHtml(tag.into()));
                }
            }
            Event::End(_) => picture.depth = picture.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Emits the description of a picture on another site, as a link to it.
    fn picture_elsewhere(&mut self, address: &str, alt: &str) {
        let whole = match address.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => address.to_owned(),
        };
        let shown = if alt.trim().is_empty() { &whole } else { alt };
        let shown = Event::Text(shown.to_owned().into());
        let is_within_link = self.raw_links > 0 || !self.links.is_empty();
        if is_within_link || WebUrl::parse(&whole).is_none() {
            return self.out.push(shown);
        }
        self.out.push(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: whole.into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        self.out.push(shown);
        self.out.push(Event::End(TagEnd::Link));
    }

    /// Emits a picture as the parser does, with the path of its file in the project.
    fn plain_picture(&mut self, file: String, alt: String) {
        self.out.push(Event::Start(Tag::Image {
            link_type: LinkType::Inline,
            dest_url: file.into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        self.out.push(Event::Text(alt.into()));
        self.out.push(Event::End(TagEnd::Image));
    }

    fn close_heading(&mut self, level: HeadingLevel) {
        let Some(start) = self.heading.take() else {
            return;
        };
        let mut text = String::new();
        for event in self.out.get(start..).unwrap_or_default() {
            if let Event::Text(piece) | Event::Code(piece) = event {
                text.push_str(piece);
            }
        }
        let id = self.anchors.next();
        if let Some(Event::Start(Tag::Heading { id: place, .. })) = self.out.get_mut(start) {
            *place = Some(id.clone().into());
        }
        let level = level as u8;
        let text = bind(&text, self.place.lang).into_owned();
        self.toc.push(Heading { level, id, text });
    }
}

/// Whether a picture is on another site.
pub(super) fn is_elsewhere(dest: &str) -> bool {
    dest.contains("://") || dest.starts_with("//")
}

/// The number of raw HTML links open after a piece of HTML.
fn links_open_after(html: &str, before: usize) -> usize {
    let tags = pieces(html)
        .into_iter()
        .filter_map(|(piece, _)| match piece {
            Piece::Tag(tag) if tag.name == "a" => Some(tag.closes),
            _ => None,
        });
    tags.fold(before, |open, closes| {
        if closes {
            open.saturating_sub(1)
        } else {
            open + 1
        }
    })
}

/// The level of a heading in a text; level 1 is reserved for the page's title.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 {
        HeadingLevel::H2
    } else {
        level
    }
}
