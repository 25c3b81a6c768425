//! The function `lettering`, which converts the texts of a drawing to outlines with the fonts
//! of the theme.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::budget;
use super::pairs::object;
use crate::diagnostic::closest;
use crate::messages::message;
use crate::pictures::lettering::{TextBox, lettered};
use crate::theme::Theme;
use crate::theme::template_error::fault;

/// The default line spacing.
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
        let place = TextBox {
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
