//! The short way after a change: where nothing has changed but what entries say
//! on their own pages, the last good version is kept but for these entries. It
//! gives what the long way would, or leaves the change to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::reading::{Key, Reading, Renewed};
use super::{Live, Making, Version, is_of_theme, made};
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::disk::Changes;
use crate::model;
use crate::model::{Catalog, Relinked};
use crate::pages::Pages;
use crate::pipeline::policy;

/// The most entries that are touched up.
const MAX_TOUCHED: usize = 20;

/// A good version to go on from.
pub(super) struct Base {
    pub catalog: Arc<Catalog>,
    pub pages: Arc<Pages>,
    pub findings: Vec<Diagnostic>,
}

/// The pages of a version, with the catalogue that they show.
pub(super) struct Shown {
    pub catalog: Arc<Catalog>,
    pub pages: Pages,
}

/// What has changed since the last good version.
#[derive(Default)]
pub(super) struct Touched {
    entries: BTreeSet<Key>,
    /// Whether something else has.
    more: bool,
}

impl Touched {
    /// Adds what was read anew.
    pub(super) fn add(&mut self, changes: &Changes, renewed: &Renewed) {
        let only_entries = !changes.structure
            && !renewed.declarations
            && renewed.introductions.is_empty()
            && !renewed.entries.is_empty()
            && changes
                .files
                .iter()
                .all(|path| !is_of_theme(path) && is_text(path));
        self.more |= !only_entries;
        if !self.more {
            self.entries.extend(renewed.entries.iter().cloned());
        }
        self.more |= self.entries.len() > MAX_TOUCHED;
    }
}

fn is_text(path: &crate::path::SourcePath) -> bool {
    path.below("content/assets").is_none() && matches!(path.extension().as_str(), "yaml" | "md")
}

impl Live {
    /// A version made the short way; `None` where that does not do.
    pub(super) fn touch_up(&mut self, renewed: &Renewed) -> Option<Version> {
        let base = self.base.as_ref().filter(|_| !self.touched.more)?;
        let catalog = &base.catalog;
        let zone = &catalog.config.time_zone;
        let as_of = self.wish.as_of.unwrap_or_else(|| self.disk.today(zone));
        if as_of != catalog.as_of {
            return None;
        }
        let keys = &self.touched.entries;
        let mut report = Report::new(false);
        // That an allowance has ended is among the findings of the base.
        report.follow(policy::of(&catalog.config, as_of, &mut Vec::new()));
        report.merge(of_others(base, &self.reading, keys));
        let mut findings = Vec::new();
        let entries = self.reading.some(keys, &mut findings);
        let mut making = Making {
            as_of: Some(as_of),
            entries: catalog.all().count(),
            changed: Vec::new(),
        };
        let mut pages = None;
        if let Some(entries) = entries {
            let linked = model::relink(catalog, entries, self.wish.shown, &mut findings)?;
            report.merge(findings);
            report.set_aside(&self.reading.sources);
            pages = Some(self.touched_pages(base, linked, renewed, &mut making, &mut report));
        } else {
            report.merge(findings);
        }
        let pages = pages.filter(|_| !report.has_errors());
        Some(self.version(pages, making, report))
    }

    fn touched_pages(
        &self,
        base: &Base,
        linked: Relinked,
        renewed: &Renewed,
        making: &mut Making,
        report: &mut Report,
    ) -> Shown {
        let mut findings = Vec::new();
        crate::check::run(&linked.renewed, report.has_errors(), &mut findings);
        let (catalog, sources) = (Arc::new(linked.catalog), self.reading.sources.clone());
        let site = base.pages.site().with_catalog(catalog.clone());
        let pages = base.pages.renewed(site, sources, &self.data_version());
        making.changed = made::addresses(&catalog, &pages, renewed, false);
        let all: Vec<Key> = self.touched.entries.iter().cloned().collect();
        for id in made::to_be_made(&catalog, &pages, &Renewed::of(all), false) {
            pages.page(id, &mut findings);
        }
        report.merge(findings);
        report.set_aside(&self.reading.sources);
        Shown { catalog, pages }
    }
}

/// What was found elsewhere than in some entries.
fn of_others<'a>(
    base: &'a Base,
    reading: &Reading,
    keys: &BTreeSet<Key>,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let sources = reading.sources_of(keys);
    let findings = base.findings.iter();
    let others = findings.filter(move |finding| match &finding.place {
        Place::Span(span) => !sources.contains(&span.source),
        Place::File(_) | Place::Run => true,
    });
    others.cloned()
}
