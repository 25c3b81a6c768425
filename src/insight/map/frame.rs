//! The area of a map: one country, or all places.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::PlacedEntry;
use crate::insight::outlines::{Degrees, outlines};
use crate::insight::projection::{Bounds, Frame, bounds_of, joined, turned};

/// The area of a map.
#[derive(Debug)]
pub(super) struct ShownArea {
    /// The country, if the map shows one.
    pub(super) country: Option<&'static str>,
    /// The visible part of the Earth.
    pub(super) frame: Frame,
    /// The outlines drawn in it.
    pub(super) paper: Arc<Paper>,
}

/// The outlines of a map as paths.
#[derive(Debug)]
pub(super) struct Paper {
    /// The other countries.
    pub(super) land: String,
    /// The regions of the country, in the order of the outlines.
    pub(super) regions: Vec<String>,
}

/// The outlines of whole countries, cached because they do not depend on entries: each page of
/// a member has such a map.
static PAPERS: LazyLock<Mutex<BTreeMap<&'static str, Arc<Paper>>>> = LazyLock::new(Mutex::default);

/// How far outside its country a place may be to extend the map, as a share of the country's
/// size.
const BESIDE: f64 = 0.3;
/// How far from the median place, as a multiple of the median distance, a place may be to be
/// shown; and the distance in degrees that always counts as near.
const FAR: f64 = 6.0;
const NEAR: f64 = 5.0;
/// The least length of a path that draws an island; and the margin, as a share of the size of
/// the bounds, up to which the search for land continues.
const LITTLE_LAND: usize = 60;
const WIDEST_MARGIN: f64 = 6.0;
/// The least extent of a map in degrees.
const SMALLEST: f64 = 2.0;

impl ShownArea {
    /// The area for some places; the requested country, if any.
    pub(super) fn of(placed: &[PlacedEntry<'_>], asked: Option<&str>) -> Self {
        let known = |code: &str| {
            let mut countries = outlines().countries.iter();
            countries.find(|one| one.country.eq_ignore_ascii_case(code))
        };
        let country = asked.and_then(known).or_else(|| known(home_of(placed)?));
        let Some(country) = country else {
            return Self::of_all(placed);
        };
        let parts = outlines().parts_of(country.country);
        let points = parts.iter().flat_map(|part| part.rings.iter().flatten());
        let own = bounds_of(points.copied()).unwrap_or(country.bounds);
        let ((west, south), (east, north)) = own;
        let (wide, high) = ((east - west) * BESIDE, (north - south) * BESIDE);
        let middle = f64::midpoint(west, east);
        let all = placed.iter().map(|one| one.degrees);
        let all = all.map(|(x, y)| (turned(x, middle), y));
        let beside = all.filter(|(x, y)| {
            *x > west - wide && *x < east + wide && *y > south - high && *y < north + high
        });
        // For some countries with islands, the outline covers only one of the smaller islands.
        if asked.is_none() && beside.clone().count() * 2 < placed.len() {
            return Self::of_all(placed);
        }
        let bounds = beside.fold(own, |bounds, place| joined(bounds, (place, place)));
        let frame = Frame::around(bounds, 0.035);
        let code = country.country;
        let paper = || Arc::new(Paper::of(Some(code), &frame));
        Self {
            country: Some(code),
            paper: if bounds == own {
                let mut papers = PAPERS.lock().unwrap_or_else(PoisonError::into_inner);
                papers.entry(code).or_insert_with(paper).clone()
            } else {
                paper()
            },
            frame,
        }
    }

    /// A map of places that are not in one country.
    fn of_all(placed: &[PlacedEntry<'_>]) -> Self {
        let (frame, paper) = with_land(around(placed));
        Self {
            country: None,
            paper: Arc::new(paper),
            frame,
        }
    }
}

/// A frame around bounds, enlarged if it would show hardly anything but sea.
fn with_land(bounds: Bounds) -> (Frame, Paper) {
    let mut margin = 0.08;
    loop {
        let frame = Frame::around(bounds, margin);
        let paper = Paper::of(None, &frame);
        if paper.land.len() >= LITTLE_LAND || margin > WIDEST_MARGIN {
            return (frame, paper);
        }
        margin = margin * 2.0 + 0.5;
    }
}

impl Paper {
    fn of(country: Option<&str>, frame: &Frame) -> Self {
        let others = outlines().countries.iter();
        let others = others.filter(|one| Some(one.country) != country);
        let parts = country.map_or_else(Vec::new, |code| outlines().parts_of(code));
        Self {
            land: frame.path(others.flat_map(|one| &one.rings)),
            regions: parts
                .iter()
                .map(|part| frame.path(part.rings.iter()))
                .collect(),
        }
    }
}

/// The country of at least half of the places; of two equals, the first by code.
fn home_of(placed: &[PlacedEntry<'_>]) -> Option<&'static str> {
    let mut codes: Vec<&'static str> = placed.iter().filter_map(|one| one.country).collect();
    codes.sort_unstable();
    let runs = codes.chunk_by(|a, b| a == b);
    let most = runs.fold(
        &[][..],
        |most, run| {
            if run.len() > most.len() { run } else { most }
        },
    );
    (most.len() * 2 >= placed.len())
        .then(|| most.first().copied())
        .flatten()
}

/// Bounds of all places, except those far from all others.
fn around(placed: &[PlacedEntry<'_>]) -> Bounds {
    let degrees = placed.iter().map(|one| one.degrees);
    let Some(((west, _), (east, _))) = bounds_of(degrees.clone()) else {
        // The default is Europe.
        return ((-11.0, 35.0), (32.0, 62.0));
    };
    let of_all = f64::midpoint(west, east);
    let degrees = degrees.map(|(x, y)| (turned(x, of_all), y));
    let middle = |of: fn(Degrees) -> f64| {
        let mut all: Vec<f64> = degrees.clone().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let (x, y) = (middle(|place| place.0), middle(|place| place.1));
    let distance = |place: Degrees| (place.0 - x).hypot(place.1 - y);
    let mut all: Vec<f64> = degrees.clone().map(distance).collect();
    all.sort_by(f64::total_cmp);
    let usual = all.get(all.len() / 2).copied().unwrap_or_default();
    let near = degrees.filter(|place| distance(*place) <= (usual * FAR).max(NEAR));
    let smallest = (
        (x - SMALLEST, y - SMALLEST / 2.0),
        (x + SMALLEST, y + SMALLEST / 2.0),
    );
    near.fold(smallest, |bounds, place| joined(bounds, (place, place)))
}
