//! What an import is made from, and what comes of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::WrittenEntry;
use super::apply::{Change, ChangedText};
use super::map::Map;
use super::words::Titles;
use crate::diagnostic::Diagnostic;
use crate::load::Declarations;
use crate::schema::Collection;
use crate::text::Span;

/// What is imported, and how.
#[derive(Clone, Copy)]
pub(crate) struct ImportOptions<'a> {
    /// The collection.
    pub collection: &'a Collection,
    /// What the site declares.
    pub declared: &'a Declarations,
    /// The entries of the collection.
    pub entries: &'a BTreeMap<Arc<str>, WrittenEntry>,
    /// The titles of the entries that references may name.
    pub titles: &'a Titles,
    /// The map of the columns.
    pub map: Option<&'a Map>,
    /// Whether an empty cell takes its value out.
    pub clear: bool,
}

/// What a spreadsheet changes.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The entries with their texts.
    pub entries: Vec<PlannedEntry>,
    /// What was found, each with the entry of its row.
    pub findings: Vec<(Option<Arc<str>>, Diagnostic)>,
    /// The entries that the sheet does not have.
    pub lacking: Vec<Arc<str>>,
    /// How many values were kept whose cells are empty.
    pub kept: usize,
}

/// An entry that changes.
#[derive(Debug)]
pub(crate) struct PlannedEntry {
    /// Its id.
    pub id: Arc<str>,
    /// The cell that names it.
    pub row: Span,
    /// Its files.
    pub texts: Vec<ChangedText>,
    /// The paths of the changed values, and the cells that they come from.
    pub origins: Vec<(Vec<String>, Span)>,
}

/// An entry on its way.
pub(super) struct Pending {
    /// Whether there is no such entry yet.
    pub is_new: bool,
    /// The cell that names it.
    pub row: Span,
    /// What changes.
    pub changes: Vec<Change>,
    /// How many items its lists will have, by the paths of the lists.
    pub lengths: BTreeMap<Vec<String>, usize>,
    /// The items that rows are of, each with the cell that says so, by the paths of the
    /// lists.
    pub items: BTreeMap<Vec<String>, BTreeMap<usize, String>>,
}

impl Pending {
    /// An entry of which nothing changes yet.
    pub(super) fn new(is_new: bool, row: Span) -> Self {
        Self {
            is_new,
            row,
            changes: Vec::new(),
            lengths: BTreeMap::new(),
            items: BTreeMap::new(),
        }
    }
}
