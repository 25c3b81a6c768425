//! A version as it is shown, with its findings so far.

use std::sync::Arc;

use crate::diagnostic::Report;
use crate::pages::Pages;
use crate::pipeline::preview::PreviewVersion;

/// A version as it is shown.
pub(super) struct ShownVersion {
    /// How many versions and findings there were before.
    pub number: u64,
    /// The version with its findings.
    pub version: Arc<PreviewVersion>,
    /// What was found in all pages, once it is known.
    pub audited: Option<Report>,
    /// The name of the version that the pages are of; empty before the first.
    pub page_name: String,
    /// The name of the previous version, if only style sheets differ from it.
    pub styles_since: Option<String>,
    /// What open pages are sent, as JSON.
    pub event: String,
}

impl ShownVersion {
    /// The pages, if there are any yet.
    pub(super) fn pages(&self) -> Option<&Arc<Pages>> {
        self.version.pages.as_ref()
    }

    /// All that is found so far.
    pub(super) fn report(&self) -> &Report {
        self.audited.as_ref().unwrap_or(&self.version.report)
    }
}
