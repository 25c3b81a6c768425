//! The outlines of countries, and of the regions of some, from a built-in file. `outlines.md`
//! describes its format and its source.

use std::sync::LazyLock;

/// Degrees east and north.
pub(super) type Degrees = (f64, f64);

/// A country, or a region of one.
#[derive(Debug)]
pub(super) struct Shape {
    /// The country by ISO 3166-1.
    pub country: &'static str,
    /// The prefix of the NUTS code of a region; empty for a country.
    pub region: &'static str,
    /// The name of a region in the language of its country.
    pub name: &'static str,
    /// The rings, each closed.
    pub rings: Vec<Vec<Degrees>>,
    /// The least and the greatest coordinates.
    pub bounds: (Degrees, Degrees),
}

/// All outlines.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// The countries, by code.
    pub countries: Vec<Shape>,
    /// The regions, by country and code.
    pub regions: Vec<Shape>,
}

static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| read(include_str!("outlines.txt")));

/// The built-in outlines.
pub(super) fn outlines() -> &'static Outlines {
    &OUTLINES
}

/// How far outside an outline, in degrees, a place still belongs to it: coasts are drawn with
/// few points.
const NEAR: f64 = 0.5;

impl Outlines {
    /// The country that contains a place, or the nearest one for a place off the coast.
    pub(super) fn country_at(&self, place: Degrees) -> Option<&'static str> {
        let inside = self.countries.iter().find(|country| country.holds(place));
        let found = inside.or_else(|| {
            let near = self.countries.iter().filter_map(|country| {
                let distance = country.distance(place)?;
                (distance < NEAR).then_some((distance, country))
            });
            near.min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, country)| country)
        });
        found.map(|country| country.country)
    }

    /// The regions of a country; the country itself if it has none.
    pub(super) fn parts_of<'o>(&'o self, country: &'o str) -> Vec<&'o Shape> {
        let regions = self.regions.iter();
        let own: Vec<&Shape> = regions.filter(|one| one.country == country).collect();
        if own.is_empty() {
            let countries = self.countries.iter();
            return countries.filter(|one| one.country == country).collect();
        }
        own
    }
}

impl Shape {
    fn may_hold(&self, place: Degrees, margin: f64) -> bool {
        let ((west, south), (east, north)) = self.bounds;
        place.0 >= west - margin
            && place.0 <= east + margin
            && place.1 >= south - margin
            && place.1 <= north + margin
    }

    /// Whether a place is inside.
    pub(super) fn holds(&self, place: Degrees) -> bool {
        self.may_hold(place, 0.0)
            && self
                .rings
                .iter()
                .filter(|ring| is_inside(ring, place))
                .count()
                % 2
                == 1
    }

    /// The distance of a place to the nearest point of the outline; `None` if it is not near.
    fn distance(&self, place: Degrees) -> Option<f64> {
        if !self.may_hold(place, NEAR) {
            return None;
        }
        let points = self.rings.iter().flatten();
        let shortened = place.1.to_radians().cos();
        let all = points.map(|point| ((point.0 - place.0) * shortened).hypot(point.1 - place.1));
        all.min_by(f64::total_cmp)
    }
}

/// Whether a place is inside a ring: a ray from it crosses the ring an odd number of times.
fn is_inside(ring: &[Degrees], (x, y): Degrees) -> bool {
    let mut inside = false;
    for (a, b) in ring.iter().zip(ring.iter().skip(1)) {
        if (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0 {
            inside = !inside;
        }
    }
    inside
}

/// Parses the file. It is built in, so invalid lines are skipped; a test checks the whole
/// file.
fn read(text: &'static str) -> Outlines {
    let mut outlines = Outlines::default();
    let (mut scale, mut arcs): (f64, Vec<Vec<Degrees>>) = (1.0, Vec::new());
    let mut is_region = false;
    for line in text.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "scale" => {
                scale = rest.parse().unwrap_or(1.0);
                arcs.clear();
            }
            "a" => arcs.push(arc(rest, scale)),
            "country" => {
                is_region = false;
                outlines.countries.push(shape(rest, "", ""));
            }
            "region" => {
                let (country, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                let (region, name) = rest.split_once(' ').unwrap_or((rest, ""));
                is_region = true;
                outlines.regions.push(shape(country, region, name));
            }
            "r" => {
                let shapes = if is_region {
                    &mut outlines.regions
                } else {
                    &mut outlines.countries
                };
                if let Some(shape) = shapes.last_mut() {
                    shape.add(ring(rest, &arcs));
                }
            }
            _ => {}
        }
    }
    outlines
}

fn shape(country: &'static str, region: &'static str, name: &'static str) -> Shape {
    Shape {
        country,
        region,
        name,
        rings: Vec::new(),
        bounds: (
            (f64::INFINITY, f64::INFINITY),
            (f64::NEG_INFINITY, f64::NEG_INFINITY),
        ),
    }
}

impl Shape {
    fn add(&mut self, ring: Vec<Degrees>) {
        let (least, most) = &mut self.bounds;
        for (x, y) in &ring {
            *least = (least.0.min(*x), least.1.min(*y));
            *most = (most.0.max(*x), most.1.max(*y));
        }
        self.rings.push(ring);
    }
}

fn arc(steps: &str, scale: f64) -> Vec<Degrees> {
    let (mut x, mut y) = (0_i32, 0_i32);
    let points = steps.split(' ').filter_map(|step| {
        let (east, north) = step.split_once(',')?;
        x += east.parse::<i32>().ok()?;
        y += north.parse::<i32>().ok()?;
        Some((f64::from(x) / scale, f64::from(y) / scale))
    });
    points.collect()
}

fn ring(numbers: &str, arcs: &[Vec<Degrees>]) -> Vec<Degrees> {
    let mut points: Vec<Degrees> = Vec::new();
    for number in numbers
        .split(' ')
        .filter_map(|text| text.parse::<i64>().ok())
    {
        let forwards = usize::try_from(number).ok();
        let backwards = usize::try_from(-1 - number).ok();
        let skipped = usize::from(!points.is_empty());
        if let Some(arc) = forwards.and_then(|at| arcs.get(at)) {
            points.extend(arc.iter().skip(skipped));
        } else if let Some(arc) = backwards.and_then(|at| arcs.get(at)) {
            points.extend(arc.iter().rev().skip(skipped));
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outline_is_closed() {
        let all = outlines();
        assert_eq!(all.countries.len(), 165);
        assert_eq!(all.regions.len(), 63);
        for shape in all.countries.iter().chain(&all.regions) {
            assert!(!shape.rings.is_empty(), "{}", shape.country);
            for ring in &shape.rings {
                assert!(ring.len() > 3, "{} {}", shape.country, shape.region);
                assert_eq!(
                    ring.first(),
                    ring.last(),
                    "{} {}",
                    shape.country,
                    shape.region
                );
            }
        }
        assert_eq!(all.parts_of("CZ").len(), 14);
        assert_eq!(all.parts_of("FR").len(), 1);
    }

    #[test]
    fn places_have_their_country() {
        let places = [
            ((14.42, 50.09), Some("CZ")),
            ((16.61, 49.19), Some("CZ")),
            ((17.11, 48.15), Some("SK")),
            ((16.37, 48.21), Some("AT")),
            ((4.90, 52.37), Some("NL")),
            ((-74.0, 40.7), Some("US")),
            ((0.0, 0.0), None),
        ];
        for (place, country) in places {
            assert_eq!(outlines().country_at(place), country, "{place:?}");
        }
        let regions = outlines().parts_of("CZ");
        let at = |place| {
            regions
                .iter()
                .find(|one| one.holds(place))
                .map(|one| one.region)
        };
        assert_eq!(at((14.42, 50.09)), Some("cz010"));
        assert_eq!(at((15.06, 50.77)), Some("cz051"));
        assert_eq!(at((16.61, 49.19)), Some("cz064"));
    }
}
