//! The social card of a page, drawn by the theme's `social.svg`, which receives the same data
//! as the page.

use super::budget;
use super::renderer::Renderer;
use crate::diagnostic::Diagnostic;
use crate::pictures::social;
use crate::plan::RouteId;
use crate::theme::SOCIAL_CARD;
use crate::theme::template_error::explain;

impl Renderer<'_> {
    /// The card of a page; `None` if it cannot be drawn, which is reported. Errors of the page
    /// itself are reported with the page.
    pub(crate) fn social_card(
        &self,
        page: RouteId,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Vec<u8>> {
        let route = self.site.plan.route(page);
        let (context, _) = self.seen(page, route, &mut Vec::new())?;
        let made = budget::page(self.exceeded, || self.tera.render(SOCIAL_CARD, &context));
        let address = route.url.to_string();
        let drawing = match made {
            Ok(drawing) => drawing,
            Err(error) => {
                let all = explain(&error, self.theme, self.sources, Some(&address));
                findings.extend(all);
                return None;
            }
        };
        match social::card(&drawing, self.disk) {
            Ok(bytes) => Some(bytes),
            Err(why) => {
                findings.push(
                    Diagnostic::new("T014", self.theme.place())
                        .arg("template", SOCIAL_CARD)
                        .arg("page", address)
                        .arg("why", why),
                );
                None
            }
        }
    }
}
