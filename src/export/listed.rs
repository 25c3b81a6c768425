//! What the files of one list are made of: the views of its entries and its tables, made
//! when the first file needs them and there for the others.

use std::cell::OnceCell;

use super::table::{Table, of_list, of_measurements};
use crate::present::{EntryView, Scope};

/// A list in one language.
pub(crate) struct Listed<'a> {
    /// The language and the edition.
    pub scope: Scope<'a>,
    /// Its collection.
    pub position: usize,
    entries: OnceCell<Vec<EntryView<'a>>>,
    table: OnceCell<Option<Table>>,
    measurements: OnceCell<Option<Table>>,
}

impl<'a> Listed<'a> {
    /// The list of a collection.
    #[must_use]
    pub(crate) fn new(scope: Scope<'a>, position: usize) -> Self {
        Self {
            scope,
            position,
            entries: OnceCell::new(),
            table: OnceCell::new(),
            measurements: OnceCell::new(),
        }
    }

    /// Its entries, in their order.
    pub(super) fn entries(&self) -> &[EntryView<'a>] {
        self.entries.get_or_init(|| {
            let listed = self.scope.site.plan.listed(self.position, self.scope.lang);
            let entries = listed.iter();
            entries
                .filter_map(|index| self.scope.entry(*index))
                .collect()
        })
    }

    /// Its entries, a row each.
    pub(super) fn table(&self) -> Option<&Table> {
        let made = || of_list(self.scope, self.position, self.entries());
        self.table.get_or_init(made).as_ref()
    }

    /// Its measured values, a row each.
    pub(super) fn measurements(&self) -> Option<&Table> {
        let made = || of_measurements(self.scope, self.position, self.entries());
        self.measurements.get_or_init(made).as_ref()
    }
}
