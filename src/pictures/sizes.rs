//! The widths in which a theme shows pictures.

use std::collections::{BTreeMap, BTreeSet};

/// The widest copy for a theme that declares no sizes, and for any theme the width of the copy
/// that every program can show.
const WIDEST: u32 = 1280;

/// The default widths.
const USUAL: [u32; 3] = [320, 640, WIDEST];

/// The widths of copies by place in the theme, in pixels: the first one is that of the place
/// itself, the others are for screens with a higher pixel density.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    places: BTreeMap<String, Vec<u32>>,
}

impl Sizes {
    /// The widths of each place.
    #[must_use]
    pub(crate) fn new(places: BTreeMap<String, Vec<u32>>) -> Self {
        let sorted = places.into_iter().map(|(place, mut widths)| {
            // The first one is that of the place, and may have smaller ones for phones.
            if let Some(others) = widths.get_mut(1..) {
                others.sort_unstable();
            }
            widths.dedup();
            (place, widths)
        });
        Self {
            places: sorted.filter(|(_, widths)| !widths.is_empty()).collect(),
        }
    }

    /// The names of all places.
    pub(crate) fn places(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// The widths of a place; a place that is not declared gets those of all places.
    #[must_use]
    pub(crate) fn of(&self, place: &str) -> Vec<u32> {
        let own = self.places.get(place).cloned();
        own.unwrap_or_else(|| self.all())
    }

    /// The widths of all places.
    #[must_use]
    pub(super) fn all(&self) -> Vec<u32> {
        let all: BTreeSet<u32> = self.places.values().flatten().copied().collect();
        if all.is_empty() {
            return USUAL.to_vec();
        }
        all.into_iter().collect()
    }

    /// The width of the copy that every program can show.
    #[must_use]
    pub(super) fn widest(&self) -> u32 {
        self.all().last().map_or(WIDEST, |widest| *widest)
    }

    /// The widths as a text, for cache keys.
    #[must_use]
    pub(super) fn written(&self) -> String {
        format!("{:?}", self.all())
    }
}
