//! An edition as one page that needs no other file: for tablets, which cannot open a folder of
//! pages.
//!
//! 1. Every entry is rendered by the theme's own template, with links relative to the root;
//!    lists and terms by `single-list.html`, which is short.
//! 2. [`transform`] turns the main part of each page into a section with unique ids, whose
//!    links lead to other sections.
//! 3. `single.html` puts them into one document, by language and collection, with the theme's
//!    style sheets, and a script that finds and shows one section at a time. The page also
//!    includes the theme's own search and filters, [`tools`], with their data. Without the
//!    script it is a long document with a table of contents.

mod compact;
mod faces;
mod offered;
mod packed;
mod picture;
mod selectors;
mod shared_paths;
mod style;
mod tools;
mod transform;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::export::Outlines;
use crate::listing::{self, Data, base64};
use crate::locale::direction;
use crate::pages::budget::{self, Exceeded};
use crate::pages::handout;
use crate::pages::language::Language;
use crate::pages::pairs::{array, object, text_or_null};
use crate::pages::prepared::templates;
use crate::pages::renderer::{Page, Renderer};
use crate::path::{LinkStyle, UrlPath};
use crate::plan::{Route, RouteId, Target};
use crate::present::Scope;
use crate::present::Site;
use crate::text::Sources;
use crate::theme::{AssetError, Theme};
use picture::Pictures;
use shared_paths::SharedPaths;
use transform::{SectionContext, Taken};

const SCRIPT: &str = include_str!("single.js");
const STYLE: &str = include_str!("single.css");

/// The document; `None` if a template failed, which `findings` then reports.
///
/// # Errors
/// A content file that a page shows can no longer be read.
pub(crate) fn document(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    disk: &dyn Disk,
    languages: &[Language],
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Vec<u8>>, AssetError> {
    let plan = site.plan.with_links(LinkStyle::FromRoot);
    let site = Arc::new(site.with_plan(plan));
    let data = Arc::new(Data::default());
    let Some(tera) = templates(&site, &data, theme, sources, findings) else {
        return Ok(None);
    };
    let languages: Vec<Language> = languages
        .iter()
        .map(|language| language.for_one_page(&site))
        .collect();
    let exceeded = Exceeded::default();
    let renderer = Renderer {
        site: &site,
        theme,
        sources,
        tera: &tera,
        languages: &languages,
        exceeded: &exceeded,
        outlines: Outlines::default(),
        disk: None,
    };
    let (Some(pages), Some(first)) = (renderer.pages(findings), languages.first()) else {
        return Ok(None);
    };
    let files = files(&site, &pages, disk)?;
    let made = assemble(&site, pages, &files);
    let has_tools = !theme.single_scripts.is_empty();
    let blocks = languages.iter().filter_map(|language| {
        let scope = renderer.scope(language)?;
        let data = has_tools.then(|| packed::packed(&listing::inside(scope, sources)));
        Some(block(scope, &made, &data.unwrap_or_default()))
    });
    let mut context = Context::new();
    context.insert_value("languages", array(blocks.collect()));
    context.insert_value("lang", Value::from(first.lang.as_str()));
    context.insert_value("dir", Value::from(direction(&first.lang)));
    context.insert_value("site", first.site.clone());
    context.insert_value("edition", first.edition.clone());
    context.insert_value("style", Value::safe_string(&made.style));
    let script = format!(
        "(function () {{\n'use strict';\n{}{SCRIPT}}}());\n",
        tools::script(theme)
    );
    context.insert_value("script", Value::safe_string(&script));
    context.insert_value("sprite", Value::safe_string(&made.sprite));
    context.insert_value("policy", Value::safe_string(&policy(&made.style, &script)));
    let mut bytes = Vec::new();
    let written = budget::page(&exceeded, || {
        tera.render_to("single.html", &context, &mut bytes)
    });
    if let Err(error) = &written {
        let page = Some("the single page");
        findings.extend(crate::theme::template_error::explain(
            error, theme, sources, page,
        ));
    }
    Ok(written.is_ok().then_some(bytes))
}

/// The content files that the document includes, by path.
fn files(
    site: &Site,
    pages: &[RenderedPage],
    disk: &dyn Disk,
) -> Result<BTreeMap<String, Vec<u8>>, AssetError> {
    let named = pages.iter();
    let named: BTreeSet<String> = named
        .flat_map(|page| transform::files_of(&page.html))
        .collect();
    let files = site.assets.files(&site.named_pictures).into_iter();
    files
        .filter(|file| named.contains(file.path.as_str()))
        .map(|file| Ok((file.path.to_string(), file.read(disk)?)))
        .collect()
}

/// A page of the edition, rendered for the document.
struct RenderedPage {
    id: RouteId,
    html: String,
}

/// A page of the edition as a part of the document.
struct Section {
    title: String,
    html: String,
}

/// All parts of the document.
struct DocumentParts<'a> {
    site: &'a Site,
    ids: BTreeMap<String, String>,
    sections: BTreeMap<RouteId, Section>,
    style: String,
    sprite: String,
}

impl Renderer<'_> {
    /// The pages that become sections, in the order of the plan.
    fn pages(&self, findings: &mut Vec<Diagnostic>) -> Option<Vec<RenderedPage>> {
        let routes: Vec<(RouteId, &Route)> = self
            .site
            .plan
            .routes()
            .filter(|(_, route)| route.target.is_page())
            .collect();
        // Problems of the content were reported when each page was rendered. Only errors that
        // prevent rendering are new here.
        let all: Vec<Result<RenderedPage, Vec<Diagnostic>>> = routes
            .into_par_iter()
            .map(|(id, route)| {
                let mut found = Vec::new();
                let html = self.for_one_page(id, route, &mut found);
                html.map(|html| RenderedPage { id, html }).ok_or(found)
            })
            .collect();
        let mut pages = Vec::new();
        for page in all {
            match page {
                Ok(page) => pages.push(page),
                Err(found) => {
                    findings.extend(found);
                    return None;
                }
            }
        }
        Some(pages)
    }

    fn for_one_page(
        &self,
        id: RouteId,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        if matches!(route.target, Target::Entry(_)) {
            let bytes = self.page_or_file(id, route, findings)?;
            return String::from_utf8(bytes).ok();
        }
        let language = self.language(route)?;
        let scope = self.scope(language)?;
        let mut context = Self::shared_context(language);
        let page = Page {
            scope,
            language,
            route,
        };
        let (head, _) = match &route.target {
            Target::List {
                collection,
                page: number,
            } => self.list(page, *collection, *number, &mut context, findings)?,
            _ => self.term(page, &mut context)?,
        };
        context.insert_value("page", self.page(scope, id, route, &head));
        self.fragment("single-list.html", &context, route, findings)
    }
}

/// Turns pages into sections.
fn assemble<'s>(
    site: &'s Site,
    pages: Vec<RenderedPage>,
    content: &BTreeMap<String, Vec<u8>>,
) -> DocumentParts<'s> {
    let routes = || {
        site.plan
            .routes()
            .filter(|(_, route)| route.target.is_page())
    };
    let ids: BTreeMap<String, String> = routes()
        .map(|(_, route)| (route.out.to_string(), section_id(&route.url)))
        .collect();
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    for path in pages
        .iter()
        .flat_map(|page| transform::pictures_of(&page.html))
    {
        *shown.entry(path).or_default() += 1;
    }
    let theme = site.assets.artifacts().iter();
    let theme = theme.map(|file| (file.path.as_str(), &*file.bytes));
    let content = content.iter().map(|(path, bytes)| (&**path, &**bytes));
    let pictures = Pictures::new(theme.chain(content).collect(), &shown);
    let shared_paths = SharedPaths::new(
        pages
            .iter()
            .flat_map(|page| transform::paths_of(&page.html)),
    );
    let around = SectionContext {
        sections: &ids,
        online: &site.plan.edition.base_url,
        pictures: &pictures,
        shared_paths: &shared_paths,
    };
    let taken: Vec<(RouteId, Taken)> = pages
        .into_par_iter()
        .map(|page| {
            let route = site.plan.route(page.id);
            let id = section_id(&route.url);
            let taken = transform::section(&page.html, &id, level(site, page.id), &around);
            (page.id, taken)
        })
        .collect();
    let mut sheets: Vec<String> = Vec::new();
    let mut sections = BTreeMap::new();
    for (id, taken) in taken {
        for sheet in taken.styles {
            if !sheets.contains(&sheet) {
                sheets.push(sheet);
            }
        }
        let title = title(site, id);
        let html = compact::compact(&taken.html);
        sections.insert(id, Section { title, html });
    }
    let own = sheets.iter().filter_map(|path| {
        let css = pictures.text(path)?;
        Some(style::inlined(&css, path, &pictures))
    });
    let style = own.chain([STYLE.to_owned()]).collect::<Vec<_>>().join("\n");
    let style = selectors::for_shared_pictures(&faces::named_once(&style));
    DocumentParts {
        site,
        ids,
        sections,
        style,
        sprite: sprite(&pictures, &shared_paths),
    }
}

/// The definitions that all pages share, as an element that shows nothing itself.
fn sprite(pictures: &Pictures<'_>, shared_paths: &SharedPaths) -> String {
    let inside = format!("{}{}", shared_paths.defined(), pictures.symbols());
    if inside.is_empty() {
        return inside;
    }
    format!(
        "<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">{inside}</svg>"
    )
}

/// By how many levels the headings of a page are lowered: below the document's title, and
/// below the heading of their collection if it has a list.
fn level(site: &Site, id: RouteId) -> u8 {
    let route = site.plan.route(id);
    match &route.target {
        Target::Entry(index) => {
            let position = site.collection_of(*index);
            let is_home = site.plan.home(&route.lang) == Some(id);
            let listed = !site.plan.list(position, &route.lang).is_empty();
            if listed && !is_home { 2 } else { 1 }
        }
        _ => 2,
    }
}

/// The id of a page's section: `members.fiolume`. Slugs contain no dots.
fn section_id(url: &UrlPath) -> String {
    match url.as_str().trim_end_matches('/') {
        "" => "_home".to_owned(),
        path => path.replace('/', "."),
    }
}

fn title(site: &Site, id: RouteId) -> String {
    let route = site.plan.route(id);
    let scope = Scope::of(site, &route.lang);
    scope.map_or("", |scope| scope.route_title(id)).to_owned()
}

/// One language of the document.
fn block(scope: Scope<'_>, made: &DocumentParts<'_>, data: &str) -> Value {
    let edition = &made.site.plan.edition;
    let own = |key: &str| Value::from(handout::text(scope, key, &[]));
    let home = made.site.plan.home(scope.lang);
    let home_id = home.and_then(|home| made.id(home));
    let mut groups: Vec<Value> = home
        .and_then(|home| made.section(home))
        .map(|section| group(None, None, None, vec![section]))
        .into_iter()
        .collect();
    for position in &edition.collections {
        groups.extend(made.collection(scope, *position, home));
    }
    let menus = scope.menus();
    let main = menus.iter().find(|(name, _)| *name == "main");
    let lines = main.into_iter().flat_map(|(_, lines)| lines);
    let menu = lines.filter_map(|line| {
        Some(object([
            ("label", Value::from(line.label.as_str())),
            ("id", Value::from(made.id(line.link)?)),
        ]))
    });
    object([
        ("lang", Value::from(scope.lang.as_str())),
        ("dir", Value::from(direction(scope.lang))),
        ("name", Value::from(made.site.endonym(scope.lang))),
        ("menu", array(menu.collect())),
        ("title", Value::from(scope.site_title())),
        ("label", Value::from(handout::label(scope))),
        ("dates", Value::from(handout::dates(scope))),
        ("online", Value::from(handout::online(scope))),
        ("home", text_or_null(home_id)),
        ("groups", array(groups)),
        ("data", Value::safe_string(data)),
        ("search", own("single_search")),
        ("contents", own("single_contents")),
        ("all", own("single_all")),
        ("none", own("single_none")),
        ("found", own("single_found")),
    ])
}

fn group(
    label: Option<&str>,
    id: Option<&str>,
    count: Option<usize>,
    sections: Vec<Value>,
) -> Value {
    object([
        ("label", text_or_null(label)),
        ("id", text_or_null(id)),
        ("count", count.map_or_else(Value::none, Value::from)),
        ("sections", array(sections)),
    ])
}

impl DocumentParts<'_> {
    fn id(&self, route: RouteId) -> Option<&str> {
        let out = self.site.plan.route(route).out.as_str();
        self.ids.get(out).map(String::as_str)
    }

    fn section(&self, route: RouteId) -> Option<Value> {
        let section = self.sections.get(&route)?;
        let kind = match self.site.plan.route(route).target {
            Target::Entry(_) => "entry",
            Target::List { page: 1, .. } => "list",
            Target::List { .. } => "more",
            _ => "term",
        };
        Some(object([
            ("id", text_or_null(self.id(route))),
            ("kind", Value::from(kind)),
            ("level", Value::from(level(self.site, route))),
            ("title", Value::from(section.title.as_str())),
            ("html", Value::safe_string(&section.html)),
        ]))
    }

    /// A collection: its list, its entries in the order of the list, its terms.
    fn collection(
        &self,
        scope: Scope<'_>,
        position: usize,
        home: Option<RouteId>,
    ) -> Option<Value> {
        let plan = &self.site.plan;
        let collection = scope.collection(position)?;
        let lists = plan.list(position, scope.lang);
        let order = plan.listed(position, scope.lang);
        let place = |index| plan.place(index, scope.lang).unwrap_or(usize::MAX);
        let mut entries: Vec<(usize, RouteId)> = Vec::new();
        let mut terms: Vec<RouteId> = Vec::new();
        for (id, route) in plan.routes().filter(|(_, route)| route.lang == *scope.lang) {
            match &route.target {
                Target::Entry(index) if self.site.collection_of(*index) == position => {
                    entries.push((place(*index), id));
                }
                Target::Term { collection, .. } if *collection == position => terms.push(id),
                _ => {}
            }
        }
        entries.sort();
        let entries = entries.into_iter().map(|(_, id)| id);
        let all = lists.iter().copied().chain(entries).chain(terms);
        let sections: Vec<Value> = all
            .filter(|id| Some(*id) != home)
            .filter_map(|id| self.section(id))
            .collect();
        let list = lists.first().and_then(|list| self.id(*list));
        let count = list.map(|_| order.len());
        (!sections.is_empty()).then(|| group(Some(collection.label), list, count, sections))
    }
}

/// The document's Content-Security-Policy: no external sources, and no script or style except
/// the two in the document.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| base64(&Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(style)
    )
}
