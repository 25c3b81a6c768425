//! Which entries an edition leaves out of its collections.

use std::collections::BTreeSet;

use crate::config::{EditionConfig, SelectionConfig, SpannedText};
use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, Condition, EntryIndex, no_entry};

/// The entries of the edition's collections that it leaves out. A title page of its own
/// replaces the site's home page.
pub(super) fn left_out(
    declared: &EditionConfig,
    catalog: &Catalog,
    collections: &[usize],
    home: Option<EntryIndex>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeSet<EntryIndex> {
    let mut out = BTreeSet::new();
    for selection in &declared.selections {
        let (name, span) = &selection.collection;
        let Some(position) = catalog.collection(name) else {
            findings.extend(catalog.no_collection(name, *span));
            continue;
        };
        if !collections.contains(&position) {
            findings.push(
                Diagnostic::new("C023", *span)
                    .arg("collection", &**name)
                    .arg("edition", &*declared.name),
            );
            continue;
        }
        out.extend(of_collection(selection, position, catalog, home, findings));
    }
    let ordinary = catalog.all().filter(|index| {
        let entry = catalog.entry(*index);
        let route = &catalog.collection_of(*index).route;
        &*entry.id == "index"
            && catalog
                .label(route, catalog.config.default_language())
                .is_empty()
    });
    if home.is_some() {
        out.extend(ordinary.filter(|index| Some(*index) != home));
    }
    out
}

fn of_collection(
    selection: &SelectionConfig,
    collection: usize,
    catalog: &Catalog,
    home: Option<EntryIndex>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<EntryIndex> {
    let mut conditions = Vec::new();
    for ((name, key), values) in &selection.conditions {
        match Condition::new(catalog, collection, (name, Some(*key)), values) {
            Ok(condition) => conditions.push(condition),
            Err(wrong) => findings.extend(wrong),
        }
    }
    // Errors have been reported already; the rest is evaluated without them.
    let mut entry = |(id, span): &SpannedText| {
        let found = catalog.find(collection, id);
        match found {
            None => findings.extend(no_entry(catalog, collection, ("entries", id), *span)),
            Some(index) if !catalog.state(index).has_page() => findings.push(
                Diagnostic::new("C026", *span)
                    .arg("id", &**id)
                    .arg("state", catalog.state(index).name()),
            ),
            Some(_) => {}
        }
        found
    };
    let include = selection.include.as_ref();
    let include: Option<BTreeSet<EntryIndex>> =
        include.map(|ids| ids.iter().filter_map(&mut entry).collect());
    let except: BTreeSet<EntryIndex> = selection.except.iter().filter_map(entry).collect();
    let chosen = |index: EntryIndex| {
        let named = include.as_ref().is_some_and(|all| all.contains(&index));
        let holds = if selection.conditions.is_empty() {
            include.is_none()
        } else {
            conditions
                .iter()
                .all(|condition| condition.holds(catalog, index))
        };
        home == Some(index) || (named || holds) && !except.contains(&index)
    };
    let (kept, out): (Vec<EntryIndex>, Vec<EntryIndex>) = catalog
        .all()
        .filter(|index| catalog.entry(*index).collection == collection)
        .partition(|index| chosen(*index));
    if kept.iter().all(|index| !catalog.state(*index).has_page()) && !out.is_empty() {
        let (name, span) = &selection.collection;
        findings.push(Diagnostic::new("C025", *span).arg("collection", &**name));
    }
    out
}
