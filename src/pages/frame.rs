//! What is round the text of every page: what the page says of itself, its
//! other languages, the menus.

use std::borrow::Cow;

use tera::Value;

use super::pairs::{array, object, text_or_null};
use super::renderer::{Head, Renderer};
use super::values::link;
use crate::export::json_ld::{self, About};
use crate::locale::open_graph_locale;
use crate::plan::{Route, RouteId, Target};
use crate::present::Scope;

/// What a shared link shows beside title and description.
fn social(scope: Scope<'_>, route: &Route, head: &Head) -> Value {
    let edition = &scope.site.plan.edition;
    let image = scope
        .social_picture(route)
        .map_or_else(Value::none, |image| {
            object([
                ("url", Value::from(edition.absolute(image.url))),
                ("width", number_or_null(image.size.map(|size| size.0))),
                ("height", number_or_null(image.size.map(|size| size.1))),
                (
                    "alt",
                    text_or_null(Some(image.alt).filter(|alt| !alt.is_empty())),
                ),
            ])
        });
    let date = match &route.target {
        Target::Entry(index) if head.kind == "entry" => scope.dated(*index),
        _ => None,
    };
    let kind = if date.is_some() { "article" } else { "website" };
    object([
        ("type", Value::from(kind)),
        ("locale", text_or_null(open_graph_locale(scope.lang))),
        ("image", image),
    ])
}

fn number_or_null(number: Option<u32>) -> Value {
    number.map_or_else(Value::none, Value::from)
}

/// A sentence that says what the page is: its own, else how many entries it lists,
/// else that of the site.
fn description<'a>(scope: Scope<'a>, route: &Route, head: &'a Head) -> Option<Cow<'a, str>> {
    if let Some(own) = head.description.as_deref() {
        return Some(own.into());
    }
    let counted = match &route.target {
        Target::List { collection, .. } => {
            let view = scope.collection(*collection)?;
            Some((view.catalog_label, view.count))
        }
        Target::Term { .. } => {
            let count = scope.uses(&route.target).map_or(0, <[_]>::len);
            Some((&*head.title, count))
        }
        _ => None,
    };
    let Some((label, count)) = counted else {
        let site = scope.site_description();
        return (!site.is_empty()).then(|| site.into());
    };
    let count = u64::try_from(count).ok();
    let counted = scope.texts.get("entries_count", count, &[]);
    Some(match counted {
        Ok(counted) => format!("{label}: {counted}").into(),
        Err(_) => label.into(),
    })
}

/// What the page says to machines; nothing where it leads elsewhere, or is no page of
/// the site.
fn json_ld(scope: Scope<'_>, route: &Route, head: &Head) -> Value {
    if !route.target.is_page() || head.canonical.is_none() {
        return Value::none();
    }
    let about = About {
        route,
        title: &head.title,
        description: head.description.as_deref(),
        path: &head.breadcrumbs,
    };
    Value::from(json_ld::page(scope, &about))
}

impl Renderer<'_> {
    /// What the page says of itself.
    pub(crate) fn page(&self, scope: Scope<'_>, id: RouteId, route: &Route, head: &Head) -> Value {
        let edition = &self.site.plan.edition;
        let crumbs = head.breadcrumbs.iter().map(|(title, to)| {
            object([("title", Value::from(title.as_str())), ("link", link(*to))])
        });
        let collection = head.collection.and_then(|at| scope.collection(at));
        let canonical = head.canonical.as_ref().map(|url| edition.absolute(url));
        object([
            ("kind", Value::from(head.kind)),
            ("title", Value::from(head.title.as_str())),
            (
                "description",
                text_or_null(description(scope, route, head).as_deref()),
            ),
            ("link", Value::from(id.to_string())),
            ("canonical", text_or_null(canonical.as_deref())),
            ("noindex", Value::from(head.noindex)),
            ("social", social(scope, route, head)),
            ("collection", text_or_null(collection.map(|one| one.id))),
            (
                "alternates",
                Value::from_serializable(&scope.alternates(route)),
            ),
            ("breadcrumbs", array(crumbs.collect())),
            ("json_ld", json_ld(scope, route, head)),
        ])
    }

    /// The menus, with the entry of the page marked.
    pub(crate) fn menus(&self, scope: Scope<'_>, id: RouteId, head: &Head) -> Value {
        let plan = &self.site.plan;
        let section = head.collection;
        let section = section.and_then(|at| plan.list(at, scope.lang).first().copied());
        let mut all: tera::Map = scope
            .menus()
            .into_iter()
            .map(|(name, lines)| {
                let lines = lines.into_iter().map(|line| {
                    let current = line.link == id || Some(line.link) == section;
                    object([
                        ("label", Value::from(line.label)),
                        ("link", Value::from(line.link.to_string())),
                        ("current", Value::from(current)),
                    ])
                });
                (name.to_string().into(), array(lines.collect()))
            })
            .collect();
        for name in ["main", "footer"] {
            all.entry(name.into()).or_insert_with(|| array(Vec::new()));
        }
        Value::from(all)
    }
}
