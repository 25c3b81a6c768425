//! The files of an entry, and their new names.

use std::collections::{BTreeMap, BTreeSet};

use super::RenameRequest;
use crate::diagnostic::closest;
use crate::disk::Disk;
use crate::messages::{Message, message};
use crate::path::{Slug, SourcePath};

/// The current and new names of an entry's files.
///
/// # Errors
/// There is no such entry, or the new id is invalid or taken.
pub(super) fn to_move(
    disk: &dyn Disk,
    request: &RenameRequest,
) -> Result<BTreeMap<SourcePath, SourcePath>, Message> {
    Slug::typed(&request.to)?;
    let folder = format!("content/{}", request.collection);
    let files = disk.walk(&folder).files;
    let mut moved = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for file in &files {
        let Some((id, rest)) = file.path.below(&folder).and_then(split) else {
            continue;
        };
        ids.insert(id.to_owned());
        if id == request.from {
            let new = SourcePath::new(&format!("{folder}/{}{rest}", request.to));
            moved.extend(new.map(|new| (file.path.clone(), new)));
        }
    }
    let name = |id: &str| format!("{}/{id}", request.collection);
    if moved.is_empty() {
        let entry = name(&request.from);
        let near = closest(&request.from, ids.iter().map(String::as_str));
        return Err(match near {
            Some(near) => message!("rename.no_entry_meant", entry = entry, meant = name(near)),
            None => message!("rename.no_entry", entry = entry),
        });
    }
    if ids.contains(&request.to) {
        return Err(message!("rename.taken", entry = name(&request.to)));
    }
    Ok(moved)
}

/// The id in the path of a file below the folder of a collection, and what follows it:
/// `acme` and `.cs.md`, or `acme` and `/index.yaml`.
fn split(path: &str) -> Option<(&str, &str)> {
    let end = path.find(['.', '/'])?;
    let (id, rest) = path.split_at_checked(end)?;
    (!id.is_empty() && id != "_index").then_some((id, rest))
}
