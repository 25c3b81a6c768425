//! The kinds of pages: the context, the metadata and the templates of an entry, a list, a
//! term, a redirect.

use std::borrow::Cow;

use tera::{Context, Value};

use super::handout;
use super::language::Language;
use super::pairs::{array, object, text_or_null};
use super::renderer::{Page, PageHead, Renderer, Templates};
use super::values::link;
use super::view;
use crate::diagnostic::Diagnostic;
use crate::locale::bind;
use crate::markdown::view_block::ViewBlock;
use crate::markdown::{Block, RenderedText, catalog_block};
use crate::plan::{EntryIndex, Route, RouteId, Target, Tool};
use crate::present::{ListKind, ListView, Scope, TermPage, TextOf};
use crate::text::Span;
use crate::theme::Theme;

impl Renderer<'_> {
    /// The page of an entry.
    pub(crate) fn entry(
        &self,
        page: Page<'_>,
        index: EntryIndex,
        context: &mut Context,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(PageHead, Templates)> {
        let Page {
            scope,
            language,
            route,
        } = page;
        let rendered = scope
            .text_of(index)
            .map_or_else(RenderedText::default, |text| {
                self.markdown(page, text, findings)
            });
        context.insert_value("entry", language.cards.entry(scope, index, &rendered));
        let plan = &self.site.plan;
        let home = plan.home(scope.lang);
        let is_home = home.is_some_and(|home| plan.route(home).target == route.target);
        if is_home {
            context.insert_value("latest", latest(scope, language));
            context.insert_value("facets", facets(scope));
        }
        let position = self.site.collection_of(index);
        let collection = scope.collection(position)?;
        let title = scope.title(index).to_owned();
        let mut breadcrumbs = self.first_crumbs(scope, position);
        breadcrumbs.push((title.clone(), None));
        let summary = scope.summary(index);
        let description = summary.or_else(|| is_home.then(|| scope.site_description()));
        let original = self.site.original(index, scope.lang);
        let head = PageHead {
            kind: if is_home { "home" } else { "entry" },
            title,
            description: description.map(str::to_owned),
            collection: Some(position),
            breadcrumbs,
            noindex: self.site.is_fallback(index, scope.lang),
            canonical: Some(original.unwrap_or(&route.url).clone()),
        };
        let mut templates = Templates::new();
        if let Some((name, span)) = scope.template(index) {
            let own = format!("{}/{name}.html", collection.id);
            findings.extend(no_template(self.theme, collection.id, &own, (name, span)));
            templates.push(own.into());
        }
        if is_home {
            templates.push("home.html".into());
        }
        templates.push(format!("{}/entry.html", collection.id).into());
        templates.push("entry.html".into());
        Some((head, templates))
    }

    /// A page of the list of a collection.
    pub(crate) fn list(
        &self,
        page: Page<'_>,
        position: usize,
        number: usize,
        context: &mut Context,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(PageHead, Templates)> {
        let scope = page.scope;
        let collection = scope.collection(position)?;
        let introduction = scope.introduction(position);
        let title = introduction.and_then(|intro| intro.title);
        let title = title.unwrap_or(collection.label);
        let intro = introduction
            .filter(|_| number == 1)
            .map(|intro| self.markdown(page, intro.text, findings).html);
        let kind = ListKind {
            position,
            entries: self.site.plan.listed(position, scope.lang),
            pages: self.site.plan.list(position, scope.lang),
            page: number,
            title,
        };
        let list = scope.list(kind)?;
        context.insert_value("list", list_value(list, page.language, intro.as_deref()));
        let mut breadcrumbs = self.home_crumb(scope);
        breadcrumbs.push((collection.label.to_owned(), None));
        let summary = introduction.and_then(|intro| intro.summary);
        let head = PageHead {
            kind: "list",
            title: title.to_owned(),
            description: summary.map(str::to_owned),
            collection: Some(position),
            breadcrumbs,
            noindex: false,
            canonical: Some(page.route.url.clone()),
        };
        let templates = vec![
            format!("{}/list.html", collection.id).into(),
            "list.html".into(),
        ];
        Some((head, templates))
    }

    /// A page of the entries that use a term.
    pub(crate) fn term(
        &self,
        page: Page<'_>,
        context: &mut Context,
    ) -> Option<(PageHead, Templates)> {
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
        let plan = &self.site.plan;
        let term = scope.term_page(&route.target)?;
        let mut uses = plan.term_uses(*position, field, scope.lang).iter();
        let listed = uses.find(|listed| listed.term == *id)?;
        let description = term.description.map(|text| bind(text, scope.lang));
        context.insert_value("term", term_value(&term, description.as_deref()));
        let list = scope.list(ListKind {
            position: *position,
            entries: &listed.entries,
            pages: plan.term(*position, field, id, scope.lang),
            page: *number,
            title: term.label,
        })?;
        context.insert_value("list", list_value(list, language, None));
        let mut breadcrumbs = self.first_crumbs(scope, *position);
        breadcrumbs.push((term.label.to_owned(), None));
        let collection = scope.collection(*position)?;
        let head = PageHead {
            kind: "term",
            title: format!("{} – {}", term.label, collection.label),
            description: description.map(Cow::into_owned),
            collection: Some(*position),
            breadcrumbs,
            noindex: false,
            canonical: Some(route.url.clone()),
        };
        Some((head, vec!["term.html".into(), "list.html".into()]))
    }

    /// A page that redirects to another one.
    pub(crate) fn redirect(
        &self,
        scope: Scope<'_>,
        to: RouteId,
        context: &mut Context,
    ) -> (PageHead, Templates) {
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
        let head = PageHead {
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

    /// The page that lets visitors choose a language.
    pub(crate) fn start(&self, scope: Scope<'_>, context: &mut Context) -> (PageHead, Templates) {
        let all: Vec<(Scope<'_>, &Language)> = self
            .languages
            .iter()
            .filter_map(|language| Some((self.scope(language)?, language)))
            .collect();
        context.insert_value("starts", handout::starts(&all));
        let head = PageHead {
            kind: "start",
            title: scope.site_title().to_owned(),
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
        text: TextOf,
        findings: &mut Vec<Diagnostic>,
    ) -> RenderedText {
        let blocks = |block: &Block, findings: &mut Vec<Diagnostic>| match block {
            Block::List(list) => self.block(page, list, findings),
            Block::View(view) => self.view(page, view, findings),
        };
        let url = &page.route.url;
        page.scope
            .render(text, url, self.sources, &blocks, findings)
    }

    /// Renders the list of a `catalog` block with the theme's template `catalog.html`, as a
    /// list page without navigation.
    fn block(
        &self,
        page: Page<'_>,
        block: &catalog_block::CatalogBlock,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let Page {
            scope,
            language,
            route,
        } = page;
        let collection = scope.collection(block.collection)?;
        let entries = block.entries.iter();
        let entries = entries.filter_map(|index| language.cards.get(*index));
        let list = object([
            ("collection", Value::from_serializable(&collection)),
            ("title", Value::from(collection.label)),
            ("view", Value::from(block.view.as_str())),
            ("level", Value::from(block.level)),
            ("total", Value::from(block.entries.len())),
            ("entries", array(entries.collect())),
            (
                "columns",
                Value::from_serializable(&scope.columns(block.collection)),
            ),
        ]);
        let link = self.site.plan.at(&route.url)?.to_string();
        let mut context = Self::shared_context(language);
        context.insert_value("page", object([("link", Value::from(link))]));
        context.insert_value("list", list);
        self.fragment("catalog.html", &context, route, findings)
    }

    /// Renders a `view` block with the template `views/<kind>.html`.
    fn view(
        &self,
        page: Page<'_>,
        block: &ViewBlock,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let link = self.site.plan.at(&page.route.url)?.to_string();
        let mut context = Self::shared_context(page.language);
        context.insert_value("page", object([("link", Value::from(link))]));
        context.insert_value("view", view::value(page.scope, block)?);
        let template = format!("views/{}.html", block.kind.name);
        self.fragment(&template, &context, page.route, findings)
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
        if let Some(collection) = scope.collection(position)
            && let Some(list) = collection.link
        {
            crumbs.push((collection.label.to_owned(), Some(list)));
        }
        crumbs
    }
}

/// A page that works on the whole catalogue.
pub(crate) fn tool_page(scope: Scope<'_>, tool: Tool, route: &Route) -> (PageHead, Templates) {
    let title = scope
        .texts
        .or(&format!("{}_title", tool.name()), tool.name());
    let home = scope.site.plan.home(scope.lang);
    let head = PageHead {
        kind: tool.name(),
        breadcrumbs: vec![
            (scope.texts.or("home", "Home"), home),
            (title.clone(), None),
        ],
        title,
        description: None,
        collection: None,
        // Its content depends on the visitor.
        noindex: true,
        canonical: Some(route.url.clone()),
    };
    (head, vec![format!("{}.html", tool.name()).into()])
}

/// The page that a server shows for an unknown address.
pub(crate) fn not_found(scope: Scope<'_>) -> (PageHead, Templates) {
    let head = PageHead {
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

/// The most cards of a collection on the home page.
const LATEST: usize = 12;

/// The first entries of each collection, for the home page; in a timeline, only those that are
/// not over.
fn latest(scope: Scope<'_>, language: &Language) -> Value {
    let positions = scope.site.plan.edition.collections.iter();
    let all = positions.filter_map(|position| {
        let collection = scope.collection(*position)?;
        let cards = scope.latest(*position);
        let cards = cards.filter_map(|index| language.cards.get(index));
        let first = cards.take(LATEST).collect();
        Some((collection.id.to_string().into(), array(first)))
    });
    Value::from(all.collect::<tera::Map>())
}

/// The term pages of each collection for the home page, in the same form as for a list.
fn facets(scope: Scope<'_>) -> Value {
    let positions = scope.site.plan.edition.collections.iter();
    let all = positions.filter_map(|position| {
        let collection = scope.collection(*position)?;
        let links = scope.facet_links(*position);
        (!links.is_empty()).then(|| {
            let id = collection.id.to_string();
            (id.into(), Value::from_serializable(&links))
        })
    });
    Value::from(all.collect::<tera::Map>())
}

/// A list with the cards of its entries.
fn list_value(list: ListView<'_, EntryIndex>, language: &Language, intro: Option<&str>) -> Value {
    let list = list.map(&mut |index| language.cards.get(index));
    let intro = intro.filter(|html| !html.is_empty());
    let mut list = Value::from_serializable(&list)
        .into_map()
        .unwrap_or_default();
    let intro = intro.map_or_else(Value::none, Value::safe_string);
    list.insert("intro".into(), intro);
    Value::from(list)
}

fn term_value(term: &TermPage<'_>, description: Option<&str>) -> Value {
    let broader = term.broader.map_or_else(Value::none, |(label, page)| {
        object([("label", Value::from(label)), ("link", link(page))])
    });
    let narrower = term.narrower.iter().map(|narrower| {
        object([
            ("label", Value::from(narrower.label)),
            ("link", link(narrower.link)),
            ("count", Value::from(narrower.count)),
        ])
    });
    object([
        ("id", Value::from(term.id)),
        ("label", Value::from(term.label)),
        ("description", text_or_null(description)),
        ("vocabulary", Value::from(term.vocabulary)),
        ("vocabulary_label", Value::from(term.vocabulary_label)),
        ("field", Value::from(term.field)),
        ("field_label", Value::from(term.field_label)),
        ("broader", broader),
        ("narrower", array(narrower.collect())),
    ])
}

/// Reports a template that an entry requests and the theme lacks.
fn no_template(
    theme: &Theme,
    collection: &str,
    own: &str,
    (written, span): (&str, Span),
) -> Option<Diagnostic> {
    if theme.templates.contains_key(own) {
        return None;
    }
    let folder = format!("{collection}/");
    let known = theme.templates.keys().filter_map(|name| {
        let name = name.strip_prefix(&folder)?.strip_suffix(".html")?;
        (!matches!(name, "entry" | "list")).then_some(name)
    });
    Some(
        Diagnostic::new("T010", span)
            .arg("theme", theme.name.as_str())
            .arg("template", written)
            .arg("collection", collection)
            .did_you_mean(span, written, known),
    )
}
