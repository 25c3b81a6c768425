//! The pages of the documentation, read as a git host reads them.

use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::support::PACKAGE;

/// A page of the documentation, by its path in the repository.
pub(super) struct Document {
    pub(super) path: String,
    pub(super) text: String,
}

/// A block of code, with the comments right above it.
pub(super) struct Block {
    pub(super) line: usize,
    pub(super) language: String,
    pub(super) text: String,
    pub(super) marks: Vec<(String, String)>,
}

/// All pages: those of `docs/`, and those at the top.
pub(super) fn documents() -> Vec<Document> {
    let mut paths: Vec<String> = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
    ]
    .map(str::to_owned)
    .to_vec();
    let folder = std::fs::read_dir(Path::new(PACKAGE).join("docs")).expect("docs/");
    let mut below: Vec<String> = folder
        .map(|entry| entry.expect("an entry").file_name().into_string())
        .map(|name| format!("docs/{}", name.expect("a name")))
        .filter(|path| path.ends_with(".md"))
        .collect();
    below.sort();
    paths.extend(below);
    paths
        .into_iter()
        .map(|path| Document {
            text: std::fs::read_to_string(Path::new(PACKAGE).join(&path)).expect("a page"),
            path,
        })
        .collect()
}

impl Document {
    /// The blocks of code, in their order.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut marks = Vec::new();
        let mut open: Option<Block> = None;
        for (event, range) in self.events() {
            match event {
                Event::Html(comment) => marks.extend(mark(&comment)),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(info) => info.into_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    open = Some(Block {
                        line: self.line(range.start),
                        language,
                        text: String::new(),
                        marks: std::mem::take(&mut marks),
                    });
                }
                Event::End(TagEnd::CodeBlock) => blocks.extend(open.take()),
                Event::Text(text) => match &mut open {
                    Some(block) => block.text.push_str(&text),
                    None => marks.clear(),
                },
                _ => {}
            }
        }
        blocks
    }

    /// The places that links and pictures lead to, with their lines.
    pub(super) fn links(&self) -> Vec<(usize, String)> {
        self.events()
            .filter_map(|(event, range)| match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    Some((self.line(range.start), dest_url.into_string()))
                }
                _ => None,
            })
            .collect()
    }

    /// The anchors that a git host gives to the headings.
    pub(super) fn anchors(&self) -> Vec<String> {
        let mut anchors = Vec::new();
        let mut heading: Option<String> = None;
        for (event, _) in self.events() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    anchors.extend(heading.take().map(|title| anchor(&title)));
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(title) = &mut heading {
                        title.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        anchors
    }

    /// What is written outside of code: a line and the text of each paragraph,
    /// heading and cell.
    pub(super) fn prose(&self) -> Vec<(usize, String)> {
        let mut prose = Vec::new();
        let mut text = String::new();
        let mut code = false;
        for (event, range) in self.events() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Text(part) if !code => text.push_str(&part),
                Event::Code(_) => text.push('`'),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::End(
                    TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::Item,
                ) if !text.is_empty() => {
                    prose.push((self.line(range.start), std::mem::take(&mut text)));
                }
                _ => {}
            }
        }
        prose
    }

    fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        Parser::new_ext(&self.text, Options::ENABLE_TABLES).into_offset_iter()
    }

    fn line(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }
}

impl Block {
    /// What a comment above the block says under this name.
    pub(super) fn mark(&self, name: &str) -> Option<&str> {
        let found = self.marks.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The file that the block is the whole of: named by a comment above it, or
    /// in the first line of YAML.
    pub(super) fn file(&self) -> Option<&str> {
        let first = self.text.lines().next().unwrap_or_default();
        let yaml = (self.language == "yaml").then(|| first.strip_prefix("# "));
        let named = self.mark("file").or(yaml.flatten())?;
        let known = ["content/", "themes/"];
        known
            .iter()
            .any(|folder| named.starts_with(folder))
            .then_some(named)
    }
}

/// `<!-- name: value -->`.
fn mark(comment: &str) -> Option<(String, String)> {
    let inner = comment.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let (name, value) = inner.split_once(':')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

/// A heading as a git host writes it in an address.
fn anchor(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}
