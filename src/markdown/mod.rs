//! Markdown to HTML.
//!
//! 1. The parser's events are filtered: links and pictures are resolved, headings
//!    get anchors, footnotes are gathered, task boxes become signs.
//! 2. What the filter lets through is written as HTML.
//! 3. Where the text held raw HTML, the whole is sanitised.

pub(crate) mod catalog_block;
mod highlight;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    html,
};

use crate::config::limits::MAX_RAW_TAGS;
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::locale::{bind, bind_events};
use crate::model::Catalog;
use crate::path::{Slug, SourcePath, UrlPath, percent_encode};
use crate::plan::{LinkError, Plan};
use crate::schema::Lang;
use crate::text::Span;
use crate::theme::AssetTable;
use catalog_block::Block;
use highlight::highlight;

/// A rendered text.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// Safe HTML.
    pub html: String,
    /// Its headings.
    pub toc: Vec<Heading>,
}

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// 2 to 6; a text has no heading of the first level, which is the page's.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Where a text is rendered.
pub(crate) struct Place<'a> {
    /// What links may lead to.
    pub site: Surroundings<'a>,
    /// The text, as it stands in its source.
    pub text: &'a str,
    /// The text's place in its source.
    pub body: Body,
    /// The page's language.
    pub lang: &'a Lang,
    /// The page's address.
    pub page: &'a UrlPath,
    /// The folder of the entry, for pictures beside it.
    pub folder: Option<&'a SourcePath>,
    /// Renders the list that a `catalog` block asks for; `None` where the theme
    /// fails, which it reports.
    pub blocks: &'a BlockRenderer<'a>,
}

/// What the links and pictures of a text may lead to.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    /// The catalogue.
    pub catalog: &'a Catalog,
    /// The edition's addresses.
    pub plan: &'a Plan,
    /// The files that pages name.
    pub assets: &'a AssetTable,
}

/// What renders the list of a `catalog` block.
pub(crate) type BlockRenderer<'a> = dyn Fn(&Block, &mut Vec<Diagnostic>) -> Option<String> + 'a;

/// Renders a text.
pub(crate) fn render(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Rendered {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    options.insert(Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SUBSCRIPT);
    let mut filter = Filter {
        place,
        findings,
        out: Vec::new(),
        toc: Vec::new(),
        anchors: BTreeMap::new(),
        heading: None,
        picture: None,
        footnotes: Vec::new(),
        footnote: None,
        code: None,
        links: Vec::new(),
        raw_tags: 0,
    };
    let text = place.text;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        filter.event(event, range);
    }
    filter.finish()
}

/// Renders the text of a field: it stands on many pages, so links to entries are
/// the long text's alone. Raw HTML shows as it is written; a link to elsewhere
/// must name its scheme.
pub(crate) fn render_field(text: &str, lang: &Lang) -> String {
    let allowed = |dest: &str| {
        ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| dest.starts_with(scheme))
    };
    let mut open = Vec::new();
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH)
        .filter_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                open.push(allowed(dest_url));
                allowed(dest_url).then_some(event)
            }
            Event::End(TagEnd::Link) => open.pop().unwrap_or(false).then_some(event),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
            event => Some(event),
        })
        .collect();
    bind_events(&mut events, lang);
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut rendered, events.into_iter());
    rendered
}

struct Filter<'a, 'p, 'f> {
    place: &'p Place<'a>,
    findings: &'f mut Vec<Diagnostic>,
    out: Vec<Event<'a>>,
    toc: Vec<Heading>,
    anchors: BTreeMap<String, usize>,
    /// The heading that is open: where its start is in `out`, and its own anchor.
    heading: Option<(usize, Option<String>)>,
    /// The picture that is open, with what its description holds so far.
    picture: Option<Picture>,
    /// The labels of footnotes in the order of their first use, and their texts.
    footnotes: Vec<(String, Vec<Event<'a>>)>,
    /// The footnote whose text is being read, and what stood before it.
    footnote: Option<(usize, Vec<Event<'a>>)>,
    /// The fenced block that is open.
    code: Option<Code>,
    /// For each link that is open, whether it leads somewhere.
    links: Vec<bool>,
    /// How many tags of raw HTML the text has so far.
    raw_tags: usize,
}

/// A fenced block with a language.
struct Code {
    language: String,
    text: String,
    /// Where its text begins.
    start: usize,
    /// The whole block.
    range: Range<usize>,
}

struct Picture {
    src: Option<String>,
    title: String,
    alt: String,
    depth: usize,
}

impl<'a> Filter<'a, '_, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.picture.is_some() {
            self.inside_picture(&event);
            return;
        }
        if let Some(code) = &mut self.code {
            match event {
                Event::Text(text) => {
                    if code.text.is_empty() {
                        code.start = range.start;
                    }
                    code.text.push_str(&text);
                }
                Event::End(TagEnd::CodeBlock) => self.close_code(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.heading = Some((self.out.len(), id.map(|id| id.to_string())));
                let level = lowered(level);
                self.out.push(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                self.out.push(Event::End(TagEnd::Heading(lowered(level))));
                self.close_heading(lowered(level));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
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
            // A link that leads nowhere prints as its text.
            Event::End(TagEnd::Link) => {
                if self.links.pop().unwrap_or(true) {
                    self.out.push(Event::End(TagEnd::Link));
                }
            }
            // The writer would print alignments as styles, which the pages'
            // Content-Security-Policy forbids.
            Event::Start(Tag::Table(columns)) => {
                let plain = vec![Alignment::None; columns.len()];
                self.out.push(Event::Start(Tag::Table(plain)));
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let src = self.picture_address(&dest_url, &range);
                let title = title.to_string();
                self.picture = Some(Picture {
                    src,
                    title,
                    alt: String::new(),
                    depth: 0,
                });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.open_code(&info, range);
            }
            Event::Html(ref html) | Event::InlineHtml(ref html) => {
                if self.takes_raw_html(html, &range) {
                    self.out.push(event);
                }
            }
            Event::TaskListMarker(done) => {
                let sign = if done { "☑ " } else { "☐ " };
                self.out.push(Event::Text(sign.into()));
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label, &range),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let number = self.footnote_number(&label);
                let before = std::mem::take(&mut self.out);
                self.footnote = Some((number, before));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((number, before)) = self.footnote.take() {
                    let text = std::mem::replace(&mut self.out, before);
                    if let Some((_, kept)) = self.footnotes.get_mut(number) {
                        *kept = text;
                    }
                }
            }
            event => self.out.push(event),
        }
    }

    fn finish(mut self) -> Rendered {
        let mut rendered = String::with_capacity(self.place.text.len() * 3 / 2);
        bind_events(&mut self.out, self.place.lang);
        html::push_html(&mut rendered, self.out.drain(..));
        let notes: Vec<_> = self.footnotes.drain(..).collect();
        if notes.iter().any(|(_, text)| !text.is_empty()) {
            rendered.push_str("<section class=\"footnotes\"><ol>\n");
            for (number, (_, mut text)) in notes.into_iter().enumerate() {
                let number = number + 1;
                bind_events(&mut text, self.place.lang);
                rendered.push_str(&format!("<li id=\"fn-{number}\">"));
                html::push_html(&mut rendered, text.into_iter());
                rendered.push_str(&format!(
                    "<a class=\"footnote-back\" href=\"#fnref-{number}\">↩</a></li>\n"
                ));
            }
            rendered.push_str("</ol></section>\n");
        }
        if self.raw_tags > 0 {
            rendered = SANITISER.clean(&rendered).to_string();
        }
        Rendered {
            html: rendered,
            toc: self.toc,
        }
    }

    /// Counts the tags of raw HTML, and tells of the first that is too much: the
    /// time of the sanitiser grows with the square of the elements that stay open.
    fn takes_raw_html(&mut self, html: &str, range: &Range<usize>) -> bool {
        let before = self.raw_tags;
        // A comment is no tag, and has to be cleaned all the same.
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

    /// Only a plain word names a language; it becomes a class.
    fn open_code(&mut self, info: &str, range: Range<usize>) {
        let word = info.split([' ', ',', '{']).next().unwrap_or_default();
        let plain = word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-#_".contains(c));
        self.code = Some(Code {
            language: if plain {
                word.to_owned()
            } else {
                String::new()
            },
            text: String::new(),
            start: range.start,
            range,
        });
    }

    fn close_code(&mut self) {
        let Some(code) = self.code.take() else {
            return;
        };
        let html = if code.language == "catalog" {
            let span = self.place.body.span.part(code.start..code.range.end);
            let site = self.place.site;
            let block = catalog_block::read(
                &code.text,
                span,
                self.place.lang,
                (site.catalog, site.plan),
                self.findings,
            );
            block
                .and_then(|block| (self.place.blocks)(&block, self.findings))
                .unwrap_or_default()
        } else {
            self.coloured(&code)
        };
        self.out.push(Event::Html(html.into()));
    }

    fn coloured(&mut self, code: &Code) -> String {
        let coloured = highlight(&code.text, &code.language);
        if code.text.len() > highlight::MAX_BLOCK {
            let span = self.place.body.span.part(code.range.clone());
            let size = (code.text.len() / 1024).to_string();
            self.findings
                .push(Diagnostic::new("K020", span).arg("size", size));
        }
        let mut html = String::from("<pre tabindex=\"0\"><code");
        if !code.language.is_empty() {
            html.push_str(&format!(" class=\"language-{}\"", code.language));
        }
        html.push('>');
        match coloured {
            Some(coloured) => html.push_str(&coloured),
            None => escape(&mut html, &code.text),
        }
        html.push_str("</code></pre>\n");
        html
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
                if let Some(src) = picture.src {
                    let mut tag = String::from("<img src=\"");
                    escape(&mut tag, &src);
                    tag.push_str("\" alt=\"");
                    escape(&mut tag, &picture.alt);
                    if !picture.title.is_empty() {
                        tag.push_str("\" title=\"");
                        escape(&mut tag, &picture.title);
                    }
                    tag.push_str("\" loading=\"lazy\">");
                    self.out.push(Event::InlineHtml(tag.into()));
                }
            }
            Event::End(_) => picture.depth = picture.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn close_heading(&mut self, level: HeadingLevel) {
        let Some((start, own)) = self.heading.take() else {
            return;
        };
        let mut text = String::new();
        for event in self.out.get(start..).unwrap_or_default() {
            if let Event::Text(piece) | Event::Code(piece) = event {
                text.push_str(piece);
            }
        }
        let id = self.anchor(own.as_deref().unwrap_or(&text));
        if let Some(Event::Start(Tag::Heading { id: place, .. })) = self.out.get_mut(start) {
            *place = Some(id.clone().into());
        }
        let level = level as u8;
        let text = bind(&text, self.place.lang).into_owned();
        self.toc.push(Heading { level, id, text });
    }

    /// An anchor that no other heading of the text has.
    fn anchor(&mut self, text: &str) -> String {
        let base =
            Slug::from_text(text).map_or_else(|| "section".to_owned(), |slug| slug.to_string());
        let uses = self.anchors.entry(base.clone()).or_insert(0);
        *uses += 1;
        if *uses == 1 {
            base
        } else {
            format!("{base}-{uses}")
        }
    }

    fn footnote_number(&mut self, label: &str) -> usize {
        let known = self.footnotes.iter().position(|(other, _)| other == label);
        known.unwrap_or_else(|| {
            self.footnotes.push((label.to_owned(), Vec::new()));
            self.footnotes.len() - 1
        })
    }

    fn footnote_reference(&mut self, label: &str, _range: &Range<usize>) {
        let first = !self
            .footnotes
            .iter()
            .any(|(other, text)| other == label && !text.is_empty())
            && !self.anchors.contains_key(&format!("fnref {label}"));
        let number = self.footnote_number(label) + 1;
        self.anchors.insert(format!("fnref {label}"), 1);
        let id = if first {
            format!(" id=\"fnref-{number}\"")
        } else {
            String::new()
        };
        let mark = format!(
            "<sup class=\"footnote-reference\"{id}><a href=\"#fn-{number}\">{number}</a></sup>"
        );
        self.out.push(Event::InlineHtml(mark.into()));
    }

    /// The printed address of a link; `None` where it leads nowhere, which is
    /// reported.
    fn link(&mut self, kind: LinkType, dest: &str, range: &Range<usize>) -> Option<String> {
        let span = self.span_of(dest, range);
        if kind == LinkType::Email {
            return Some(format!("mailto:{dest}"));
        }
        if let Some(anchor) = dest.strip_prefix('#') {
            return Some(format!("#{}", percent_encode(anchor)));
        }
        let scheme = dest
            .split_once(':')
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => {
                let fine = crate::schema::WebUrl::parse(dest).is_some();
                if !fine {
                    self.findings
                        .push(Diagnostic::new("U008", span).arg("url", dest));
                }
                fine.then(|| dest.to_owned())
            }
            Some("mailto" | "tel") => Some(dest.to_owned()),
            _ => self.typed_link(dest, span),
        }
    }

    fn typed_link(&mut self, dest: &str, span: Span) -> Option<String> {
        let site = self.place.site;
        match site.plan.resolve(dest, self.place.lang, site.catalog) {
            Ok(target) => {
                let to = &site.plan.route(target.route).url;
                let printed = site.plan.edition.links.print(self.place.page, to);
                Some(match target.anchor {
                    Some(anchor) => format!("{printed}#{}", percent_encode(anchor)),
                    None => printed,
                })
            }
            Err(LinkError::NotTyped) => {
                if let Some(file) = self.file(dest) {
                    return Some(file);
                }
                self.findings.push(self.place_link(dest, span));
                None
            }
            Err(LinkError::Collection { name, meant }) => {
                let key = if name.chars().all(|c| c.is_ascii_alphabetic()) && meant.is_none() {
                    "K003"
                } else {
                    "K002"
                };
                let mut found = Diagnostic::new(key, span)
                    .arg("name", name.as_str())
                    .arg("link", dest);
                if let Some(meant) = meant {
                    let end = span.start as usize + name.len();
                    found = found.fix(Span::new(span.source, span.start as usize..end), meant);
                }
                self.findings.push(found);
                None
            }
            Err(LinkError::Entry {
                collection,
                id,
                meant,
            }) => {
                let mut found = Diagnostic::new("K005", span)
                    .arg("link", dest)
                    .arg("collection", collection.as_str())
                    .arg("id", id);
                if let Some(meant) = meant {
                    found = found.fix(span, format!("{collection}:{meant}"));
                }
                self.findings.push(found);
                None
            }
            Err(LinkError::NoPage { id }) => {
                self.findings
                    .push(Diagnostic::new("K004", span).arg("link", id));
                None
            }
            // Who makes a part of the catalogue knows that texts name the rest.
            Err(LinkError::LeftOut { .. }) => None,
        }
    }

    /// A path that was meant as a page's address: the entry at it is offered.
    fn place_link(&self, dest: &str, span: Span) -> Diagnostic {
        let site = self.place.site;
        let found = Diagnostic::new("K001", span).arg("link", dest);
        let wanted = dest
            .trim_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        let at = UrlPath::parse_page(dest)
            .ok()
            .and_then(|url| site.plan.at(&url));
        let exact = at.and_then(|route| site.plan.link_to(route, site.catalog));
        let near = || {
            let all: Vec<String> = site
                .catalog
                .all()
                .filter(|index| site.plan.entry(*index, self.place.lang).is_some())
                .map(|index| site.catalog.entry(index).id.to_string())
                .collect();
            let id = crate::diagnostic::closest(wanted, all.iter().map(String::as_str))?;
            let index = site
                .catalog
                .all()
                .find(|index| &*site.catalog.entry(*index).id == id)?;
            Some(format!("{}:{id}", site.catalog.collection_of(index).id))
        };
        // An empty target has no place of its own to mend.
        match exact.or_else(near).filter(|_| !dest.is_empty()) {
            Some(link) => found.fix(span, link),
            None => found,
        }
    }

    /// The address of a file of the content, as `assets/x.pdf` or beside the
    /// entry.
    fn file(&self, path: &str) -> Option<String> {
        let site = self.place.site;
        let asset = site.assets.find(path, self.place.folder)?.1;
        Some(site.plan.edition.links.print(self.place.page, &asset.url))
    }

    fn picture_address(&mut self, dest: &str, range: &Range<usize>) -> Option<String> {
        let span = self.span_of(dest, range);
        let found = self.file(dest);
        if found.is_none() {
            let key = if dest.contains("://") { "I006" } else { "I003" };
            let site = self.place.site;
            let files: Vec<&str> = site
                .catalog
                .assets
                .iter()
                .filter_map(|path| path.below("content"))
                .collect();
            self.findings.push(
                Diagnostic::new(key, span)
                    .arg("file", dest)
                    .did_you_mean(span, dest, files),
            );
        }
        found
    }

    /// The place of a link's target in the source, else of the whole link.
    fn span_of(&self, dest: &str, range: &Range<usize>) -> Span {
        let whole = self.place.text.get(range.clone()).unwrap_or_default();
        let found = whole.rfind(dest).filter(|_| !dest.is_empty());
        let within = found.map_or(range.clone(), |at| {
            range.start + at..range.start + at + dest.len()
        });
        self.place.body.span.part(within)
    }
}

/// A text's headings begin below the page's own.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 {
        HeadingLevel::H2
    } else {
        level
    }
}

/// Appends a text with what HTML would read as markup escaped.
pub(crate) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .add_tags(["section"])
        .add_generic_attributes(["id", "class", "lang"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("td", ["align"])
        .add_tag_attributes("th", ["align", "scope"]);
    // No browser shows where a quotation is from, and its address is not checked.
    for tag in ["blockquote", "del", "ins", "q"] {
        builder.rm_tag_attributes(tag, ["cite"]);
    }
    builder
});
