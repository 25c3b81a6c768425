//! The size of an SVG by its root: `width` and `height`, or the `viewBox` if one of them is
//! missing. If the root has neither, browsers crop the picture to a default size.

use crate::messages::{Message, message};

/// The width of a picture with only relative sizes, such as `width="100%"`.
const USUAL: f64 = 300.0;

/// The size attributes of the root.
#[derive(Debug, Default)]
pub(super) struct DrawnExtent {
    width: Option<Length>,
    height: Option<Length>,
    view: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum Length {
    /// In pixels.
    Absolute(f64),
    /// Relative to the surrounding element.
    Relative,
}

impl DrawnExtent {
    /// Reads an attribute of the root.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        match name {
            "width" => self.width = length(value),
            "height" => self.height = length(value),
            "viewBox" => self.view = Some(value.to_owned()),
            _ => {}
        }
    }

    /// Width and height in whole pixels.
    ///
    /// # Errors
    /// There is none, or no area.
    pub(super) fn size(&self) -> Result<(u32, u32), Message> {
        let view = self.view.as_deref().map(|value| {
            let view = view(value);
            view.ok_or_else(|| message!("file.no_view"))
        });
        let view = view.transpose()?;
        let absolute = |length: Option<Length>| match length {
            Some(Length::Absolute(pixels)) => Some(pixels),
            _ => None,
        };
        let (width, height) = match (absolute(self.width), absolute(self.height), view) {
            (Some(width), Some(height), _) => (width, height),
            (Some(width), None, Some((wide, high))) => (width, width / wide * high),
            (None, Some(height), Some((wide, high))) => (height / high * wide, height),
            (None, None, Some(view)) => view,
            (_, _, None) if self.width.is_some() && self.height.is_some() => (USUAL, USUAL / 2.0),
            (_, _, None) => return Err(message!("file.no_size")),
        };
        if !(width > 0.0 && height > 0.0) {
            return Err(message!("file.no_points"));
        }
        Ok((pixels(width), pixels(height)))
    }
}

/// A length in whole pixels, clamped to what is larger than any screen.
fn pixels(length: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is held to the range first"
    )]
    let whole = length.round().clamp(1.0, 100_000.0) as u32;
    whole
}

/// A length in pixels; `None` if browsers ignore it.
fn length(value: &str) -> Option<Length> {
    let value = value.trim();
    if value.ends_with('%') {
        return Some(Length::Relative);
    }
    let end = value.find(|c: char| c.is_ascii_alphabetic() && c != 'e' && c != 'E');
    let (number, unit) = value.split_at(end.unwrap_or(value.len()));
    let (number, unit) = match number.strip_suffix(['e', 'E']) {
        // `em` and `ex` begin with `e`, like an exponent.
        Some(number) => (number, "em"),
        None => (number, unit),
    };
    let pixels = match unit {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        "in" => 96.0,
        "pc" | "em" | "rem" => 16.0,
        "ex" | "ch" => 8.0,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok()?;
    number
        .is_finite()
        .then_some(Length::Absolute(number * pixels))
}

/// Width and height of a `viewBox`; `None` if it is empty.
fn view(value: &str) -> Option<(f64, f64)> {
    let is_between = |c: char| c == ',' || c.is_ascii_whitespace();
    let parts = value.split(is_between).filter(|part| !part.is_empty());
    let numbers: Result<Vec<f64>, _> = parts.map(str::parse).collect();
    match numbers.ok()?.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}
