//! The bytes of a route: a page rendered with the template of its kind, or a file.

use tera::Context;

use super::handout;
use super::kinds::{not_found, tool_page};
use super::order;
use super::renderer::{Page, PageHead, Renderer, Templates};
use crate::artifact::SinkError;
use crate::diagnostic::Diagnostic;
use crate::export::{self, Listed};
use crate::plan::{Route, RouteId, Target};

impl Renderer<'_> {
    /// The list that a route is a file of.
    pub(crate) fn list_of(&self, route: &Route) -> Option<Listed<'_>> {
        let scope = self.scope(self.language(route)?)?;
        Some(Listed::new(scope, order::list_of(route)?, &self.outlines))
    }

    /// The bytes of a route; `list` is the shared data if the route is a file of a list.
    /// `None` if a template failed, which is reported.
    ///
    /// # Errors
    /// The system lacks the resources to render it.
    pub(crate) fn artifact(
        &self,
        id: RouteId,
        route: &Route,
        list: Option<&Listed<'_>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Vec<u8>>, SinkError> {
        match (&route.target, list) {
            (Target::Data(file), Some(list)) => {
                export::list_file(list, id, file.format, self.sources)
            }
            (Target::Data(file), None) => {
                let language = self.language(route);
                match language.and_then(|language| self.scope(language)) {
                    Some(scope) => {
                        export::data_file(scope, id, *file, &self.outlines, self.sources)
                    }
                    None => Ok(None),
                }
            }
            _ => Ok(self.page_or_file(id, route, findings)),
        }
    }

    /// The bytes of a page, or of a file other than data.
    pub(crate) fn page_or_file(
        &self,
        id: RouteId,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
        let scope = || self.scope(self.language(route)?);
        match &route.target {
            Target::Sitemap => return Some(export::sitemap(self.site)),
            Target::SitemapPart(part) => return export::sitemap_part(self.site, *part),
            Target::Robots => return Some(export::robots(self.site)),
            Target::Security => return export::security(scope()?),
            Target::Redirects => return Some(export::redirects(self.site)),
            Target::Manifest => return Some(export::web_manifest(scope()?)),
            Target::Favicon => return self.theme.icon().map(<[u8]>::to_vec),
            Target::SocialCard(page) => return self.social_card(*page, findings),
            _ if self.exceeded.is_enough() => return None,
            Target::Readme => return Some(handout::readme(scope()?)),
            _ => {}
        }
        let (context, templates) = self.seen(id, route, findings)?;
        self.printed(route, &context, &templates, findings)
    }

    /// The data for a route's template, and the candidate templates in order of preference;
    /// `None` for a file without a template.
    pub(crate) fn seen(
        &self,
        id: RouteId,
        route: &Route,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(Context, Templates)> {
        let language = self.language(route)?;
        let scope = self.scope(language)?;
        let mut context = Self::shared_context(language);
        let page = Page {
            scope,
            language,
            route,
        };
        let (head, templates): (PageHead, Templates) = match &route.target {
            Target::Entry(index) => self.entry(page, *index, &mut context, findings)?,
            Target::List {
                collection,
                page: number,
            } => self.list(page, *collection, *number, &mut context, findings)?,
            Target::Term { .. } => self.term(page, &mut context)?,
            Target::Tool(tool) => tool_page(scope, *tool, route),
            Target::NotFound => not_found(scope),
            Target::Start => self.start(scope, &mut context),
            Target::Redirect(to) => self.redirect(scope, *to, &mut context),
            Target::Readme
            | Target::Security
            | Target::Sitemap
            | Target::SitemapPart(_)
            | Target::Robots
            | Target::Manifest
            | Target::Favicon
            | Target::Redirects
            | Target::SocialCard(_)
            | Target::Data(_) => return None,
        };
        context.insert_value("menus", self.menus(scope, id, &head));
        context.insert_value("page", self.page(scope, id, route, &head));
        Some((context, templates))
    }
}
