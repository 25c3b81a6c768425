//! The frame of every page: its metadata, its other languages, the menus.

use std::borrow::Cow;

use tera::Value;

use super::pairs::{array, object, text_or_null};
use super::renderer::{PageHead, Renderer};
use super::values::link;
use crate::export::json_ld::{self, About};
use crate::locale::open_graph_locale;
use crate::path::LinkStyle;
use crate::pictures::social::SIZE;
use crate::plan::{Purpose, Route, RouteId, Target};
use crate::present::Scope;

/// The metadata of a shared link besides title and description.
fn social(scope: Scope<'_>, id: RouteId, route: &Route, head: &PageHead) -> Value {
    let edition = &scope.site.plan.edition;
    let card = scope.site.plan.social_card(id);
    let card = card.map(|card| {
        let (width, height) = SIZE;
        object([
            ("url", Value::from(edition.absolute(&card.url))),
            ("width", Value::from(width)),
            ("height", Value::from(height)),
            ("alt", Value::from(head.title.as_str())),
        ])
    });
    let image = card.unwrap_or_else(|| {
        scope
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
            })
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

/// The description of the page: its own, else the number of entries that it lists, else that
/// of the site.
fn description<'a>(scope: Scope<'a>, route: &Route, head: &'a PageHead) -> Option<Cow<'a, str>> {
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

/// The JSON-LD of the page; null if the page redirects, or does not belong to the site.
fn json_ld(scope: Scope<'_>, route: &Route, head: &PageHead) -> Value {
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
    pub(crate) fn page(
        &self,
        scope: Scope<'_>,
        id: RouteId,
        route: &Route,
        head: &PageHead,
    ) -> Value {
        let edition = &self.site.plan.edition;
        let crumbs = head.breadcrumbs.iter().map(|(title, to)| {
            object([("title", Value::from(title.as_str())), ("link", link(*to))])
        });
        let collection = head.collection.and_then(|at| scope.collection(at));
        let files = self.files(scope, id);
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
            ("social", social(scope, id, route, head)),
            ("collection", text_or_null(collection.map(|one| one.id))),
            (
                "alternates",
                Value::from_serializable(&scope.alternates(route)),
            ),
            ("breadcrumbs", array(crumbs.collect())),
            ("files", array(files)),
            ("json_ld", json_ld(scope, route, head)),
        ])
    }

    /// The machine-readable files of the page; none in the single-page edition, which does not
    /// contain them.
    fn files(&self, scope: Scope<'_>, page: RouteId) -> Vec<Value> {
        let plan = &self.site.plan;
        if plan.edition.links == LinkStyle::FromRoot {
            return Vec::new();
        }
        let named = plan.data_beside(page).iter();
        let files = named.filter_map(|id| {
            let route = plan.route(*id);
            let Target::Data(file) = &route.target else {
                return None;
            };
            let facts = file.format.facts();
            if !facts.is_shown {
                return None;
            }
            let of = scope.data_title(file.of);
            let key = format!("file_{}", facts.name);
            // A feed is opened in the program that handles such addresses.
            let is_saved = facts.purpose != Purpose::Subscribe;
            let download = is_saved.then(|| download_name(route, facts.purpose));
            Some(object([
                ("format", Value::from(facts.name)),
                ("label", Value::from(scope.texts.or(&key, facts.name))),
                ("of", Value::from(of)),
                ("link", Value::from(id.to_string())),
                ("type", Value::from(facts.media_type)),
                ("purpose", Value::from(facts.purpose.as_str())),
                ("rel", text_or_null(facts.rel)),
                ("download", text_or_null(download.as_deref())),
            ]))
        });
        files.collect()
    }

    /// The menus, with the item of the page marked.
    pub(crate) fn menus(&self, scope: Scope<'_>, id: RouteId, head: &PageHead) -> Value {
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

/// The file name of a download: the folder of the page names the content, the extension the
/// format. Tables are already named after their collection.
fn download_name(route: &Route, purpose: Purpose) -> String {
    let mut names = route.url.as_str().rsplit('/');
    let name = names.next().unwrap_or_default();
    if purpose == Purpose::Data {
        return name.to_owned();
    }
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    let folder = names.next().filter(|folder| !folder.is_empty());
    format!("{}.{ending}", folder.unwrap_or(stem))
}
