//! Converts degrees to map coordinates: a frame of the Mercator projection, which preserves
//! angles, and outlines that are clipped at its edge and written as SVG paths.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::outlines::Degrees;

/// The width of every map, in drawing units.
pub(super) const WIDTH: f64 = 1000.0;

/// The northern and southern limit of a map: the projection cannot show the poles.
const MOST_NORTH: f64 = 80.0;

/// A part of the Earth on a map.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    west: f64,
    north: f64,
    scale: f64,
    /// Its height, in drawing units.
    pub height: f64,
}

/// The least and the greatest degrees.
pub(super) type Bounds = (Degrees, Degrees);

/// Half a turn around the Earth, in degrees.
const HALF_TURN: f64 = 180.0;

/// The greatest and the least ratio of a frame's width to its height.
const FLATTEST: f64 = 2.1;
const TALLEST: f64 = 1.15;

impl Frame {
    /// A frame around bounds of degrees, with a share of their size as a margin.
    pub(super) fn around((least, most): Bounds, margin: f64) -> Self {
        let (west, south) = projected(least);
        let (east, north) = projected(most);
        let (mut width, mut height) = ((east - west).max(0.001), (north - south).max(0.001));
        let room = width.max(height) * margin;
        width += 2.0 * room;
        height += 2.0 * room;
        let (middle_x, middle_y) = (f64::midpoint(west, east), f64::midpoint(south, north));
        if width / height > FLATTEST {
            height = width / FLATTEST;
        } else if width / height < TALLEST {
            width = height * TALLEST;
        }
        let scale = WIDTH / width;
        Self {
            west: middle_x - width / 2.0,
            north: middle_y + height / 2.0,
            scale,
            height: (height * scale).round(),
        }
    }

    /// The map coordinates of a place: on the side that is nearer to the centre.
    pub(super) fn place(&self, (east, north): Degrees) -> (f64, f64) {
        let middle = self.west + WIDTH / self.scale / 2.0;
        self.point((turned(east, middle), north))
    }

    fn point(&self, degrees: Degrees) -> (f64, f64) {
        let (x, y) = projected(degrees);
        ((x - self.west) * self.scale, (self.north - y) * self.scale)
    }

    /// Whether a point on the map is inside, at least `room` units from the edge.
    pub(super) fn holds(&self, (x, y): (f64, f64), room: f64) -> bool {
        x >= room && x <= WIDTH - room && y >= room && y <= self.height - room
    }

    /// Rings as a path, clipped at the frame; empty if none is in it.
    pub(super) fn path<'r>(&self, rings: impl Iterator<Item = &'r Vec<Degrees>>) -> String {
        let mut path = String::new();
        for ring in rings {
            let ring = unrolled(ring);
            for turn in self.turns(&ring) {
                let turned = ring.iter().map(|(east, north)| (east + turn, *north));
                let points = turned.map(|place| self.point(place)).collect();
                write_ring(&mut path, &self.cut(points));
            }
        }
        path
    }

    /// The offsets in degrees at which a ring reaches into the frame.
    fn turns(&self, ring: &[Degrees]) -> impl Iterator<Item = f64> {
        let (west, east) = ring.iter().fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(west, east), (x, _)| (west.min(*x), east.max(*x)),
        );
        let (first, last) = (self.west - 1.0, self.west + WIDTH / self.scale + 1.0);
        let turns = [-2.0, 0.0, 2.0].map(|turn| turn * HALF_TURN);
        turns
            .into_iter()
            .filter(move |turn| east + turn >= first && west + turn <= last)
    }

    /// Clips a ring slightly outside the frame, edge by edge (Sutherland and Hodgman).
    fn cut(&self, mut ring: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
        const OUTSIDE: f64 = 8.0;
        let (right, bottom) = (WIDTH + OUTSIDE, self.height + OUTSIDE);
        let inside = ring
            .iter()
            .all(|(x, y)| *x >= -OUTSIDE && *x <= right && *y >= -OUTSIDE && *y <= bottom);
        if inside {
            return ring;
        }
        // The distance of a point from each edge; positive inside.
        let depth_at = |edge: Edge, (x, y): (f64, f64)| match edge {
            Edge::Left => x + OUTSIDE,
            Edge::Right => right - x,
            Edge::Top => y + OUTSIDE,
            Edge::Bottom => bottom - y,
        };
        for edge in [Edge::Left, Edge::Right, Edge::Top, Edge::Bottom] {
            let depth = |point| depth_at(edge, point);
            let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
            let mut kept = Vec::with_capacity(ring.len());
            for (a, b) in before.zip(&ring) {
                let (from, to) = (depth(*a), depth(*b));
                if (from < 0.0) != (to < 0.0) {
                    let share = from / (from - to);
                    kept.push((a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share));
                }
                if to >= 0.0 {
                    kept.push(*b);
                }
            }
            ring = kept;
        }
        ring
    }
}

/// An edge of a frame.
#[derive(Debug, Clone, Copy)]
enum Edge {
    Left,
    Right,
    Top,
    Bottom,
}

/// A ring across the 180th meridian, without the jump from one side of the map to the other:
/// its longitudes continue beyond 180 degrees.
fn unrolled(ring: &[Degrees]) -> Cow<'_, [Degrees]> {
    let leap = |a: f64, b: f64| (b - a).abs() > HALF_TURN;
    if !ring
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if leap(a.0, b.0)))
    {
        return Cow::Borrowed(ring);
    }
    let mut turn = 0.0;
    let mut before = ring.first().map_or(0.0, |(east, _)| *east);
    let places = ring.iter().map(|(east, north)| {
        if leap(before, *east) {
            turn += if *east < before { 2.0 } else { -2.0 } * HALF_TURN;
        }
        before = *east;
        (east + turn, *north)
    });
    Cow::Owned(places.collect())
}

/// The longitude plus full turns that is nearest to another one: beyond 180 degrees, if
/// necessary.
pub(super) fn turned(east: f64, middle: f64) -> f64 {
    let whole = 2.0 * HALF_TURN;
    east + ((middle - east) / whole).round() * whole
}

/// Bounds of places. Places on both sides of the 180th meridian are near one another, so the
/// bounds may extend beyond it.
pub(super) fn bounds_of(places: impl Iterator<Item = Degrees> + Clone) -> Option<Bounds> {
    let bounds = |places: &mut dyn Iterator<Item = Degrees>| {
        places.map(|place| (place, place)).reduce(joined)
    };
    let plain = bounds(&mut places.clone())?;
    let width = |((west, _), (east, _)): Bounds| east - west;
    if width(plain) <= HALF_TURN {
        return Some(plain);
    }
    let from_the_east = |(east, north): Degrees| (turned(east, HALF_TURN), north);
    let beyond = bounds(&mut places.map(from_the_east))?;
    Some(if width(beyond) < width(plain) {
        beyond
    } else {
        plain
    })
}

/// The union of two bounds.
pub(super) fn joined(a: Bounds, b: Bounds) -> Bounds {
    (
        (a.0.0.min(b.0.0), a.0.1.min(b.0.1)),
        (a.1.0.max(b.1.0), a.1.1.max(b.1.1)),
    )
}

/// The Mercator projection, in degrees at the equator.
fn projected((east, north): Degrees) -> (f64, f64) {
    let north = north.clamp(-MOST_NORTH, MOST_NORTH).to_radians();
    let y = (std::f64::consts::FRAC_PI_4 + north / 2.0).tan().ln();
    (east, y.to_degrees())
}

/// Appends a ring to a path, in steps of tenths of a unit, without duplicate points.
fn write_ring(path: &mut String, ring: &[(f64, f64)]) {
    let tenths = |value: f64| {
        format!("{:.0}", value * 10.0)
            .parse::<i64>()
            .unwrap_or_default()
    };
    let mut points: Vec<(i64, i64)> = ring.iter().map(|(x, y)| (tenths(*x), tenths(*y))).collect();
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return;
    }
    let (mut x, mut y) = (0, 0);
    for (number, point) in points.iter().enumerate() {
        let sign = match number {
            0 => "M",
            1 => "l",
            _ => "",
        };
        let (east, south) = (point.0 - x, point.1 - y);
        let space = if number > 1 && east >= 0 { " " } else { "" };
        let comma = if south >= 0 { " " } else { "" };
        // Writing to a string does not fail.
        let _ = write!(
            path,
            "{sign}{space}{}{comma}{}",
            Tenths(east),
            Tenths(south)
        );
        (x, y) = *point;
    }
    path.push('z');
}

/// A number of tenths as a decimal number, in as few characters as possible.
pub(super) struct Tenths(pub i64);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.abs() / 10, self.0.abs() % 10);
        match (whole, rest) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (0, rest) => write!(f, "{sign}.{rest}"),
            (whole, rest) => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

/// A number of units with one decimal place.
pub(super) fn units(value: f64) -> String {
    format!("{value:.1}").trim_end_matches(".0").to_owned()
}

/// A part of a length as a percentage, for marks that keep their size when a drawing is
/// scaled.
pub(super) fn percent(part: f64, whole: f64) -> String {
    format!("{:.2}%", 100.0 * part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_keeps_its_proportion_and_its_places() {
        let frame = Frame::around(((12.0, 48.5), (18.9, 51.1)), 0.04);
        assert!(frame.height > 450.0 && frame.height < 900.0, "{frame:?}");
        assert!(frame.holds(frame.place((15.0, 49.8)), 100.0));
        assert!(!frame.holds(frame.place((2.3, 48.9)), 0.0));
        let one_point = Frame::around(((15.0, 50.0), (15.0, 50.0)), 0.1);
        assert!(one_point.place((15.0, 50.0)).0 > 499.0);
        assert!(one_point.height.is_finite());
    }

    /// An area across the 180th meridian is drawn on both sides, without a line between.
    #[test]
    fn rings_go_on_beyond_the_last_meridian() {
        let frame = Frame::around(((-170.0, -60.0), (170.0, 60.0)), 0.0);
        let ring = vec![
            (160.0, 60.0),
            (178.0, 60.0),
            (-178.0, 65.0),
            (-170.0, 62.0),
            (-178.0, 50.0),
            (178.0, 50.0),
            (160.0, 60.0),
        ];
        let all = unrolled(&ring);
        assert_eq!(all.first(), all.last());
        let widest = all
            .windows(2)
            .map(|pair| (pair[1].0 - pair[0].0).abs())
            .fold(0.0, f64::max);
        assert!(widest < 20.0, "{all:?}");
        assert_eq!(frame.turns(&all).collect::<Vec<_>>(), [-360.0, 0.0]);
        assert_eq!(frame.path(std::iter::once(&ring)).matches('M').count(), 2);
    }

    /// Places on both sides of the 180th meridian are near one another.
    #[test]
    fn bounds_go_on_beyond_the_last_meridian() {
        let bounds = |east: &[f64]| {
            let places = east.iter().map(|east| (*east, 0.0));
            let ((west, _), (east, _)) = bounds_of(places).expect("places");
            (west, east)
        };
        assert_eq!(bounds(&[178.0, -178.0]), (178.0, 182.0));
        assert_eq!(bounds(&[139.0, 178.0, -150.0]), (139.0, 210.0));
        assert_eq!(bounds(&[15.0, -74.0, 139.0, -118.0]), (-118.0, 139.0));
        assert_eq!(bounds(&[-9.0, 32.0]), (-9.0, 32.0));
        let frame = Frame::around(((178.0, -18.0), (182.0, -16.0)), 0.1);
        assert!(frame.place((178.0, -17.0)).0 < frame.place((-178.0, -17.0)).0);
        assert!(frame.holds(frame.place((-178.0, -17.0)), 10.0));
        let island = vec![
            (-179.0, -18.0),
            (-178.0, -18.0),
            (-178.0, -17.0),
            (-179.0, -18.0),
        ];
        assert!(!frame.path(std::iter::once(&island)).is_empty());
    }

    #[test]
    fn rings_are_cut_at_the_edge() {
        let frame = Frame::around(((0.0, 0.0), (10.0, 5.0)), 0.0);
        let world = vec![
            (-90.0, -40.0),
            (90.0, -40.0),
            (90.0, 40.0),
            (-90.0, 40.0),
            (-90.0, -40.0),
        ];
        let path = frame.path(std::iter::once(&world));
        assert!(path.starts_with('M') && path.ends_with('z'), "{path}");
        assert!(!path.contains('9') || path.len() < 80, "{path}");
        let outside = vec![(20.0, 20.0), (30.0, 20.0), (30.0, 30.0), (20.0, 20.0)];
        assert_eq!(frame.path(std::iter::once(&outside)), "");
    }

    #[test]
    fn numbers_are_short() {
        let all = [0, 5, -5, 10, -123].map(|number| Tenths(number).to_string());
        assert_eq!(all, ["0", ".5", "-.5", "1", "-12.3"]);
        assert_eq!(units(12.04), "12");
        assert_eq!(percent(1.0, 3.0), "33.33%");
    }
}
