//! Pages: for every route its context and its template.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use super::assets::ContentAsset;
use super::functions::{ByLang, register};
use super::markdown::{self, Rendered};
use super::view::{
    Cards, ListOf, Scope, array, cards, collection_view, entry_view, list_view, object,
    organisation, text_or_null,
};
use super::{Artifact, AssetTable, Formats, Sink, SinkError, Texts, Theme, files, template_error};
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::model::{Catalog, EntryIndex};
use crate::path::{OutPath, SourcePath, UrlPath};
use crate::plan::{LinkError, Plan, Route, RouteId, Target};
use crate::schema::{Lang, View};
use crate::text::{Sources, Span};

/// Everything that pages of one edition are made from.
pub struct Site {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// The edition's addresses.
    pub plan: Plan,
    /// The files that pages name.
    pub assets: Arc<AssetTable>,
    /// The texts of the interface.
    pub interface: Arc<ByLang<Texts>>,
    formats: ByLang<Formats>,
}

impl Site {
    /// Puts together what an edition is made from.
    #[must_use]
    pub fn new(
        catalog: Arc<Catalog>,
        plan: Plan,
        assets: Arc<AssetTable>,
        interface: Arc<ByLang<Texts>>,
    ) -> Self {
        let languages = plan.edition.languages.iter();
        let formats = languages.map(|lang| (lang.clone(), Formats::of(lang))).collect();
        Self { catalog, plan, assets, interface, formats }
    }

    /// The texts of the interface in a language.
    #[must_use]
    pub fn texts(&self, lang: &Lang) -> Option<&Texts> {
        self.interface.get(lang)
    }

    /// How a language writes numbers and dates.
    #[must_use]
    pub fn formats(&self, lang: &Lang) -> Option<&Formats> {
        self.formats.get(lang)
    }

    /// A file of the content, by its path from `content/` or beside an entry.
    #[must_use]
    pub fn content_asset(&self, path: &str, folder: Option<&SourcePath>) -> Option<&ContentAsset> {
        let below = folder.and_then(|folder| folder.join(path));
        let beside = below.and_then(|path| self.assets.content(&path));
        beside.or_else(|| {
            let path = SourcePath::new(&format!("content/{}", path.trim_start_matches('/')))?;
            self.assets.content(&path)
        })
    }

    /// As [`Site::content_asset`], with the file's own path.
    #[must_use]
    pub fn find_asset(
        &self,
        path: &str,
        folder: Option<&SourcePath>,
    ) -> Option<(SourcePath, &ContentAsset)> {
        let below = folder.and_then(|folder| folder.join(path));
        let full = SourcePath::new(&format!("content/{}", path.trim_start_matches('/')));
        below
            .into_iter()
            .chain(full)
            .find_map(|path| self.assets.content(&path).map(|asset| (path.clone(), asset)))
    }
}

/// Renders every route of an edition and hands the artifacts to a sink. Returns
/// the paths of all artifacts, sorted.
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
) -> Result<Vec<OutPath>, SinkError> {
    let Some(tera) = templates(site, theme, sources, findings) else {
        return Ok(Vec::new());
    };
    let Some(languages) = languages(site, sources, findings) else {
        return Ok(Vec::new());
    };
    let renderer = Renderer { site, theme, sources, tera: &tera, languages: &languages };
    let routes: Vec<(RouteId, &Route)> = site.plan.routes().collect();
    let found = Mutex::new(Vec::new());
    routes.par_iter().try_for_each(|(id, route)| -> Result<(), SinkError> {
        let mut findings = Vec::new();
        let bytes = renderer.artifact(*id, route, &mut findings);
        if !findings.is_empty()
            && let Ok(mut found) = found.lock()
        {
            found.extend(findings.into_iter().map(|finding| (*id, finding)));
        }
        match bytes {
            Some(bytes) => sink.take(Artifact { path: route.out.clone(), bytes }),
            None => Ok(()),
        }
    })?;
    site.assets.artifacts().par_iter().try_for_each(|artifact| sink.take(artifact.clone()))?;
    findings.extend(first_of_each(found.into_inner().unwrap_or_default()));
    let mut paths: Vec<OutPath> = routes.iter().map(|(_, route)| route.out.clone()).collect();
    paths.extend(site.assets.artifacts().iter().map(|artifact| artifact.path.clone()));
    paths.sort();
    Ok(paths)
}

/// A fault of a template shows on every page that uses it; it is told once, for
/// the first page of the plan.
fn first_of_each(mut found: Vec<(RouteId, Diagnostic)>) -> Vec<Diagnostic> {
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut seen = BTreeSet::new();
    found
        .into_iter()
        .map(|(_, finding)| finding)
        .filter(|finding| {
            let args: Vec<_> = finding.args.iter().filter(|(name, _)| *name != "page").collect();
            seen.insert((finding.key, finding.place.clone(), format!("{args:?}")))
        })
        .collect()
}

/// The templates, ready to render; faults of their syntax are reported.
fn templates(
    site: &Arc<Site>,
    theme: &Theme,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let mut tera = Tera::new();
    register(&mut tera, site);
    let all = theme.templates.iter().filter_map(|(name, source)| {
        Some((name.as_str(), &*sources.get(*source)?.text))
    });
    match tera.add_raw_templates(all) {
        Ok(()) => Some(tera),
        Err(error) => {
            findings.extend(template_error::explain(&error, theme, sources, None));
            None
        }
    }
}

/// What all pages of a language share.
struct Language {
    lang: Lang,
    cards: Cards,
    site: Value,
    edition: Value,
    collections: Value,
}

fn languages(
    site: &Arc<Site>,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<Language>> {
    let mut all = Vec::new();
    for lang in &site.plan.edition.languages {
        let (Some(texts), Some(formats)) = (site.texts(lang), site.formats(lang)) else {
            let span = Span::start_of(site.catalog.config.source);
            findings.push(Diagnostic::new("T007", span).arg("lang", lang.as_str()));
            continue;
        };
        let scope = Scope { site, lang, texts, formats };
        all.push(Language {
            lang: lang.clone(),
            cards: cards(scope),
            site: site_view(scope),
            edition: edition_view(scope),
            collections: collections_view(scope),
        });
        menus_lead_somewhere(site, lang, findings);
    }
    let _ = sources;
    (all.len() == site.plan.edition.languages.len()).then_some(all)
}

fn menus_lead_somewhere(site: &Site, lang: &Lang, findings: &mut Vec<Diagnostic>) {
    for entry in site.catalog.config.menus.values().flatten() {
        let Err(error) = site.plan.resolve(&entry.to, lang, &site.catalog) else {
            continue;
        };
        let meant = match error {
            // A menu may name what an edition leaves out.
            LinkError::NoPage { .. } => continue,
            LinkError::NotTyped => None,
            LinkError::Collection { name, meant } => meant.map(|near| entry.to.replacen(&name, &near, 1)),
            LinkError::Entry { collection, meant, .. } => meant.map(|near| format!("{collection}:{near}")),
        };
        let mut found = Diagnostic::new("C008", entry.span).arg("link", &*entry.to);
        if let Some(meant) = meant {
            found = found.fix(entry.span, format!("\"{meant}\""));
        }
        if !findings.contains(&found) {
            findings.push(found);
        }
    }
}

fn site_view(scope: Scope<'_>) -> Value {
    let catalog = &scope.site.catalog;
    let config = &catalog.config;
    let languages: Vec<Value> = scope
        .site
        .plan
        .edition
        .languages
        .iter()
        .map(|lang| {
            object([
                ("code", Value::from(lang.as_str())),
                ("name", Value::from(endonym(scope.site, lang))),
            ])
        })
        .collect();
    object([
        ("title", Value::from(catalog.label(&config.title, scope.lang))),
        ("tagline", Value::from(catalog.label(&config.tagline, scope.lang))),
        ("description", Value::from(catalog.label(&config.description, scope.lang))),
        ("organisation", organisation(scope)),
        ("base_url", Value::from(config.base_url.as_str())),
        ("languages", array(languages)),
        ("version", Value::from(env!("CARGO_PKG_VERSION"))),
    ])
}

/// The name of a language in itself, from the texts of the theme.
fn endonym(site: &Site, lang: &Lang) -> String {
    site.texts(lang).map_or_else(|| lang.to_string(), |texts| texts.or("language_name", lang.as_str()))
}

fn edition_view(scope: Scope<'_>) -> Value {
    let edition = &scope.site.plan.edition;
    let label = scope.site.catalog.label(&edition.label, scope.lang);
    let as_of = scope.site.catalog.as_of.to_string();
    let date = crate::schema::PartialDate::parse(&as_of)
        .map_or_else(|| as_of.clone(), |date| scope.formats.date(date, super::format::DateForm::Long));
    object([
        ("name", Value::from(&*edition.name)),
        ("label", Value::from(if label.is_empty() { &edition.name } else { label })),
        ("offline", Value::from(edition.offline)),
        ("date", Value::from(as_of)),
        ("date_text", Value::from(date)),
        ("online_url", Value::from(edition.base_url.as_str())),
    ])
}

fn collections_view(scope: Scope<'_>) -> Value {
    let all = scope.site.plan.edition.collections.iter().filter_map(|position| {
        let collection = scope.site.catalog.collections.get(*position)?;
        (collection.list.view != View::None)
            .then(|| (collection.id.to_string().into(), collection_view(scope, *position)))
    });
    Value::from(all.collect::<tera::Map>())
}

struct Renderer<'a> {
    site: &'a Arc<Site>,
    theme: &'a Theme,
    sources: &'a Sources,
    tera: &'a Tera,
    languages: &'a [Language],
}

/// What a page says of itself.
struct Head {
    kind: &'static str,
    title: String,
    description: Option<String>,
    collection: Option<usize>,
    breadcrumbs: Vec<(String, Option<RouteId>)>,
    noindex: bool,
    canonical: Option<UrlPath>,
}

impl Renderer<'_> {
    /// The bytes of a route; `None` where a template failed, which is reported.
    fn artifact(&self, id: RouteId, route: &Route, findings: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        match &route.target {
            Target::Sitemap => return Some(files::sitemap(self.site)),
            Target::Robots => return Some(files::robots(self.site)),
            Target::Redirects => return Some(files::redirects(self.site)),
            _ => {}
        }
        let language = self.languages.iter().find(|language| language.lang == route.lang)?;
        let scope = Scope {
            site: self.site,
            lang: &language.lang,
            texts: self.site.texts(&language.lang)?,
            formats: self.site.formats(&language.lang)?,
        };
        let mut context = Context::new();
        context.insert_value("lang", Value::from(language.lang.as_str()));
        context.insert_value("dir", Value::from("ltr"));
        context.insert_value("site", language.site.clone());
        context.insert_value("edition", language.edition.clone());
        context.insert_value("collections", language.collections.clone());
        let (head, templates) = match &route.target {
            Target::Entry(index) => self.entry(scope, language, route, *index, &mut context, findings),
            Target::List { collection, page } => {
                self.list(scope, language, route, *collection, *page, &mut context, findings)?
            }
            Target::Term { .. } => self.term(scope, language, route, &mut context)?,
            Target::NotFound => not_found(scope),
            Target::Redirect(to) => self.redirect(scope, *to, &mut context),
            Target::Sitemap | Target::Robots | Target::Redirects => return None,
        };
        context.insert_value("menus", self.menus(scope, id, &head));
        context.insert_value("page", self.page(scope, id, route, &head));
        let template = templates.iter().find(|name| self.theme.templates.contains_key(&***name));
        let Some(template) = template else {
            let names = templates.join("`, `");
            findings.push(
                Diagnostic::new("T008", crate::diagnostic::Place::Run)
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
                findings.extend(template_error::explain(&error, self.theme, self.sources, Some(&page)));
                None
            }
        }
    }

    fn entry(
        &self,
        scope: Scope<'_>,
        language: &Language,
        route: &Route,
        index: EntryIndex,
        context: &mut Context,
        findings: &mut Vec<Diagnostic>,
    ) -> (Head, Vec<Cow<'static, str>>) {
        let catalog = &self.site.catalog;
        let entry = catalog.entry(index);
        let collection = catalog.collection_of(index);
        let default = catalog.config.default_language();
        let body = entry.bodies.get(scope.lang)
            .or_else(|| entry.bodies.get(default))
            .or_else(|| entry.bodies.values().next());
        let rendered = body.map_or_else(Rendered::default, |body| {
            self.markdown(scope, route, *body, entry.folder.as_ref(), findings)
        });
        context.insert_value("entry", entry_view(scope, &language.cards, index, &rendered));
        let is_home = self.site.plan.home(scope.lang)
            .is_some_and(|home| self.site.plan.route(home).target == route.target);
        if is_home {
            context.insert_value("latest", latest(scope, &language.cards));
        }
        let fallback = !catalog.is_translated(index, scope.lang);
        let original = fallback
            .then(|| catalog.config.languages.iter().find(|lang| catalog.is_translated(index, lang)))
            .flatten()
            .and_then(|lang| self.site.plan.entry(index, lang))
            .map(|route| self.site.plan.route(route).url.clone());
        let title = catalog.title(index, scope.lang).to_owned();
        let mut breadcrumbs = self.first_crumbs(scope, entry.collection);
        breadcrumbs.push((title.clone(), None));
        let summary = collection.display.summary.as_ref()
            .and_then(|field| catalog.text(index, field, scope.lang))
            .map(ToString::to_string);
        let description = summary.or_else(|| {
            is_home.then(|| catalog.label(&catalog.config.description, scope.lang).to_owned())
        });
        let head = Head {
            kind: if is_home { "home" } else { "entry" },
            title,
            description,
            collection: Some(entry.collection),
            breadcrumbs,
            noindex: fallback,
            canonical: Some(original.unwrap_or_else(|| route.url.clone())),
        };
        let own = entry.record.text("template").map(|name| format!("{}/{name}.html", collection.id));
        let mut templates: Vec<Cow<'static, str>> = own.into_iter().map(Cow::Owned).collect();
        if is_home {
            templates.push("home.html".into());
        }
        templates.push(format!("{}/entry.html", collection.id).into());
        templates.push("entry.html".into());
        (head, templates)
    }

    fn list(
        &self,
        scope: Scope<'_>,
        language: &Language,
        route: &Route,
        position: usize,
        page: usize,
        context: &mut Context,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(Head, Vec<Cow<'static, str>>)> {
        let catalog = &self.site.catalog;
        let collection = catalog.collections.get(position)?;
        let introduction = catalog.introductions.iter()
            .filter(|intro| intro.collection == position)
            .find(|intro| intro.lang == *scope.lang);
        let title = introduction
            .and_then(|intro| intro.title.as_deref())
            .unwrap_or_else(|| catalog.label(&collection.label, scope.lang))
            .to_owned();
        let intro = introduction.filter(|_| page == 1)
            .map(|intro| self.markdown(scope, route, intro.body, None, findings).html);
        let of = ListOf {
            position,
            entries: catalog.listed(position, scope.lang),
            pages: self.site.plan.list(position, scope.lang),
            page,
            title: title.clone(),
            intro,
        };
        context.insert_value("list", list_view(scope, &language.cards, &of)?);
        let mut breadcrumbs = self.home_crumb(scope);
        breadcrumbs.push((catalog.label(&collection.label, scope.lang).to_owned(), None));
        let head = Head {
            kind: "list",
            title,
            description: introduction.and_then(|intro| intro.summary.as_ref()).map(ToString::to_string),
            collection: Some(position),
            breadcrumbs,
            noindex: false,
            canonical: Some(route.url.clone()),
        };
        let templates = vec![format!("{}/list.html", collection.id).into(), "list.html".into()];
        Some((head, templates))
    }

    fn term(
        &self,
        scope: Scope<'_>,
        language: &Language,
        route: &Route,
        context: &mut Context,
    ) -> Option<(Head, Vec<Cow<'static, str>>)> {
        let Target::Term { collection: position, field, term: id, page } = &route.target else {
            return None;
        };
        let catalog = &self.site.catalog;
        let collection = catalog.collections.get(*position)?;
        let declared = collection.fields.get(field)?;
        let vocabulary = catalog.vocabularies.get(declared.kind.vocabulary()?)?;
        let term = vocabulary.terms.get(id)?;
        let uses = catalog.term_uses(*position, field, scope.lang);
        let used = uses.iter().find(|used| used.term == *id)?;
        let label = catalog.label(&term.label, scope.lang).to_owned();
        let page_of = |id: &Arc<str>| {
            self.site.plan.term(*position, field, id, scope.lang).first().map(ToString::to_string)
        };
        let broader = term.broader.as_ref().and_then(|id| {
            let term = vocabulary.terms.get(id)?;
            Some(object([
                ("label", Value::from(catalog.label(&term.label, scope.lang))),
                ("link", text_or_null(page_of(id).as_deref())),
            ]))
        });
        let narrower: Vec<Value> = uses
            .iter()
            .filter_map(|used| {
                let narrower = vocabulary.terms.get(&used.term)?;
                (narrower.broader.as_ref() == Some(id)).then(|| {
                    object([
                        ("label", Value::from(catalog.label(&narrower.label, scope.lang))),
                        ("link", text_or_null(page_of(&used.term).as_deref())),
                        ("count", Value::from(used.entries.len())),
                    ])
                })
            })
            .collect();
        let description = catalog.label(&term.description, scope.lang);
        let description = (!description.is_empty()).then(|| description.to_owned());
        context.insert_value("term", object([
            ("id", Value::from(&**id)),
            ("label", Value::from(label.as_str())),
            ("description", text_or_null(description.as_deref())),
            ("vocabulary", Value::from(&*vocabulary.id)),
            ("vocabulary_label", Value::from(catalog.label(&vocabulary.label, scope.lang))),
            ("field", Value::from(&**field)),
            ("field_label", Value::from(catalog.label(&declared.label, scope.lang))),
            ("broader", broader.unwrap_or_else(Value::none)),
            ("narrower", array(narrower)),
        ]));
        let of = ListOf {
            position: *position,
            entries: &used.entries,
            pages: self.site.plan.term(*position, field, id, scope.lang),
            page: *page,
            title: label.clone(),
            intro: None,
        };
        context.insert_value("list", list_view(scope, &language.cards, &of)?);
        let mut breadcrumbs = self.first_crumbs(scope, *position);
        breadcrumbs.push((label.clone(), None));
        let collection_label = catalog.label(&collection.label, scope.lang);
        let head = Head {
            kind: "term",
            title: format!("{label} – {collection_label}"),
            description,
            collection: Some(*position),
            breadcrumbs,
            noindex: false,
            canonical: Some(route.url.clone()),
        };
        Some((head, vec!["term.html".into(), "list.html".into()]))
    }

    fn redirect(
        &self,
        scope: Scope<'_>,
        to: RouteId,
        context: &mut Context,
    ) -> (Head, Vec<Cow<'static, str>>) {
        let target = self.site.plan.route(to);
        context.insert_value("target", object([
            ("link", Value::from(to.to_string())),
            ("href", Value::from(self.site.plan.edition.absolute(&target.url))),
        ]));
        let head = Head {
            kind: "redirect",
            title: scope.texts.or("moved_title", "This page has moved"),
            description: None,
            collection: None,
            breadcrumbs: Vec::new(),
            noindex: true,
            canonical: Some(target.url.clone()),
        };
        (head, vec!["redirect.html".into()])
    }

    fn markdown(
        &self,
        scope: Scope<'_>,
        route: &Route,
        body: Body,
        folder: Option<&SourcePath>,
        findings: &mut Vec<Diagnostic>,
    ) -> Rendered {
        let place = markdown::Place {
            site: self.site,
            text: self.sources.slice(body.span),
            body,
            lang: scope.lang,
            page: &route.url,
            folder,
        };
        markdown::render(&place, findings)
    }

    fn home_crumb(&self, scope: Scope<'_>) -> Vec<(String, Option<RouteId>)> {
        let home = self.site.plan.home(scope.lang);
        home.map(|home| (scope.texts.or("home", "Home"), Some(home))).into_iter().collect()
    }

    fn first_crumbs(&self, scope: Scope<'_>, position: usize) -> Vec<(String, Option<RouteId>)> {
        let mut crumbs = self.home_crumb(scope);
        if let (Some(list), Some(collection)) = (
            self.site.plan.list(position, scope.lang).first(),
            self.site.catalog.collections.get(position),
        ) {
            let label = self.site.catalog.label(&collection.label, scope.lang);
            crumbs.push((label.to_owned(), Some(*list)));
        }
        crumbs
    }

    fn page(&self, scope: Scope<'_>, id: RouteId, route: &Route, head: &Head) -> Value {
        let edition = &self.site.plan.edition;
        let crumbs = head
            .breadcrumbs
            .iter()
            .map(|(title, link)| {
                object([
                    ("title", Value::from(title.as_str())),
                    ("link", text_or_null(link.map(|link| link.to_string()).as_deref())),
                ])
            })
            .collect();
        let collection = head.collection.and_then(|position| self.site.catalog.collections.get(position));
        let canonical = head.canonical.as_ref().map(|url| edition.absolute(url));
        object([
            ("kind", Value::from(head.kind)),
            ("title", Value::from(head.title.as_str())),
            ("description", text_or_null(head.description.as_deref())),
            ("link", Value::from(id.to_string())),
            ("canonical", text_or_null(canonical.as_deref())),
            ("noindex", Value::from(head.noindex)),
            ("collection", text_or_null(collection.map(|collection| &*collection.id))),
            ("alternates", array(self.alternates(scope, route))),
            ("breadcrumbs", array(crumbs)),
            ("json_ld", Value::none()),
        ])
    }

    /// The same page in every language of the edition; where there is none, the
    /// nearest page above it.
    fn alternates(&self, scope: Scope<'_>, route: &Route) -> Vec<Value> {
        let site = self.site;
        let plan = &site.plan;
        plan.edition
            .languages
            .iter()
            .filter_map(|lang| {
                let same = match &route.target {
                    Target::Entry(index) => plan.entry(*index, lang).filter(|id| plan.route(*id).lang == *lang),
                    Target::List { collection, page } => plan.list(*collection, lang).get(page - 1).copied(),
                    Target::Term { collection, field, term, page } => {
                        plan.term(*collection, field, term, lang).get(page - 1).copied()
                    }
                    _ => None,
                };
                let translated = match &route.target {
                    Target::Entry(index) => site.catalog.is_translated(*index, lang),
                    _ => true,
                };
                let above = match &route.target {
                    Target::Entry(index) => {
                        plan.list(site.catalog.entry(*index).collection, lang).first().copied()
                    }
                    Target::List { collection, .. } | Target::Term { collection, .. } => {
                        plan.list(*collection, lang).first().copied()
                    }
                    _ => None,
                };
                let link = same.or(above).or_else(|| plan.home(lang))?;
                let href = plan.edition.absolute(&plan.route(link).url);
                Some(object([
                    ("lang", Value::from(lang.as_str())),
                    ("name", Value::from(endonym(site, lang))),
                    ("link", Value::from(link.to_string())),
                    ("href", Value::from(href)),
                    ("current", Value::from(lang == scope.lang)),
                    ("fallback", Value::from(same.is_none() || !translated)),
                ]))
            })
            .collect()
    }

    fn menus(&self, scope: Scope<'_>, id: RouteId, head: &Head) -> Value {
        let site = self.site;
        let section = head.collection
            .and_then(|position| site.plan.list(position, scope.lang).first().copied());
        let lines = |entries: &[crate::config::MenuEntry]| -> Value {
            let views = entries
                .iter()
                .filter_map(|entry| {
                    let target = site.plan.resolve(&entry.to, scope.lang, &site.catalog).ok()?;
                    let own = site.catalog.label(&entry.label, scope.lang);
                    let label = if own.is_empty() { self.route_title(scope, target.route) } else { own.to_owned() };
                    let current = target.route == id || Some(target.route) == section;
                    Some(object([
                        ("label", Value::from(label)),
                        ("link", Value::from(target.route.to_string())),
                        ("current", Value::from(current)),
                    ]))
                })
                .collect();
            array(views)
        };
        let menus = &site.catalog.config.menus;
        let mut all: tera::Map =
            menus.iter().map(|(name, entries)| (name.to_string().into(), lines(entries))).collect();
        for name in ["main", "footer"] {
            all.entry(name.into()).or_insert_with(|| array(Vec::new()));
        }
        Value::from(all)
    }

    fn route_title(&self, scope: Scope<'_>, id: RouteId) -> String {
        let catalog = &self.site.catalog;
        match &self.site.plan.route(id).target {
            Target::Entry(index) => catalog.title(*index, scope.lang).to_owned(),
            Target::List { collection, .. } => catalog.collections.get(*collection)
                .map_or_else(String::new, |c| catalog.label(&c.label, scope.lang).to_owned()),
            _ => String::new(),
        }
    }
}

fn not_found(scope: Scope<'_>) -> (Head, Vec<Cow<'static, str>>) {
    let head = Head {
        kind: "404",
        title: scope.texts.or("not_found_title", "Page not found"),
        description: None,
        collection: None,
        breadcrumbs: Vec::new(),
        noindex: true,
        canonical: None,
    };
    (head, vec!["404.html".into()])
}

/// The most cards of a collection that the home page gets.
const LATEST: usize = 12;

/// The first entries of each collection, for the home page.
fn latest(scope: Scope<'_>, cards: &Cards) -> Value {
    let catalog = &scope.site.catalog;
    let all = scope.site.plan.edition.collections.iter().filter_map(|position| {
        let collection = catalog.collections.get(*position)?;
        let first = catalog
            .listed(*position, scope.lang)
            .iter()
            .filter_map(|index| cards.get(*index).cloned())
            .take(LATEST)
            .collect();
        Some((collection.id.to_string().into(), array(first)))
    });
    Value::from(all.collect::<tera::Map>())
}
