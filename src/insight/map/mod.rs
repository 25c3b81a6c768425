//! A map: entries by their position on the outline of a country with its regions, and the
//! equivalent list beside it.
//!
//! 1. Positions are read. The map shows the country that contains at least half of them; if
//!    there is none, it shows all of them.
//! 2. Entries too far away appear at the edge, in their direction, so that one entry abroad
//!    does not shrink the country to a dot.
//! 3. Dots that would touch are merged into one with a number. This happens sooner on a phone
//!    than on a wide page, so the map contains both versions where they differ.
//! 4. Threads join entries that another entry refers to together.

mod dots;
mod frame;
mod threads;

use serde::Serialize;

use super::outlines::{Degrees, Shape, outlines};
use super::projection::{WIDTH, percent, units};
use crate::markdown::view_block::{NamedField, ViewBlock};
use crate::plan::RouteId;
use crate::present::{ChoiceView, Detail, MarkView, Scope};
use dots::{Away, Dot, Marks};
use frame::ShownArea;
use threads::{Joined, Thread};

/// A map as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct MapView<'a> {
    /// The width of the drawing.
    width: String,
    /// Its height.
    height: String,
    /// The outlines of other countries, as one path.
    land: String,
    /// The regions of the country, or the country itself.
    regions: Vec<Region>,
    /// The country, if the map shows one.
    country: Option<String>,
    /// The entries by position.
    dots: Vec<Dot<'a>>,
    /// Those outside the map.
    away: Vec<Away<'a>>,
    /// The lines between dots.
    threads: Vec<Thread<'a>>,
    /// The version for a narrow page, if some of the dots would touch there.
    narrow: Option<NarrowView<'a>>,
    /// The entries that join others, with those that they join.
    joined: Vec<Joined<'a>>,
    /// The label of that list.
    joined_label: String,
    /// The list: by region, then by country.
    groups: Vec<MapGroup<'a>>,
    /// The entries without a position.
    unplaced: Vec<MarkView<'a>>,
    /// Whether to show the list beside the map.
    list: bool,
    /// The number of entries.
    total: usize,
}

/// The marks of a map on a narrow page.
#[derive(Debug, Serialize)]
struct NarrowView<'a> {
    dots: Vec<Dot<'a>>,
    away: Vec<Away<'a>>,
    threads: Vec<Thread<'a>>,
}

/// A region on a map.
#[derive(Debug, Serialize)]
struct Region {
    /// Its outline.
    d: String,
    /// Its name.
    label: String,
    /// The page of its entries.
    link: Option<RouteId>,
    /// The number of its entries.
    count: usize,
    /// The relative size of that number, from 0 to 4.
    level: usize,
}

/// Entries of a region or a country in the list.
#[derive(Debug, Serialize)]
struct MapGroup<'a> {
    /// The region or the country; empty for an ungrouped list.
    label: String,
    /// The page of the entries of the region.
    link: Option<RouteId>,
    /// The entries.
    entries: Vec<MarkView<'a>>,
}

/// An entry with its position.
#[derive(Debug, Clone)]
struct PlacedEntry<'a> {
    mark: MarkView<'a>,
    degrees: Degrees,
    country: Option<&'static str>,
    /// The indexes of its regions among the choices.
    regions: Vec<usize>,
}

/// Builds a map.
pub(super) fn make<'a>(scope: Scope<'a>, block: &ViewBlock) -> Option<MapView<'a>> {
    let position = block.collection?;
    let field = block.field("position")?;
    let of_region = block.field("region");
    let choices = of_region.map_or_else(Vec::new, |named| scope.choices(position, named));
    let (mut placed, mut unplaced) = (Vec::new(), Vec::new());
    for &index in &block.entries {
        let Some(mark) = scope.mark(index) else {
            continue;
        };
        match position_of(scope, &mark, field) {
            Some(degrees) => placed.push(PlacedEntry {
                country: outlines().country_at(degrees),
                regions: regions_of(scope, &mark, of_region, &choices),
                mark,
                degrees,
            }),
            None => unplaced.push(mark),
        }
    }
    let shown = ShownArea::of(&placed, block.text("country"));
    let regions = regions(&shown, &choices, &placed);
    let joining = block.field("threads");
    let joins = |marks: &Marks<'a>| {
        let drawn = joining.map(|named| threads::draw(scope, &marks.points, &placed, named));
        drawn.unwrap_or_default()
    };
    let marks = dots::arrange(scope, &shown, &placed, dots::APART);
    let (threads, joined) = joins(&marks);
    let fewer = dots::arrange(scope, &shown, &placed, dots::APART_IF_NARROW);
    let narrow = (fewer.count() < marks.count()).then(|| NarrowView {
        threads: joins(&fewer).0,
        dots: fewer.dots,
        away: fewer.away,
    });
    Some(MapView {
        width: units(WIDTH),
        height: units(shown.frame.height),
        land: shown.paper.land.clone(),
        country: shown.country.map(|code| scope.country(code)),
        joined_label: joining.map_or_else(String::new, |named| scope.named_label(position, named)),
        groups: groups(scope, &shown, &choices, &placed),
        total: placed.len() + unplaced.len(),
        list: block.flag("list", true),
        regions,
        dots: marks.dots,
        away: marks.away,
        threads,
        narrow,
        joined,
        unplaced,
    })
}

/// The first position that an entry states. Null Island, where no entry can be, is what an
/// empty form leaves behind; `check` reports it.
fn position_of(scope: Scope<'_>, mark: &MarkView<'_>, field: &NamedField) -> Option<Degrees> {
    let values = scope.named_values(mark.index, field);
    values.iter().find_map(|value| match &value.detail {
        Detail::Geo { lat, lon } => {
            let degrees = (lon.parse::<f64>().ok()?, lat.parse::<f64>().ok()?);
            (degrees.0.abs() + degrees.1.abs() > f64::EPSILON).then_some(degrees)
        }
        _ => None,
    })
}

/// The indexes of an entry's regions among the choices.
fn regions_of(
    scope: Scope<'_>,
    mark: &MarkView<'_>,
    field: Option<&NamedField>,
    choices: &[ChoiceView<'_>],
) -> Vec<usize> {
    let Some(field) = field else {
        return Vec::new();
    };
    let values = scope.named_values(mark.index, field);
    let ids = values.iter().filter_map(|value| match &value.detail {
        Detail::Term(term) => Some(term.id),
        _ => None,
    });
    ids.filter_map(|id| choices.iter().position(|choice| choice.id == id))
        .collect()
}

/// The country or its regions, each with the term that has its code as its id.
fn regions(
    shown: &ShownArea,
    choices: &[ChoiceView<'_>],
    placed: &[PlacedEntry<'_>],
) -> Vec<Region> {
    let Some(country) = shown.country else {
        return Vec::new();
    };
    let parts = outlines().parts_of(country);
    let mut regions: Vec<Region> = parts
        .iter()
        .zip(&shown.paper.regions)
        .map(|(part, path)| region(path, part, choices, placed))
        .collect();
    let most = regions.iter().map(|region| region.count).max().unwrap_or(0);
    for region in &mut regions {
        region.level = (region.count * 4).div_ceil(most.max(1));
    }
    regions
}

fn region(
    path: &str,
    part: &Shape,
    choices: &[ChoiceView<'_>],
    placed: &[PlacedEntry<'_>],
) -> Region {
    let is_it = |choice: &&ChoiceView<'_>| {
        !part.region.is_empty() && plain(choice.id).starts_with(part.region)
    };
    let own: Vec<usize> = (0..choices.len())
        .filter(|at| choices.get(*at).is_some_and(|choice| is_it(&choice)))
        .collect();
    let inside = placed.iter().filter(|one| {
        if one.regions.is_empty() {
            part.holds(one.degrees)
        } else {
            one.regions.iter().any(|at| own.contains(at))
        }
    });
    let choice = choices.iter().find(is_it);
    Region {
        d: path.to_owned(),
        label: choice.map_or(part.name, |choice| choice.label).to_owned(),
        link: choice.and_then(|choice| choice.link),
        count: inside.count(),
        level: 0,
    }
}

/// Normalises the id of a term to a code: `CZ-010` is `cz010`.
fn plain(id: &str) -> String {
    let signs = id.chars().filter(char::is_ascii_alphanumeric);
    signs.map(|sign| sign.to_ascii_lowercase()).collect()
}

/// The list: by region where entries state theirs, the others by country.
fn groups<'a>(
    scope: Scope<'a>,
    shown: &ShownArea,
    choices: &[ChoiceView<'a>],
    placed: &[PlacedEntry<'a>],
) -> Vec<MapGroup<'a>> {
    let mut groups: Vec<MapGroup<'a>> = Vec::new();
    for (at, choice) in choices.iter().enumerate() {
        let inside = placed.iter().filter(|one| one.regions.first() == Some(&at));
        let entries: Vec<MarkView<'a>> = inside.map(|one| one.mark.clone()).collect();
        if !entries.is_empty() {
            groups.push(MapGroup {
                label: choice.label.to_owned(),
                link: choice.link,
                entries,
            });
        }
    }
    let rest = placed.iter().filter(|one| one.regions.is_empty());
    let mut countries: Vec<Option<&'static str>> = rest.clone().map(|one| one.country).collect();
    countries.sort_unstable_by_key(|code| (code.is_none(), *code != shown.country, *code));
    countries.dedup();
    for country in countries {
        let entries = rest.clone().filter(|one| one.country == country);
        groups.push(MapGroup {
            label: country.map_or_else(String::new, |code| scope.country(code)),
            link: None,
            entries: entries.map(|one| one.mark.clone()).collect(),
        });
    }
    groups
}

/// A point on the map, in per cent of its width and height.
#[derive(Debug, Serialize)]
struct MapPoint {
    x: String,
    y: String,
}

impl MapPoint {
    fn on(shown: &ShownArea, (x, y): (f64, f64)) -> Self {
        Self {
            x: percent(x, WIDTH),
            y: percent(y, shown.frame.height),
        }
    }
}
