//! A resolved text as blocks and inline parts, for outputs that are not HTML, such as print. A
//! template there decides how a paragraph or a list looks.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::Block;
use super::field::{FieldTaker, LinkStart, leads_out, read_field};
use super::resolve::Resolved;
use super::syntax::ASKED;
use super::view_block::ViewBlock;
use crate::locale::bind_events;
use crate::model::EntryIndex;
use crate::schema::Lang;

/// A text with its footnotes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Structured {
    /// The text.
    pub blocks: Vec<TextBlock>,
    /// The footnotes, numbered from 1.
    pub notes: Vec<Vec<TextBlock>>,
}

/// A block of a text.
#[derive(Debug, Clone)]
pub(crate) enum TextBlock {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading, 2 to 6.
    Heading {
        /// Its level.
        level: u8,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A list, with its first number where it is numbered.
    List {
        /// The first number.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<TextBlock>>,
    },
    /// Terms, each with its definitions.
    Definitions(Vec<(Vec<Inline>, Vec<TextBlock>)>),
    /// A quotation.
    Quote(Vec<TextBlock>),
    /// Verbatim code.
    Code(String),
    /// A table; the first row is its head.
    Table {
        /// How each column is aligned: `left`, `center`, `right`.
        columns: Vec<&'static str>,
        /// The rows of cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Rule,
    /// The entries of a `catalog` block.
    Entries(Vec<EntryIndex>),
    /// A `view` block.
    View(Box<ViewBlock>),
}

/// An inline part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    /// A text.
    Text(String),
    /// Marked text.
    Marked(Mark, Vec<Inline>),
    /// A link with its address.
    Link(String, Vec<Inline>),
    /// Verbatim code.
    Code(String),
    /// A line break.
    Break,
    /// A picture: the path of its file in the project, and its description.
    Picture {
        /// The path.
        path: String,
        /// The description.
        alt: String,
    },
    /// A footnote reference.
    Note(usize),
}

/// How inline text is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Strong.
    Strong,
    /// Emphasised.
    Emphasis,
    /// Struck out.
    Deleted,
    /// Below the line.
    Subscript,
    /// Above the line.
    Superscript,
}

impl Mark {
    /// The name in template data.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Emphasis => "emphasis",
            Self::Deleted => "deleted",
            Self::Subscript => "subscript",
            Self::Superscript => "superscript",
        }
    }
}

/// Converts a resolved text to blocks.
pub(super) fn structure(text: &Resolved<'_>, lang: &Lang) -> Structured {
    let asked = &text.asked;
    let notes = text.notes.iter();
    Structured {
        notes: notes
            .map(|(_, note)| blocks(note.text.clone(), asked, lang))
            .collect(),
        blocks: blocks(text.events.clone(), asked, lang),
    }
}

/// The text of a Markdown field as inline parts. `page` returns the address of a link to a
/// page of the site; a link to neither a page nor another site is reduced to its text.
pub(crate) fn structure_field(
    text: &str,
    lang: &Lang,
    page: impl FnMut() -> Option<String>,
) -> Vec<TextBlock> {
    let mut taken = Taken {
        events: Vec::new(),
        page,
    };
    read_field(text, &mut taken);
    blocks(taken.events, &[], lang)
}

/// The events of a field's text, with absolute addresses in links.
struct Taken<'a, P> {
    events: Vec<Event<'a>>,
    /// Returns the address of the next link to a page of the site.
    page: P,
}

impl<'a, P: FnMut() -> Option<String>> FieldTaker<'a> for Taken<'a, P> {
    fn event(&mut self, event: Event<'a>) {
        self.events.push(event);
    }

    fn link(&mut self, link: LinkStart<'a>) -> bool {
        let Some(address) = leads_out(link.kind, &link.address).or_else(&mut self.page) else {
            return false;
        };
        self.events.push(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: address.into(),
            title: link.title,
            id: link.id,
        }));
        true
    }
}

fn blocks(mut events: Vec<Event<'_>>, asked: &[Block], lang: &Lang) -> Vec<TextBlock> {
    bind_events(&mut events, lang);
    let mut reader = EventReader {
        events: events.into_iter().peekable(),
        asked,
        depth: 0,
    };
    reader.blocks()
}

/// How deep blocks and marks may nest; deeper ones are left out.
const MAX_DEPTH: usize = 24;

/// Reads events in sequence.
struct EventReader<'e, 'a> {
    events: std::iter::Peekable<std::vec::IntoIter<Event<'e>>>,
    asked: &'a [Block],
    depth: usize,
}

impl EventReader<'_, '_> {
    /// The blocks up to the end of the enclosing block.
    fn blocks(&mut self) -> Vec<TextBlock> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.peek() {
            match event {
                Event::End(_) => {
                    self.events.next();
                    break;
                }
                Event::Start(tag) if is_block(tag) => {
                    if let Some(Event::Start(tag)) = self.events.next() {
                        let block = self.deeper(|reader| reader.block(tag));
                        blocks.extend(block.flatten());
                    }
                }
                Event::Rule => {
                    self.events.next();
                    blocks.push(TextBlock::Rule);
                }
                Event::Html(_) => {
                    self.events.next();
                }
                // In a tight list, the text of an item has no paragraph.
                _ => {
                    let text = self.inlines(true);
                    if !text.is_empty() {
                        blocks.push(TextBlock::Paragraph(text));
                    }
                }
            }
        }
        blocks
    }

    /// Reads the content of a block whose start has been read. If it is nested too deeply,
    /// skips to its end and returns `None`.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            let inside = read(self);
            self.depth -= 1;
            return Some(inside);
        }
        let mut open = 1_usize;
        for event in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        None
    }

    fn block(&mut self, tag: Tag<'_>) -> Option<TextBlock> {
        Some(match tag {
            Tag::Paragraph => TextBlock::Paragraph(self.inlines(false)),
            Tag::Heading { level, .. } => TextBlock::Heading {
                level: level as u8,
                text: self.inlines(false),
            },
            Tag::BlockQuote(_) => TextBlock::Quote(self.blocks()),
            Tag::CodeBlock(kind) => self.code(&kind),
            Tag::List(start) => TextBlock::List {
                start,
                items: self.items(),
            },
            Tag::DefinitionList => TextBlock::Definitions(self.definitions()),
            Tag::Table(columns) => TextBlock::Table {
                columns: columns.into_iter().map(aligned).collect(),
                rows: self.rows(),
            },
            // A block of HTML has nothing that can be printed.
            _ => {
                self.blocks();
                return None;
            }
        })
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> TextBlock {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let is_asked = matches!(kind, CodeBlockKind::Fenced(info) if **info == *ASKED);
        let asked = text.parse().ok().and_then(|at: usize| self.asked.get(at));
        match asked.filter(|_| is_asked) {
            Some(Block::List(list)) => TextBlock::Entries(list.entries.clone()),
            Some(Block::View(view)) => TextBlock::View(Box::new(view.clone())),
            None => TextBlock::Code(text),
        }
    }

    fn items(&mut self) -> Vec<Vec<TextBlock>> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    fn definitions(&mut self) -> Vec<(Vec<Inline>, Vec<TextBlock>)> {
        let mut all: Vec<(Vec<Inline>, Vec<TextBlock>)> = Vec::new();
        loop {
            match self.events.next() {
                Some(Event::Start(Tag::DefinitionListTitle)) => {
                    all.push((self.inlines(false), Vec::new()));
                }
                Some(Event::Start(Tag::DefinitionListDefinition)) => {
                    let blocks = self.blocks();
                    if let Some((_, said)) = all.last_mut() {
                        said.extend(blocks);
                    }
                }
                _ => return all,
            }
        }
    }

    fn rows(&mut self) -> Vec<Vec<Vec<Inline>>> {
        let mut rows = Vec::new();
        while let Some(Event::Start(Tag::TableHead | Tag::TableRow)) = self.events.next() {
            let mut cells = Vec::new();
            while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
                cells.push(self.inlines(false));
            }
            rows.push(cells);
        }
        rows
    }

    /// Inline parts up to the end of the block; with `is_loose`, up to the next block, whose
    /// event is not consumed.
    fn inlines(&mut self, is_loose: bool) -> Vec<Inline> {
        let mut all = Vec::new();
        loop {
            let is_over = match self.events.peek() {
                None | Some(Event::End(_)) => true,
                Some(Event::Start(tag)) => is_loose && is_block(tag),
                Some(Event::Rule | Event::Html(_)) => is_loose,
                Some(_) => false,
            };
            if is_over && is_loose {
                return all;
            }
            match self.events.next() {
                Some(event) if !is_over => self.inline(event, &mut all),
                _ => return all,
            }
        }
    }

    fn inline(&mut self, event: Event<'_>, all: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(all, &text),
            Event::SoftBreak => push_text(all, " "),
            Event::Code(code) => all.push(Inline::Code(code.into_string())),
            Event::HardBreak => all.push(Inline::Break),
            Event::InlineHtml(html) if html.to_ascii_lowercase().starts_with("<br") => {
                all.push(Inline::Break);
            }
            Event::FootnoteReference(number) => all.extend(number.parse().ok().map(Inline::Note)),
            Event::Start(tag) => {
                let inside = self.deeper(|reader| reader.inlines(false));
                let inside = inside.unwrap_or_default();
                let mark = match tag {
                    Tag::Strong => Mark::Strong,
                    Tag::Emphasis => Mark::Emphasis,
                    Tag::Strikethrough => Mark::Deleted,
                    Tag::Subscript => Mark::Subscript,
                    Tag::Superscript => Mark::Superscript,
                    Tag::Link { dest_url, .. } => {
                        return all.push(Inline::Link(dest_url.into_string(), inside));
                    }
                    Tag::Image { dest_url, .. } => {
                        return all.push(Inline::Picture {
                            path: dest_url.into_string(),
                            alt: plain(&inside),
                        });
                    }
                    _ => return all.extend(inside),
                };
                all.push(Inline::Marked(mark, inside));
            }
            _ => {}
        }
    }
}

fn push_text(all: &mut Vec<Inline>, text: &str) {
    match all.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => all.push(Inline::Text(text.to_owned())),
    }
}

/// The text of inline parts.
fn plain(parts: &[Inline]) -> String {
    let words = parts.iter().map(|part| match part {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Marked(_, inside) | Inline::Link(_, inside) => plain(inside),
        Inline::Break => " ".to_owned(),
        Inline::Picture { alt, .. } => alt.clone(),
        Inline::Note(_) => String::new(),
    });
    words.collect()
}

fn aligned(column: Alignment) -> &'static str {
    match column {
        Alignment::None | Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<TextBlock> {
        let lang = Lang::parse("en").expect("a language");
        structure_field(text, &lang, || Some("https://a.example/".to_owned()))
    }

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    /// Whether a text is one block. `ViewBlock` is not `PartialEq`, so the debug output is
    /// compared.
    fn is_alike(text: &str, expected: TextBlock) {
        assert_eq!(format!("{:?}", of(text)), format!("{:?}", [expected]));
    }

    #[test]
    fn lists_hold_blocks_whether_tight_or_loose() {
        let item = |word: &str| vec![TextBlock::Paragraph(vec![text(word)])];
        let nested = TextBlock::List {
            start: None,
            items: vec![item("c")],
        };
        let mut second = item("b");
        second.push(nested);
        let expected = TextBlock::List {
            start: Some(3),
            items: vec![item("a"), second],
        };
        is_alike("3. a\n4. b\n   - c\n", expected);
        let loose = TextBlock::List {
            start: None,
            items: vec![item("a"), item("b")],
        };
        is_alike("- a\n\n- b\n", loose);
    }

    #[test]
    fn marks_nest_and_links_have_addresses() {
        let strong = Inline::Marked(Mark::Strong, vec![text("b")]);
        let link = Inline::Link("https://a.example/".to_owned(), vec![text("c"), strong]);
        let expected = TextBlock::Paragraph(vec![text("a "), link, text(" d")]);
        is_alike("a [c**b**](members:x) d", expected);
        let sub = Inline::Marked(Mark::Subscript, vec![text("2")]);
        let expected = TextBlock::Paragraph(vec![text("TiO"), sub, text(" #let x")]);
        is_alike("TiO~2~ #let x", expected);
    }
}
