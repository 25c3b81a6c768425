//! A run from reading the files to the last edition, for `build` and `check`. Each stage runs
//! once and is timed.

use std::sync::Arc;

use jiff::civil::Date;

use super::handout::{Folder, Handout};
use super::press::EditionPress;
use super::stages::{self, Material, Whole, drop_in_background};
use super::timings::Watch;
use super::{BuildError, Outcome, Request, Timings, edition, micrographs};
use crate::artifact::Sink;
use crate::audit::Auditor;
use crate::check::{self, Unreliable};
use crate::diagnostic::{Diagnostic, Report, closest};
use crate::disk::Disk;
use crate::editor::SchemaFiles;
use crate::load;
use crate::markdown::fields_are_markdown;
use crate::model::{Catalog, Loaded, Visibility};
use crate::path::OutPath;
use crate::plan::Edition;
use crate::text::Sources;

/// The purpose of a run: a check skips files that are only handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Publish,
    Check,
}

/// Whether the git history is used. Published files never depend on it, so that a build of a
/// shallow clone gives the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HistoryUse {
    Ignored,
    Compared,
}

/// The state of a run, which every stage extends.
pub(super) struct Run<'a> {
    request: &'a Request,
    purpose: Purpose,
    history: HistoryUse,
    pub(super) report: Report,
    pub(super) sources: Sources,
    as_of: Option<Date>,
    next_change: Option<Date>,
    entries: usize,
    has_all_entries: bool,
    artifacts: usize,
    timings: Timings,
    editor_schemas: Option<SchemaFiles>,
}

impl<'a> Run<'a> {
    /// A run before its first stage.
    pub(super) fn new(request: &'a Request, purpose: Purpose, history: HistoryUse) -> Self {
        Self {
            request,
            purpose,
            history,
            report: Report::new(request.deny_warnings),
            sources: Sources::default(),
            as_of: None,
            next_change: None,
            entries: 0,
            has_all_entries: true,
            artifacts: 0,
            timings: Timings::default(),
            editor_schemas: None,
        }
    }

    /// Runs all stages but the last. Stops early if a stage lacks its input; the reason is in
    /// the report.
    pub(super) fn make(
        &mut self,
        disk: &dyn Disk,
        sink: &dyn Sink,
    ) -> Result<Vec<OutPath>, BuildError> {
        let Some(catalog) = self.read(disk) else {
            return Ok(Vec::new());
        };
        if self.request.editor_schemas {
            self.editor_schemas = Some(SchemaFiles::enriched(&catalog));
        }
        self.apply_rules(&catalog, disk);
        let Some(material) = self.load_theme(catalog, disk) else {
            return Ok(Vec::new());
        };
        let mut paths = Vec::new();
        let mut whole = Whole::new(self.request.editions.is_empty(), self.has_all_entries);
        for edition in self.editions(&material.catalog)? {
            paths.extend(self.make_edition(&edition, &material, &mut whole, disk, sink)?);
        }
        whole.finish(&material, &mut self.report, &self.sources);
        drop_in_background(material);
        self.artifacts = paths.len();
        Ok(paths)
    }

    /// Reads the content and links the catalogue.
    pub(super) fn read(&mut self, disk: &dyn Disk) -> Option<Catalog> {
        let mut findings = Vec::new();
        let loaded = self.load(disk, &mut findings);
        let catalog = loaded.map(|loaded| {
            self.entries = loaded.entries.entries.len();
            let as_of = stages::day(self.request.as_of, &loaded.declarations.config, disk);
            self.as_of = Some(as_of);
            let (catalog, policy) = stages::link(loaded, as_of, &self.sources, &mut findings);
            micrographs::report_scales(&mut findings, &self.sources, disk);
            self.report.follow(policy);
            self.next_change = catalog.next_change();
            self.record(disk, "link", None, (self.entries, "entries"));
            catalog
        });
        self.add_findings(findings);
        catalog
    }

    fn load(&mut self, disk: &dyn Disk, findings: &mut Vec<Diagnostic>) -> Option<Loaded> {
        let files = load::read(disk, &mut self.sources, findings);
        self.record(disk, "read", None, (files.texts.len(), "files"));
        let tree = load::sort_files(files, findings);
        let base_url = self.request.base_url.as_deref();
        let declarations = stages::declare(&tree, base_url, &mut self.sources, findings)?;
        let entries = load::entries(&tree, &declarations, &self.sources, findings);
        self.record(disk, "decode", None, (entries.entries.len(), "entries"));
        Some(Loaded {
            declarations,
            entries,
            assets: tree.assets,
            visibility: Visibility::Published,
        })
    }

    /// Applies the rules to the catalogue.
    pub(super) fn apply_rules(&mut self, catalog: &Catalog, disk: &dyn Disk) {
        let mut findings = Vec::new();
        let unreliable = Unreliable::of(self.report.findings(), &self.sources);
        self.has_all_entries = unreliable.is_empty();
        check::run(catalog, &unreliable, &self.sources, &mut findings);
        fields_are_markdown(catalog, &mut findings);
        if self.history == HistoryUse::Compared {
            let (sources, found) = (&self.sources, &mut findings);
            check::translations_are_fresh(catalog, &unreliable, sources, disk, found);
        }
        self.record(disk, "check", None, (self.entries, "entries"));
        self.add_findings(findings);
    }

    /// Loads theme and files for all editions.
    pub(super) fn load_theme(&mut self, catalog: Catalog, disk: &dyn Disk) -> Option<Material> {
        let mut findings = Vec::new();
        let material = Material::load(Arc::new(catalog), disk, &mut self.sources, &mut findings);
        self.add_findings(findings);
        let material = material?;
        let files = material.theme.templates.len()
            + material.assets.artifacts().len()
            + material.assets.count();
        self.record(disk, "theme", None, (files, "files"));
        Some(material)
    }

    pub(super) fn editions(&mut self, catalog: &Catalog) -> Result<Vec<Edition>, BuildError> {
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
        let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|own| own == name);
        let editions = declared.iter();
        let editions = editions
            .filter(|edition| is_wanted(&edition.name))
            .map(|edition| Edition::new(edition, catalog, &mut findings))
            .collect();
        self.add_findings(findings);
        Ok(editions)
    }

    /// The requested edition, or else the default one.
    pub(super) fn shown_edition(
        &mut self,
        catalog: &Catalog,
    ) -> Result<Option<Edition>, BuildError> {
        let mut editions = self.editions(catalog)?;
        let default = catalog.config.default_edition();
        let by_default =
            default.and_then(|default| editions.iter().position(|own| own.name == default.name));
        editions.rotate_left(by_default.unwrap_or_default());
        Ok(editions.into_iter().next())
    }

    /// Builds one edition: plans its addresses, renders its pages, adds their findings.
    /// Returns the paths of its files.
    fn make_edition(
        &mut self,
        edition: &Edition,
        material: &Material,
        whole: &mut Whole,
        disk: &dyn Disk,
        sink: &dyn Sink,
    ) -> Result<Vec<OutPath>, BuildError> {
        let name = Some(&edition.name);
        let mut findings = Vec::new();
        let mut site = material.lay_out(edition.clone(), &mut findings);
        self.record(disk, "plan", name, (site.plan.routes().count(), "files"));
        let watch = self.request.trace.then(|| Watch::new(disk));
        let folder = Folder::new(&edition.name, sink, watch);
        let is_handed_out = edition.offline && self.purpose == Purpose::Publish;
        let handout = is_handed_out.then(|| Handout::new(edition, material.catalog.as_of, &folder));
        let next: &dyn Sink = handout.as_ref().map_or(&folder, |handout| handout);
        let auditor = Auditor::new(edition, next);
        let theme = &material.theme;
        let press = EditionPress {
            material,
            sources: &self.sources,
            disk,
            makes: self.purpose == Purpose::Publish,
        };
        site.printed = press.print(&site, &auditor, &mut findings)?;
        let site = Arc::new(site);
        let mut made = edition::render(&site, theme, &self.sources, disk, &auditor, &mut findings)?;
        let printed = site.printed.iter();
        made.paths.extend(printed.map(|file| file.path.clone()));
        let files = (made.paths.len(), "files");
        self.record(disk, "render", name, files);
        whole.audit(
            material,
            &site,
            &self.sources,
            auditor,
            &made,
            &mut findings,
        );
        self.add_findings(findings);
        self.record(disk, "audit", name, files);
        let below = |path: OutPath| path.below(&edition.name);
        let mut paths = made
            .paths
            .into_iter()
            .map(below)
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(handout) = handout.filter(|_| !self.report.has_errors()) {
            paths.extend(handout.finish(made.single, sink)?);
        }
        self.timings.files.extend(folder.times());
        drop_in_background(site);
        Ok(paths)
    }

    /// Adds the findings of a stage, except those that the site allows.
    pub(super) fn add_findings(&mut self, findings: Vec<Diagnostic>) {
        self.report.merge(findings);
        self.report.suppress(&self.sources);
    }

    /// Records the end of a stage.
    pub(super) fn record(
        &mut self,
        disk: &dyn Disk,
        stage: &'static str,
        edition: Option<&Arc<str>>,
        count: (usize, &'static str),
    ) {
        self.timings.record(disk, stage, edition, count);
    }

    /// The outcome of the run.
    pub(super) fn finish(self) -> Outcome {
        Outcome {
            report: self.report,
            sources: self.sources,
            as_of: self.as_of,
            next_change: self.next_change,
            entries: self.entries,
            artifacts: self.artifacts,
            publication: None,
            timings: self.timings,
            editor_schemas: self.editor_schemas,
        }
    }
}
