//! The stages that `build`, `check` and the preview share. A run calls them in order. A
//! preview calls them again for what has changed, and caches the results.

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

/// The site's declarations; `None` if they cannot be read, which is reported.
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

/// The day that decides what is published: the requested one, or today in the site's time
/// zone.
pub(super) fn day(asked: Option<Date>, config: &Config, disk: &dyn Disk) -> Date {
    asked.unwrap_or_else(|| disk.today(&config.time_zone))
}

/// The linked catalogue, and the site's policy for findings.
pub(super) fn link(
    loaded: Loaded,
    as_of: Date,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> (Catalog, Policy) {
    let policy = policy::of(&loaded.declarations.config, as_of, findings);
    (model::link(loaded, as_of, sources, findings), policy)
}

/// Moves the findings of files to the place that names the file, if there is one.
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

/// What every edition is built from.
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
    /// Loads theme and files; `None` if there is no theme, which is reported.
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

    /// Combines what has been loaded.
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

    /// Plans an edition, and collects what its pages show.
    pub(super) fn lay_out(&self, edition: Edition, findings: &mut Vec<Diagnostic>) -> Site {
        let catalog = self.catalog.clone();
        let tools = self.theme.tools(&self.interface);
        let mut edition = self.theme.with_cards(edition, findings);
        edition.favicon = !edition.offline && self.theme.icon().is_some();
        let plan = plan::lay_out(&catalog, edition, &tools, findings);
        let (interface, ids) = (self.interface.clone(), self.theme.ids.clone());
        Site::new(catalog, plan, self.assets.clone(), interface, ids)
    }

    /// The pages of an edition, each rendered on request; `None` if errors of theme or menus
    /// prevent all pages, which is reported.
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

    /// Removes follow-up findings of templates that name a private field: no view contains the
    /// field, so that the template fails.
    pub(super) fn without_follow_ups(&self, findings: &mut Vec<Diagnostic>) {
        let is_reported =
            |found: &Diagnostic| self.private.iter().any(|own| own.place == found.place);
        findings.retain(|found| !is_reported(found));
    }
}

/// State for findings that need all editions.
pub(super) struct Whole {
    /// The artifacts that pages refer to.
    used: BTreeSet<String>,
    /// The subjects already reported as too heavy: editions show the same pictures.
    heavy: BTreeSet<Subject>,
    /// Whether every page of every edition was available.
    is_complete: bool,
    /// Whether every entry was read completely.
    has_all_entries: bool,
}

impl Whole {
    /// The initial state; `is_complete` says whether all editions will be audited.
    pub(super) fn new(is_complete: bool, has_all_entries: bool) -> Self {
        Self {
            used: BTreeSet::new(),
            heavy: BTreeSet::new(),
            is_complete,
            has_all_entries,
        }
    }

    /// Records that an edition has no pages.
    pub(super) fn lacks_pages(&mut self) {
        self.is_complete = false;
    }

    /// Audits the finished pages of an edition. `findings` are those of the edition so far.
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
        // The home page exists, but cannot be read.
        findings.retain(|found| self.has_all_entries || found.key != "U030.absent");
        // If templates failed or the home page is missing, links to these pages would be
        // reported as broken.
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

    /// Adds the findings that need all editions to a report.
    pub(super) fn finish(self, material: &Material, report: &mut Report, sources: &Sources) {
        report.merge(material.private.iter().cloned());
        if self.is_complete {
            // An unreadable entry may refer to a file.
            if self.has_all_entries {
                report.merge(material.assets.orphans(&self.used));
            }
            report.suppress(sources);
            // After an error, the allowances of skipped checks would look unused.
            if !report.has_errors() {
                report.merge(policy::unused(report));
            }
        }
        report.suppress(sources);
    }
}

/// Drops a value while the next stage runs: in a large site it has millions of parts, and
/// nobody waits for them at the end of the program.
pub(super) fn drop_in_background<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}
