//! Builds the plan of an edition from the catalogue.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Edition, Plan, Route, RouteId, Target, Tool, Tools};
use crate::diagnostic::{Diagnostic, Place};
use crate::messages::message;
use crate::model::{Catalog, EntryIndex};
use crate::path::{Slug, UrlPath};
use crate::schema::{Facet, Lang, MissingTranslation, Value, View};
use crate::text::Span;

/// Assigns an address to everything in an edition. Where two things want one address, the
/// first keeps it and the second is reported.
pub fn lay_out(
    catalog: &Catalog,
    edition: Edition,
    tools: &Tools,
    findings: &mut Vec<Diagnostic>,
) -> Plan {
    let plan = Plan {
        manifest: None,
        edition,
        routes: Vec::new(),
        sitemap_parts: Vec::new(),
        entries: BTreeMap::new(),
        lists: BTreeMap::new(),
        tools: BTreeMap::new(),
        by_url: BTreeMap::new(),
        redirects: Vec::new(),
        data: BTreeMap::new(),
        orders: BTreeMap::new(),
        uses: BTreeMap::new(),
        places: BTreeMap::new(),
    };
    let orders = orders(catalog, &plan.edition);
    let places = orders
        .iter()
        .map(|(lang, orders)| (lang.clone(), places(catalog, orders)))
        .collect();
    let plan = Plan {
        places,
        orders,
        ..plan
    };
    let mut surveyor = Surveyor {
        catalog,
        plan,
        places: Vec::new(),
        findings,
    };
    for lang in surveyor.plan.edition.languages.clone() {
        for collection in surveyor.plan.edition.collections.clone() {
            surveyor.collection(collection, &lang);
        }
    }
    surveyor.tools(tools);
    surveyor.data_files();
    surveyor.social_cards();
    surveyor.links_over();
    surveyor.aliases();
    if surveyor.plan.edition.offline {
        surveyor.handout();
    } else {
        surveyor.files();
    }
    let faults = surveyor.plan.home_faults(catalog);
    surveyor.findings.extend(faults);
    surveyor.plan
}

pub(super) struct Surveyor<'a, 'f> {
    pub(super) catalog: &'a Catalog,
    pub(super) plan: Plan,
    /// Where each route comes from, by its position.
    places: Vec<Option<Span>>,
    pub(super) findings: &'f mut Vec<Diagnostic>,
}

impl Surveyor<'_, '_> {
    fn collection(&mut self, position: usize, lang: &Lang) {
        let catalog = self.catalog;
        let Some(collection) = catalog.collections.get(position) else {
            return;
        };
        let route = catalog.label(&collection.route, lang).to_owned();
        let base = match Slug::parse(&route) {
            Ok(slug) => self.plan.edition.root(lang).child(&slug),
            Err(_) => self.plan.edition.root(lang),
        };
        if collection.list.view != View::None {
            let entries = self.plan.listed(position, lang).len();
            // A list without entries gets no page: an empty one helps nobody.
            let pages = entries.div_ceil(collection.list.page_size);
            for page in 1..=pages {
                let target = Target::List {
                    collection: position,
                    page,
                };
                let id = self.add(numbered(&base, page), lang, target, None);
                self.listed(lang, position, None, id);
            }
            self.terms(position, &base, lang);
        }
        for index in catalog.all() {
            let entry = catalog.entry(index);
            let there = catalog.state(index).has_page() && self.plan.edition.contains(index);
            if entry.collection != position || !there {
                continue;
            }
            let shown = catalog.is_translated(index, lang)
                || collection.missing_translation == MissingTranslation::ShowDefaultWithNotice;
            if shown {
                let url = self.entry_url(index, &base, route.is_empty(), lang);
                let id = self.add(url, lang, Target::Entry(index), Some(entry.span));
                if let Some(id) = id {
                    self.plan.set_entry(index, lang, id);
                }
            }
        }
    }

    fn entry_url(&self, index: EntryIndex, base: &UrlPath, at_root: bool, lang: &Lang) -> UrlPath {
        let entry = self.catalog.entry(index);
        if self.plan.edition.home == Some(index) {
            return self.plan.edition.root(lang);
        }
        if at_root && &*entry.id == "index" {
            return base.clone();
        }
        let default = self.catalog.config.default_language();
        let written = entry
            .record
            .localized("slug", lang)
            .or_else(|| entry.record.localized("slug", default));
        let slug = match written.map(|item| &item.value) {
            Some(Value::Slug(slug)) => Some(slug.clone()),
            _ => Slug::parse(&entry.id).ok(),
        };
        slug.map_or_else(|| base.clone(), |slug| base.child(&slug))
    }

    fn terms(&mut self, position: usize, base: &UrlPath, lang: &Lang) {
        let catalog = self.catalog;
        let Some(collection) = catalog.collections.get(position) else {
            return;
        };
        let mut folders: Vec<Slug> = Vec::new();
        for path in &collection.facets {
            let field = collection.fields.at(path);
            let Some(vocabulary) = field
                .filter(|field| field.facet == Facet::Value)
                .and_then(|field| field.kind.vocabulary())
                .and_then(|id| catalog.vocabularies.get(id))
            else {
                continue;
            };
            let route = catalog.label(&vocabulary.route, lang);
            let Ok(folder) = Slug::parse(if route.is_empty() {
                &vocabulary.id
            } else {
                route
            }) else {
                continue;
            };
            // The first field of a vocabulary uses its plain address; the others add their
            // name.
            let folder = if folders.contains(&folder) {
                Slug::from_text(&format!("{folder}-{path}")).unwrap_or(folder)
            } else {
                folder
            };
            folders.push(folder.clone());
            let listed = self.plan.listed(position, lang);
            let uses = catalog.term_uses(position, path, listed);
            for used in &uses {
                let Some(term) = vocabulary.terms.get(&used.term) else {
                    continue;
                };
                let slug = term
                    .slug
                    .get(lang)
                    .cloned()
                    .or_else(|| Slug::parse(&term.id).ok());
                let Some(slug) = slug else { continue };
                let url = base.child(&folder).child(&slug);
                let pages = used
                    .entries
                    .len()
                    .div_ceil(collection.list.page_size)
                    .max(1);
                for page in 1..=pages {
                    let target = Target::Term {
                        collection: position,
                        field: path.clone(),
                        term: used.term.clone(),
                        page,
                    };
                    let id = self.add(numbered(&url, page), lang, target, Some(term.span));
                    let key = (path.clone(), used.term.clone());
                    self.listed(lang, position, Some(key), id);
                }
            }
            let key = (lang.clone(), position, path.clone());
            self.plan.uses.insert(key, uses);
        }
    }

    fn tools(&mut self, tools: &Tools) {
        for ((tool, lang), slug) in &tools.0 {
            let has_use = *tool != Tool::Compare || self.has_something_to_compare(lang);
            if has_use && self.plan.edition.languages.contains(lang) {
                let url = self.plan.edition.root(lang).child(slug);
                let id = self.add(url, lang, Target::Tool(*tool), None);
                let key: (Lang, Tool) = (lang.clone(), *tool);
                self.plan.tools.extend(id.map(|id| (key, id)));
            }
        }
    }

    /// Whether a list has entries that can be compared side by side.
    fn has_something_to_compare(&self, lang: &Lang) -> bool {
        let mut collections = self.plan.edition.collections.iter();
        collections.any(|at| {
            let collection = self.catalog.collections.get(*at);
            let fields = collection.into_iter().flat_map(|of| of.fields.iter());
            let is_compared = fields.into_iter().any(|field| field.compare);
            is_compared && !self.plan.listed(*at, lang).is_empty()
        })
    }

    fn listed(
        &mut self,
        lang: &Lang,
        collection: usize,
        term: Option<(Arc<str>, Arc<str>)>,
        id: Option<RouteId>,
    ) {
        let key = (lang.clone(), collection, term);
        self.plan.lists.entry(key).or_default().extend(id);
    }

    /// Links entries without a page in a language to the page that they do have, where their
    /// collection allows it.
    fn links_over(&mut self) {
        for index in self.catalog.all() {
            let collection = self.catalog.collection_of(index);
            if collection.missing_translation != MissingTranslation::LinkOver {
                continue;
            }
            let default = self.catalog.config.default_language().clone();
            let languages = self.plan.edition.languages.clone();
            let over = std::iter::once(&default)
                .chain(&languages)
                .find_map(|lang| self.plan.entry(index, lang));
            for lang in &languages {
                if let (None, Some(over)) = (self.plan.entry(index, lang), over) {
                    self.plan.set_entry(index, lang, over);
                }
            }
        }
    }

    /// The social cards of pages: the pictures that a shared link shows.
    fn social_cards(&mut self) {
        if !self.plan.edition.social_cards {
            return;
        }
        let routes = self.plan.routes();
        let pages = routes.filter(|(_, route)| route.target.is_page());
        let pages: Vec<(RouteId, UrlPath, Lang)> = pages
            .map(|(id, route)| (id, route.url.file(super::SOCIAL_CARD), route.lang.clone()))
            .collect();
        for (page, url, lang) in pages {
            self.add(url, &lang, Target::SocialCard(page), None);
        }
    }

    /// The extra files of an edition that is handed out as a folder.
    fn handout(&mut self) {
        let default = self.plan.edition.languages.first().cloned();
        let Some(default) = default else { return };
        let root = UrlPath::root();
        self.add(root.file("START.html"), &default, Target::Start, None);
        for lang in self.plan.edition.languages.clone() {
            let name = format!("README-{}.txt", lang.as_str().to_ascii_lowercase());
            self.add(root.file(&name), &lang, Target::Readme, None);
        }
    }

    fn files(&mut self) {
        let Some(default) = self.plan.edition.languages.first().cloned() else {
            return;
        };
        for lang in self.plan.edition.languages.clone() {
            let url = self.plan.edition.root(&lang).file("404.html");
            self.add(url, &lang, Target::NotFound, None);
        }
        let root = UrlPath::root();
        self.sitemap();
        self.add(root.file("robots.txt"), &default, Target::Robots, None);
        if self.catalog.config.security.is_some() {
            let file = root.folder(".well-known").file("security.txt");
            self.add(file, &default, Target::Security, None);
        }
        if self.plan.edition.favicon {
            self.add(root.file("favicon.ico"), &default, Target::Favicon, None);
        }
        let manifest = root.file("manifest.webmanifest");
        self.plan.manifest = self.add(manifest, &default, Target::Manifest, None);
        if !self.plan.redirects.is_empty() {
            self.add(root.file("_redirects"), &default, Target::Redirects, None);
        }
    }

    pub(super) fn add(
        &mut self,
        url: UrlPath,
        lang: &Lang,
        target: Target,
        from: Option<Span>,
    ) -> Option<RouteId> {
        // Pages that no file asks for, such as lists, are attributed to `site.yaml`.
        let site = Span::start_of(self.catalog.config.source);
        let place = || Place::Span(from.unwrap_or(site));
        if let Some(first) = self.plan.by_url.get(&url) {
            let taken = self.places.get(first.0).copied().flatten();
            let mut diagnostic = match (from, taken) {
                // No file asks for the page, so the finding points at whatever took its
                // address.
                (None, Some(taken)) => Diagnostic::new("U002.made", taken),
                (None, None) => Diagnostic::new("U002.made", place()),
                (Some(from), _) => Diagnostic::new("U002", from),
            };
            diagnostic = diagnostic.arg("url", url.to_string());
            if let (Some(_), Some(taken)) = (from, taken) {
                diagnostic = diagnostic.related(taken, "first");
            }
            self.findings.push(diagnostic);
            return None;
        }
        let out = match url.out_path() {
            Ok(out) if !out.as_str().starts_with("assets/") => out,
            Ok(_) => {
                let why = message!("address.assets");
                self.findings.push(
                    Diagnostic::new("U006", place())
                        .arg("url", url.to_string())
                        .arg("why", why),
                );
                return None;
            }
            Err(why) => {
                self.findings.push(
                    Diagnostic::new("U006", place())
                        .arg("url", url.to_string())
                        .arg("why", why.message()),
                );
                return None;
            }
        };
        let id = RouteId(self.plan.routes.len());
        self.plan.by_url.insert(url.clone(), id);
        self.plan.routes.push(Route {
            url,
            out,
            lang: lang.clone(),
            target,
        });
        self.places.push(from);
        Some(id)
    }
}

/// The place of each entry in its list.
fn places(catalog: &Catalog, orders: &[Vec<EntryIndex>]) -> Vec<Option<usize>> {
    let mut places = vec![None; catalog.all().count()];
    for order in orders {
        for (place, index) in order.iter().enumerate() {
            if let Some(known) = places.get_mut(index.position()) {
                *known = Some(place);
            }
        }
    }
    places
}

/// The entries that the lists of an edition show.
fn orders(catalog: &Catalog, edition: &Edition) -> BTreeMap<Lang, Vec<Vec<EntryIndex>>> {
    let of = |position: usize, lang: &Lang| -> Vec<EntryIndex> {
        let listed = catalog.listed(position, lang).iter().copied();
        let here = edition.collections.contains(&position);
        listed
            .filter(|index| here && edition.contains(*index))
            .collect()
    };
    let languages = edition.languages.iter();
    languages
        .map(|lang| {
            let all = 0..catalog.collections.len();
            (
                lang.clone(),
                all.map(|position| of(position, lang)).collect(),
            )
        })
        .collect()
}

/// The address of a page of a list: the list itself for the first one.
fn numbered(base: &UrlPath, page: usize) -> UrlPath {
    match Slug::parse(&format!("page-{page}")) {
        Ok(slug) if page > 1 => base.child(&slug),
        _ => base.clone(),
    }
}
