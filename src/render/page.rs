//! Rendering: every route through its template, in parallel, into the sink.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use super::data::Data;
use super::functions::register;
use super::kinds::{Templates, not_found, tool_page};
use super::language::{Language, languages};
use super::view::Scope;
use super::{
    Artifact, Sink, SinkError, Site, Theme, files, handout, order, single, template_error,
};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::path::{OutPath, UrlPath};
use crate::plan::{Route, RouteId, Target};
use crate::text::Sources;

/// Renders every route of an edition and hands the artifacts to a sink.
///
/// # Errors
/// The sink could not keep an artifact. What is wrong with content or theme is
/// in `findings`.
pub fn render(
    site: &Arc<Site>,
    theme: &Theme,
    sources: &Sources,
    sink: &dyn Sink,
    findings: &mut Vec<Diagnostic>,
) -> Result<Made, SinkError> {
    let Some(languages) = languages(site, findings) else {
        return Ok(Made::default());
    };
    let data = Arc::new(data(site, &languages, sources));
    let Some(tera) = templates(site, &data, theme, sources, findings) else {
        return Ok(Made::default());
    };
    let renderer = Renderer {
        site,
        theme,
        sources,
        tera: &tera,
        languages: &languages,
    };
    let mut routes: Vec<(RouteId, &Route)> = site.plan.routes().collect();
    routes.sort_by_cached_key(|(_, route)| order::place(site, route));
    let found = Mutex::new(Vec::new());
    order::each_in_turn(&routes, |(id, route)| {
        let mut findings = Vec::new();
        let bytes = renderer.artifact(*id, route, &mut findings);
        if !findings.is_empty()
            && let Ok(mut found) = found.lock()
        {
            found.extend(findings.into_iter().map(|finding| (*id, finding)));
        }
        match bytes {
            Some(bytes) => sink.take(Artifact {
                path: route.out.clone(),
                bytes,
            }),
            None => Ok(()),
        }
    })?;
    let files = site.assets.artifacts().par_iter().chain(&data.artifacts);
    files.try_for_each(|artifact| sink.take(artifact.clone()))?;
    let found = first_of_each(found.into_inner().unwrap_or_default());
    let failed = templates_failed(&found);
    findings.extend(found);
    let mut paths: Vec<OutPath> = routes.iter().map(|(_, route)| route.out.clone()).collect();
    let files = site.assets.artifacts().iter().chain(&data.artifacts);
    paths.extend(files.map(|artifact| artifact.path.clone()));
    paths.sort();
    let single = (site.plan.edition.single_file && !failed)
        .then(|| single::document(site, theme, sources, &languages, findings))
        .flatten();
    // What pages were made of is hundreds of thousands of values: they are given back
    // while the next stage is at work.
    rayon::spawn(move || drop((languages, tera, data)));
    Ok(Made { paths, single })
}

/// What was made of an edition.
#[derive(Debug, Default)]
pub struct Made {
    /// The paths of all artifacts, sorted.
    pub paths: Vec<OutPath>,
    /// The edition as one document, where it is to be one.
    pub single: Option<Vec<u8>>,
}

/// Whether a template failed, so that pages are missing or are not whole. That a
/// page was made by another template than was asked for is none of that.
#[must_use]
pub fn templates_failed(findings: &[Diagnostic]) -> bool {
    let mut of_templates = findings
        .iter()
        .filter(|found| found.code().starts_with('T'));
    of_templates.any(|found| codes().severity(found.key) == Severity::Error)
}

/// A fault of a template shows on every page that uses it; it is told once, for
/// the first page of the plan.
#[must_use]
pub fn first_of_each(mut found: Vec<(RouteId, Diagnostic)>) -> Vec<Diagnostic> {
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

/// What scripts read, in every language, where the theme has a page that needs it.
fn data(site: &Site, languages: &[Language], sources: &Sources) -> Data {
    let mut data = Data::default();
    let with_tools = languages.iter().filter_map(|Language { lang, .. }| {
        site.plan.tools(lang).next()?;
        Scope::of(site, lang)
    });
    let scopes: Vec<Scope<'_>> = with_tools.collect();
    let made: Vec<_> = scopes
        .par_iter()
        .map(|scope| super::data::files(*scope, sources))
        .collect();
    for (scope, files) in scopes.into_iter().zip(made) {
        data.add(scope, files);
    }
    data
}

/// The templates, ready to render; faults of their syntax are reported.
pub(super) fn templates(
    site: &Arc<Site>,
    data: &Arc<Data>,
    theme: &Theme,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    register(&mut tera, site, data);
    let all = theme
        .templates
        .iter()
        .filter_map(|(name, source)| Some((name.as_str(), &*sources.get(*source)?.text)));
    match tera.add_raw_templates(all) {
        Ok(()) => Some(tera),
        Err(error) => {
            findings.extend(template_error::explain(&error, theme, sources, None));
            None
        }
    }
}

/// Renders the pages of one edition.
pub(super) struct Renderer<'a> {
    pub site: &'a Arc<Site>,
    pub theme: &'a Theme,
    pub sources: &'a Sources,
    pub tera: &'a Tera,
    pub languages: &'a [Language],
}

/// A page on its way.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub scope: Scope<'a>,
    pub language: &'a Language,
    pub route: &'a Route,
}

/// What a page says of itself.
pub(super) struct Head {
    pub kind: &'static str,
    pub title: String,
    pub description: Option<String>,
    pub collection: Option<usize>,
    pub breadcrumbs: Vec<(String, Option<RouteId>)>,
    pub noindex: bool,
    pub canonical: Option<UrlPath>,
}

impl Renderer<'_> {
    /// What the pages of a route's language share.
    pub(super) fn language(&self, route: &Route) -> Option<&Language> {
        let mut all = self.languages.iter();
        all.find(|language| language.lang == route.lang)
    }

    /// What making a view in a language needs.
    pub(super) fn scope<'s>(&'s self, language: &'s Language) -> Option<Scope<'s>> {
        Scope::of(self.site, &language.lang)
    }

    /// The bytes of a route; `None` where a template failed, which is reported.
    pub(super) fn artifact(
        &self,
        id: RouteId,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
        match &route.target {
            Target::Sitemap => return Some(files::sitemap(self.site)),
            Target::Robots => return Some(files::robots(self.site)),
            Target::Redirects => return Some(files::redirects(self.site)),
            _ => {}
        }
        let language = self.language(route)?;
        let scope = self.scope(language)?;
        if route.target == Target::Readme {
            return Some(handout::readme(scope));
        }
        let mut context = Self::shared_context(language);
        let page = Page {
            scope,
            language,
            route,
        };
        let (head, templates): (Head, Templates) = match &route.target {
            Target::Entry(index) => self.entry(page, *index, &mut context, findings),
            Target::List {
                collection,
                page: number,
            } => self.list(page, *collection, *number, &mut context, findings)?,
            Target::Term { .. } => self.term(page, &mut context)?,
            Target::Tool(tool) => tool_page(scope, *tool, route),
            Target::NotFound => not_found(scope),
            Target::Start => self.start(scope, &mut context),
            Target::Redirect(to) => self.redirect(scope, *to, &mut context),
            Target::Readme | Target::Sitemap | Target::Robots | Target::Redirects => return None,
        };
        context.insert_value("menus", self.menus(scope, id, &head));
        context.insert_value("page", self.page(scope, id, route, &head));
        let template = templates
            .iter()
            .find(|name| self.theme.templates.contains_key(&***name));
        let Some(template) = template else {
            let names = templates.join("`, `");
            findings.push(
                Diagnostic::new("T008", self.theme.place())
                    .arg("theme", self.theme.name.as_str())
                    .arg("templates", names),
            );
            return None;
        };
        let mut bytes = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, &context, &mut bytes) {
            Ok(()) => Some(bytes),
            Err(error) => {
                let page = route.url.to_string();
                findings.extend(template_error::explain(
                    &error,
                    self.theme,
                    self.sources,
                    Some(&page),
                ));
                None
            }
        }
    }

    /// What every page of a language has in its context.
    pub(super) fn shared_context(language: &Language) -> Context {
        let mut context = Context::new();
        context.insert_value("lang", Value::from(language.lang.as_str()));
        context.insert_value("dir", Value::from("ltr"));
        context.insert_value("site", language.site.clone());
        context.insert_value("edition", language.edition.clone());
        context.insert_value("collections", language.collections.clone());
        context.insert_value("tools", language.tools.clone());
        context
    }

    /// A part of a page through a template of its own.
    pub(super) fn fragment(
        &self,
        template: &str,
        context: &Context,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        if !self.theme.templates.contains_key(template) {
            findings.push(
                Diagnostic::new("T008", self.theme.place())
                    .arg("theme", self.theme.name.as_str())
                    .arg("templates", template),
            );
            return None;
        }
        match self.tera.render(template, context) {
            Ok(html) => Some(html),
            Err(error) => {
                let page = route.url.to_string();
                findings.extend(template_error::explain(
                    &error,
                    self.theme,
                    self.sources,
                    Some(&page),
                ));
                None
            }
        }
    }
}
