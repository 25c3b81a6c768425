//! The shared data of one list's files: its entries, and its tables, which the first file
//! builds and the others reuse.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::table::{Tables, of_entries};
use crate::plan::RouteId;
use crate::present::{EntryView, Scope};
use crate::schema::{EntryIndex, Lang};

/// The tables of each list without their rows, kept for the file that describes them all:
/// building the rows again would take as long as building the tables.
#[derive(Default)]
pub(crate) struct Outlines {
    of_lists: Mutex<BTreeMap<(Lang, usize), Arc<Tables>>>,
}

/// A list in one language.
pub(crate) struct Listed<'a> {
    /// The language and the edition.
    pub scope: Scope<'a>,
    /// Its collection.
    pub position: usize,
    outlines: &'a Outlines,
    tables: OnceCell<Tables>,
}

impl<'a> Listed<'a> {
    /// The list of a collection.
    #[must_use]
    pub(crate) fn new(scope: Scope<'a>, position: usize, outlines: &'a Outlines) -> Self {
        Self {
            scope,
            position,
            outlines,
            tables: OnceCell::new(),
        }
    }

    /// The entries with a page, in order, each with its page.
    pub(super) fn indexes(&self) -> impl Iterator<Item = (EntryIndex, RouteId)> + use<'a> {
        let (plan, lang) = (&self.scope.site.plan, self.scope.lang);
        let listed = plan.listed(self.position, lang).iter();
        listed.filter_map(|index| Some((*index, plan.entry(*index, lang)?)))
    }

    /// The views of its entries, in order, created on demand: all views of a long list would
    /// take more memory than everything else.
    pub(super) fn entries(&self) -> impl Iterator<Item = EntryView<'a>> + use<'a> {
        let scope = self.scope;
        self.indexes()
            .filter_map(move |(index, _)| scope.entry(index))
    }

    /// The tables of its entries and their measured values.
    pub(super) fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| {
            let (scope, position) = (self.scope, self.position);
            let is_sample = |(index, _)| scope.site.is_sample(index);
            let has_samples = self.indexes().any(is_sample);
            let tables = of_entries(scope, position, has_samples, self.entries());
            let outline = Arc::new(tables.outline());
            self.outlines.keep(scope.lang, position, outline);
            tables
        })
    }

    /// The tables without rows.
    pub(super) fn outline(&self) -> Arc<Tables> {
        let kept = self.outlines.kept(self.scope.lang, self.position);
        kept.unwrap_or_else(|| Arc::new(self.tables().outline()))
    }
}

impl Outlines {
    fn keep(&self, lang: &Lang, position: usize, outline: Arc<Tables>) {
        let mut all = self.of_lists.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert((lang.clone(), position), outline);
    }

    fn kept(&self, lang: &Lang, position: usize) -> Option<Arc<Tables>> {
        let all = self.of_lists.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&(lang.clone(), position)).cloned()
    }
}
