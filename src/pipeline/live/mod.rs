//! The stages kept in memory, for a preview: a change re-reads what changed,
//! links and checks the whole, and gives pages that are made when they are asked
//! for. The state after any number of changes is that of a fresh start.
//!
//! 1. [`Snapshot`](crate::disk::Snapshot) says which files hold other bytes.
//! 2. `reading` reads these files and the entries made from them.
//! 3. The entries are linked and checked, the addresses laid out, the pages of
//!    what has changed made once, for the findings that show there.
//!    Where entries have changed in nothing that others see, `touched` keeps the
//!    rest as it is.
//! 4. Without an error, the new pages take the place of the old ones.
//! 5. [`audit`] makes all pages, when there is time, for the findings that only
//!    the whole shows.

mod audit;
mod look;
mod made;
mod reading;
mod touched;

pub use audit::audit;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Report, closest};
use crate::disk::{Changes, Disk, Hints, Snapshot};
use crate::model;
use crate::model::{Catalog, Loaded, Shown};
use crate::pages::Pages;
use crate::path::SourcePath;
use crate::pipeline::policy;
use crate::plan::{self, Edition};
use crate::present::Site;
use crate::text::{Sources, Span};
use crate::theme::{AssetTable, Theme};

use look::Look;
use reading::{Content, Reading, Renewed};
use touched::{Base, Touched};

/// What is wanted of a preview.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The edition; `web`, or else the first one, where none is named.
    pub edition: Option<String>,
    /// The day that decides what is published, instead of today.
    pub as_of: Option<Date>,
    /// Which entries have a page.
    pub shown: Shown,
}

/// A project in memory.
pub struct Live {
    disk: Arc<dyn Disk + Send + Sync>,
    wish: Wish,
    snapshot: Snapshot,
    reading: Reading,
    look: Look,
    base: Option<Base>,
    touched: Touched,
}

/// A project after a change.
pub struct Version {
    /// A name that is the same for the same files on the same day.
    pub name: String,
    /// The newest pages without an error, which may be those of an earlier
    /// version; `None` before the first ones.
    pub pages: Option<Arc<Pages>>,
    /// The catalogue that `pages` show.
    pub catalog: Option<Arc<Catalog>>,
    /// Whether `pages` are of this version.
    pub is_good: bool,
    /// What was found, as far as it shows without making all pages.
    pub report: Report,
    /// What the findings point into.
    pub sources: Sources,
    /// The day that decides what is published, once it is known.
    pub as_of: Option<Date>,
    /// The number of entries.
    pub entries: usize,
    /// The pages of what has changed, as addresses below the edition's root.
    pub changed: Vec<String>,
    /// Whether nothing but style sheets has changed.
    pub styles_only: bool,
}

impl Version {
    /// The version before there is any.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            name: String::new(),
            pages: None,
            catalog: None,
            is_good: false,
            report: Report::new(false),
            sources: Sources::default(),
            as_of: None,
            entries: 0,
            changed: Vec::new(),
            styles_only: false,
        }
    }
}

impl Live {
    /// A project of which nothing is read yet.
    #[must_use]
    pub fn new(disk: Arc<dyn Disk + Send + Sync>, wish: Wish) -> Self {
        Self {
            disk,
            wish,
            snapshot: Snapshot::default(),
            reading: Reading::default(),
            look: Look::default(),
            base: None,
            touched: Touched::default(),
        }
    }

    /// Whether a file, or a folder with files in it, was there when it was last
    /// looked at.
    #[must_use]
    pub fn knows(&self, path: &str) -> bool {
        self.snapshot.knows(path)
    }

    /// Looks for changes; `None` where no file holds other bytes.
    pub fn refresh(&mut self, hints: &Hints) -> Option<Version> {
        let changes = self.snapshot.refresh(&*self.disk, hints);
        if changes.is_empty() {
            return None;
        }
        let renewed = self.reading.renew(&*self.disk, &self.snapshot, &changes);
        self.touched.add(&changes, &renewed);
        let mut version = match self.touch_up(&renewed) {
            Some(version) => version,
            None => self.make_anew(&changes, &renewed),
        };
        version.styles_only = is_styles_only(&changes);
        Some(version)
    }

    fn make_anew(&mut self, changes: &Changes, renewed: &Renewed) -> Version {
        let mut report = Report::new(false);
        let mut making = Making::default();
        let pages = self.make(changes, renewed, &mut making, &mut report);
        let pages = pages.filter(|_| !report.has_errors());
        self.version(pages, making, report)
    }

    /// The version with these pages, or with those that were good last.
    fn version(
        &mut self,
        pages: Option<touched::Shown>,
        making: Making,
        report: Report,
    ) -> Version {
        let is_good = pages.is_some();
        if let Some(shown) = pages {
            self.touched = Touched::default();
            self.base = Some(Base {
                catalog: shown.catalog,
                pages: Arc::new(shown.pages),
                findings: report.findings().to_vec(),
            });
        }
        let day = making.as_of.map(|day| day.to_string()).unwrap_or_default();
        Version {
            name: format!("{}{day}", self.snapshot.hash_of_all()),
            pages: self.base.as_ref().map(|base| base.pages.clone()),
            catalog: self.base.as_ref().map(|base| base.catalog.clone()),
            is_good,
            report,
            sources: self.reading.sources.clone(),
            as_of: making.as_of,
            entries: making.entries,
            changed: making.changed,
            styles_only: false,
        }
    }

    /// A name for the data of scripts, which style sheets do not change.
    fn data_version(&self) -> String {
        self.snapshot.hash_without_styles()
    }

    /// All stages from linking to the pages of what has changed.
    fn make(
        &mut self,
        changes: &Changes,
        renewed: &Renewed,
        making: &mut Making,
        report: &mut Report,
    ) -> Option<touched::Shown> {
        let mut findings = Vec::new();
        let content = self.reading.content(&mut findings);
        let catalog = content.map(|content| self.link(content, making, &mut findings));
        if let Some(catalog) = &catalog {
            let policy = policy::of(&catalog.config, catalog.as_of, &mut findings);
            report.follow(policy);
        }
        report.merge(findings);
        report.set_aside(&self.reading.sources);
        let catalog = Arc::new(catalog?);
        let mut findings = Vec::new();
        crate::check::run(&catalog, report.has_errors(), &mut findings);
        let sources = &mut self.reading.sources;
        let look = self
            .look
            .renew(&catalog, &*self.disk, changes, sources, &mut findings);
        report.merge(findings);
        report.set_aside(sources);
        let (theme, assets) = look?;
        let mut findings = Vec::new();
        let pages = self.lay_out(&catalog, theme, assets, &mut findings);
        if let Some(pages) = &pages {
            let new = self.base.is_none();
            let whole = new || renewed.declarations || changes.files.iter().any(is_of_theme);
            making.changed = made::addresses(&catalog, pages, renewed, whole);
            for id in made::to_be_made(&catalog, pages, renewed, whole) {
                pages.page(id, &mut findings);
            }
        }
        report.merge(findings);
        report.set_aside(&self.reading.sources);
        Some(touched::Shown {
            catalog,
            pages: pages?,
        })
    }

    fn link(
        &self,
        content: Content,
        making: &mut Making,
        findings: &mut Vec<Diagnostic>,
    ) -> Catalog {
        let zone = &content.declarations.config.time_zone;
        let as_of = self.wish.as_of.unwrap_or_else(|| self.disk.today(zone));
        making.as_of = Some(as_of);
        making.entries = content.entries.entries.len();
        let loaded = Loaded {
            declarations: content.declarations,
            entries: content.entries,
            assets: content.assets,
            shown: self.wish.shown,
        };
        model::link(loaded, as_of, &self.reading.sources, findings)
    }

    fn lay_out(
        &self,
        catalog: &Arc<Catalog>,
        theme: Arc<Theme>,
        assets: Arc<AssetTable>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Pages> {
        let edition = self.edition(catalog, findings)?;
        let plan = plan::lay_out(catalog, edition, &theme.tools(), findings);
        let interface = theme.texts.clone();
        let site = Arc::new(Site::new(catalog.clone(), plan, assets, interface));
        let data_version = self.data_version();
        let sources = self.reading.sources.clone();
        Pages::new(site, theme, sources, &data_version, findings)
    }

    fn edition(&self, catalog: &Catalog, findings: &mut Vec<Diagnostic>) -> Option<Edition> {
        let editions = &catalog.config.editions;
        let declared = |name: &str| editions.iter().find(|edition| *edition.name == *name);
        let edition = match &self.wish.edition {
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
            None => declared("web").or_else(|| editions.first()),
        };
        Some(Edition::new(edition?, catalog, findings))
    }
}

/// What becomes known while pages are made.
#[derive(Default)]
struct Making {
    as_of: Option<Date>,
    entries: usize,
    changed: Vec<String>,
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
