//! Threads between the places of entries that another one names together, such as the
//! members of a project: from the one that is named first to each of the others.

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
    /// What joins entries of the one and of the other.
    by: Vec<MarkView<'a>>,
}

/// An entry that joins others.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Joined<'a> {
    /// The entry.
    by: MarkView<'a>,
    /// Those that it joins.
    entries: Vec<MarkView<'a>>,
    #[serde(skip)]
    places: Vec<usize>,
}

/// The threads of a map, and the list that they stand for; `points` says where the dot of
/// each place is.
pub(super) fn draw<'a>(
    scope: Scope<'a>,
    points: &[(f64, f64)],
    placed: &[PlacedEntry<'a>],
    named: &NamedField,
) -> (Vec<Thread<'a>>, Vec<Joined<'a>>) {
    let joined = joined(scope, placed, named);
    // By their paths, so that two entries of one dot have one thread.
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
            // What joins the places is taken one after the other.
            if by.last().is_none_or(|last| last.index != one.by.index) {
                by.push(one.by.clone());
            }
        }
    }
    let threads = threads.into_iter().map(|(d, by)| Thread { d, by });
    (threads.collect(), joined)
}

/// What joins several of the places, in the order in which entries name it.
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
        // A field of the entries themselves: each joins those that it names.
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

/// A line that bends a little, so that two towns in one direction can be distinguished, drawn
/// from the west; none for two entries of one dot.
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
