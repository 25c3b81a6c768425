//! Applies the changes of rows to the files of their entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::apply::{ChangedText, apply};
use super::planned::{ImportOptions, Pending, Plan, PlannedEntry};
use super::planning::Planning;
use super::{Written, new_entry};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::path::SourcePath;

/// Applies the changes, entry by entry; entries with an error are left out.
pub(super) fn finish(planning: Planning<'_>) -> Plan {
    let lacking = planning.lacking();
    let Planning {
        options,
        mut plan,
        pending,
        ..
    } = planning;
    plan.lacking = lacking;
    let bad = with_errors(&plan);
    for (id, pending) in pending {
        if bad.contains(&id) || (pending.changes.is_empty() && !pending.is_new) {
            continue;
        }
        let texts = match options.entries.get(&id) {
            Some(entry) => apply(entry, &pending.changes, &options.collection.fields),
            None => new_file(options, &id, &pending)
                .ok_or(pending.row)
                .map(|text| vec![text]),
        };
        let origins = pending
            .changes
            .into_iter()
            .map(|change| (change.path, change.cell));
        match texts {
            Ok(texts) => plan.entries.push(PlannedEntry {
                origins: origins.collect(),
                row: pending.row,
                texts,
                id,
            }),
            Err(cell) => {
                let found = Diagnostic::new("M022.layout", cell).arg("id", &*id);
                plan.findings.push((Some(id), found));
            }
        }
    }
    plan
}

fn with_errors(plan: &Plan) -> BTreeSet<Arc<str>> {
    let table = codes();
    let is_error = |found: &Diagnostic| table.severity(found.key) == Severity::Error;
    let errors = plan.findings.iter().filter(|(_, found)| is_error(found));
    errors.filter_map(|(entry, _)| entry.clone()).collect()
}

/// The file of a new entry.
fn new_file(options: ImportOptions<'_>, id: &Arc<str>, pending: &Pending) -> Option<ChangedText> {
    let collection = options.collection;
    let mut values = Written::Group(Vec::new());
    let mut lists: BTreeMap<Vec<&str>, Vec<Written>> = BTreeMap::new();
    for change in &pending.changes {
        let path: Vec<&str> = change.path.iter().map(String::as_str).collect();
        let value = change.value.clone()?;
        match path.split_last() {
            Some((number, list)) if number.parse::<usize>().is_ok() => {
                lists.entry(list.to_vec()).or_default().push(value);
            }
            _ => values.put(&path, value),
        }
    }
    for (path, items) in lists {
        values.put(&path, Written::List(items));
    }
    Some(ChangedText {
        path: SourcePath::of_entry(&collection.id, id, "yaml")?,
        before: None,
        after: new_entry(&collection.fields, &values).into(),
    })
}
