//! Titles that visitors cannot distinguish.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryIndex, State};

/// No two listed entries of a collection have the same title.
pub(super) fn titles_differ(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let default = catalog.config.default_language();
    let mut titles: BTreeMap<(usize, &str), Vec<EntryIndex>> = BTreeMap::new();
    let listed = catalog
        .all()
        .filter(|index| catalog.state(*index) == State::Published);
    for index in listed {
        let key = (
            catalog.entry(index).collection,
            catalog.title(index, default),
        );
        titles.entry(key).or_default().push(index);
    }
    for ((_, title), entries) in titles {
        let [first, second, ..] = entries.as_slice() else {
            continue;
        };
        let span = |index: EntryIndex| {
            let entry = catalog.entry(index);
            let field = &catalog.collection_of(index).display.title;
            entry.record.get(field).map_or(entry.span, |item| item.span)
        };
        findings.push(
            Diagnostic::new("S064", span(*second))
                .arg("title", title)
                .arg("count", entries.len())
                .arg("collection", &*catalog.collection_of(*second).id)
                .related(span(*first), "first"),
        );
    }
}
