//! Rendering: every route through its template, in parallel, into the sink.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use crate::artifact::{Artifact, Sink, SinkError};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::disk::Disk;
use crate::export::{self, Listed};
use crate::listing::{Data, Naming};
use crate::locale::direction;
use crate::pages::budget::{self, Exceeded, PageBytes};
use crate::pages::functions::register;
use crate::pages::kinds::{Templates, not_found, tool_page};
use crate::pages::language::{Language, languages};
use crate::pages::{handout, lettering, order};
use crate::path::{OutPath, UrlPath};
use crate::plan::{Route, RouteId, Target};
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
    /// Prepares the pages of a site; `None` where the theme or the menus are so
    /// wrong that there is no page, which is reported.
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

    /// Renders every route and hands the artifacts to a sink; returns their paths,
    /// sorted.
    ///
    /// # Errors
    /// The sink could not keep an artifact. What is wrong with content or theme is
    /// in `findings`.
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

    /// Gives back what pages were made of, hundreds of thousands of values, while
    /// the next stage is at work.
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

/// Whether a template failed, so that pages are missing or are not whole. That a
/// page was made by another template than was asked for is none of that.
#[must_use]
pub(crate) fn templates_failed(findings: &[Diagnostic]) -> bool {
    let mut of_templates = findings
        .iter()
        .filter(|found| found.code().starts_with('T'));
    of_templates.any(|found| codes().severity(found.key) == Severity::Error)
}

/// A fault of a template shows on every page that uses it; it is told once, for
/// the first page of the plan.
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
        .map(|scope| crate::listing::files(*scope, sources, &Naming::Content))
        .collect();
    for (scope, files) in scopes.into_iter().zip(made) {
        data.add(scope, files);
    }
    data
}

/// The templates, ready to render; faults of their syntax are reported.
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
    // What is wrong is told of the templates as they were written.
    let mut tera = Tera::new();
    register(&mut tera, site, data);
    lettering::register(&mut tera, theme);
    let error = tera.add_raw_templates(written()).err().unwrap_or(error);
    findings.extend(template_error::explain(&error, theme, sources, None));
    None
}

/// Renders the pages of one edition.
pub(crate) struct Renderer<'a> {
    pub site: &'a Arc<Site>,
    pub theme: &'a Theme,
    pub sources: &'a Sources,
    pub tera: &'a Tera,
    pub languages: &'a [Language],
    pub exceeded: &'a Exceeded,
    /// What keeps drawings that have been made; none for a single page.
    pub disk: Option<&'a dyn Disk>,
}

/// A page on its way.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    pub scope: Scope<'a>,
    pub language: &'a Language,
    pub route: &'a Route,
}

/// What a page says of itself.
pub(crate) struct Head {
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
    pub(crate) fn language(&self, route: &Route) -> Option<&Language> {
        let mut all = self.languages.iter();
        all.find(|language| language.lang == route.lang)
    }

    /// What making a view in a language needs.
    pub(crate) fn scope<'s>(&'s self, language: &'s Language) -> Option<Scope<'s>> {
        Scope::of(self.site, &language.lang)
    }

    /// The list that a route is a file of.
    pub(crate) fn list_of(&self, route: &Route) -> Option<Listed<'_>> {
        let scope = self.scope(self.language(route)?)?;
        Some(Listed::new(scope, order::list_of(route)?))
    }

    /// The bytes of a route, with what is known already of the list that it is a file
    /// of; `None` where a template failed, which is reported.
    ///
    /// # Errors
    /// The machine does not give what the making takes.
    pub(crate) fn artifact(
        &self,
        id: RouteId,
        route: &Route,
        list: Option<&Listed<'_>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Vec<u8>>, SinkError> {
        match (&route.target, list) {
            (Target::Data(file), Some(list)) => {
                export::list_file(list, id, file.format, self.sources)
            }
            (Target::Data(file), None) => {
                let language = self.language(route);
                match language.and_then(|language| self.scope(language)) {
                    Some(scope) => export::data_file(scope, id, *file, self.sources),
                    None => Ok(None),
                }
            }
            _ => Ok(self.page_or_file(id, route, findings)),
        }
    }

    /// The bytes of a page, or of a file that is one of its kind in the edition.
    pub(crate) fn page_or_file(
        &self,
        id: RouteId,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
        let scope = || self.scope(self.language(route)?);
        match &route.target {
            Target::Sitemap => return Some(export::sitemap(self.site)),
            Target::SitemapPart(part) => return export::sitemap_part(self.site, *part),
            Target::Robots => return Some(export::robots(self.site)),
            Target::Security => return export::security(scope()?),
            Target::Redirects => return Some(export::redirects(self.site)),
            Target::Manifest => return Some(export::web_manifest(scope()?)),
            Target::Favicon => return self.theme.icon().map(<[u8]>::to_vec),
            Target::SocialCard(page) => return self.social_card(*page, findings),
            _ if self.exceeded.is_enough() => return None,
            Target::Readme => return Some(handout::readme(scope()?)),
            _ => {}
        }
        let (context, templates) = self.seen(id, route, findings)?;
        self.printed(route, &context, &templates, findings)
    }

    /// The data that a route's template sees, and the templates that may show it, the
    /// first of which there is; `None` for what has no template.
    pub(crate) fn seen(
        &self,
        id: RouteId,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(Context, Templates)> {
        let language = self.language(route)?;
        let scope = self.scope(language)?;
        let mut context = Self::shared_context(language);
        let page = Page {
            scope,
            language,
            route,
        };
        let (head, templates): (Head, Templates) = match &route.target {
            Target::Entry(index) => self.entry(page, *index, &mut context, findings)?,
            Target::List {
                collection,
                page: number,
            } => self.list(page, *collection, *number, &mut context, findings)?,
            Target::Term { .. } => self.term(page, &mut context)?,
            Target::Tool(tool) => tool_page(scope, *tool, route),
            Target::NotFound => not_found(scope),
            Target::Start => self.start(scope, &mut context),
            Target::Redirect(to) => self.redirect(scope, *to, &mut context),
            Target::Readme
            | Target::Security
            | Target::Sitemap
            | Target::SitemapPart(_)
            | Target::Robots
            | Target::Manifest
            | Target::Favicon
            | Target::Redirects
            | Target::SocialCard(_)
            | Target::Data(_) => return None,
        };
        context.insert_value("menus", self.menus(scope, id, &head));
        context.insert_value("page", self.page(scope, id, route, &head));
        Some((context, templates))
    }

    /// The bytes of a page through its template.
    fn printed(
        &self,
        route: &Route,
        context: &Context,
        templates: &Templates,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
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
        let mut bytes = PageBytes(Vec::with_capacity(16 * 1024));
        let made = budget::page(self.exceeded, || {
            self.tera.render_to(template, context, &mut bytes)
        });
        match made {
            Ok(()) => Some(bytes.0),
            Err(error) => {
                findings.extend(self.explain(&error, route));
                None
            }
        }
    }

    /// Why a template fails on a page.
    fn explain(&self, error: &tera::Error, route: &Route) -> Vec<Diagnostic> {
        let page = route.url.to_string();
        template_error::explain(error, self.theme, self.sources, Some(&page))
    }

    /// What every page of a language has in its context.
    pub(crate) fn shared_context(language: &Language) -> Context {
        let mut context = Context::new();
        context.insert_value("lang", Value::from(language.lang.as_str()));
        context.insert_value("dir", Value::from(direction(&language.lang)));
        context.insert_value("site", language.site.clone());
        context.insert_value("edition", language.edition.clone());
        context.insert_value("collections", language.collections.clone());
        context.insert_value("tools", language.tools.clone());
        context
    }

    /// A part of a page through a template of its own.
    pub(crate) fn fragment(
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
        match budget::page(self.exceeded, || self.tera.render(template, context)) {
            Ok(html) => Some(html),
            Err(error) => {
                findings.extend(self.explain(&error, route));
                None
            }
        }
    }
}
