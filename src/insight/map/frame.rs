//! Which part of the Earth a map shows: one country, or all that there is.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::Placed;
use crate::insight::outlines::{Degrees, outlines};
use crate::insight::projection::Frame;

/// What a map shows.
#[derive(Debug)]
pub(super) struct Shown {
    /// The country, where it is of one.
    pub(super) country: Option<&'static str>,
    /// The part of the Earth.
    pub(super) frame: Frame,
    /// What is drawn of it.
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

/// The papers of whole countries, which do not depend on entries: each page of a member
/// has such a map.
static PAPERS: LazyLock<Mutex<BTreeMap<&'static str, Arc<Paper>>>> = LazyLock::new(Mutex::default);

/// How far outside its country a place may be that makes the map larger, as a share of
/// the country's size.
const BESIDE: f64 = 0.3;
/// How much farther than the middle one of all places one may be that the map still
/// shows, and how many degrees are always near.
const FAR: f64 = 6.0;
const NEAR: f64 = 5.0;
/// The least number of degrees that a map shows.
const SMALLEST: f64 = 2.0;

impl Shown {
    /// What the map of some places shows; a country where one is asked for.
    pub(super) fn of(placed: &[Placed<'_>], asked: Option<&str>) -> Self {
        let known = |code: &str| {
            let mut countries = outlines().countries.iter();
            countries.find(|one| one.country.eq_ignore_ascii_case(code))
        };
        let country = asked.and_then(known).or_else(|| known(home_of(placed)?));
        let Some(country) = country else {
            let frame = Frame::around(around(placed), 0.08);
            return Self {
                country: None,
                paper: Arc::new(Paper::of(None, &frame)),
                frame,
            };
        };
        let parts = outlines().parts_of(country.country);
        let bounds = parts.iter().map(|part| part.bounds);
        let own = bounds.reduce(joined).unwrap_or(country.bounds);
        let ((west, south), (east, north)) = own;
        let (wide, high) = ((east - west) * BESIDE, (north - south) * BESIDE);
        let beside = placed.iter().map(|one| one.degrees).filter(|(x, y)| {
            *x > west - wide && *x < east + wide && *y > south - high && *y < north + high
        });
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

/// The country of at least half of the places; of two, the first by its code.
fn home_of(placed: &[Placed<'_>]) -> Option<&'static str> {
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

/// Bounds of all places but those that are far from all others.
fn around(placed: &[Placed<'_>]) -> (Degrees, Degrees) {
    let middle = |of: fn(&Placed<'_>) -> f64| {
        let mut all: Vec<f64> = placed.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    let (Some(x), Some(y)) = (middle(|one| one.degrees.0), middle(|one| one.degrees.1)) else {
        // Nothing to show: Europe.
        return ((-11.0, 35.0), (32.0, 62.0));
    };
    let distance = |place: Degrees| (place.0 - x).hypot(place.1 - y);
    let mut all: Vec<f64> = placed.iter().map(|one| distance(one.degrees)).collect();
    all.sort_by(f64::total_cmp);
    let usual = all.get(all.len() / 2).copied().unwrap_or_default();
    let near = placed.iter().map(|one| one.degrees);
    let near = near.filter(|place| distance(*place) <= (usual * FAR).max(NEAR));
    let smallest = (
        (x - SMALLEST, y - SMALLEST / 2.0),
        (x + SMALLEST, y + SMALLEST / 2.0),
    );
    near.fold(smallest, |bounds, place| joined(bounds, (place, place)))
}

/// Bounds that hold two others.
fn joined(a: (Degrees, Degrees), b: (Degrees, Degrees)) -> (Degrees, Degrees) {
    (
        (a.0.0.min(b.0.0), a.0.1.min(b.0.1)),
        (a.1.0.max(b.1.0), a.1.1.max(b.1.1)),
    )
}
