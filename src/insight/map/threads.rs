//! Threads between the places of entries that another one names together, such as the
//! members of a project: from the one that is named first to each of the others.

use serde::Serialize;

use super::frame::Shown;
use super::{NamedField, Placed};
use crate::insight::projection::units;
use crate::plan::EntryIndex;
use crate::present::{Detail, MarkView, Scope};

/// A line between two places.
#[derive(Debug, Serialize)]
pub(super) struct Thread<'a> {
    /// Its path.
    d: String,
    /// The entries at its ends.
    ends: [MarkView<'a>; 2],
    /// What joins them.
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

/// The threads of a map, and the list that they stand for.
pub(super) fn draw<'a>(
    scope: Scope<'a>,
    shown: &Shown,
    placed: &[Placed<'a>],
    named: &NamedField,
) -> (Vec<Thread<'a>>, Vec<Joined<'a>>) {
    let joined = joined(scope, placed, named);
    let mut lines: Vec<((usize, usize), Vec<MarkView<'a>>)> = Vec::new();
    for one in &joined {
        let Some((first, others)) = one.places.split_first() else {
            continue;
        };
        for other in others {
            let ends = (*first.min(other), *first.max(other));
            match lines.iter_mut().find(|(own, _)| *own == ends) {
                Some((_, by)) => by.push(one.by.clone()),
                None => lines.push((ends, vec![one.by.clone()])),
            }
        }
    }
    let threads = lines.into_iter().filter_map(|((from, to), by)| {
        let (from, to) = (placed.get(from)?, placed.get(to)?);
        let ends = [from.degrees, to.degrees].map(|place| shown.frame.place(place));
        Some(Thread {
            d: curve(ends)?,
            ends: [from.mark.clone(), to.mark.clone()],
            by,
        })
    });
    (threads.collect(), joined)
}

/// What joins several of the places, in the order in which entries name it.
fn joined<'a>(scope: Scope<'a>, placed: &[Placed<'a>], named: &NamedField) -> Vec<Joined<'a>> {
    let mut all: Vec<(EntryIndex, Vec<usize>)> = Vec::new();
    let mut add = |by: EntryIndex, place: usize| match all.iter_mut().find(|one| one.0 == by) {
        Some((_, places)) if places.contains(&place) => {}
        Some((_, places)) => places.push(place),
        None => all.push((by, vec![place])),
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
            let other = placed.iter().position(|other| other.mark.index == to);
            if let Some(other) = other {
                add(one.mark.index, place);
                add(one.mark.index, other);
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

/// A line that bends a little, so that two towns in one direction are told apart; none
/// for two entries of one place.
fn curve([a, b]: [(f64, f64); 2]) -> Option<String> {
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
