//! What is round the text of every page: what the page says of itself, its
//! other languages, the menus.

use tera::Value;

use super::pairs::{array, object, text_or_null};
use super::renderer::{Head, Renderer};
use super::values::link;
use crate::path::LinkStyle;
use crate::plan::{Purpose, Route, RouteId, Target};
use crate::present::Scope;

impl Renderer<'_> {
    /// What the page says of itself.
    pub(crate) fn page(&self, scope: Scope<'_>, id: RouteId, route: &Route, head: &Head) -> Value {
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
            ("description", text_or_null(head.description.as_deref())),
            ("link", Value::from(id.to_string())),
            ("canonical", text_or_null(canonical.as_deref())),
            ("noindex", Value::from(head.noindex)),
            ("collection", text_or_null(collection.map(|one| one.id))),
            (
                "alternates",
                Value::from_serializable(&scope.alternates(route)),
            ),
            ("breadcrumbs", array(crumbs.collect())),
            ("files", array(files)),
            ("json_ld", Value::none()),
        ])
    }

    /// The files for machines beside the page; none in one document that holds all
    /// pages, in which they are not.
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
            // What is subscribed to is opened, by whatever program reads such addresses.
            let is_saved = facts.purpose != Purpose::Subscribe;
            let download = is_saved.then(|| download_name(route, facts.purpose));
            Some(object([
                ("format", Value::from(facts.name)),
                ("label", Value::from(scope.texts.or(&key, facts.name))),
                ("of", Value::from(of)),
                ("link", Value::from(id.to_string())),
                ("type", Value::from(facts.media_type)),
                ("purpose", Value::from(facts.purpose.as_str())),
                (
                    "rel",
                    text_or_null(facts.is_alternate.then_some("alternate")),
                ),
                ("download", text_or_null(download.as_deref())),
            ]))
        });
        files.collect()
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

/// The name under which a browser keeps a file: the folder of its page says of what it
/// is, its ending in which form. Tables are called by their collection already.
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
