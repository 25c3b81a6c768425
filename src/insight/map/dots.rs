//! Entries as dots. Dots that would touch are merged into one with a number; entries outside
//! the map appear at its edge.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::ShownArea;
use super::{MapPoint, PlacedEntry};
use crate::insight::projection::WIDTH;
use crate::present::{MarkView, Scope};

/// A dot: one entry, or several close to one another.
#[derive(Debug, Serialize)]
pub(super) struct Dot<'a> {
    /// Its position.
    #[serde(flatten)]
    at: MapPoint,
    /// Its radius, in pixels.
    radius: usize,
    /// The entries.
    entries: Vec<MarkView<'a>>,
}

/// Entries outside the map, in one direction.
#[derive(Debug, Serialize)]
pub(super) struct Away<'a> {
    /// Its position at the edge.
    #[serde(flatten)]
    at: MapPoint,
    /// An arrow in their direction.
    arrow: &'static str,
    /// Their countries.
    countries: Vec<String>,
    /// The entries.
    entries: Vec<MarkView<'a>>,
}

/// The least distance of two dots, on a drawing 1,000 units wide: on a map of 700 pixels, the
/// least distance of touch targets.
pub(super) const APART: f64 = 36.0;
/// The same on the map of a phone, of 350 pixels.
pub(super) const APART_IF_NARROW: f64 = 76.0;
/// The distance from the edge of the signs for entries outside the map.
const INSET: f64 = 40.0;
/// Arrows, counterclockwise from the east.
const ARROWS: [&str; 8] = ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"];

/// A point for several entries, with their indexes.
struct Cluster {
    point: (f64, f64),
    members: Vec<usize>,
}

/// The marks of a map.
pub(super) struct Marks<'a> {
    /// The dots.
    pub(super) dots: Vec<Dot<'a>>,
    /// The signs at the edge.
    pub(super) away: Vec<Away<'a>>,
    /// The position of each entry's mark.
    pub(super) points: Vec<(f64, f64)>,
}

/// Arranges the dots and the signs at the edge, at least `apart` from one another.
pub(super) fn arrange<'a>(
    scope: Scope<'a>,
    shown: &ShownArea,
    placed: &[PlacedEntry<'a>],
    apart: f64,
) -> Marks<'a> {
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (place, one) in placed.iter().enumerate() {
        let point = shown.frame.place(one.degrees);
        let of = |point| Cluster {
            point,
            members: vec![place],
        };
        if shown.frame.holds(point, 0.0) {
            inside.push(of(point));
        } else {
            outside.push(of(at_edge(shown, point)));
        }
    }
    let marks = |cluster: &Cluster| -> Vec<MarkView<'a>> {
        let members = cluster.members.iter().filter_map(|at| placed.get(*at));
        members.map(|one| one.mark.clone()).collect()
    };
    let (inside, outside) = (gathered(inside, apart), gathered(outside, apart));
    let mut points = vec![(0.0, 0.0); placed.len()];
    for cluster in inside.iter().chain(&outside) {
        for member in &cluster.members {
            if let Some(point) = points.get_mut(*member) {
                *point = cluster.point;
            }
        }
    }
    let dots = inside.iter().map(|cluster| Dot {
        at: MapPoint::on(shown, cluster.point),
        radius: radius(cluster.members.len()),
        entries: marks(cluster),
    });
    let away = outside.iter().map(|cluster| {
        let codes = cluster.members.iter();
        let mut codes: Vec<&str> = codes.filter_map(|at| placed.get(*at)?.country).collect();
        codes.sort_unstable();
        codes.dedup();
        Away {
            at: MapPoint::on(shown, cluster.point),
            arrow: arrow(shown, cluster.point),
            countries: codes.into_iter().map(|code| scope.country(code)).collect(),
            entries: marks(cluster),
        }
    });
    Marks {
        dots: dots.collect(),
        away: away.collect(),
        points,
    }
}

/// Merges clusters until no two are closer than `apart`, the nearest pair first, so that the
/// order of the entries does not matter.
fn gathered(clusters: Vec<Cluster>, apart: f64) -> Vec<Cluster> {
    let mut clusters = by_cell(clusters, apart);
    loop {
        clusters.sort_by(|a, b| {
            let by_x = a.point.0.total_cmp(&b.point.0);
            by_x.then(a.point.1.total_cmp(&b.point.1))
        });
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (at, one) in clusters.iter().enumerate() {
            let after = clusters.iter().enumerate().skip(at + 1);
            let after = after.take_while(|(_, other)| other.point.0 - one.point.0 < apart);
            let near = after.map(|(other_at, other)| (distance(one, other), at, other_at));
            pairs.extend(near.filter(|(far, ..)| *far < apart));
        }
        if pairs.is_empty() {
            break;
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut left: Vec<Option<Cluster>> = clusters.into_iter().map(Some).collect();
        // A merged cluster has moved, so its neighbours are looked up again.
        let mut grown = vec![false; left.len()];
        for (_, at, other_at) in pairs {
            let mut is_new = |at: usize| grown.get_mut(at).is_some_and(|grown| !*grown);
            if !(is_new(at) && is_new(other_at)) {
                continue;
            }
            for at in [at, other_at] {
                if let Some(grown) = grown.get_mut(at) {
                    *grown = true;
                }
            }
            let other = left.get_mut(other_at).and_then(Option::take);
            if let Some((one, other)) = left.get_mut(at).and_then(Option::as_mut).zip(other) {
                one.take(other);
            }
        }
        clusters = left.into_iter().flatten().collect();
    }
    for cluster in &mut clusters {
        cluster.members.sort_unstable();
    }
    clusters
}

/// Merges clusters in the same cell of a fine grid: a town may contain most of a list.
fn by_cell(clusters: Vec<Cluster>, apart: f64) -> Vec<Cluster> {
    let cell = |value: f64| format!("{:.0}", value / (apart / 3.0));
    let mut cells: BTreeMap<(String, String), Cluster> = BTreeMap::new();
    for cluster in clusters {
        let key = (cell(cluster.point.0), cell(cluster.point.1));
        match cells.get_mut(&key) {
            Some(own) => own.take(cluster),
            None => {
                cells.insert(key, cluster);
            }
        }
    }
    cells.into_values().collect()
}

fn distance(a: &Cluster, b: &Cluster) -> f64 {
    (a.point.0 - b.point.0).hypot(a.point.1 - b.point.1)
}

impl Marks<'_> {
    /// The number of marks.
    pub(super) fn count(&self) -> usize {
        self.dots.len() + self.away.len()
    }
}

impl Cluster {
    /// Merges another cluster into this one; the point becomes the mean of all entries.
    fn take(&mut self, other: Self) {
        let (own, more) = (weight(self.members.len()), weight(other.members.len()));
        let between = |a: f64, b: f64| (a * own + b * more) / (own + more);
        self.point = (
            between(self.point.0, other.point.0),
            between(self.point.1, other.point.1),
        );
        self.members.extend(other.members);
    }
}

fn weight(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// The radius of a dot for a number of entries.
fn radius(number: usize) -> usize {
    match number {
        0 | 1 => 7,
        2..=9 => 11,
        10..=99 => 13,
        _ => 16,
    }
}

/// Where the line from the centre of the map to a point outside meets the edge.
fn at_edge(shown: &ShownArea, (x, y): (f64, f64)) -> (f64, f64) {
    let (middle_x, middle_y) = (WIDTH / 2.0, shown.frame.height / 2.0);
    let (east, south) = (x - middle_x, y - middle_y);
    let share = |far: f64, most: f64| {
        if far.abs() > f64::EPSILON {
            most / far.abs()
        } else {
            f64::INFINITY
        }
    };
    let least = share(east, middle_x - INSET).min(share(south, middle_y - INSET));
    (middle_x + east * least, middle_y + south * least)
}

fn arrow(shown: &ShownArea, (x, y): (f64, f64)) -> &'static str {
    let angle = (shown.frame.height / 2.0 - y).atan2(x - WIDTH / 2.0);
    let eighths = (angle / std::f64::consts::FRAC_PI_4).round();
    let place = format!("{eighths:.0}").parse::<i32>().unwrap_or_default();
    let place = usize::try_from(place.rem_euclid(8)).unwrap_or_default();
    ARROWS.get(place).copied().unwrap_or("→")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(points: &[(f64, f64)]) -> Vec<Vec<usize>> {
        let all = points.iter().enumerate().map(|(at, point)| Cluster {
            point: *point,
            members: vec![at],
        });
        let made = gathered(all.collect(), APART);
        for (at, one) in made.iter().enumerate() {
            for other in made.iter().skip(at + 1) {
                assert!(distance(one, other) >= APART, "{points:?}");
            }
        }
        made.into_iter().map(|cluster| cluster.members).collect()
    }

    #[test]
    fn near_dots_are_one() {
        assert_eq!(clusters(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(clusters(&[(1.0, 1.0)]), [vec![0]]);
        assert_eq!(clusters(&[(1.0, 1.0); 300]).len(), 1);
        assert_eq!(
            clusters(&[(500.0, 20.0), (10.0, 20.0), (20.0, 20.0)]),
            [vec![1, 2], vec![0]]
        );
        // A row of dots, each touching the next.
        let row: Vec<(f64, f64)> = (0..200_u32).map(|n| (f64::from(n) * 5.0, 7.0)).collect();
        let made = clusters(&row);
        assert!(made.len() > 5 && made.len() < 40, "{}", made.len());
        assert_eq!(made.iter().flatten().count(), 200);
    }
}
