//! The data that a template receives for one page, for theme authors.

use serde_json::Value;

use super::run::{HistoryUse, Purpose, Run};
use super::{BuildError, Request};
use crate::diagnostic::closest;
use crate::disk::Disk;
use crate::pages::Pages;
use crate::plan::RouteId;

/// The result of a request for the data of a page.
pub(crate) enum PageData {
    /// The template of the page, and its data.
    Seen(String, Value),
    /// There is no such page; the most similar address.
    NoPage(Option<String>),
    /// The content or the theme cannot be read; a check says why.
    Unreadable,
}

/// The data of a page, named by its address or its entry.
///
/// # Errors
/// There is no such edition.
pub(crate) fn page_data(
    disk: &dyn Disk,
    request: &Request,
    page: &str,
) -> Result<PageData, BuildError> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let material = match run.read(disk) {
        Some(catalog) => run.load_theme(catalog, disk),
        None => None,
    };
    let Some(material) = material else {
        return Ok(PageData::Unreadable);
    };
    let edition = run.shown_edition(&material.catalog)?;
    let sources = run.sources.clone();
    let pages = edition.and_then(|edition| material.pages(edition, sources, "", &mut Vec::new()));
    let Some(pages) = pages else {
        return Ok(PageData::Unreadable);
    };
    let id = of_entry(&pages, &material.catalog, page).or_else(|| at_address(&pages, page));
    Ok(match id.and_then(|id| pages.seen(id)) {
        Some((template, data)) => PageData::Seen(template, data),
        None => PageData::NoPage(nearest(&pages, page)),
    })
}

/// The page of an entry in the default language: `members/fiolume`.
fn of_entry(pages: &Pages, catalog: &crate::model::Catalog, page: &str) -> Option<RouteId> {
    let (collection, id) = page.split_once('/')?;
    let collection = catalog.collection(collection)?;
    let index = catalog.find(collection, id)?;
    pages.plan().entry(index, catalog.config.default_language())
}

/// The page at an address, with or without the base path.
fn at_address(pages: &Pages, page: &str) -> Option<RouteId> {
    let base = pages.base_path();
    let below = page.strip_prefix(&base).unwrap_or(page);
    let below = below.trim_start_matches('/');
    let folder = || pages.find(&format!("{below}/"));
    pages.find(below).or_else(folder)
}

fn nearest(pages: &Pages, page: &str) -> Option<String> {
    let routes = pages.plan().routes();
    let all: Vec<String> = routes.map(|(_, route)| route.url.to_string()).collect();
    let wanted = format!("/{}/", page.trim_matches('/'));
    closest(&wanted, all.iter().map(String::as_str)).map(str::to_owned)
}
