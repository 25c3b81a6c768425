//! Renders every route with its template, in parallel, into the sink.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use tera::Tera;

use super::renderer::Renderer;
use crate::artifact::{Artifact, Sink, SinkError};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::disk::Disk;
use crate::export::Outlines;
use crate::listing::{Data, Naming};
use crate::pages::budget::Exceeded;
use crate::pages::functions::register;
use crate::pages::language::{Language, languages};
use crate::pages::{lettering, order};
use crate::path::OutPath;
use crate::plan::{Route, RouteId};
use crate::present::Scope;
use crate::present::Site;
use crate::text::Sources;
use crate::theme::meter::Metered;
use crate::theme::{Theme, template_error};

/// What the pages of an edition share, ready to render.
pub(crate) struct Prepared<'a> {
    site: &'a Arc<Site>,
    theme: &'a Theme,
    sources: &'a Sources,
    languages: Vec<Language>,
    data: Arc<Data>,
    tera: Tera,
}

impl<'a> Prepared<'a> {
    /// Prepares the pages of a site; `None` if errors of theme or menus prevent all pages,
    /// which is reported.
    pub(crate) fn new(
        site: &'a Arc<Site>,
        theme: &'a Theme,
        sources: &'a Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let languages = languages(site, findings)?;
        let data = Arc::new(data(site, &languages, sources));
        let tera = templates(site, &data, theme, sources, findings)?;
        Some(Self {
            site,
            theme,
            sources,
            languages,
            data,
            tera,
        })
    }

    /// What the pages of each language share.
    pub(crate) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// Renders every route and hands the artifacts to a sink; returns their paths, sorted.
    ///
    /// # Errors
    /// The sink could not keep an artifact. Errors of content and theme are in `findings`.
    pub(crate) fn render(
        &self,
        disk: &dyn Disk,
        sink: &dyn Sink,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Vec<OutPath>, SinkError> {
        let site = self.site;
        let renderer = Renderer {
            site,
            theme: self.theme,
            sources: self.sources,
            tera: &self.tera,
            languages: &self.languages,
            exceeded: &Exceeded::default(),
            outlines: Outlines::default(),
            disk: Some(disk),
        };
        let mut routes: Vec<(RouteId, &Route)> = site.plan.routes().collect();
        routes.sort_by_cached_key(|(_, route)| order::place(site, route));
        let found = Mutex::new(Vec::new());
        let together = routes.chunk_by(|one, other| order::are_made_together(one.1, other.1));
        order::each_in_turn(&together.collect::<Vec<_>>(), |routes| {
            let list = routes
                .first()
                .and_then(|(_, route)| renderer.list_of(route));
            for (id, route) in *routes {
                let mut findings = Vec::new();
                let bytes = renderer.artifact(*id, route, list.as_ref(), &mut findings)?;
                if !findings.is_empty()
                    && let Ok(mut found) = found.lock()
                {
                    found.extend(findings.into_iter().map(|finding| (*id, finding)));
                }
                if let Some(bytes) = bytes {
                    let path = route.out.clone();
                    sink.take(Artifact { path, bytes })?;
                }
            }
            Ok(())
        })?;
        let files = site
            .assets
            .artifacts()
            .par_iter()
            .chain(&self.data.artifacts);
        files.try_for_each(|artifact| sink.take(artifact.clone()))?;
        findings.extend(first_of_each(found.into_inner().unwrap_or_default()));
        let mut paths: Vec<OutPath> = routes.iter().map(|(_, route)| route.out.clone()).collect();
        let files = site.assets.artifacts().iter().chain(&self.data.artifacts);
        paths.extend(files.map(|artifact| artifact.path.clone()));
        paths.sort();
        Ok(paths)
    }

    /// Drops the data of pages, hundreds of thousands of values, while the next stage runs.
    pub(crate) fn drop_in_background(self) {
        let Self {
            languages,
            data,
            tera,
            ..
        } = self;
        rayon::spawn(move || drop((languages, tera, data)));
    }
}

/// Whether a template failed, so that pages are missing or incomplete. Using another template
/// than the requested one does not count.
#[must_use]
pub(crate) fn templates_failed(findings: &[Diagnostic]) -> bool {
    let mut of_templates = findings
        .iter()
        .filter(|found| found.code().starts_with('T'));
    of_templates.any(|found| codes().severity(found.key) == Severity::Error)
}

/// Deduplicates errors of templates, which recur on every page that uses them; each is
/// reported for the first page of the plan.
#[must_use]
pub(crate) fn first_of_each(mut found: Vec<(RouteId, Diagnostic)>) -> Vec<Diagnostic> {
    found.sort_by_key(|(route, _)| *route);
    let mut seen = BTreeSet::new();
    found
        .into_iter()
        .map(|(_, finding)| finding)
        .filter(|finding| {
            let args: Vec<_> = finding
                .args
                .iter()
                .filter(|(name, _)| *name != "page")
                .collect();
            seen.insert((finding.key, finding.place.clone(), format!("{args:?}")))
        })
        .collect()
}

/// The data for scripts in every language, if the theme has a page that needs it.
fn data(site: &Site, languages: &[Language], sources: &Sources) -> Data {
    let mut data = Data::default();
    let with_tools = languages.iter().filter_map(|Language { lang, .. }| {
        site.plan.tools(lang).next()?;
        Scope::of(site, lang)
    });
    let scopes: Vec<Scope<'_>> = with_tools.collect();
    let made: Vec<_> = scopes
        .par_iter()
        .map(|scope| crate::listing::files(*scope, sources, &Naming::Content))
        .collect();
    for (scope, files) in scopes.into_iter().zip(made) {
        data.add(scope, files);
    }
    data
}

/// Compiles the templates; reports syntax errors.
pub(crate) fn templates(
    site: &Arc<Site>,
    data: &Arc<Data>,
    theme: &Theme,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    register(&mut tera, site, data);
    lettering::register(&mut tera, theme);
    let written = || {
        let all = theme.templates.iter();
        all.filter_map(|(name, source)| Some((name.as_str(), &*sources.get(*source)?.text)))
    };
    let metered: Vec<(&str, Metered)> = written()
        .map(|(name, text)| (name, Metered::of(text)))
        .collect();
    let all = metered
        .iter()
        .map(|(name, metered)| (*name, &*metered.text));
    let error = match tera.add_raw_templates(all) {
        Ok(()) => return Some(tera),
        Err(error) => error,
    };
    // Errors are reported for the original templates.
    let mut tera = Tera::new();
    register(&mut tera, site, data);
    lettering::register(&mut tera, theme);
    let error = tera.add_raw_templates(written()).err().unwrap_or(error);
    findings.extend(template_error::explain(&error, theme, sources, None));
    None
}
