//! What is round the text of every page: what the page says of itself, its
//! other languages, the menus.

use tera::Value;

use crate::config::MenuEntry;
use crate::pages::language::endonym;
use crate::pages::renderer::{Head, Renderer};
use crate::plan::{Route, RouteId, Target};
use crate::present::{Scope, array, object, text_or_null};

impl Renderer<'_> {
    /// What the page says of itself.
    pub(crate) fn page(&self, scope: Scope<'_>, id: RouteId, route: &Route, head: &Head) -> Value {
        let edition = &self.site.plan.edition;
        let crumbs = head
            .breadcrumbs
            .iter()
            .map(|(title, link)| {
                object([
                    ("title", Value::from(title.as_str())),
                    (
                        "link",
                        text_or_null(link.map(|link| link.to_string()).as_deref()),
                    ),
                ])
            })
            .collect();
        let collection = head
            .collection
            .and_then(|position| self.site.catalog.collections.get(position));
        let canonical = head.canonical.as_ref().map(|url| edition.absolute(url));
        object([
            ("kind", Value::from(head.kind)),
            ("title", Value::from(head.title.as_str())),
            ("description", text_or_null(head.description.as_deref())),
            ("link", Value::from(id.to_string())),
            ("canonical", text_or_null(canonical.as_deref())),
            ("noindex", Value::from(head.noindex)),
            (
                "collection",
                text_or_null(collection.map(|collection| &*collection.id)),
            ),
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
                    Target::Entry(index) => plan
                        .entry(*index, lang)
                        .filter(|id| plan.route(*id).lang == *lang),
                    Target::List { collection, page } => {
                        plan.list(*collection, lang).get(page - 1).copied()
                    }
                    Target::Term {
                        collection,
                        field,
                        term,
                        page,
                    } => plan
                        .term(*collection, field, term, lang)
                        .get(page - 1)
                        .copied(),
                    Target::Tool(tool) => plan.tool(*tool, lang),
                    _ => None,
                };
                let translated = match &route.target {
                    Target::Entry(index) => site.catalog.is_translated(*index, lang),
                    _ => true,
                };
                let above = match &route.target {
                    Target::Entry(index) => plan
                        .list(site.catalog.entry(*index).collection, lang)
                        .first()
                        .copied(),
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

    /// The menus, with the entry of the page marked.
    pub(crate) fn menus(&self, scope: Scope<'_>, id: RouteId, head: &Head) -> Value {
        let site = self.site;
        let section = head
            .collection
            .and_then(|position| site.plan.list(position, scope.lang).first().copied());
        let lines = |entries: &[MenuEntry]| -> Value {
            let views = entries
                .iter()
                .filter_map(|entry| {
                    let target = site
                        .plan
                        .resolve(&entry.to, scope.lang, &site.catalog)
                        .ok()?;
                    let own = site.catalog.label(&entry.label, scope.lang);
                    let label = if own.is_empty() {
                        self.route_title(scope, target.route)
                    } else {
                        own.to_owned()
                    };
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
        let mut all: tera::Map = menus
            .iter()
            .map(|(name, entries)| (name.to_string().into(), lines(entries)))
            .collect();
        for name in ["main", "footer"] {
            all.entry(name.into()).or_insert_with(|| array(Vec::new()));
        }
        Value::from(all)
    }

    fn route_title(&self, scope: Scope<'_>, id: RouteId) -> String {
        let catalog = &self.site.catalog;
        match &self.site.plan.route(id).target {
            Target::Entry(index) => catalog.title(*index, scope.lang).to_owned(),
            Target::List { collection, .. } => catalog
                .collections
                .get(*collection)
                .map_or_else(String::new, |c| {
                    catalog.label(&c.label, scope.lang).to_owned()
                }),
            _ => String::new(),
        }
    }
}
