//! The input and the result of an import.

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

/// The input of an import.
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
    /// Whether an empty cell removes its value.
    pub clear: bool,
}

/// The changes of a spreadsheet.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The changed entries, with their texts.
    pub entries: Vec<PlannedEntry>,
    /// The findings, each with the entry of its row.
    pub findings: Vec<(Option<Arc<str>>, Diagnostic)>,
    /// The entries that are missing in the sheet.
    pub lacking: Vec<Arc<str>>,
    /// The number of values that are kept although their cells are empty.
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

/// The collected changes of an entry.
pub(super) struct Pending {
    /// Whether the entry is new.
    pub is_new: bool,
    /// The cell that names it.
    pub row: Span,
    /// What changes.
    pub changes: Vec<Change>,
    /// The new lengths of its lists, by path.
    pub lengths: BTreeMap<Vec<String>, usize>,
    /// The matched items, each with the cell that identifies it, by the paths of the lists.
    pub items: BTreeMap<Vec<String>, BTreeMap<usize, String>>,
}

impl Pending {
    /// An entry without changes.
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
