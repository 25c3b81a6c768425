//! The program as one screen: every stage in its order, each from one named
//! type to the next.

pub mod edition;
mod handout;
pub mod live;
mod policy;
mod timings;
mod translations;
mod upkeep;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use handout::{Folder, Handout, belongs};

use crate::artifact::{Artifact, Sink, SinkError};
use crate::audit::{Auditor, Origins, past_on_home};
use crate::diagnostic::{Diagnostic, Report, closest, did_you_mean};
use crate::disk::Disk;
use crate::load;
use crate::mend::{self, Examined, MendedFile};
use crate::model;
use crate::model::{Catalog, Loaded, Shown};
use crate::pages::templates_failed;
use crate::path::{OutPath, OutPathError};
use crate::plan::{self, Edition};
use crate::present::Site;
use crate::publish::{Forbidden, Options, Publication, PublishError, Staging, Target};
use crate::text::Sources;
use crate::theme::{AssetTable, Theme, private_fields};

use timings::Watch;
pub use timings::{FileLap, Lap, Timings};
pub use translations::{ConfirmError, Confirmation, confirm};
pub use upkeep::{HasErrors, Kept, kept};

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The editions to make; all where none is named.
    pub editions: Vec<String>,
    /// The address of the site, instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day that decides what is published, instead of today.
    pub as_of: Option<Date>,
    /// Whether a warning counts as an error.
    pub deny_warnings: bool,
    /// Whether the time of each file is noted.
    pub trace: bool,
}

/// Where a build publishes to.
#[derive(Debug, Clone)]
pub struct Output<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The folders that it must not be.
    pub forbidden: Forbidden,
    /// How it is published.
    pub options: Options,
}

/// What a run has found and done.
#[derive(Debug)]
pub struct Outcome {
    /// Every finding.
    pub report: Report,
    /// What the findings point into.
    pub sources: Sources,
    /// The day of the run, once it is known.
    pub as_of: Option<Date>,
    /// The number of entries read.
    pub entries: usize,
    /// The number of files made.
    pub artifacts: usize,
    /// What was published; nothing for a check, or where there was an error.
    pub publication: Option<Publication>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Why a run could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The output could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// An artifact could not be kept.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// An edition's name cannot be a folder.
    #[error(transparent)]
    Path(#[from] OutPathError),
    /// An edition was asked for that `site.yaml` does not declare.
    #[error("there is no edition `{name}`; there are: {editions}{}", did_you_mean(meant.as_deref()))]
    NoEdition {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        editions: String,
        /// The nearest of them.
        meant: Option<String>,
    },
}

/// Reads, checks, renders and publishes a project. With any error in content or
/// theme, nothing is published.
///
/// # Errors
/// The output folder is refused, or the disk fails. What is wrong with content
/// or theme is in the outcome's report.
pub fn build(
    disk: &dyn Disk,
    request: &Request,
    output: &Output<'_>,
) -> Result<Outcome, BuildError> {
    let target = Target::inspect(output.folder, &output.forbidden)?;
    let staging = Staging::begin(target, output.options)?;
    let mut run = Run::new(request);
    run.purpose = Purpose::Publish;
    let count = (staging.live().files().count(), "files");
    run.timings.lap(disk, "begin", None, count);
    let paths = run.make(disk, &staging)?;
    let mut outcome = run.finish();
    if outcome.report.has_errors() {
        return Ok(outcome);
    }
    if !request.editions.is_empty() {
        carry_over(&staging, request)?;
    }
    outcome.publication = Some(staging.commit(&paths)?);
    let count = (paths.len(), "files");
    outcome.timings.lap(disk, "publish", None, count);
    Ok(outcome)
}

/// As [`build`], without publishing.
///
/// # Errors
/// An edition is asked for that is not there.
pub fn check(disk: &dyn Disk, request: &Request) -> Result<Outcome, BuildError> {
    let mut run = Run::new(request);
    run.past = Past::LookedAt;
    run.make(disk, &Nowhere)?;
    Ok(run.finish())
}

/// What the data says: as [`check`], up to the first page. It takes a fraction of the
/// time, and links and pages stay unseen.
#[must_use]
pub fn check_data(disk: &dyn Disk, request: &Request) -> Outcome {
    let mut run = Run::new(request);
    if let Some(catalog) = run.read(disk) {
        run.hold_to_rules(&catalog, disk);
    }
    run.finish()
}

/// Finds the edits of the content that mend what findings are sure of; writes
/// nothing.
///
/// # Errors
/// An edition is asked for that is not there.
pub fn mend(disk: &dyn Disk, request: &Request) -> Result<Vec<MendedFile>, BuildError> {
    let request = Request {
        deny_warnings: false,
        ..request.clone()
    };
    mend::mend(disk, &mut |disk| {
        let mut run = Run::new(&request);
        run.make(disk, &Nowhere)?;
        let Outcome {
            report, sources, ..
        } = run.finish();
        Ok(Examined { report, sources })
    })
}

/// Keeps the editions that were not asked for as they are.
fn carry_over(staging: &Staging, request: &Request) -> Result<(), BuildError> {
    let renewed = &request.editions;
    staging.carry_over_if(|path| !renewed.iter().any(|name| belongs(path, name)))?;
    Ok(())
}

/// What a run is for: a check makes nothing that is only to be handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Publish,
    Check,
}

/// Whether the history of the files is looked at. What is published does not
/// depend on it, so that a build of a cut-off clone gives the same bytes.
enum Past {
    Ignored,
    LookedAt,
}

/// A run on its way: what every stage adds to.
struct Run<'a> {
    request: &'a Request,
    purpose: Purpose,
    report: Report,
    sources: Sources,
    as_of: Option<Date>,
    entries: usize,
    artifacts: usize,
    past: Past,
    timings: Timings,
}

impl<'a> Run<'a> {
    fn new(request: &'a Request) -> Self {
        Self {
            request,
            purpose: Purpose::Check,
            report: Report::new(request.deny_warnings),
            sources: Sources::default(),
            as_of: None,
            entries: 0,
            artifacts: 0,
            past: Past::Ignored,
            timings: Timings::default(),
        }
    }

    /// All stages but the last. Stops early where a stage has nothing to work
    /// on; the reason is in the report.
    fn make(&mut self, disk: &dyn Disk, sink: &dyn Sink) -> Result<Vec<OutPath>, BuildError> {
        let Some(catalog) = self.read(disk) else {
            return Ok(Vec::new());
        };
        let catalog = Arc::new(catalog);
        self.hold_to_rules(&catalog, disk);
        let mut findings = Vec::new();
        let theme = Theme::load(
            &catalog.config.theme,
            catalog.config.theme_span,
            disk,
            &mut self.sources,
            &mut findings,
        );
        self.tell(findings);
        let Some(theme) = theme else {
            return Ok(Vec::new());
        };
        let mut findings = Vec::new();
        let assets = Arc::new(AssetTable::new(
            &theme,
            &catalog.assets,
            disk,
            &mut findings,
        ));
        self.tell(findings);
        let count = (theme.templates.len() + assets.artifacts().len(), "files");
        self.timings.lap(disk, "theme", None, count);
        let private = private_fields(&theme, &catalog, &self.sources);
        let tools = theme.tools();
        let interface = theme.texts.clone();
        let mut paths = Vec::new();
        let mut used = BTreeSet::new();
        let mut complete = self.request.editions.is_empty();
        for edition in self.editions(&catalog)? {
            let mut findings = Vec::new();
            let plan = plan::lay_out(&catalog, edition.clone(), &tools, &mut findings);
            let site = Arc::new(Site::new(
                catalog.clone(),
                plan,
                assets.clone(),
                interface.clone(),
            ));
            let name = Some(&edition.name);
            let pages = site.plan.routes().count();
            self.timings.lap(disk, "plan", name, (pages, "files"));
            let folder = Folder {
                name: &edition.name,
                inner: sink,
                watch: self.request.trace.then(|| Watch::new(disk)),
            };
            let handout = (edition.offline && self.purpose == Purpose::Publish)
                .then(|| Handout::new(&edition, catalog.as_of, &folder));
            let next: &dyn Sink = handout.as_ref().map_or(&folder, |handout| handout);
            let auditor = Auditor::new(&edition, next);
            let made = edition::render(&site, &theme, &self.sources, &auditor, &mut findings)?;
            self.timings
                .lap(disk, "render", name, (made.paths.len(), "files"));
            // A private field is in no view, and the template fails over it.
            findings.retain(|found| !private.iter().any(|told| told.place == found.place));
            // Where templates failed, the links to their pages lead nowhere.
            if templates_failed(&findings) {
                complete = false;
            } else {
                let origins = Origins {
                    catalog: &catalog,
                    site: &site,
                    theme: &theme,
                    sources: &self.sources,
                };
                let audit = auditor.finish(made.single.as_deref(), origins);
                findings.extend(audit.findings);
                let on_home = &audit.on_home;
                findings.extend(past_on_home(&catalog, &site.plan, &self.sources, on_home));
                used.extend(audit.used);
            }
            self.tell(findings);
            self.timings
                .lap(disk, "audit", name, (made.paths.len(), "files"));
            for path in made.paths {
                paths.push(path.below(&edition.name)?);
            }
            if let Some(handout) = handout.filter(|_| !self.report.has_errors()) {
                paths.extend(handout.finish(made.single, sink)?);
            }
            self.timings
                .files
                .extend(folder.watch.into_iter().flat_map(Watch::files));
            let_go(site);
        }
        let_go(catalog);
        self.tell(private);
        // A file is an orphan where no page of any edition names it.
        if complete {
            self.tell(assets.orphans(&used));
            self.idle_permits();
        }
        self.artifacts = paths.len();
        Ok(paths)
    }

    /// Catalogue to what its rules say of it.
    fn hold_to_rules(&mut self, catalog: &Catalog, disk: &dyn Disk) {
        let mut findings = Vec::new();
        let has_errors = self.report.has_errors();
        crate::check::run(catalog, has_errors, &mut findings);
        if let (Past::LookedAt, false) = (&self.past, has_errors) {
            crate::check::translations_are_fresh(catalog, &self.sources, disk, &mut findings);
        }
        self.timings
            .lap(disk, "check", None, (self.entries, "entries"));
        self.tell(findings);
    }

    /// Adds what a stage has found, save what the site allows.
    fn tell(&mut self, findings: Vec<Diagnostic>) {
        self.report.merge(findings);
        self.report.set_aside(&self.sources);
    }

    /// What the site allows and nothing needed; with an error, or some editions
    /// alone, not all is looked at that could need it.
    fn idle_permits(&mut self) {
        if !self.report.has_errors() {
            let idle = policy::idle(&self.report);
            self.tell(idle);
        }
    }

    /// Content to catalogue.
    fn read(&mut self, disk: &dyn Disk) -> Option<Catalog> {
        let mut findings = Vec::new();
        let loaded = self.load(disk, &mut findings);
        let catalog = loaded.map(|loaded| {
            self.entries = loaded.entries.entries.len();
            let zone = &loaded.declarations.config.time_zone;
            let as_of = self.request.as_of.unwrap_or_else(|| disk.today(zone));
            self.as_of = Some(as_of);
            let config = loaded.declarations.config.clone();
            let policy = policy::of(&config, as_of, &mut findings);
            self.report.follow(policy);
            let catalog = model::link(loaded, as_of, &self.sources, &mut findings);
            self.timings
                .lap(disk, "link", None, (self.entries, "entries"));
            catalog
        });
        self.tell(findings);
        catalog
    }

    fn load(&mut self, disk: &dyn Disk, findings: &mut Vec<Diagnostic>) -> Option<Loaded> {
        let files = load::read(disk, &mut self.sources, findings);
        let count = (files.texts.len(), "files");
        self.timings.lap(disk, "read", None, count);
        let tree = load::sort_files(files, findings);
        let base_url = self.request.base_url.as_deref();
        let declarations = load::declarations(&tree, base_url, &mut self.sources, findings)?;
        if let Some(letters) = &declarations.letters {
            crate::upkeep::letters_are_known(letters, findings);
        }
        let entries = load::entries(&tree, &declarations, &self.sources, findings);
        let count = (entries.entries.len(), "entries");
        self.timings.lap(disk, "decode", None, count);
        Some(Loaded {
            declarations,
            entries,
            assets: tree.assets,
            shown: Shown::Published,
        })
    }

    fn editions(&mut self, catalog: &Catalog) -> Result<Vec<Edition>, BuildError> {
        let declared = &catalog.config.editions;
        for name in &self.request.editions {
            if !declared.iter().any(|edition| *edition.name == **name) {
                let names: Vec<&str> = declared.iter().map(|edition| &*edition.name).collect();
                return Err(BuildError::NoEdition {
                    meant: closest(name, names.iter().copied()).map(str::to_owned),
                    name: name.clone(),
                    editions: names.join(", "),
                });
            }
        }
        let mut findings = Vec::new();
        let wanted = &self.request.editions;
        let editions = declared
            .iter()
            .filter(|edition| {
                wanted.is_empty() || wanted.iter().any(|name| **name == *edition.name)
            })
            .map(|edition| Edition::new(edition, catalog, &mut findings))
            .collect();
        self.tell(findings);
        Ok(editions)
    }

    fn finish(self) -> Outcome {
        Outcome {
            report: self.report,
            sources: self.sources,
            as_of: self.as_of,
            entries: self.entries,
            artifacts: self.artifacts,
            publication: None,
            timings: self.timings,
        }
    }
}

/// Drops what is no longer needed beside what comes next: of a large site that is
/// millions of pieces, and nobody waits for them at the end of the program.
fn let_go<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}

impl Sink for Staging {
    fn take(&self, artifact: Artifact) -> Result<(), SinkError> {
        self.put(&artifact.path, &artifact.bytes)
            .map_err(|error| SinkError(error.into()))
    }
}

/// Takes everything and keeps nothing.
struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _artifact: Artifact) -> Result<(), SinkError> {
        Ok(())
    }
}
