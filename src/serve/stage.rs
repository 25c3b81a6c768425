//! The version that is shown, and a way to wait for the next one.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::findings;
use super::shown::ShownVersion;
use crate::diagnostic::Report;
use crate::pipeline::preview::PreviewVersion;

/// Holds the version that is shown.
pub(super) struct Stage {
    lang: String,
    shown: Mutex<Arc<ShownVersion>>,
    changed: Condvar,
}

impl Stage {
    /// An empty stage; findings are printed in a language.
    pub(super) fn new(lang: &str) -> Self {
        let nothing = ShownVersion {
            number: 0,
            version: Arc::new(PreviewVersion::empty()),
            audited: None,
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
    pub(super) fn shown(&self) -> Arc<ShownVersion> {
        self.lock().clone()
    }

    /// The language of findings.
    pub(super) fn lang(&self) -> &str {
        &self.lang
    }

    /// Waits until something other than `number` is shown, or for a while.
    pub(super) fn after(&self, number: u64, wait: Duration) -> Arc<ShownVersion> {
        let shown = self.lock();
        let is_same = |shown: &mut Arc<ShownVersion>| shown.number == number;
        let waited = self.changed.wait_timeout_while(shown, wait, is_same);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Shows a version.
    pub(super) fn show(&self, version: PreviewVersion) -> Arc<ShownVersion> {
        let before = self.shown();
        let new_pages = version.is_good;
        let styles_only = new_pages && version.styles_only && before.version.is_good;
        let shown = ShownVersion {
            number: before.number + 1,
            page_name: if new_pages {
                version.name.clone()
            } else {
                before.page_name.clone()
            },
            styles_since: styles_only.then(|| before.page_name.clone()),
            version: Arc::new(version),
            audited: None,
            event: String::new(),
        };
        self.put(shown)
    }

    /// Adds the findings of all pages; `None` if another version is shown by now.
    pub(super) fn audited(&self, name: &str, report: Report) -> Option<Arc<ShownVersion>> {
        let before = self.shown();
        let (version, known) = (&before.version, before.report());
        let sources = &version.sources;
        if version.name != name {
            return None;
        }
        if report.sorted(sources) == known.sorted(sources) {
            // Open pages have these findings already.
            return Some(before);
        }
        let shown = ShownVersion {
            number: before.number + 1,
            version: version.clone(),
            audited: Some(report),
            page_name: before.page_name.clone(),
            styles_since: None,
            event: String::new(),
        };
        Some(self.put(shown))
    }

    fn put(&self, mut shown: ShownVersion) -> Arc<ShownVersion> {
        shown.event = findings::event(&shown, &self.lang);
        let shown = Arc::new(shown);
        *self.lock() = shown.clone();
        self.changed.notify_all();
        shown
    }

    /// A poisoned lock is safe to use: the value is always replaced as a whole.
    fn lock(&self) -> MutexGuard<'_, Arc<ShownVersion>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
