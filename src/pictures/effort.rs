//! Whether a drawing can be rendered quickly. A few lines of SVG can ask for more work than a
//! build may take: masks and clips that use each other double it with each level, a marker is
//! drawn at each point of a path, and some filters are quadratic in the number of points.

use std::collections::BTreeMap;

use crate::messages::{Message, message};

use resvg::usvg::roxmltree::{Document, Node};

/// The most elements.
const MOST_ELEMENTS: usize = 4_000;

/// The most layers: parts that are rendered separately and then composited.
const MOST_LAYERS: u64 = 256;

/// The deepest chain of elements that use each other.
const DEEPEST: usize = 32;

/// Filters whose cost does not follow from the size of their element.
const ENDLESS: [&str; 3] = ["feTurbulence", "feMorphology", "feConvolveMatrix"];

/// Properties that create a layer.
const LAYERS: [&str; 7] = [
    "clip-path",
    "filter",
    "marker",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
];

/// Why a drawing is too expensive, for people who know SVG; `None` if it is not.
pub(crate) fn too_much(document: &Document<'_>) -> Option<Message> {
    let elements = || document.descendants().filter(Node::is_element);
    let count = elements().count();
    if count > MOST_ELEMENTS {
        return Some(message!(
            "effort.elements",
            count = count,
            limit = MOST_ELEMENTS
        ));
    }
    for element in elements() {
        let name = element.tag_name().name();
        if ENDLESS.contains(&name) {
            return Some(message!("effort.filter", name = name));
        }
    }
    let styles = elements().filter(|element| element.tag_name().name() == "style");
    let mut of_classes = BTreeMap::new();
    for style in styles.filter_map(|element| element.text()) {
        if add_rules(style, &mut of_classes).is_none() {
            return Some(message!("effort.style"));
        }
    }
    let mut known = Known {
        of_classes,
        by_id: elements()
            .filter_map(|element| Some((element.attribute("id")?, element)))
            .collect(),
        layers: BTreeMap::new(),
    };
    let layers = known.within(document.root_element(), DEEPEST);
    (layers > MOST_LAYERS).then(|| message!("effort.layers", limit = MOST_LAYERS))
}

/// Whether a style refers to another part of the drawing for more than a colour.
fn makes_layers(style: &str) -> bool {
    style.contains("url(") && LAYERS.iter().any(|layer| style.contains(layer))
}

/// Collects the layers that style sheets apply to classes, as drawing programs write them;
/// `None` if anything but a class has layers.
fn add_rules<'a>(sheet: &'a str, of_classes: &mut BTreeMap<&'a str, Vec<&'a str>>) -> Option<()> {
    for rule in sheet.split('}').filter(|rule| makes_layers(rule)) {
        let (selectors, body) = rule.split_once('{')?;
        for selector in selectors.split(',') {
            let class = selector.trim().strip_prefix('.')?;
            let is_sign = |c: char| c.is_alphanumeric() || "-_".contains(c);
            if !class.chars().all(is_sign) {
                return None;
            }
            of_classes.entry(class).or_default().push(body);
        }
    }
    Some(())
}

struct Known<'a, 'input> {
    /// The declarations with layers, by class.
    of_classes: BTreeMap<&'a str, Vec<&'a str>>,
    by_id: BTreeMap<&'a str, Node<'a, 'input>>,
    /// The layers of ids that were counted already.
    layers: BTreeMap<&'a str, u64>,
}

impl<'a, 'input> Known<'a, 'input> {
    /// The layers needed to render an element, including those of what it uses.
    fn within(&mut self, element: Node<'a, 'input>, depth: usize) -> u64 {
        let mut sum: u64 = 0;
        for one in element.descendants().filter(Node::is_element) {
            for attribute in one.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                let layers = match name {
                    "stroke-dasharray" => 1,
                    "style" => self.of_style(value, one, depth),
                    "class" => {
                        let classes = value.split_whitespace();
                        let rules = classes.filter_map(|class| self.of_classes.get(class));
                        let rules: Vec<&'a str> = rules.flatten().copied().collect();
                        let layers = rules.iter().map(|rule| self.of_style(rule, one, depth));
                        layers.fold(0, u64::saturating_add)
                    }
                    "href" if one.has_tag_name(("http://www.w3.org/2000/svg", "use")) => {
                        self.of(value.strip_prefix('#').unwrap_or_default(), depth)
                    }
                    _ if LAYERS.contains(&name) => self.laid_over(name, value, one, depth),
                    _ => 0,
                };
                sum = sum.saturating_add(layers);
            }
        }
        sum
    }

    /// The layers of the declarations of a style.
    fn of_style(&mut self, style: &'a str, element: Node<'a, 'input>, depth: usize) -> u64 {
        let mut sum: u64 = 0;
        for declaration in style.split(';').filter(|one| makes_layers(one)) {
            let (name, value) = declaration.split_once(':').unwrap_or_default();
            sum = sum.saturating_add(self.laid_over(name.trim(), value, element, depth));
        }
        sum
    }

    /// The layers of one property of an element.
    fn laid_over(
        &mut self,
        name: &str,
        value: &'a str,
        element: Node<'a, 'input>,
        depth: usize,
    ) -> u64 {
        // A marker is drawn once at each end of a path, but at every point between them.
        let times = if matches!(name, "marker" | "marker-mid") {
            points(element)
        } else {
            1
        };
        let used = self.of(id_of(value), depth).saturating_add(1);
        used.saturating_mul(times)
    }

    /// The same for the element with an id. A circular chain exceeds every limit.
    fn of(&mut self, id: &'a str, depth: usize) -> u64 {
        let Some(element) = self.by_id.get(id).copied() else {
            return 0;
        };
        if let Some(layers) = self.layers.get(id) {
            return *layers;
        }
        if depth == 0 {
            return u64::MAX;
        }
        let layers = self.within(element, depth - 1);
        self.layers.insert(id, layers);
        layers
    }
}

/// The id in `url(#id)`.
fn id_of(value: &str) -> &str {
    let id = value.split_once('#').map_or("", |(_, id)| id);
    id.trim_end_matches([')', '"', '\'', ' '])
}

/// An upper bound for the points of a path or a line.
fn points(element: Node<'_, '_>) -> u64 {
    let drawn = ["d", "points"]
        .into_iter()
        .filter_map(|name| element.attribute(name));
    // A point takes at least two characters.
    drawn.map(|text| text.len() as u64 / 2).sum::<u64>() + 2
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn fault(inside: &str) -> Option<Message> {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
        too_much(&Document::parse(&text).unwrap())
    }

    /// Elements that each use the next one twice.
    fn doubled(element: &str, attribute: &str) -> String {
        (0..18).fold(String::new(), |mut text, level| {
            let rect = format!("<rect {attribute}=\"url(#p{})\"/>", level + 1);
            let _ = write!(text, "<{element} id=\"p{level}\">{rect}{rect}</{element}>");
            text
        }) + &format!("<rect {attribute}=\"url(#p0)\"/>")
    }

    #[test]
    fn drawings_that_multiply_layers_are_refused() {
        for drawing in [
            doubled("mask", "mask"),
            doubled("clipPath", "clip-path"),
            "<mask id=\"a\"><g mask=\"url(#a)\"/></mask><g mask=\"url(#a)\"/>".to_owned(),
            format!(
                "<marker id=\"m\"/><path marker-mid=\"url(#m)\" d=\"M0 0{}\"/>",
                "h1v1".repeat(900)
            ),
            "<filter id=\"f\"><feTurbulence numOctaves=\"999999\"/></filter>".to_owned(),
            "<style>g { mask: url(#m) }</style>".to_owned(),
            "<style>.a { mask: url(#m) }</style><mask id=\"m\"><g class=\"a\"/></mask><g class=\"a\"/>"
                .to_owned(),
            "<style>.a{marker-mid:url(#m)}</style>".to_owned()
                + &format!("<path class=\"a\" d=\"M0 0{}\"/>", "h1v1".repeat(900)),
            "<g style=\"clip-path:url(#m)\"/>".repeat(300),
            "<rect/>".repeat(4_001),
            "<path stroke-dasharray=\".01\"/>".repeat(300),
        ] {
            assert!(
                fault(&drawing).is_some(),
                "{}",
                &drawing[..60.min(drawing.len())]
            );
        }
    }

    #[test]
    fn usual_drawings_are_rendered() {
        for drawing in [
            "<clipPath id=\"c\"><rect/></clipPath>".to_owned()
                + &"<g clip-path=\"url(#c)\"/>".repeat(60),
            "<linearGradient id=\"g\"/>".to_owned() + &"<path fill=\"url(#g)\"/>".repeat(900),
            "<filter id=\"f\"><feDropShadow/></filter><g filter=\"url(#f)\"/>".to_owned(),
            format!(
                "<marker id=\"m\"/><path marker-end=\"url(#m)\" d=\"M0 0{}\"/>",
                "h1v1".repeat(900)
            ),
            // As drawing programs write it.
            "<style>.cls-1{clip-path:url(#c)}.cls-2,.cls-3{fill:#fff}</style>".to_owned()
                + "<clipPath id=\"c\"><rect class=\"cls-2\"/></clipPath>"
                + &"<g class=\"cls-1\"><path class=\"cls-2 cls-3\"/></g>".repeat(60),
            "<g style=\"fill:red;clip-path:url(#c)\"/>".to_owned(),
            "<style>.a { fill: url(#g) }</style><g id=\"a\"/><use href=\"#a\"/>".to_owned(),
        ] {
            assert!(fault(&drawing).is_none(), "{drawing}");
        }
    }
}
