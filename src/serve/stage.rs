//! The version that is shown, and those who wait for the next one.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::findings;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Catalog;
use crate::pages::Pages;
use crate::pipeline::live::Version;

/// Where the version that is shown stands.
pub(super) struct Stage {
    lang: String,
    shown: Mutex<Arc<Shown>>,
    changed: Condvar,
}

/// A version as it is shown.
pub(super) struct Shown {
    /// How many versions and findings there were before.
    pub number: u64,
    /// What was found, and in what.
    pub version: Arc<Version>,
    /// Findings of the whole, once they are known.
    pub audited: Vec<Diagnostic>,
    /// The name of the version that the pages are of; empty before the first.
    pub page_name: String,
    /// The name of the version before, where only style sheets differ from it.
    pub styles_since: Option<String>,
    /// What open pages are told, as JSON.
    pub event: String,
}

impl Shown {
    /// The pages, if there are any yet.
    pub(super) fn pages(&self) -> Option<&Arc<Pages>> {
        self.version.pages.as_ref()
    }

    /// All findings.
    pub(super) fn report(&self) -> Report {
        let mut report = self.version.report.like();
        report.merge(self.version.report.findings().iter().cloned());
        report.merge(self.audited.iter().cloned());
        report.set_aside(&self.version.sources);
        report
    }

    /// The pages that are to be made for what only the whole shows.
    pub(super) fn to_audit(&self) -> Option<(String, Arc<Catalog>, Arc<Pages>)> {
        let pages = self.pages().filter(|_| self.version.is_good)?;
        let catalog = self.version.catalog.as_ref()?;
        Some((self.page_name.clone(), catalog.clone(), pages.clone()))
    }
}

impl Stage {
    /// An empty stage; findings are told in a language.
    pub(super) fn new(lang: &str) -> Self {
        let nothing = Shown {
            number: 0,
            version: Arc::new(Version::empty()),
            audited: Vec::new(),
            page_name: String::new(),
            styles_since: None,
            event: String::new(),
        };
        Self {
            lang: lang.to_owned(),
            shown: Mutex::new(Arc::new(nothing)),
            changed: Condvar::new(),
        }
    }

    /// What is shown now.
    pub(super) fn shown(&self) -> Arc<Shown> {
        self.lock().clone()
    }

    /// The language of findings.
    pub(super) fn lang(&self) -> &str {
        &self.lang
    }

    /// Waits until something other than `number` is shown, or for a while.
    pub(super) fn after(&self, number: u64, wait: Duration) -> Arc<Shown> {
        let shown = self.lock();
        let is_same = |shown: &mut Arc<Shown>| shown.number == number;
        let waited = self.changed.wait_timeout_while(shown, wait, is_same);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Shows a version.
    pub(super) fn show(&self, version: Version) -> Arc<Shown> {
        let before = self.shown();
        let new_pages = version.is_good;
        let styles_only = new_pages && version.styles_only && before.version.is_good;
        let shown = Shown {
            number: before.number + 1,
            page_name: if new_pages {
                version.name.clone()
            } else {
                before.page_name.clone()
            },
            styles_since: styles_only.then(|| before.page_name.clone()),
            version: Arc::new(version),
            audited: Vec::new(),
            event: String::new(),
        };
        self.put(shown)
    }

    /// Adds the findings of the whole, if their version is still the one that is
    /// shown and there are any.
    pub(super) fn audited(&self, name: &str, found: Vec<Diagnostic>) -> Option<Arc<Shown>> {
        let before = self.shown();
        if found.is_empty() || before.page_name != name || !before.version.is_good {
            return None;
        }
        let shown = Shown {
            number: before.number + 1,
            version: before.version.clone(),
            audited: found,
            page_name: before.page_name.clone(),
            styles_since: None,
            event: String::new(),
        };
        Some(self.put(shown))
    }

    fn put(&self, mut shown: Shown) -> Arc<Shown> {
        shown.event = findings::event(&shown, &self.lang);
        let shown = Arc::new(shown);
        *self.lock() = shown.clone();
        self.changed.notify_all();
        shown
    }

    /// A thread that failed while it held the lock has changed nothing by halves.
    fn lock(&self) -> MutexGuard<'_, Arc<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
