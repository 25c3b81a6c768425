//! Renders the pages of an edition: templates and their data.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::export::Outlines;
use crate::locale::direction;
use crate::pages::budget::{self, Exceeded, PageBytes};
use crate::pages::language::Language;
use crate::path::UrlPath;
use crate::plan::{Route, RouteId};
use crate::present::Scope;
use crate::present::Site;
use crate::text::Sources;
use crate::theme::{Theme, template_error};

/// Renders the pages of one edition.
pub(crate) struct Renderer<'a> {
    pub site: &'a Arc<Site>,
    pub theme: &'a Theme,
    pub sources: &'a Sources,
    pub tera: &'a Tera,
    pub languages: &'a [Language],
    pub exceeded: &'a Exceeded,
    /// The columns of finished lists, for the file that describes all tables.
    pub outlines: Outlines,
    /// The cache of drawings; `None` for a single page.
    pub disk: Option<&'a dyn Disk>,
}

/// The templates that may show a page; the first one that exists is used.
pub(crate) type Templates = Vec<Cow<'static, str>>;

/// A page that is being rendered.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    pub scope: Scope<'a>,
    pub language: &'a Language,
    pub route: &'a Route,
}

/// The metadata of a page.
pub(crate) struct PageHead {
    pub kind: &'static str,
    pub title: String,
    pub description: Option<String>,
    pub collection: Option<usize>,
    pub breadcrumbs: Vec<(String, Option<RouteId>)>,
    pub noindex: bool,
    pub canonical: Option<UrlPath>,
}

impl Renderer<'_> {
    /// What the pages of a route's language share.
    pub(crate) fn language(&self, route: &Route) -> Option<&Language> {
        let mut all = self.languages.iter();
        all.find(|language| language.lang == route.lang)
    }

    /// The scope that views in a language need.
    pub(crate) fn scope<'s>(&'s self, language: &'s Language) -> Option<Scope<'s>> {
        Scope::of(self.site, &language.lang)
    }

    /// Renders a page with its template.
    pub(super) fn printed(
        &self,
        route: &Route,
        context: &Context,
        templates: &Templates,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
        let template = templates
            .iter()
            .find(|name| self.theme.templates.contains_key(&***name));
        let Some(template) = template else {
            let names = templates.join("`, `");
            findings.push(
                Diagnostic::new("T008", self.theme.place())
                    .arg("theme", self.theme.name.as_str())
                    .arg("templates", names),
            );
            return None;
        };
        let mut bytes = PageBytes(Vec::with_capacity(16 * 1024));
        let made = budget::page(self.exceeded, || {
            self.tera.render_to(template, context, &mut bytes)
        });
        match made {
            Ok(()) => Some(bytes.0),
            Err(error) => {
                findings.extend(self.explain(&error, route));
                None
            }
        }
    }

    /// Converts the error of a template on a page to findings.
    fn explain(&self, error: &tera::Error, route: &Route) -> Vec<Diagnostic> {
        let page = route.url.to_string();
        template_error::explain(error, self.theme, self.sources, Some(&page))
    }

    /// The context that all pages of a language share.
    pub(crate) fn shared_context(language: &Language) -> Context {
        let mut context = Context::new();
        context.insert_value("lang", Value::from(language.lang.as_str()));
        context.insert_value("dir", Value::from(direction(&language.lang)));
        context.insert_value("site", language.site.clone());
        context.insert_value("edition", language.edition.clone());
        context.insert_value("collections", language.collections.clone());
        context.insert_value("tools", language.tools.clone());
        context
    }

    /// Renders a part of a page with its own template.
    pub(crate) fn fragment(
        &self,
        template: &str,
        context: &Context,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        if !self.theme.templates.contains_key(template) {
            findings.push(
                Diagnostic::new("T008", self.theme.place())
                    .arg("theme", self.theme.name.as_str())
                    .arg("templates", template),
            );
            return None;
        }
        match budget::page(self.exceeded, || self.tera.render(template, context)) {
            Ok(html) => Some(html),
            Err(error) => {
                findings.extend(self.explain(&error, route));
                None
            }
        }
    }
}
