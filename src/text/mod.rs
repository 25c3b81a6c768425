//! Files as text: bytes become a [`Source`] with a line index, and a [`Span`]
//! names a piece of one. All sources of a run live in one [`Sources`], so that a
//! span is three numbers and a message can always show its line.

mod conflict;
mod content_line;
mod encoding;
mod html;
mod index;
mod plain;
mod span;
mod srcset;
mod style_sheet;
mod visible;
pub use span::Position;

pub(crate) use conflict::conflicts;
pub(crate) use content_line::escape_content_line;
pub(crate) use encoding::{EncodingError, decode};
pub(crate) use html::{escape_html, escape_html_into, serialise_html_into};
pub(crate) use plain::{BULLETS, folded, link_target};
pub(crate) use span::Span;
pub(crate) use srcset::candidates;
pub(crate) use style_sheet::{CssForm, css_addresses, read_nested};
pub(crate) use visible::{is_visible, without_unseen};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::path::SourcePath;

/// One file as text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where the file is, relative to the project.
    pub path: SourcePath,
    /// The file's text with LF line ends and without a byte-order mark.
    pub text: Arc<str>,
    index: OnceLock<Arc<index::Index>>,
}

impl Source {
    fn index(&self) -> &index::Index {
        self.index
            .get_or_init(|| Arc::new(index::Index::of(&self.text)))
    }

    /// The line and column of an offset, both from 1; an offset past the end counts as
    /// the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.index().position(&self.text, offset)
    }

    /// The number of the line of a byte, from 0.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.index().line(offset)
    }

    /// The bytes of a line by its number from 0, without its end.
    #[must_use]
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        self.index().range(&self.text, line)
    }
}

/// The number of a [`Source`] in its [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

impl SourceId {
    /// The source id of text that is parsed but is not from a file.
    pub(crate) const OF_NO_FILE: Self = Self(u32::MAX);
}

/// Every file that a run has read, in the order in which it was read. A copy
/// shares the texts.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    all: Vec<Source>,
    ids: Arc<BTreeMap<SourcePath, SourceId>>,
}

impl Sources {
    /// Keeps a source and gives it its number. A file that is read again keeps
    /// its number and gets its new text.
    pub fn add(&mut self, path: SourcePath, text: impl Into<Arc<str>>) -> SourceId {
        if let Some(id) = self.ids.get(&path).copied() {
            if let Some(source) = self.all.get_mut(id.0 as usize) {
                source.text = text.into();
                source.index = OnceLock::new();
            }
            return id;
        }
        let id = self.next_id();
        Arc::make_mut(&mut self.ids).insert(path.clone(), id);
        self.all.push(Source {
            path,
            text: text.into(),
            index: OnceLock::new(),
        });
        id
    }

    /// The number that the next source will get.
    #[must_use]
    pub fn next_id(&self) -> SourceId {
        SourceId(u32::try_from(self.all.len()).unwrap_or(u32::MAX))
    }

    /// A source by its number; `None` for a number of another run.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.all.get(id.0 as usize)
    }

    /// All sources with their numbers, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        let numbers = (0..).map(SourceId);
        numbers.zip(&self.all)
    }

    /// The text that a span covers, empty where the span is of another run.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source)
            .and_then(|source| source.text.get(span.range()))
            .unwrap_or_default()
    }

    /// The line and column (both from 1, columns in characters) of a span's
    /// first character.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.get(span.source)
            .map_or(Position { line: 1, column: 1 }, |source| {
                source.position(span.start as usize)
            })
    }
}
