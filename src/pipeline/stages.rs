//! The stages that `build`, `check` and the preview have in common, each written
//! once. A run calls them in their order; a preview calls them again for what has
//! changed, and keeps what they gave.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::edition::RenderedEdition;
use super::policy;
use crate::audit::{Auditor, Origins, Subject, past_on_home};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, Policy, Report};
use crate::disk::Disk;
use crate::load::{self, ContentTree, Declarations};
use crate::model::{self, Catalog, Loaded};
use crate::pages::{Pages, templates_failed};
use crate::plan::{self, Edition};
use crate::present::Site;
use crate::schema::Lang;
use crate::text::Sources;
use crate::theme::{AssetTable, Texts, Theme, private_fields, scale_findings};

/// What the site declares; `None` where that cannot be read, which is reported.
pub(super) fn declare(
    tree: &ContentTree,
    base_url: Option<&str>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Declarations> {
    let declarations = load::declarations(tree, base_url, sources, findings)?;
    if let Some(letters) = &declarations.letters {
        crate::maintenance::letters_are_known(letters, findings);
    }
    Some(declarations)
}

/// The day that decides what is published: the one asked for, or today where the
/// site is.
pub(super) fn day(asked: Option<Date>, config: &Config, disk: &dyn Disk) -> Date {
    asked.unwrap_or_else(|| disk.today(&config.time_zone))
}

/// What was loaded, linked, and what the site says of findings.
pub(super) fn link(
    loaded: Loaded,
    as_of: Date,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> (Catalog, Policy) {
    let policy = policy::of(&loaded.declarations.config, as_of, findings);
    (model::link(loaded, as_of, sources, findings), policy)
}

/// What is wrong with files, each at the place that names the file, where one does.
pub(super) fn at_uses(
    mut found: Vec<Diagnostic>,
    catalog: &Catalog,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let is_wrong = |finding: &Diagnostic| matches!(finding.code(), "I021" | "I023");
    if !found.iter().any(is_wrong) {
        return found;
    }
    let uses = model::first_uses(catalog, sources);
    for finding in found.iter_mut().filter(|finding| is_wrong(finding)) {
        if let Place::File(path) = &finding.place
            && let Some(span) = uses.get(path)
        {
            finding.place = Place::Span(*span);
        }
    }
    found
}

/// What every edition is made from.
#[derive(Clone)]
pub(super) struct Material {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The texts of its interface in the languages of the site.
    pub interface: Arc<BTreeMap<Lang, Texts>>,
    /// The files that pages name.
    pub assets: Arc<AssetTable>,
    /// Private fields that templates name.
    pub private: Arc<[Diagnostic]>,
}

impl Material {
    /// Reads theme and files; `None` where there is no theme, which is reported.
    pub(super) fn load(
        catalog: Arc<Catalog>,
        disk: &dyn Disk,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let (name, at) = (&catalog.config.theme, catalog.config.theme_span);
        let mut theme = Theme::load(name, at, disk, sources, findings)?;
        theme.put_on(
            &catalog.config.brand,
            &catalog.assets,
            disk,
            sources,
            findings,
        );
        let mut found = Vec::new();
        let assets = AssetTable::new(
            &theme,
            &catalog.assets,
            &model::trimmed(&catalog),
            disk,
            sources,
            &mut found,
        );
        findings.extend(at_uses(found, &catalog, sources));
        findings.extend(scale_findings(&catalog, &assets));
        Some(Self::new(
            catalog,
            Arc::new(theme),
            Arc::new(assets),
            sources,
        ))
    }

    /// Puts together what has been read.
    pub(super) fn new(
        catalog: Arc<Catalog>,
        theme: Arc<Theme>,
        assets: Arc<AssetTable>,
        sources: &Sources,
    ) -> Self {
        Self {
            private: private_fields(&theme, &catalog, sources).into(),
            interface: Arc::new(theme.interface(&catalog.config)),
            catalog,
            theme,
            assets,
        }
    }

    /// The addresses of an edition, and what its pages show.
    pub(super) fn lay_out(&self, edition: Edition, findings: &mut Vec<Diagnostic>) -> Site {
        let catalog = self.catalog.clone();
        let tools = self.theme.tools(&self.interface);
        let mut edition = self.theme.with_cards(edition, findings);
        edition.favicon = !edition.offline && self.theme.icon().is_some();
        let plan = plan::lay_out(&catalog, edition, &tools, findings);
        let (interface, ids) = (self.interface.clone(), self.theme.ids.clone());
        Site::new(catalog, plan, self.assets.clone(), interface, ids)
    }

    /// The pages of an edition, each to be made when it is asked for; `None` where
    /// theme or menus are so wrong that there is none, which is reported.
    pub(super) fn pages(
        &self,
        edition: Edition,
        sources: Sources,
        data_version: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Pages> {
        let site = Arc::new(self.lay_out(edition, findings));
        Pages::new(site, self.theme.clone(), sources, data_version, findings)
    }

    /// Takes out what follows from a template that names a private field: the field
    /// is in no view, so that the template fails over it.
    pub(super) fn without_follow_ups(&self, findings: &mut Vec<Diagnostic>) {
        let is_reported =
            |found: &Diagnostic| self.private.iter().any(|own| own.place == found.place);
        findings.retain(|found| !is_reported(found));
    }
}

/// What only all editions together show.
pub(super) struct Whole {
    /// The artifacts that pages name.
    used: BTreeSet<String>,
    /// What was said to be heavier than it may be: editions show the same pictures.
    heavy: BTreeSet<Subject>,
    /// Whether every page of every edition was there to be looked at.
    is_complete: bool,
    /// Whether every entry says all that its files say.
    has_all_entries: bool,
}

impl Whole {
    /// Nothing is seen yet; `is_complete` says whether all editions will be.
    pub(super) fn new(is_complete: bool, has_all_entries: bool) -> Self {
        Self {
            used: BTreeSet::new(),
            heavy: BTreeSet::new(),
            is_complete,
            has_all_entries,
        }
    }

    /// An edition has no pages.
    pub(super) fn lacks_pages(&mut self) {
        self.is_complete = false;
    }

    /// Holds the pages of an edition to what finished pages are held to. `findings`
    /// are those of the edition so far.
    pub(super) fn audit(
        &mut self,
        material: &Material,
        site: &Site,
        sources: &Sources,
        auditor: Auditor<'_>,
        made: &RenderedEdition,
        findings: &mut Vec<Diagnostic>,
    ) {
        material.without_follow_ups(findings);
        // A home page that cannot be read is there.
        findings.retain(|found| self.has_all_entries || found.key != "U030.absent");
        // Where templates failed, the links to their pages lead nowhere, and so do
        // those to a home page that is not there.
        if made.paths.is_empty() || templates_failed(findings) || !site.plan.has_homes() {
            self.lacks_pages();
            return;
        }
        let catalog = &material.catalog;
        let origins = Origins {
            catalog,
            site,
            theme: &material.theme,
            sources,
        };
        let audit = auditor.finish(made.single.as_deref(), origins);
        findings.extend(audit.findings);
        for (subject, finding) in audit.heavy {
            if self.heavy.insert(subject) {
                findings.push(finding);
            }
        }
        findings.extend(past_on_home(catalog, &site.plan, sources, &audit.on_home));
        self.used.extend(audit.used);
    }

    /// Adds to a report what is known once every edition has been looked at.
    pub(super) fn finish(self, material: &Material, report: &mut Report, sources: &Sources) {
        report.merge(material.private.iter().cloned());
        if self.is_complete {
            // An entry that could not be read may be what names a file.
            if self.has_all_entries {
                report.merge(material.assets.orphans(&self.used));
            }
            report.suppress(sources);
            // With an error, not all is looked at that could need an allowance.
            if !report.has_errors() {
                report.merge(policy::unused(report));
            }
        }
        report.suppress(sources);
    }
}

/// Drops what is no longer needed beside what comes next: of a large site that is
/// millions of pieces, and nobody waits for them at the end of the program.
pub(super) fn drop_in_background<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}
