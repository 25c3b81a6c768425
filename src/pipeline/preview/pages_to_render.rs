//! Selects the pages to render after a change: those of the changed entries or, if all pages
//! may have changed, one of each kind.

use std::collections::BTreeSet;

use super::content_cache::Renewed;
use crate::model::{Catalog, EntryIndex};
use crate::pages::Pages;
use crate::plan::{RouteId, Target};

/// The most entries whose pages are rendered at once after a change. If more have changed,
/// only the first ones are rendered at once, and the rest when there is time.
const MAX_ENTRIES: usize = 20;

/// The addresses of changed pages in the default language, below the edition's root; only the
/// home page if everything may have changed.
pub(super) fn addresses(
    catalog: &Catalog,
    pages: &Pages,
    renewed: &Renewed,
    whole: bool,
) -> Vec<String> {
    let plan = pages.plan();
    let lang = catalog.config.default_language();
    let home = || plan.home(lang).into_iter();
    let mut ids: Vec<RouteId> = Vec::new();
    if whole {
        ids.extend(home());
    } else {
        let entries = entries(catalog, renewed);
        ids.extend(entries.filter_map(|index| plan.entry(index, lang)));
        let lists = renewed.introductions.iter();
        let lists = lists.filter_map(|collection| catalog.collection(collection));
        ids.extend(lists.filter_map(|position| plan.list(position, lang).first().copied()));
        if ids.is_empty() {
            ids.extend(home());
        }
    }
    ids.dedup();
    let urls = ids
        .into_iter()
        .map(|id| plan.route(id).url.as_str().to_owned());
    urls.collect()
}

/// The pages that are rendered at once, for their findings.
pub(super) fn pages_to_render(
    catalog: &Catalog,
    pages: &Pages,
    renewed: &Renewed,
    whole: bool,
) -> Vec<RouteId> {
    let plan = pages.plan();
    if whole {
        return one_of_each_kind(catalog, pages);
    }
    let mut ids = Vec::new();
    for index in entries(catalog, renewed).take(MAX_ENTRIES) {
        let languages = plan.edition.languages.iter();
        ids.extend(languages.filter_map(|lang| plan.entry(index, lang)));
    }
    for collection in &renewed.introductions {
        let languages = plan.edition.languages.iter();
        let position = catalog.collection(collection);
        let lists = languages.filter_map(|lang| plan.list(position?, lang).first().copied());
        ids.extend(lists);
    }
    ids
}

fn entries<'a>(
    catalog: &'a Catalog,
    renewed: &'a Renewed,
) -> impl Iterator<Item = EntryIndex> + 'a {
    let keys = renewed.entries.iter();
    keys.filter_map(|(collection, id)| catalog.find(catalog.collection(collection)?, id))
}

/// The first page of each kind and collection.
fn one_of_each_kind(catalog: &Catalog, pages: &Pages) -> Vec<RouteId> {
    let mut seen = BTreeSet::new();
    let routes = pages.plan().routes().filter(|(_, route)| {
        let kind = match &route.target {
            Target::Entry(index) => (0, catalog.entry(*index).collection),
            Target::List { collection, .. } => (1, *collection),
            Target::Term { collection, .. } => (2, *collection),
            Target::Tool(tool) => (3, *tool as usize),
            Target::NotFound => (4, 0),
            Target::Redirect(_) => (5, 0),
            Target::Start | Target::Readme => (6, 0),
            Target::Security
            | Target::Sitemap
            | Target::SitemapPart(_)
            | Target::Robots
            | Target::Manifest
            | Target::Favicon
            | Target::Redirects
            | Target::SocialCard(_)
            | Target::Data(_) => {
                return false;
            }
        };
        seen.insert(kind)
    });
    routes.map(|(id, _)| id).collect()
}
