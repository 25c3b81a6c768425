//! Threads between the positions of entries that another entry refers to together, such as the
//! members of a project: from the first one to each of the others.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{NamedField, PlacedEntry};
use crate::insight::projection::units;
use crate::ordered::OrderedMap;
use crate::plan::EntryIndex;
use crate::present::{Detail, MarkView, Scope};

/// A line between two dots.
#[derive(Debug, Serialize)]
pub(super) struct Thread<'a> {
    /// Its path.
    d: String,
    /// The entries that cause it.
    by: Vec<MarkView<'a>>,
}

/// An entry that joins others.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Joined<'a> {
    /// The entry.
    by: MarkView<'a>,
    /// The entries that it joins.
    entries: Vec<MarkView<'a>>,
    #[serde(skip)]
    places: Vec<usize>,
}

/// The threads of a map, and the equivalent list; `points` are the positions of the dots, by
/// place.
pub(super) fn draw<'a>(
    scope: Scope<'a>,
    points: &[(f64, f64)],
    placed: &[PlacedEntry<'a>],
    named: &NamedField,
) -> (Vec<Thread<'a>>, Vec<Joined<'a>>) {
    let joined = joined(scope, placed, named);
    // Keyed by path, so that two entries in one dot share a thread.
    let mut threads: OrderedMap<String, Vec<MarkView<'a>>> = OrderedMap::default();
    for one in &joined {
        let Some((first, others)) = one.places.split_first() else {
            continue;
        };
        for other in others {
            let ends = (points.get(*first.min(other)), points.get(*first.max(other)));
            let Some(d) = ends.0.zip(ends.1).and_then(|(a, b)| curve([*a, *b])) else {
                continue;
            };
            let by = threads.entry(d).or_default();
            // Joining entries come one after another, so it is enough to compare with the
            // last.
            if by.last().is_none_or(|last| last.index != one.by.index) {
                by.push(one.by.clone());
            }
        }
    }
    let threads = threads.into_iter().map(|(d, by)| Thread { d, by });
    (threads.collect(), joined)
}

/// The entries that join several of the places, in reference order.
fn joined<'a>(scope: Scope<'a>, placed: &[PlacedEntry<'a>], named: &NamedField) -> Vec<Joined<'a>> {
    let place_of: BTreeMap<EntryIndex, usize> = (placed.iter().enumerate().rev())
        .map(|(place, one)| (one.mark.index, place))
        .collect();
    let mut all: OrderedMap<EntryIndex, Vec<usize>> = OrderedMap::default();
    let mut add = |by: EntryIndex, place: usize| {
        let known = all.entry(by).or_default();
        if !known.contains(&place) {
            known.push(place);
        }
    };
    for (place, one) in placed.iter().enumerate() {
        if named.through.is_some() {
            for by in scope.referring(one.mark.index, named) {
                add(by, place);
            }
            continue;
        }
        // A field of the entries themselves: each joins those that it refers to.
        for value in scope.named_values(one.mark.index, named) {
            let Detail::Ref {
                entry: Some(to), ..
            } = value.detail
            else {
                continue;
            };
            if let Some(other) = place_of.get(&to) {
                add(one.mark.index, place);
                add(one.mark.index, *other);
            }
        }
    }
    let several = all.into_iter().filter(|(_, places)| places.len() > 1);
    let mut joined: Vec<Joined<'a>> = several
        .filter_map(|(by, places)| {
            let entries = places.iter().filter_map(|at| placed.get(*at));
            Some(Joined {
                by: scope.mark(by)?,
                entries: entries.map(|one| one.mark.clone()).collect(),
                places,
            })
        })
        .collect();
    joined.sort_by_key(|one| scope.site.plan.place(one.by.index, scope.lang));
    joined
}

/// A slightly curved line, so that lines to two towns in one direction can be told apart. It
/// is drawn from the west; `None` for two entries in one dot.
fn curve([a, b]: [(f64, f64); 2]) -> Option<String> {
    let (a, b) = if a.0 <= b.0 { (a, b) } else { (b, a) };
    let (east, south) = (b.0 - a.0, b.1 - a.1);
    let length = east.hypot(south);
    if length < 8.0 {
        return None;
    }
    let bend = 0.12;
    let middle = (
        f64::midpoint(a.0, b.0) + south * bend,
        f64::midpoint(a.1, b.1) - east * bend,
    );
    Some(format!(
        "M{} {}Q{} {} {} {}",
        units(a.0),
        units(a.1),
        units(middle.0),
        units(middle.1),
        units(b.0),
        units(b.1)
    ))
}
