//! Every address of an edition, and what it shows. The plan is complete before anything is
//! rendered, so that each link can be checked against it, and address conflicts are found.

mod aliases;
mod data_file;
mod edition;
mod home;
mod lay_out;
mod lay_out_data;
mod link;
mod old_address;
mod selection;
mod sitemap;
mod tool;
pub(crate) use data_file::{DataFile, DataFormat, DataOf, Purpose};
pub use edition::Edition;
pub use lay_out::lay_out;

pub(crate) use crate::model::LinkError;

pub(crate) use link::LinkTarget;
pub(crate) use sitemap::SitemapPart;
pub(crate) use tool::{Tool, Tools};

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use crate::model::EntryIndex;
use crate::model::TermUse;
use crate::path::{LinkStyle, OutPath, UrlPath};
use crate::schema::Lang;

/// The position of a route in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RouteId(usize);

/// An address and what is shown there.
#[derive(Debug, Clone)]
pub struct Route {
    /// The address inside the edition.
    pub url: UrlPath,
    /// The output file, relative to the edition's folder.
    pub out: OutPath,
    /// The language of the page.
    pub lang: Lang,
    /// What is shown.
    pub target: Target,
}

/// What an address shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An entry.
    Entry(EntryIndex),
    /// A page of the list of a collection; pages count from 1.
    List {
        /// The collection.
        collection: usize,
        /// The page's number.
        page: usize,
    },
    /// A page of the entries that use a term.
    Term {
        /// The collection.
        collection: usize,
        /// The field that contains the term.
        field: Arc<str>,
        /// The term.
        term: Arc<str>,
        /// The page's number.
        page: usize,
    },
    /// A page that works on the whole catalogue.
    Tool(Tool),
    /// What a server shows for an unknown address.
    NotFound,
    /// A page that redirects to another one.
    Redirect(RouteId),
    /// The page that lets visitors choose a language.
    Start,
    /// The text that explains how to open a handed-out folder.
    Readme,
    /// The sitemap for search engines.
    Sitemap,
    /// A part of the sitemap, by position.
    SitemapPart(usize),
    /// `security.txt`: whom to tell about security holes.
    Security,
    /// `robots.txt`: what search engines may read.
    Robots,
    /// The web app manifest, for phones that put the site on their home screen.
    Manifest,
    /// The icon at the root, where browsers look if pages name none.
    Favicon,
    /// The redirects in the format that hosts of static sites read.
    Redirects,
    /// The social card of a page.
    SocialCard(RouteId),
    /// A machine-readable file of a page.
    Data(DataFile),
}

/// The name of the card in the folder of its page.
const SOCIAL_CARD: &str = "card.png";

impl Target {
    /// Whether it is a page for people.
    #[must_use]
    pub fn is_page(&self) -> bool {
        matches!(self, Self::Entry(_) | Self::List { .. } | Self::Term { .. })
    }
}

/// A line of `_redirects`.
#[derive(Debug, Clone)]
pub(crate) struct Redirect {
    /// The former address, as written in the file.
    pub from: String,
    /// Where it leads.
    pub to: RouteId,
    /// Whether the address without its query is another page.
    pub over_a_page: bool,
}

/// A key to look up the pages of a list or of a term.
type ListKey = (Lang, usize, Option<(Arc<str>, Arc<str>)>);

/// Every address of an edition.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The edition.
    pub edition: Edition,
    routes: Vec<Route>,
    /// The sitemap's parts with their pages, where one file cannot contain all pages.
    sitemap_parts: Vec<SitemapPart>,
    /// The page of each entry, by language.
    entries: BTreeMap<Lang, Vec<Option<RouteId>>>,
    lists: BTreeMap<ListKey, Vec<RouteId>>,
    /// The entries that use the terms of each facet. Cached, since each page of each list asks
    /// for them.
    uses: BTreeMap<(Lang, usize, Arc<str>), Vec<TermUse>>,
    /// The position of each entry in its list, by language.
    places: BTreeMap<Lang, Vec<Option<usize>>>,
    tools: BTreeMap<(Lang, Tool), RouteId>,
    by_url: BTreeMap<UrlPath, RouteId>,
    redirects: Vec<Redirect>,
    manifest: Option<RouteId>,
    /// The machine-readable files that each page links to.
    data: BTreeMap<RouteId, Vec<RouteId>>,
    /// The entries that lists show, by language and collection.
    orders: BTreeMap<Lang, Vec<Vec<EntryIndex>>>,
}

impl Plan {
    /// The same plan with links of another style.
    #[must_use]
    pub fn with_links(&self, links: LinkStyle) -> Self {
        let mut plan = self.clone();
        plan.edition.links = links;
        plan
    }

    /// All routes in the order of the plan.
    pub fn routes(&self) -> impl Iterator<Item = (RouteId, &Route)> {
        self.routes
            .iter()
            .enumerate()
            .map(|(id, route)| (RouteId(id), route))
    }

    /// The files that `sitemap.xml` points to; empty where it lists the pages itself.
    #[must_use]
    pub(crate) fn sitemap_parts(&self) -> &[SitemapPart] {
        &self.sitemap_parts
    }

    /// A route by its id.
    #[must_use]
    pub fn route(&self, id: RouteId) -> &Route {
        // Only the plan creates ids, from positions that exist.
        &self.routes[id.0]
    }

    /// The whole address of a route on the Web.
    #[must_use]
    pub fn absolute(&self, id: RouteId) -> String {
        self.edition.absolute(&self.route(id).url)
    }

    /// The web app manifest; an edition without a server has none.
    #[must_use]
    pub(crate) fn manifest(&self) -> Option<RouteId> {
        self.manifest
    }

    /// The former addresses of all pages, those with a query first.
    #[must_use]
    pub(crate) fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    /// The page of an entry in a language: its own, or the one that its
    /// collection links to instead.
    #[must_use]
    pub fn entry(&self, index: EntryIndex, lang: &Lang) -> Option<RouteId> {
        let pages = self.entries.get(lang)?;
        pages.get(index.position()).copied().flatten()
    }

    fn set_entry(&mut self, index: EntryIndex, lang: &Lang, route: RouteId) {
        let pages = self.entries.entry(lang.clone()).or_default();
        let place = index.position();
        if pages.len() <= place {
            pages.resize(place + 1, None);
        }
        if let Some(page) = pages.get_mut(place) {
            *page = Some(route);
        }
    }

    /// The pages of the list of a collection.
    #[must_use]
    pub fn list(&self, collection: usize, lang: &Lang) -> &[RouteId] {
        let key = (lang.clone(), collection, None);
        self.lists.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The pages of the entries that use a term.
    #[must_use]
    pub fn term(
        &self,
        collection: usize,
        field: &Arc<str>,
        term: &Arc<str>,
        lang: &Lang,
    ) -> &[RouteId] {
        let key = (
            lang.clone(),
            collection,
            Some((field.clone(), term.clone())),
        );
        self.lists.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The entries that the lists of a collection show in this edition, in a
    /// language's order.
    #[must_use]
    pub fn listed(&self, collection: usize, lang: &Lang) -> &[EntryIndex] {
        let orders = self.orders.get(lang);
        let listed = orders.and_then(|orders| orders.get(collection));
        listed.map_or(&[], Vec::as_slice)
    }

    /// The position of an entry in the list of its collection; `None` if the list leaves it
    /// out.
    #[must_use]
    pub fn place(&self, index: EntryIndex, lang: &Lang) -> Option<usize> {
        let places = self.places.get(lang)?;
        places.get(index.position()).copied().flatten()
    }

    /// The terms that the listed entries of a collection use in a facet, with
    /// these entries.
    #[must_use]
    pub fn term_uses(&self, collection: usize, field: &Arc<str>, lang: &Lang) -> &[TermUse] {
        let key = (lang.clone(), collection, field.clone());
        self.uses.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The page of a tool in a language, where the theme has it.
    #[must_use]
    pub fn tool(&self, tool: Tool, lang: &Lang) -> Option<RouteId> {
        self.tools.get(&(lang.clone(), tool)).copied()
    }

    /// The pages of all tools in a language.
    pub fn tools<'a>(&'a self, lang: &'a Lang) -> impl Iterator<Item = (Tool, RouteId)> + 'a {
        let all = Tool::ALL.into_iter();
        all.filter_map(|tool| Some((tool, self.tool(tool, lang)?)))
    }

    /// The machine-readable file of a page, if the edition has it.
    #[must_use]
    pub fn data_file(&self, page: RouteId, file: DataFile) -> Option<RouteId> {
        let mut beside = self.data_beside(page).iter().copied();
        beside.find(|id| matches!(&self.route(*id).target, Target::Data(own) if *own == file))
    }

    /// The machine-readable files that a page links to: those of an entry, of a list, or of
    /// the whole edition. Every page of a list links to those of its first page.
    #[must_use]
    pub fn data_beside(&self, page: RouteId) -> &[RouteId] {
        let route = self.route(page);
        let first = match &route.target {
            Target::List { collection, .. } => self.list(*collection, &route.lang).first(),
            _ => None,
        };
        let beside = self.data.get(first.unwrap_or(&page));
        beside.map_or(&[], Vec::as_slice)
    }

    /// The social card of a page, if the edition has cards.
    #[must_use]
    pub(crate) fn social_card(&self, page: RouteId) -> Option<&Route> {
        let beside = self.at(&self.route(page).url.file(SOCIAL_CARD))?;
        let card = self.route(beside);
        (card.target == Target::SocialCard(page)).then_some(card)
    }

    /// The page at the root of a language.
    #[must_use]
    pub fn home(&self, lang: &Lang) -> Option<RouteId> {
        self.by_url.get(&self.edition.root(lang)).copied()
    }

    /// The route at an address.
    #[must_use]
    pub fn at(&self, url: &UrlPath) -> Option<RouteId> {
        self.by_url.get(url).copied()
    }
}

impl serde::Serialize for RouteId {
    /// Serialises the id as views write it.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for RouteId {
    /// Prints the link that views use for a route: `@12`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "@{}", self.0)
    }
}
