//! Crops the empty border of a drawing: the same SVG with another frame. The border is
//! measured on a small rendering. A drawing that may look different in a browser, such as one
//! with text, keeps its frame.

use std::fmt::Write as _;

use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, roxmltree};

use super::{Copy, CopyFormat};
use super::{border, effort};

/// The largest drawing that is cropped, in bytes, and the most elements in it that are
/// repeated.
const LARGEST: usize = 512 << 10;
const MOST_REPEATED: usize = 24;

/// The longer side of the rendering that shows the border, in pixels.
const SEEN: f32 = 400.0;

/// Elements that a browser may render differently: with its own fonts and settings, animated,
/// or from other files.
const UNSURE: [&str; 13] = [
    "text",
    "image",
    "foreignObject",
    "filter",
    "pattern",
    "switch",
    "animate",
    "animateMotion",
    "animateTransform",
    "set",
    "script",
    "svg",
    "view",
];

/// Parts of a style that are not evaluated here.
const UNSURE_STYLES: [&str; 4] = ["@", "var(", "transform", "vector-effect"];

/// A drawing without its empty border; `None` if it has none, or keeps it.
pub(super) fn trimmed(bytes: &[u8]) -> Option<Copy> {
    let text = std::str::from_utf8(bytes).ok()?;
    if text.len() > LARGEST {
        return None;
    }
    let document = roxmltree::Document::parse(text).ok()?;
    let frame = Frame::of(&document)?;
    if !is_sure(&document) || effort::too_much(&document).is_some() {
        return None;
    }
    let mut options = usvg::Options::default();
    // A drawing is self-contained and reads no file.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    let tree = usvg::Tree::from_xmltree(&document, &options).ok()?;
    let (wide, high) = (tree.size().width(), tree.size().height());
    let seen = drawn(&tree, SEEN / wide.max(high))?;
    let (across, down) = (seen.width(), seen.height());
    let (left, top, width, height) = border::within_border(&DynamicImage::ImageRgba8(seen))?;
    // One more pixel on each side, for antialiased edges.
    let from = |start: u32| f64::from(start.saturating_sub(1));
    let to = |start: u32, length: u32, all: u32| f64::from((start + length + 1).min(all));
    let x = (from(left), to(left, width, across));
    let y = (from(top), to(top, height, down));
    let size = (f64::from(wide), f64::from(high));
    let scale = (size.0 / f64::from(across), size.1 / f64::from(down));
    let size_of = ((x.1 - x.0) * scale.0, (y.1 - y.0) * scale.1);
    let view = frame.view.unwrap_or([0.0, 0.0, size.0, size.1]);
    let [view_x, view_y, view_wide, view_high] = view;
    let unit = (view_wide / size.0, view_high / size.1);
    // With two different units, the browser decides where the drawing is in its frame.
    if (unit.0 / unit.1 - 1.0).abs() > 0.005 {
        return None;
    }
    let view = [
        view_x + x.0 * scale.0 * unit.0,
        view_y + y.0 * scale.1 * unit.1,
        size_of.0 * unit.0,
        size_of.1 * unit.1,
    ];
    let bytes = frame.with(text, size_of, view);
    let whole = |side: f64| side.round().clamp(1.0, f64::from(u16::MAX));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between one and 65,535"
    )]
    let size = (whole(size_of.0) as u32, whole(size_of.1) as u32);
    Some(Copy {
        size,
        format: CopyFormat::Svg,
        bytes,
    })
}

/// The frame in the root of a drawing, and its attributes.
struct Frame {
    /// The byte ranges of its attributes.
    attributes: Vec<std::ops::Range<usize>>,
    /// Where new attributes are inserted.
    place: usize,
    view: Option<[f64; 4]>,
}

impl Frame {
    fn of(document: &roxmltree::Document) -> Option<Self> {
        let root = document.root_element();
        // Another way to align the drawing in its frame.
        if root.attribute("preserveAspectRatio").is_some() || root.attribute("style").is_some() {
            return None;
        }
        let is_frame = |name: &str| matches!(name, "width" | "height" | "viewBox");
        let attributes = root.attributes();
        let own = attributes.filter(|own| own.namespace().is_none() && is_frame(own.name()));
        let view = match root.attribute("viewBox") {
            Some(view) => {
                let parts = view.split([' ', ',', '\t', '\n', '\r']);
                let numbers = parts.filter(|part| !part.is_empty()).map(str::parse::<f64>);
                let numbers: Vec<f64> = numbers.collect::<Result<_, _>>().ok()?;
                Some(<[f64; 4]>::try_from(numbers).ok()?)
            }
            None => None,
        };
        let tag = document.input_text().get(root.range())?;
        let name = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
        Some(Self {
            attributes: own.map(|own| own.range()).collect(),
            place: root.range().start + name,
            view,
        })
    }

    /// The text of the drawing with a new frame.
    fn with(&self, text: &str, size: (f64, f64), view: [f64; 4]) -> Vec<u8> {
        let mut own = String::new();
        let [x, y, width, height] = view.map(rounded);
        // Writing to a string cannot fail.
        let _ = write!(
            own,
            " width=\"{}\" height=\"{}\" viewBox=\"{x} {y} {width} {height}\"",
            rounded(size.0),
            rounded(size.1)
        );
        let mut changed = String::with_capacity(text.len() + own.len());
        changed.push_str(text.get(..self.place).unwrap_or_default());
        changed.push_str(&own);
        let mut at = self.place;
        for attribute in &self.attributes {
            changed.push_str(text.get(at..attribute.start).unwrap_or_default());
            at = attribute.end;
        }
        changed.push_str(text.get(at..).unwrap_or_default());
        changed.into_bytes()
    }
}

/// A number of a frame, rounded to a thousandth, without trailing zeros.
fn rounded(number: f64) -> String {
    let text = format!("{number:.3}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        return "0".to_owned();
    }
    short.to_owned()
}

/// Whether a browser renders it in the same way, whatever its frame.
fn is_sure(document: &roxmltree::Document) -> bool {
    let root = document.root_element();
    let mut repeated = 0;
    root.descendants()
        .filter(roxmltree::Node::is_element)
        .all(|element| {
            let name = element.tag_name().name();
            if element != root && UNSURE.contains(&name) {
                return false;
            }
            repeated += usize::from(name == "use");
            let parts = element.children().filter(|_| name == "style");
            let styles = parts.filter_map(|part| part.text());
            let styles = styles.chain(element.attribute("style"));
            let mut unsure =
                styles.flat_map(|style| UNSURE_STYLES.map(|part| style.contains(part)));
            // A percentage of the frame changes with the frame.
            let is_stop = name == "stop" || name.ends_with("Gradient");
            let mut attributes = element.attributes();
            let is_relative = element != root
                && !is_stop
                && attributes.any(|own| own.value().trim_end().ends_with('%'));
            repeated <= MOST_REPEATED
                && !is_relative
                && !unsure.any(|is_unsure| is_unsure)
                && element.attribute("vector-effect").is_none()
        })
}

/// Renders a drawing.
fn drawn(tree: &usvg::Tree, scale: f32) -> Option<RgbaImage> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the longer side"
    )]
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let (wide, high) = (side(tree.size().width()), side(tree.size().height()));
    let mut map = Pixmap::new(wide, high)?;
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let place = Transform::from_scale(
        wide as f32 / tree.size().width(),
        high as f32 / tree.size().height(),
    );
    resvg::render(tree, place, &mut map.as_mut());
    let points = map.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    RgbaImage::from_raw(wide, high, points.collect())
}

#[cfg(test)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small numbers"
)]
mod tests {
    use super::*;

    fn frame_of(text: &str) -> Option<((u32, u32), String)> {
        let copy = trimmed(text.as_bytes())?;
        let text = String::from_utf8(copy.bytes).ok()?;
        let tag = text.split('>').next()?.to_owned();
        // The result is readable and has a single frame.
        let size = usvg::Tree::from_str(&text, &usvg::Options::default()).ok()?;
        assert_eq!(copy.size.0, size.size().width().round() as u32);
        Some((copy.size, tag))
    }

    const BAR: &str = "<rect x=\"40\" y=\"20\" width=\"20\" height=\"10\" fill=\"#b01\"/></svg>";
    const XMLNS: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

    #[test]
    fn the_border_is_cropped_from_the_frame() {
        for root in [
            format!("<svg {XMLNS} viewBox=\"0 0 100 50\">"),
            format!("<svg width=\"100\" {XMLNS} height=\"50\">"),
            format!(
                "<svg {XMLNS} viewBox=\"0 0 100 50\"><rect width=\"100\" height=\"50\" fill=\"#fff\"/>"
            ),
        ] {
            let (size, tag) = frame_of(&format!("{root}{BAR}")).expect("a border");
            assert_eq!(size, (21, 11), "{tag}");
            assert!(tag.contains("viewBox=\"39.75 19.75 20.5 10.5\""), "{tag}");
            assert_eq!(tag.matches("width=").count(), 1, "{tag}");
        }
        // Each unit is two pixels.
        let root = format!("<svg {XMLNS} width=\"200px\" height=\"100px\" viewBox=\"0 0 100 50\">");
        let (size, _) = frame_of(&format!("{root}{BAR}")).expect("a border");
        assert_eq!(size, (41, 21));
    }

    #[test]
    fn a_drawing_that_may_render_differently_keeps_its_frame() {
        let root = format!("<svg {XMLNS} viewBox=\"0 0 100 50\">");
        for part in [
            "<text x=\"3\" y=\"40\">Firm</text>",
            "<circle cx=\"50%\" cy=\"25\" r=\"4\"/>",
            "<style>@media print { rect { fill: none } }</style>",
            "<g style=\"transform: none\"/>",
        ] {
            assert_eq!(frame_of(&format!("{root}{part}{BAR}")), None, "{part}");
        }
        let edge = "<path d=\"M0 0h100v50H0z\" fill=\"#1d4f91\"/>";
        assert_eq!(frame_of(&format!("{root}{edge}{BAR}")), None);
        let askew = format!("<svg {XMLNS} width=\"100\" height=\"100\" viewBox=\"0 0 100 50\">");
        assert_eq!(frame_of(&format!("{askew}{BAR}")), None);
    }
}
