//! The alignment of table columns: by classes, since the Content-Security-Policy of pages
//! forbids styles in attributes.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The columns of a table, and the current cell.
#[derive(Debug, Default)]
pub(super) struct Columns {
    alignments: Vec<Alignment>,
    /// The number of cells in the row that have begun.
    begun: usize,
    in_head: bool,
}

impl Columns {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self {
            alignments,
            ..Self::default()
        }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self, in_head: bool) {
        self.begun = 0;
        self.in_head = in_head;
    }

    /// The start of the next cell of the row.
    pub(super) fn begin_cell<'a>(&mut self) -> Event<'a> {
        self.begun += 1;
        match self.class() {
            Some(class) => {
                let tag = format!("<{} class=\"align-{class}\">", self.element());
                Event::InlineHtml(tag.into())
            }
            None => Event::Start(Tag::TableCell),
        }
    }

    /// The end of the cell.
    pub(super) fn end_cell<'a>(&self) -> Event<'a> {
        match self.class() {
            Some(_) => Event::InlineHtml(format!("</{}>", self.element()).into()),
            None => Event::End(TagEnd::TableCell),
        }
    }

    fn class(&self) -> Option<&'static str> {
        let column = self.begun.checked_sub(1)?;
        match self.alignments.get(column)? {
            Alignment::None => None,
            Alignment::Left => Some("left"),
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        }
    }

    fn element(&self) -> &'static str {
        if self.in_head { "th" } else { "td" }
    }
}
