//! How many elements an SVG draws. A `use` repeats another element with everything in it.
//! Masks, clips, filters and patterns are drawn for each element that uses them, and a marker
//! at each point of a path. Ten lines that refer to each other can ask for more elements than
//! a browser ever finishes.

mod style;

use std::collections::BTreeMap;

use crate::config::limits::MAX_DRAWN_ELEMENTS;
use crate::messages::{Message, message};

/// The cost of a filter step, in elements: it processes every pixel of its element.
const FILTER_STEP: u64 = 50;

/// The elements of a picture, and which of them are repeated.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    elements: Vec<Element>,
    /// The open elements, by index.
    open: Vec<usize>,
    by_id: BTreeMap<String, usize>,
    /// The text of the style sheets in it.
    sheet: String,
}

#[derive(Debug, Default)]
struct Element {
    name: String,
    id: String,
    classes: String,
    children: Vec<usize>,
    /// The id of the element that a `use` repeats.
    draws: Option<String>,
    /// The layers applied to it.
    under: Vec<Layer>,
    /// An upper bound for the points of a path: each needs a number.
    points: u64,
}

/// A mask, clip, filter, pattern or marker of an element, by its id.
#[derive(Debug, Clone)]
struct Layer {
    id: String,
    /// Whether it is drawn at each point of the paths in the element.
    is_at_points: bool,
}

impl Element {
    /// The cost of drawing it once.
    fn own(&self) -> u64 {
        if self.name.starts_with("fe") {
            FILTER_STEP
        } else {
            1
        }
    }
}

impl Drawn {
    /// Starts an element.
    pub(super) fn open(&mut self, name: &str) {
        let place = self.elements.len();
        self.elements.push(Element {
            name: name.to_owned(),
            ..Element::default()
        });
        if let Some(parent) = self.open.last().and_then(|at| self.elements.get_mut(*at)) {
            parent.children.push(place);
        }
        self.open.push(place);
    }

    /// Adds an attribute to the current element.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let place = self.elements.len().saturating_sub(1);
        if name == "id" {
            self.by_id.entry(value.to_owned()).or_insert(place);
        }
        let Some(element) = self.elements.last_mut() else {
            return;
        };
        match name {
            "id" => value.clone_into(&mut element.id),
            "class" => value.clone_into(&mut element.classes),
            "href" | "xlink:href" if element.name == "use" => {
                element.draws = value.strip_prefix('#').map(str::to_owned);
            }
            "d" | "points" => element.points = style::numbers(value),
            "style" => element.under.extend(style::declared(value)),
            _ => element.under.extend(style::layers(name, value)),
        }
    }

    /// Adds a part of a style sheet.
    pub(super) fn style(&mut self, text: &str) {
        self.sheet.push_str(text);
    }

    /// Ends the current element.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Whether drawing ends within the limit.
    ///
    /// # Errors
    /// An element draws itself, or more elements are drawn than allowed.
    pub(super) fn is_bounded(&mut self) -> Result<(), Message> {
        self.lay_sheet_over()?;
        // An element's children follow it, and a `use` may repeat any element. So the sums are
        // computed in dependency order, without recursion.
        let mut sums: Vec<Sum> = self.elements.iter().map(|_| Sum::Unknown).collect();
        let mut stack = vec![0];
        while let Some(place) = stack.last().copied() {
            if matches!(sums.get(place), Some(Sum::Known { .. }) | None) {
                stack.pop();
                continue;
            }
            if let Some(sum) = sums.get_mut(place) {
                *sum = Sum::Begun;
            }
            let known = stack.len();
            for (part, how) in self.parts(place) {
                match sums.get(part) {
                    Some(Sum::Begun) if how == How::Again => {
                        return Err(message!("file.draws_itself"));
                    }
                    Some(Sum::Unknown) => stack.push(part),
                    // Browsers ignore a mask that masks itself.
                    Some(Sum::Known { .. } | Sum::Begun) | None => {}
                }
            }
            if stack.len() > known {
                continue;
            }
            let (drawn, points) = self.total(place, &sums);
            if drawn > MAX_DRAWN_ELEMENTS {
                return Err(too_much());
            }
            if let Some(sum) = sums.get_mut(place) {
                *sum = Sum::Known { drawn, points };
            }
            stack.pop();
        }
        Ok(())
    }

    /// How many elements are drawn with an element whose parts are known, and the points in
    /// it.
    fn total(&self, place: usize, sums: &[Sum]) -> (u64, u64) {
        let element = self.elements.get(place);
        let mut drawn = element.map_or(1, Element::own);
        let mut points = element.map_or(0, |element| element.points);
        let mut at_points: u64 = 0;
        for (part, how) in self.parts(place) {
            let Some(Sum::Known {
                drawn: own,
                points: within,
            }) = sums.get(part)
            else {
                continue;
            };
            match how {
                How::Inside | How::Again => {
                    drawn = drawn.saturating_add(*own);
                    points = points.saturating_add(*within);
                }
                How::Laid => drawn = drawn.saturating_add(*own),
                How::AtPoints => at_points = at_points.saturating_add(*own),
            }
        }
        (
            drawn.saturating_add(at_points.saturating_mul(points.max(1))),
            points,
        )
    }

    /// The parts drawn with an element: its children, its layers, and what it repeats as a
    /// `use`.
    fn parts(&self, place: usize) -> impl Iterator<Item = (usize, How)> + '_ {
        let element = self.elements.get(place);
        let again = element.and_then(|element| self.by_id.get(element.draws.as_deref()?));
        let inside = element.into_iter().flat_map(|element| &element.children);
        let under = element.into_iter().flat_map(|element| &element.under);
        let under = under.filter_map(|layer| {
            let at = *self.by_id.get(&layer.id)?;
            // A gradient only provides colours.
            let is_drawn = !self.elements.get(at)?.name.ends_with("Gradient");
            let how = if layer.is_at_points {
                How::AtPoints
            } else {
                How::Laid
            };
            is_drawn.then_some((at, how))
        });
        let inside = inside.map(|at| (*at, How::Inside));
        inside.chain(under).chain(again.map(|at| (*at, How::Again)))
    }

    /// Applies the layers of style sheets to the elements.
    fn lay_sheet_over(&mut self) -> Result<(), Message> {
        let rules = style::Rules::of(&self.sheet);
        let mut laid = 0;
        for element in &mut self.elements {
            for layer in rules.over(&element.name, &element.id, &element.classes) {
                laid += 1;
                if laid > MAX_DRAWN_ELEMENTS {
                    return Err(too_much());
                }
                element.under.push(layer.clone());
            }
        }
        Ok(())
    }
}

fn too_much() -> Message {
    let limit = MAX_DRAWN_ELEMENTS;
    message!("file.draws_too_much", limit = limit)
}

/// How one element is drawn as a part of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Inside,
    Again,
    Laid,
    AtPoints,
}

/// How many elements are drawn with one, and how many points the paths in it have.
#[derive(Debug, Clone, Copy)]
enum Sum {
    Unknown,
    Begun,
    Known { drawn: u64, points: u64 },
}
