//! The cached stages of a preview: after a change, the changed files are read, everything is
//! linked and checked, and pages are rendered on request. The state after any number of
//! changes equals that of a fresh start.
//!
//! 1. [`Snapshot`] says which files have changed.
//! 2. `content_cache` reads these files and their entries.
//! 3. The same [`stages`] as in a build link and check the entries and plan the addresses; the
//!    changed pages are rendered once, for their findings. If no other page depends on the
//!    change, `patch` keeps everything else.
//! 4. Without an error, the new pages replace the old ones.
//! 5. [`mod@audit`] renders all pages of all editions, when there is time, for the findings
//!    that need all of them. The findings then equal those of `check`.

mod audit;
mod content_cache;
mod pages_to_render;
mod patch;
mod theme_cache;

pub use audit::audit;

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::{self, Unreliable};
use crate::diagnostic::{Diagnostic, Policy, Report, closest};
use crate::disk::{Changes, Disk, Hints, Snapshot};
use crate::markdown::fields_are_markdown;
use crate::model::{Catalog, Loaded, Visibility};
use crate::pages::Pages;
use crate::path::SourcePath;
use crate::pipeline::micrographs;
use crate::pipeline::stages::{self, Material};
use crate::plan::Edition;
use crate::text::{Sources, Span};

use content_cache::{ContentCache, Renewed};
use patch::Patch;
use theme_cache::ThemeCache;

/// The options of a preview.
#[derive(Debug, Clone, Default)]
pub struct PreviewOptions {
    /// The edition; the default is `web`, or else the first one.
    pub edition: Option<String>,
    /// The day that decides what is published, instead of today.
    pub as_of: Option<Date>,
    /// Which entries have a page.
    pub visibility: Visibility,
}

/// A project in memory.
pub struct PreviewBuilder {
    disk: Arc<dyn Disk + Send + Sync>,
    options: PreviewOptions,
    snapshot: Snapshot,
    content_cache: ContentCache,
    theme_cache: ThemeCache,
    /// The newest version without an error.
    base: Option<Arc<MadePages>>,
    patch: Patch,
}

/// A project after a change.
pub struct PreviewVersion {
    /// A name that depends only on the files and the day.
    pub name: String,
    /// The newest pages without an error, possibly from an earlier version; `None` before the
    /// first ones.
    pub pages: Option<Arc<Pages>>,
    /// Whether `pages` are of this version.
    pub is_good: bool,
    /// The findings so far; those that need all pages come from the audit.
    pub report: Report,
    /// The sources of the findings.
    pub sources: Sources,
    /// The day that decides what is published, once it is known.
    pub as_of: Option<Date>,
    /// The number of entries.
    pub entries: usize,
    /// The changed pages, as addresses below the edition's root.
    pub changed: Vec<String>,
    /// Whether only style sheets have changed.
    pub styles_only: bool,
    /// What the version is made of.
    made: Arc<MadePages>,
}

/// The results of the stages that have run.
#[derive(Default)]
struct MadePages {
    as_of: Option<Date>,
    entries: usize,
    policy: Policy,
    found: Found,
    material: Option<Material>,
    pages: Option<Arc<Pages>>,
    /// The version in the names of script data.
    data_version: String,
}

/// The findings, including those that the site allows.
#[derive(Default)]
struct Found {
    /// From reading to linking.
    linked: Vec<Diagnostic>,
    /// From checking to the addresses.
    checked: Vec<Diagnostic>,
    /// Findings of the pages rendered at once. The audit finds them again, together with those
    /// of all other pages.
    in_pages: Vec<Diagnostic>,
}

impl MadePages {
    /// The findings without those of pages.
    fn report(&self, sources: &Sources) -> Report {
        let mut report = Report::new(false);
        report.follow(self.policy.clone());
        report.merge(self.found.linked.iter().cloned());
        report.merge(self.found.checked.iter().cloned());
        report.suppress(sources);
        report
    }

    /// The findings so far.
    fn report_with_pages(&self, sources: &Sources) -> Report {
        let mut report = self.report(sources);
        report.merge(self.found.in_pages.iter().cloned());
        report.suppress(sources);
        report
    }

    /// Whether every entry was read completely.
    fn has_all_entries(&self, sources: &Sources) -> bool {
        Unreliable::of(&self.found.linked, sources).is_empty()
    }
}

impl PreviewVersion {
    /// The version before the first one.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            name: String::new(),
            pages: None,
            is_good: false,
            report: Report::new(false),
            sources: Sources::default(),
            as_of: None,
            entries: 0,
            changed: Vec::new(),
            styles_only: false,
            made: Arc::default(),
        }
    }

    /// The catalogue; `None` if it cannot be read, or has no theme.
    #[must_use]
    pub fn catalog(&self) -> Option<&Catalog> {
        let material = self.made.material.as_ref()?;
        Some(&material.catalog)
    }
}

impl PreviewBuilder {
    /// A project that has not been read yet.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk + Send + Sync>, options: PreviewOptions) -> Self {
        Self {
            disk,
            options,
            snapshot: Snapshot::default(),
            content_cache: ContentCache::default(),
            theme_cache: ThemeCache::default(),
            base: None,
            patch: Patch::default(),
        }
    }

    /// Whether the last snapshot contains a file, or a folder with files in it.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        self.snapshot.knows(path)
    }

    /// Looks for changes; `None` if no file has changed.
    pub fn refresh(&mut self, hints: &Hints) -> Option<PreviewVersion> {
        let changes = self.snapshot.refresh(&*self.disk, hints);
        if changes.is_empty() {
            return None;
        }
        let renewed = self
            .content_cache
            .renew(&*self.disk, &self.snapshot, &changes);
        self.theme_cache.note(&changes);
        self.patch.add(&changes, &renewed);
        let (made, addresses) = match self.apply_patch(&renewed) {
            Some(made) => made,
            None => self.make_anew(&changes, &renewed),
        };
        Some(self.version(made, addresses, is_styles_only(&changes)))
    }

    /// The version with these pages, or with the last good ones.
    fn version(
        &mut self,
        made: MadePages,
        changed: Vec<String>,
        styles_only: bool,
    ) -> PreviewVersion {
        let made = Arc::new(made);
        let report = made.report_with_pages(&self.content_cache.sources);
        let is_good = made.pages.is_some() && !report.has_errors();
        if is_good {
            self.patch = Patch::default();
            self.base = Some(made.clone());
        }
        let day = made.as_of.map(|day| day.to_string()).unwrap_or_default();
        PreviewVersion {
            name: format!("{}{day}", self.snapshot.hash_of_all()),
            pages: self.base.as_ref().and_then(|base| base.pages.clone()),
            is_good,
            report,
            sources: self.content_cache.sources.clone(),
            as_of: made.as_of,
            entries: made.entries,
            changed,
            styles_only,
            made,
        }
    }

    /// Runs all stages up to the changed pages; returns the addresses of these as well.
    fn make_anew(&mut self, changes: &Changes, renewed: &Renewed) -> (MadePages, Vec<String>) {
        let mut made = MadePages {
            data_version: self.snapshot.hash_without_styles(),
            ..MadePages::default()
        };
        let Some(catalog) = self.link(&mut made) else {
            return (made, Vec::new());
        };
        let sources = &mut self.content_cache.sources;
        let unreliable = Unreliable::of(&made.found.linked, sources);
        let findings = &mut made.found.checked;
        check::run(&catalog, &unreliable, sources, findings);
        fields_are_markdown(&catalog, findings);
        let cached = self
            .theme_cache
            .renew(&catalog, &*self.disk, sources, findings);
        let Some((theme, assets)) = cached else {
            return (made, Vec::new());
        };
        let material = Material::new(Arc::new(catalog), theme, assets, sources);
        findings.extend(material.private.iter().cloned());
        made.pages = self.lay_out(&material, &made.data_version, findings);
        let whole =
            self.base.is_none() || renewed.declarations || changes.files.iter().any(is_of_theme);
        let mut addresses = Vec::new();
        if let Some(pages) = &made.pages {
            let catalog = &material.catalog;
            addresses = pages_to_render::addresses(catalog, pages, renewed, whole);
            for id in pages_to_render::pages_to_render(catalog, pages, renewed, whole) {
                pages.page(id, &mut made.found.in_pages);
            }
        }
        material.without_follow_ups(&mut made.found.in_pages);
        made.material = Some(material);
        (made, addresses)
    }

    /// Links what was read; `None` if the site cannot be read.
    fn link(&self, made: &mut MadePages) -> Option<Catalog> {
        let findings = &mut made.found.linked;
        let content = self.content_cache.content(findings)?;
        let config = &content.declarations.config;
        let as_of = stages::day(self.options.as_of, config, &*self.disk);
        made.as_of = Some(as_of);
        made.entries = content.entries.entries.len();
        let loaded = Loaded {
            declarations: content.declarations,
            entries: content.entries,
            assets: content.assets,
            visibility: self.options.visibility,
        };
        let sources = &self.content_cache.sources;
        let (catalog, policy) = stages::link(loaded, as_of, sources, findings);
        micrographs::report_scales(findings, sources, &*self.disk);
        made.policy = policy;
        Some(catalog)
    }

    /// The pages of the edition that is shown.
    fn lay_out(
        &self,
        material: &Material,
        data_version: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Pages>> {
        let edition = self.edition(&material.catalog, findings)?;
        let sources = self.content_cache.sources.clone();
        let pages = material.pages(edition, sources, data_version, findings)?;
        Some(Arc::new(pages))
    }

    fn edition(&self, catalog: &Catalog, findings: &mut Vec<Diagnostic>) -> Option<Edition> {
        let editions = &catalog.config.editions;
        let declared = |name: &str| editions.iter().find(|edition| *edition.name == *name);
        let edition = match &self.options.edition {
            Some(name) => declared(name).or_else(|| {
                let names: Vec<&str> = editions.iter().map(|edition| &*edition.name).collect();
                let at = Span::start_of(catalog.config.source);
                findings.push(
                    Diagnostic::new("C013", at)
                        .arg("edition", name)
                        .arg_if("meant", closest(name, names.iter().copied()))
                        .arg("editions", names.join(", ")),
                );
                None
            }),
            None => catalog.config.default_edition(),
        };
        Some(Edition::new(edition?, catalog, findings))
    }
}

fn is_of_theme(path: &SourcePath) -> bool {
    path.below("themes").is_some()
}

fn is_asset_of_theme(path: &SourcePath) -> bool {
    let below = path.below("themes").and_then(|below| below.split_once('/'));
    below.is_some_and(|(_, file)| file.starts_with("assets/"))
}

fn is_styles_only(changes: &Changes) -> bool {
    let style = |path: &SourcePath| is_asset_of_theme(path) && path.extension() == "css";
    !changes.structure && changes.files.iter().all(style)
}
