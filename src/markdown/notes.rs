//! Footnotes, numbered in the order of their first reference. Notes without a reference are
//! kept.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::ordered::OrderedMap;

/// The notes of a text, by label.
#[derive(Debug, Default)]
pub(super) struct Notes<'a>(OrderedMap<String, Note<'a>>);

/// A footnote.
#[derive(Debug, Default)]
pub(super) struct Note<'a> {
    /// Its text; empty if the text does not define it.
    pub(super) text: Vec<Event<'a>>,
    /// The byte ranges of its definitions.
    pub(super) defined: Vec<Range<usize>>,
    /// How many references to it there are.
    pub(super) references: usize,
}

impl<'a> Notes<'a> {
    /// Adds a reference to a note: returns its number, and whether it is the first one.
    pub(super) fn refer(&mut self, label: &str) -> (usize, bool) {
        let entry = self.0.entry(label.to_owned());
        let number = entry.index() + 1;
        let note = entry.or_default();
        note.references += 1;
        (number, note.references == 1)
    }

    /// Adds the text of a note. The texts of a repeated label are joined.
    pub(super) fn define(&mut self, label: &str, text: Vec<Event<'a>>, range: Range<usize>) {
        let note = self.0.entry(label.to_owned()).or_default();
        note.text.extend(text);
        note.defined.push(range);
    }

    /// The notes in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Note<'a>)> {
        self.0.iter().map(|(label, note)| (label.as_str(), note))
    }
}
