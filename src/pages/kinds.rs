//! The kinds of pages: what an entry, a list, a term, a redirect put into the
//! context, what they say of themselves, and which templates they may use.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::locale::bind;
use crate::markdown;
use crate::markdown::Rendered;
use crate::markdown::catalog_block::Block;
use crate::model::{Catalog, EntryIndex};
use crate::pages::handout;
use crate::pages::language::Language;
use crate::pages::renderer::{Head, Page, Renderer};
use crate::path::SourcePath;
use crate::plan::{Route, RouteId, Target, Tool};
use crate::present::{
    Cards, ListOf, Scope, array, block_view, entry_view, list_view, object, text_or_null,
};
use crate::schema::Item;
use crate::theme::Theme;

/// The templates that may show a page, the first one that exists is taken.
pub(crate) type Templates = Vec<Cow<'static, str>>;

impl Renderer<'_> {
    /// The page of an entry.
    pub(crate) fn entry(
        &self,
        page: Page<'_>,
        index: EntryIndex,
        context: &mut Context,
        findings: &mut Vec<Diagnostic>,
    ) -> (Head, Templates) {
        let Page {
            scope,
            language,
            route,
        } = page;
        let catalog = &self.site.catalog;
        let entry = catalog.entry(index);
        let collection = catalog.collection_of(index);
        let default = catalog.config.default_language();
        let body = entry
            .bodies
            .get(scope.lang)
            .or_else(|| entry.bodies.get(default))
            .or_else(|| entry.bodies.values().next());
        let rendered = body.map_or_else(Rendered::default, |body| {
            self.markdown(page, *body, entry.folder.as_ref(), findings)
        });
        context.insert_value(
            "entry",
            entry_view(scope, &language.cards, index, &rendered),
        );
        let is_home = self
            .site
            .plan
            .home(scope.lang)
            .is_some_and(|home| self.site.plan.route(home).target == route.target);
        if is_home {
            context.insert_value("latest", latest(scope, &language.cards));
        }
        let fallback = !catalog.is_translated(index, scope.lang);
        let original = fallback
            .then(|| {
                catalog
                    .config
                    .languages
                    .iter()
                    .find(|lang| catalog.is_translated(index, lang))
            })
            .flatten()
            .and_then(|lang| self.site.plan.entry(index, lang))
            .map(|route| self.site.plan.route(route).url.clone());
        let title = catalog.title(index, scope.lang).to_owned();
        let mut breadcrumbs = self.first_crumbs(scope, entry.collection);
        breadcrumbs.push((title.clone(), None));
        let summary = collection
            .display
            .summary
            .as_ref()
            .and_then(|field| catalog.text(index, field, scope.lang))
            .map(ToString::to_string);
        let description = summary.or_else(|| {
            is_home.then(|| {
                catalog
                    .label(&catalog.config.description, scope.lang)
                    .to_owned()
            })
        });
        let head = Head {
            kind: if is_home { "home" } else { "entry" },
            title,
            description,
            collection: Some(entry.collection),
            breadcrumbs,
            noindex: fallback,
            canonical: Some(original.unwrap_or_else(|| route.url.clone())),
        };
        let own = entry
            .record
            .text("template")
            .map(|name| format!("{}/{name}.html", collection.id));
        if let (Some(own), Some(item)) = (&own, entry.record.get("template")) {
            findings.extend(no_template(self.theme, &collection.id, own, item));
        }
        let mut templates: Templates = own.into_iter().map(Cow::Owned).collect();
        if is_home {
            templates.push("home.html".into());
        }
        templates.push(format!("{}/entry.html", collection.id).into());
        templates.push("entry.html".into());
        (head, templates)
    }

    /// A page of the list of a collection.
    pub(crate) fn list(
        &self,
        page: Page<'_>,
        position: usize,
        number: usize,
        context: &mut Context,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(Head, Templates)> {
        let Page {
            scope,
            language,
            route,
        } = page;
        let catalog = &self.site.catalog;
        let collection = catalog.collections.get(position)?;
        let introduction = catalog
            .introductions
            .iter()
            .filter(|intro| intro.collection == position)
            .find(|intro| intro.lang == *scope.lang);
        let title = introduction
            .and_then(|intro| intro.title.as_deref())
            .unwrap_or_else(|| catalog.label(&collection.label, scope.lang))
            .to_owned();
        let intro = introduction
            .filter(|_| number == 1)
            .map(|intro| self.markdown(page, intro.body, None, findings).html);
        let of = ListOf {
            position,
            entries: self.site.plan.listed(position, scope.lang),
            pages: self.site.plan.list(position, scope.lang),
            page: number,
            title: title.clone(),
            intro,
        };
        context.insert_value("list", list_view(scope, &language.cards, &of)?);
        let mut breadcrumbs = self.home_crumb(scope);
        breadcrumbs.push((
            catalog.label(&collection.label, scope.lang).to_owned(),
            None,
        ));
        let head = Head {
            kind: "list",
            title,
            description: introduction
                .and_then(|intro| intro.summary.as_ref())
                .map(ToString::to_string),
            collection: Some(position),
            breadcrumbs,
            noindex: false,
            canonical: Some(route.url.clone()),
        };
        let templates = vec![
            format!("{}/list.html", collection.id).into(),
            "list.html".into(),
        ];
        Some((head, templates))
    }

    /// A page of the entries that use a term.
    pub(crate) fn term(&self, page: Page<'_>, context: &mut Context) -> Option<(Head, Templates)> {
        let Page {
            scope,
            language,
            route,
        } = page;
        let Target::Term {
            collection: position,
            field,
            term: id,
            page: number,
        } = &route.target
        else {
            return None;
        };
        let catalog = &self.site.catalog;
        let collection = catalog.collections.get(*position)?;
        let declared = collection.fields.get(field)?;
        let vocabulary = catalog.vocabularies.get(declared.kind.vocabulary()?)?;
        let term = vocabulary.terms.get(id)?;
        let uses = self.site.plan.term_uses(*position, field, scope.lang);
        let listed = uses.iter().find(|listed| listed.term == *id)?;
        let label = catalog.label(&term.label, scope.lang).to_owned();
        let page_of = |id: &Arc<str>| {
            self.site
                .plan
                .term(*position, field, id, scope.lang)
                .first()
                .map(ToString::to_string)
        };
        let broader = term.broader.as_ref().and_then(|id| {
            let term = vocabulary.terms.get(id)?;
            Some(object([
                ("label", Value::from(catalog.label(&term.label, scope.lang))),
                ("link", text_or_null(page_of(id).as_deref())),
            ]))
        });
        let narrower: Vec<Value> = uses
            .iter()
            .filter_map(|used| {
                let narrower = vocabulary.terms.get(&used.term)?;
                (narrower.broader.as_ref() == Some(id)).then(|| {
                    object([
                        (
                            "label",
                            Value::from(catalog.label(&narrower.label, scope.lang)),
                        ),
                        ("link", text_or_null(page_of(&used.term).as_deref())),
                        ("count", Value::from(used.entries.len())),
                    ])
                })
            })
            .collect();
        let description = catalog.label(&term.description, scope.lang);
        let description =
            (!description.is_empty()).then(|| bind(description, scope.lang).into_owned());
        context.insert_value(
            "term",
            object([
                ("id", Value::from(&**id)),
                ("label", Value::from(label.as_str())),
                ("description", text_or_null(description.as_deref())),
                ("vocabulary", Value::from(&*vocabulary.id)),
                (
                    "vocabulary_label",
                    Value::from(catalog.label(&vocabulary.label, scope.lang)),
                ),
                ("field", Value::from(&**field)),
                (
                    "field_label",
                    Value::from(catalog.label(&declared.label, scope.lang)),
                ),
                ("broader", broader.unwrap_or_else(Value::none)),
                ("narrower", array(narrower)),
            ]),
        );
        let of = ListOf {
            position: *position,
            entries: &listed.entries,
            pages: self.site.plan.term(*position, field, id, scope.lang),
            page: *number,
            title: label.clone(),
            intro: None,
        };
        context.insert_value("list", list_view(scope, &language.cards, &of)?);
        let mut breadcrumbs = self.first_crumbs(scope, *position);
        breadcrumbs.push((label.clone(), None));
        let collection_label = catalog.label(&collection.label, scope.lang);
        let head = Head {
            kind: "term",
            title: format!("{label} – {collection_label}"),
            description,
            collection: Some(*position),
            breadcrumbs,
            noindex: false,
            canonical: Some(route.url.clone()),
        };
        Some((head, vec!["term.html".into(), "list.html".into()]))
    }

    /// A page that leads to another one.
    pub(crate) fn redirect(
        &self,
        scope: Scope<'_>,
        to: RouteId,
        context: &mut Context,
    ) -> (Head, Templates) {
        let target = self.site.plan.route(to);
        context.insert_value(
            "target",
            object([
                ("link", Value::from(to.to_string())),
                (
                    "href",
                    Value::from(self.site.plan.edition.absolute(&target.url)),
                ),
            ]),
        );
        let head = Head {
            kind: "redirect",
            title: scope.texts.or("moved_title", "This page has moved"),
            description: None,
            collection: None,
            breadcrumbs: Vec::new(),
            noindex: true,
            canonical: Some(target.url.clone()),
        };
        (head, vec!["redirect.html".into()])
    }

    /// The page that leads to the catalogue in each language.
    pub(crate) fn start(&self, scope: Scope<'_>, context: &mut Context) -> (Head, Templates) {
        let all: Vec<(Scope<'_>, &Language)> = self
            .languages
            .iter()
            .filter_map(|language| Some((self.scope(language)?, language)))
            .collect();
        context.insert_value("starts", handout::starts(&all));
        let title = &self.site.catalog.config.title;
        let head = Head {
            kind: "start",
            title: self.site.catalog.label(title, scope.lang).to_owned(),
            description: None,
            collection: None,
            breadcrumbs: Vec::new(),
            noindex: true,
            canonical: None,
        };
        (head, vec!["start.html".into()])
    }

    fn markdown(
        &self,
        page: Page<'_>,
        body: Body,
        folder: Option<&SourcePath>,
        findings: &mut Vec<Diagnostic>,
    ) -> Rendered {
        let blocks =
            |block: &Block, findings: &mut Vec<Diagnostic>| self.block(page, block, findings);
        let place = markdown::Place {
            site: markdown::Surroundings {
                catalog: &self.site.catalog,
                plan: &self.site.plan,
                assets: &self.site.assets,
            },
            text: self.sources.slice(body.span),
            body,
            lang: page.scope.lang,
            page: &page.route.url,
            folder,
            blocks: &blocks,
        };
        markdown::render(&place, findings)
    }

    /// The list of a `catalog` block through the theme's template `catalog.html`.
    fn block(
        &self,
        page: Page<'_>,
        block: &Block,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let Page {
            scope,
            language,
            route,
        } = page;
        let list = block_view(
            scope,
            &language.cards,
            block.collection,
            &block.entries,
            block.view,
        )?;
        let link = self.site.plan.at(&route.url)?.to_string();
        let mut context = Self::shared_context(language);
        context.insert_value("page", object([("link", Value::from(link))]));
        context.insert_value("list", list);
        self.fragment("catalog.html", &context, route, findings)
    }

    fn home_crumb(&self, scope: Scope<'_>) -> Vec<(String, Option<RouteId>)> {
        let home = self.site.plan.home(scope.lang);
        home.map(|home| (scope.texts.or("home", "Home"), Some(home)))
            .into_iter()
            .collect()
    }

    pub(crate) fn first_crumbs(
        &self,
        scope: Scope<'_>,
        position: usize,
    ) -> Vec<(String, Option<RouteId>)> {
        let mut crumbs = self.home_crumb(scope);
        if let (Some(list), Some(collection)) = (
            self.site.plan.list(position, scope.lang).first(),
            self.site.catalog.collections.get(position),
        ) {
            let label = self.site.catalog.label(&collection.label, scope.lang);
            crumbs.push((label.to_owned(), Some(*list)));
        }
        crumbs
    }
}

/// A page that works on the whole catalogue.
pub(crate) fn tool_page(scope: Scope<'_>, tool: Tool, route: &Route) -> (Head, Templates) {
    let title = scope
        .texts
        .or(&format!("{}_title", tool.name()), tool.name());
    let home = scope.site.plan.home(scope.lang);
    let head = Head {
        kind: tool.name(),
        breadcrumbs: vec![
            (scope.texts.or("home", "Home"), home),
            (title.clone(), None),
        ],
        title,
        description: None,
        collection: None,
        // What it shows depends on the visitor.
        noindex: true,
        canonical: Some(route.url.clone()),
    };
    (head, vec![format!("{}.html", tool.name()).into()])
}

/// What a server shows for an address that is none.
pub(crate) fn not_found(scope: Scope<'_>) -> (Head, Templates) {
    let head = Head {
        kind: "404",
        title: scope.texts.or("not_found_title", "Page not found"),
        description: None,
        collection: None,
        breadcrumbs: Vec::new(),
        noindex: true,
        canonical: None,
    };
    (head, vec!["404.html".into()])
}

/// The most cards of a collection that the home page gets.
const LATEST: usize = 12;

/// Whether an entry of a list by date has its last day behind it.
fn is_over(catalog: &Catalog, index: EntryIndex) -> bool {
    let Some(timeline) = &catalog.collection_of(index).list.timeline else {
        return false;
    };
    let record = &catalog.entry(index).record;
    let end = timeline.end.as_ref().and_then(|end| record.date(end));
    let last = end.or_else(|| record.date(&timeline.start));
    last.is_some_and(|date| date.last_day() < catalog.as_of)
}

/// The first entries of each collection, for the home page; of a list by date those
/// that are not over.
fn latest(scope: Scope<'_>, cards: &Cards) -> Value {
    let catalog = &scope.site.catalog;
    let all = scope
        .site
        .plan
        .edition
        .collections
        .iter()
        .filter_map(|position| {
            let collection = catalog.collections.get(*position)?;
            let first = scope
                .site
                .plan
                .listed(*position, scope.lang)
                .iter()
                .filter(|index| !is_over(catalog, **index))
                .filter_map(|index| cards.get(*index))
                .take(LATEST)
                .collect();
            Some((collection.id.to_string().into(), array(first)))
        });
    Value::from(all.collect::<tera::Map>())
}

/// A template that an entry asks for and the theme does not have.
fn no_template(theme: &Theme, collection: &str, own: &str, item: &Item) -> Option<Diagnostic> {
    if theme.templates.contains_key(own) {
        return None;
    }
    let folder = format!("{collection}/");
    let known = theme.templates.keys().filter_map(|name| {
        let name = name.strip_prefix(&folder)?.strip_suffix(".html")?;
        (!matches!(name, "entry" | "list")).then_some(name)
    });
    let written = item.value.as_text()?;
    Some(
        Diagnostic::new("T010", item.span)
            .arg("theme", theme.name.as_str())
            .arg("template", &**written)
            .arg("collection", collection)
            .did_you_mean(item.span, written, known),
    )
}
