//! The fast path after a change: if only texts on the entries' own pages have changed, only
//! these entries are replaced in the last good version. The result equals that of the full
//! path; if that is not certain, the full path is taken.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::content_cache::{Key, Renewed};
use super::{Found, MadePages, PreviewBuilder, is_of_theme, pages_to_render};
use crate::check::{self, Unreliable};
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Changes;
use crate::markdown::fields_are_markdown;
use crate::model;
use crate::pipeline::stages::{self, Material};
use crate::text::SourceId;

/// The most entries that are patched.
const MAX_PATCHED: usize = 20;

/// What has changed since the last good version.
#[derive(Default)]
pub(super) struct Patch {
    entries: BTreeSet<Key>,
    /// Whether anything else has changed.
    more: bool,
}

impl Patch {
    /// Adds a change.
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
        self.more |= self.entries.len() > MAX_PATCHED;
    }
}

fn is_text(path: &crate::path::SourcePath) -> bool {
    path.below("content/assets").is_none() && matches!(path.extension().as_str(), "yaml" | "md")
}

impl PreviewBuilder {
    /// The version from the fast path; `None` if it cannot be used.
    pub(super) fn apply_patch(&self, renewed: &Renewed) -> Option<(MadePages, Vec<String>)> {
        let base = self.base.as_ref().filter(|_| !self.patch.more)?;
        let (material, pages) = (base.material.as_ref()?, base.pages.as_ref()?);
        let catalog = &material.catalog;
        let as_of = stages::day(self.options.as_of, &catalog.config, &*self.disk);
        if as_of != catalog.as_of {
            return None;
        }
        let keys = &self.patch.entries;
        let others = Others {
            sources: self.content_cache.sources_of(keys),
        };
        let mut found = Found {
            linked: others.of(&base.found.linked)?,
            checked: others.of(&base.found.checked)?,
            in_pages: others.of(&base.found.in_pages)?,
        };
        let entries = self.content_cache.some(keys, &mut found.linked)?;
        let linked = model::relink(catalog, entries, self.options.visibility, &mut found.linked)?;
        let sources = &self.content_cache.sources;
        let unreliable = Unreliable::of(&found.linked, sources);
        check::run(&linked.renewed, &unreliable, sources, &mut found.checked);
        fields_are_markdown(&linked.renewed, &mut found.checked);
        let catalog = Arc::new(linked.catalog);
        let data_version = self.snapshot.hash_without_styles();
        let site = pages.site().with_catalog(catalog.clone());
        let pages = pages.renewed(
            site,
            sources.clone(),
            &data_version,
            linked.is_measured_anew,
        );
        let changed = pages_to_render::addresses(&catalog, &pages, renewed, false);
        let all = Renewed::of(keys.iter().cloned().collect());
        for id in pages_to_render::pages_to_render(&catalog, &pages, &all, false) {
            pages.page(id, &mut found.in_pages);
        }
        material.without_follow_ups(&mut found.in_pages);
        let made = MadePages {
            as_of: Some(as_of),
            entries: catalog.all().count(),
            policy: base.policy.clone(),
            found,
            material: Some(Material {
                catalog,
                ..material.clone()
            }),
            pages: Some(Arc::new(pages)),
            data_version,
        };
        Some((made, changed))
    }
}

/// The sources of the changed entries, to select the findings elsewhere.
struct Others {
    sources: BTreeSet<SourceId>,
}

impl Others {
    /// The findings outside these entries; `None` if one of them also points into an entry.
    fn of(&self, findings: &[Diagnostic]) -> Option<Vec<Diagnostic>> {
        let elsewhere = |finding: &&Diagnostic| match &finding.place {
            Place::Span(span) => !self.sources.contains(&span.source),
            Place::File(_) | Place::Run => true,
        };
        let others: Vec<Diagnostic> = findings.iter().filter(elsewhere).cloned().collect();
        let mut related = others.iter().flat_map(|finding| &finding.related);
        let points_here = related.any(|one| self.sources.contains(&one.span.source));
        (!points_here).then_some(others)
    }
}
