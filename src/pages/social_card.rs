//! The cards of shared links: a drawing by the theme's `social.svg`, which sees what the
//! page itself sees, and sets its texts with `lettering`.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::budget;
use super::pairs::object;
use super::renderer::Renderer;
use crate::diagnostic::{Diagnostic, closest};
use crate::messages::message;
use crate::pictures::lettering::{Place, lettered};
use crate::pictures::social;
use crate::plan::RouteId;
use crate::theme::template_error::{explain, fault};
use crate::theme::{SOCIAL_CARD, Theme};

/// The distance of lines where a template says nothing.
const LEADING: f64 = 1.15;

/// Registers `lettering`, with the fonts of a theme.
pub(super) fn register(tera: &mut Tera, theme: &Theme) {
    let fonts = theme.card_fonts.clone();
    let set = move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("font")?;
        let font = fonts.get(name).ok_or_else(|| {
            let meant = closest(name, fonts.keys().map(String::as_str));
            fault(match meant {
                Some(meant) => message!("template.no_asset_meant", path = name, meant = meant),
                None => message!("template.no_asset", path = name),
            })
        })?;
        let place = Place {
            width: kwargs.must_get::<f64>("width")?,
            lines: kwargs.get::<usize>("lines")?.unwrap_or(1).max(1),
            sizes: kwargs.must_get::<Vec<f64>>("sizes")?,
            leading: kwargs.get::<f64>("leading")?.unwrap_or(LEADING),
        };
        let text = kwargs.must_get::<&str>("text")?;
        let Some(set) = lettered(font, text, &place) else {
            return Ok(Value::none());
        };
        budget::spend(0, set.path.len() as u64).map_err(fault)?;
        Ok(object([
            ("path", Value::safe_string(&set.path)),
            ("size", Value::from(set.size)),
            ("lines", Value::from(set.lines)),
            ("height", Value::from(set.height)),
            ("width", Value::from(set.width)),
        ]))
    };
    tera.register_function("lettering", set);
}

impl Renderer<'_> {
    /// The card of a page; `None` where it cannot be drawn, which is reported. What is
    /// wrong with the page has been told with the page.
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
