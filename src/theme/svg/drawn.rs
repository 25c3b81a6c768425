//! How many elements an SVG draws. A `use` draws another element once more, with all
//! that is in it, and so do masks, clips, markers, filters and patterns for what they are
//! laid over; ten lines that name each other can ask for more elements than a browser
//! ever finishes.

use std::collections::BTreeMap;

use crate::config::limits::MAX_DRAWN_ELEMENTS;
use crate::messages::{Message, message};

/// The elements of a picture, and which of them are drawn again.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    elements: Vec<Element>,
    /// The elements that are open, by their place.
    open: Vec<usize>,
    by_id: BTreeMap<String, usize>,
}

#[derive(Debug, Default)]
struct Element {
    children: Vec<usize>,
    is_use: bool,
    /// Whether it is nothing but the colours of others.
    is_gradient: bool,
    /// The id of what a `use` draws.
    draws: Option<String>,
    /// The ids of what is laid over it.
    under: Vec<String>,
}

impl Drawn {
    /// An element begins.
    pub(super) fn open(&mut self, name: &str) {
        let place = self.elements.len();
        self.elements.push(Element {
            is_use: name == "use",
            is_gradient: name.ends_with("Gradient"),
            ..Element::default()
        });
        if let Some(parent) = self.open.last().and_then(|at| self.elements.get_mut(*at)) {
            parent.children.push(place);
        }
        self.open.push(place);
    }

    /// Notes an attribute of the element that has begun last.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let place = self.elements.len().saturating_sub(1);
        if name == "id" {
            self.by_id.entry(value.to_owned()).or_insert(place);
        }
        let Some(element) = self.elements.last_mut() else {
            return;
        };
        if element.is_use && matches!(name, "href" | "xlink:href") {
            element.draws = value.strip_prefix('#').map(str::to_owned);
        }
        let ids = value.split("url(").skip(1).filter_map(|rest| {
            let (id, _) = rest.split_once(')')?;
            Some(
                id.trim_matches(['"', '\'', ' '])
                    .strip_prefix('#')?
                    .to_owned(),
            )
        });
        element.under.extend(ids);
    }

    /// The element that is open ends.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Whether drawing comes to an end.
    ///
    /// # Errors
    /// An element draws itself, or there are more to draw than is allowed.
    pub(super) fn is_bounded(&self) -> Result<(), Message> {
        // What is inside an element comes after it, and a `use` may draw any: so the
        // sums are made in the order in which each needs the others, without recursion.
        let mut sums: Vec<Sum> = self.elements.iter().map(|_| Sum::Unknown).collect();
        let mut stack = vec![0];
        while let Some(place) = stack.last().copied() {
            if matches!(sums.get(place), Some(Sum::Known(_)) | None) {
                stack.pop();
                continue;
            }
            if let Some(sum) = sums.get_mut(place) {
                *sum = Sum::Begun;
            }
            let mut total: u64 = 1;
            let known = stack.len();
            for (part, is_again) in self.parts(place) {
                match sums.get(part) {
                    Some(Sum::Known(sum)) => total = total.saturating_add(*sum),
                    Some(Sum::Begun) if is_again => return Err(message!("file.draws_itself")),
                    Some(Sum::Unknown) => stack.push(part),
                    // Browsers leave out a mask that masks itself.
                    Some(Sum::Begun) | None => {}
                }
            }
            if stack.len() > known {
                continue;
            }
            if total > MAX_DRAWN_ELEMENTS {
                let limit = MAX_DRAWN_ELEMENTS;
                return Err(message!("file.draws_too_much", limit = limit));
            }
            if let Some(sum) = sums.get_mut(place) {
                *sum = Sum::Known(total);
            }
            stack.pop();
        }
        Ok(())
    }

    /// What is drawn with an element: what is in it, what is laid over it, and what it
    /// draws again as a `use`.
    fn parts(&self, place: usize) -> impl Iterator<Item = (usize, bool)> + '_ {
        let element = self.elements.get(place);
        let again = element.and_then(|element| self.by_id.get(element.draws.as_deref()?));
        let inside = element.into_iter().flat_map(|element| &element.children);
        let under = element.into_iter().flat_map(|element| &element.under);
        let under = under.filter_map(|id| self.by_id.get(id));
        let draws = |at: &&usize| self.elements.get(**at).is_some_and(|one| !one.is_gradient);
        let others = inside.chain(under.filter(draws)).map(|at| (*at, false));
        others.chain(again.map(|at| (*at, true)))
    }
}

/// How many elements are drawn with one.
#[derive(Debug, Clone, Copy)]
enum Sum {
    Unknown,
    Begun,
    Known(u64),
}
