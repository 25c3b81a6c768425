//! The JSON-LD of a page, with the vocabulary of schema.org.
//!
//! 1. [`page`] describes the page itself: its breadcrumbs, and its main entity.
//! 2. `value.rs` converts the fields of an entry to statements, as their schema declares.
//! 3. `writer.rs` writes JSON that is safe inside a page.
//!
//! Every statement comes from the content. Addresses are those on the Web, in every edition.

mod value;
mod writer;

use crate::plan::{DataOf, EntryIndex, Purpose, Route, RouteId, Target, Tool};
use crate::present::{DescriptionView, Scope};
use crate::schema::Vocabulary;
use value::state;
use writer::{Facts, Object, array};

/// The metadata of a page.
pub(crate) struct About<'a> {
    /// The page.
    pub route: &'a Route,
    /// Its heading.
    pub title: &'a str,
    /// A sentence that says what it is.
    pub description: Option<&'a str>,
    /// The pages above it, and itself.
    pub path: &'a [(String, Option<RouteId>)],
}

/// The JSON-LD of a page for people.
pub(crate) fn page(scope: Scope<'_>, about: &About<'_>) -> String {
    let mut graph = Vec::new();
    let is_home = is_home(scope, about.route);
    if is_home {
        graph.push(organisation(scope));
        graph.push(site(scope));
    }
    let entry = match &about.route.target {
        Target::Entry(index) => scope.described(*index),
        _ => None,
    };
    match entry {
        // An entry with the type of a web page describes the page itself.
        Some(entry) if Vocabulary::get().is_a(entry.kind, "WebPage") => {
            graph.push(thing(scope, about, &entry, true));
        }
        Some(entry) => {
            // The entry's description is not repeated for the page.
            let about = &About {
                description: None,
                ..*about
            };
            let mut object = web_page(scope, about, "ItemPage");
            object.json("mainEntity", &Object::reference(&entry.id));
            graph.push(object.end());
            graph.push(thing(scope, about, &entry, false));
        }
        None => {
            graph.push(other(scope, about));
            graph.extend(dataset(scope, about));
        }
    }
    format!(
        "{{\"@context\":\"https://schema.org\",\"@graph\":{}}}",
        array(&graph)
    )
}

fn is_home(scope: Scope<'_>, route: &Route) -> bool {
    let plan = &scope.site.plan;
    let home = plan.home(scope.lang);
    home.is_some_and(|home| plan.route(home).url == route.url)
}

/// The statement of a page without a main entry.
fn other(scope: Scope<'_>, about: &About<'_>) -> String {
    let plan = &scope.site.plan;
    let (kind, entries, number, position) = match &about.route.target {
        Target::List { collection, page } => {
            let listed = plan.listed(*collection, scope.lang);
            ("CollectionPage", listed, *page, Some(*collection))
        }
        Target::Term {
            collection, page, ..
        } => {
            let listed = scope.uses(&about.route.target).unwrap_or_default();
            ("CollectionPage", listed, *page, Some(*collection))
        }
        _ => ("WebPage", &[][..], 1, None),
    };
    let mut object = web_page(scope, about, kind);
    if let Some(position) = position {
        let size = scope.site.page_size(position).unwrap_or(usize::MAX);
        let list = item_list(scope, about.title, entries, size, number);
        object.json("mainEntity", &list);
    }
    object.end()
}

/// The catalogue that the first page of a list shows.
fn dataset(scope: Scope<'_>, about: &About<'_>) -> Option<String> {
    let Target::List {
        collection,
        page: 1,
    } = about.route.target
    else {
        return None;
    };
    let view = scope.collection(collection)?;
    let address = scope.site.plan.edition.absolute(&about.route.url);
    let mut object = Object::of("Dataset");
    object.text("@id", &format!("{address}#dataset"));
    object.text("name", view.catalog_label);
    object.text_if("description", about.description);
    object.text("url", &address);
    object.text("inLanguage", scope.lang.as_str());
    object.json("creator", &Object::reference(&organisation_id(scope)));
    let files = downloads(scope, about, collection);
    if !files.is_empty() {
        object.json("distribution", &array(&files));
    }
    Some(object.end())
}

/// The downloads of a list's catalogue.
fn downloads(scope: Scope<'_>, about: &About<'_>, collection: usize) -> Vec<String> {
    let plan = &scope.site.plan;
    let Some(page) = plan.at(&about.route.url) else {
        return Vec::new();
    };
    let files = plan.data_beside(page).iter().filter_map(|id| {
        let route = plan.route(*id);
        let Target::Data(file) = &route.target else {
            return None;
        };
        let facts = file.format.facts();
        let is_data = facts.purpose == Purpose::Data && facts.is_shown;
        if !is_data || file.of != DataOf::List(collection) {
            return None;
        }
        let key = format!("file_{}", facts.name);
        let mut download = Object::of("DataDownload");
        download.text("name", &scope.texts.or(&key, facts.name));
        download.text("encodingFormat", facts.media_type);
        download.text("contentUrl", &plan.edition.absolute(&route.url));
        Some(download.end())
    });
    files.collect()
}

/// A page with its position in the site.
fn web_page(scope: Scope<'_>, about: &About<'_>, kind: &str) -> Object {
    let mut object = Object::of(kind);
    let address = scope.site.plan.edition.absolute(&about.route.url);
    object.text("@id", &address);
    object.text("url", &address);
    object.text("name", about.title);
    object.text_if("description", about.description);
    object.text("inLanguage", scope.lang.as_str());
    placed(scope, about, &mut object);
    object
}

fn placed(scope: Scope<'_>, about: &About<'_>, object: &mut Object) {
    object.json("isPartOf", &Object::reference(&site_id(scope)));
    if about.path.len() > 1 && !is_home(scope, about.route) {
        object.json("breadcrumb", &breadcrumbs(scope, about.path));
    }
}

/// The breadcrumbs: the ancestors of a page, and the page itself, which needs no address.
fn breadcrumbs(scope: Scope<'_>, path: &[(String, Option<RouteId>)]) -> String {
    let plan = &scope.site.plan;
    let items = path.iter().zip(1..).map(|((name, page), position)| {
        let position: usize = position;
        let mut item = Object::of("ListItem");
        item.json("position", &position.to_string());
        item.text("name", name);
        if let Some(page) = page.filter(|_| position < path.len()) {
            let address = plan.edition.absolute(&plan.route(page).url);
            item.json("item", &Object::reference(&address));
        }
        item.end()
    });
    let mut list = Object::of("BreadcrumbList");
    list.json("itemListElement", &array(&items.collect::<Vec<_>>()));
    list.end()
}

/// The entries of a page of a list.
fn item_list(
    scope: Scope<'_>,
    title: &str,
    entries: &[EntryIndex],
    size: usize,
    number: usize,
) -> String {
    let plan = &scope.site.plan;
    let before = number.saturating_sub(1).saturating_mul(size);
    let shown = entries.iter().zip(1..).skip(before).take(size);
    let items = shown.filter_map(|(index, position)| {
        let position: usize = position;
        let page = plan.entry(*index, scope.lang)?;
        let mut item = Object::of("ListItem");
        item.json("position", &position.to_string());
        item.text("url", &plan.edition.absolute(&plan.route(page).url));
        Some(item.end())
    });
    let mut list = Object::of("ItemList");
    list.text("name", title);
    list.json("numberOfItems", &entries.len().to_string());
    list.json("itemListElement", &array(&items.collect::<Vec<_>>()));
    list.end()
}

/// The property that marks a sample for machines; its page says so too.
const INVENTED: &str = "disambiguatingDescription";

/// An entry, with the statements of its fields.
fn thing(
    scope: Scope<'_>,
    about: &About<'_>,
    entry: &DescriptionView<'_>,
    is_page: bool,
) -> String {
    let mut facts = Facts::default();
    state(scope, &entry.fields, &mut facts);
    let mut object = Object::of(entry.kind);
    let address = scope.site.plan.edition.absolute(&about.route.url);
    object.text("@id", if is_page { &address } else { &entry.id });
    if !facts.has("name") && !facts.has("headline") {
        object.text("name", entry.title);
    }
    facts.write(&mut object);
    if entry.is_sample && !facts.has(INVENTED) {
        let said = scope.texts.or("sample_text", "");
        object.text_if(INVENTED, Some(&*said).filter(|said| !said.is_empty()));
    }
    if is_page {
        object.text("url", &address);
        placed(scope, about, &mut object);
    } else {
        object.json("mainEntityOfPage", &Object::reference(&address));
    }
    if Vocabulary::get().may_have(entry.kind, "inLanguage") && !facts.has("inLanguage") {
        object.text("inLanguage", entry.lang);
    }
    if let Some(property) = entry.organisation.filter(|property| !facts.has(property)) {
        object.json(property, &Object::reference(&organisation_id(scope)));
    }
    object.end()
}

fn organisation_id(scope: Scope<'_>) -> String {
    format!("{}#organisation", scope.site.plan.edition.base_url)
}

fn site_id(scope: Scope<'_>) -> String {
    format!("{}#site", scope.site.plan.edition.base_url)
}

/// The organisation.
fn organisation(scope: Scope<'_>) -> String {
    let view = scope.site_view();
    let mut facts = Facts::default();
    state(scope, &view.organisation.fields, &mut facts);
    let mut object = Object::of("Organization");
    object.text("@id", &organisation_id(scope));
    facts.write(&mut object);
    object.end()
}

/// The site, with its search if it has one.
fn site(scope: Scope<'_>) -> String {
    let plan = &scope.site.plan;
    let mut object = Object::of("WebSite");
    object.text("@id", &site_id(scope));
    object.text("url", &plan.edition.base_url);
    object.text("name", scope.site_title());
    object.text_if("description", Some(scope.site_description()));
    object.text("inLanguage", scope.lang.as_str());
    object.json("publisher", &Object::reference(&organisation_id(scope)));
    if let Some(search) = plan.tool(Tool::Search, scope.lang) {
        let address = plan.edition.absolute(&plan.route(search).url);
        let mut target = Object::of("EntryPoint");
        target.text("urlTemplate", &format!("{address}?q={{search_term}}"));
        let mut action = Object::of("SearchAction");
        action.json("target", &target.end());
        action.text("query-input", "required name=search_term");
        object.json("potentialAction", &action.end());
    }
    object.end()
}
