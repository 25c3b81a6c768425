//! Removing a version: what its manifest lists, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::beside::Beside;
use super::error::{PublishError, failed};
use super::live::owned_manifest;
use super::manifest::MANIFEST_NAME;
use crate::path::folder_beneath;
use crate::system::{AtFlags, Errno, unlinkat};

/// Removes a version that is no longer the published one; no matter if it is absent.
///
/// # Errors
/// It holds foreign files (then nothing is removed); the system refuses.
pub(super) fn remove_own(beside: &Beside, folder: &Path) -> Result<(), PublishError> {
    if let Some(version) = owned_manifest(beside, folder)? {
        let files = version.manifest.files().map(|(path, _)| path);
        remove_files(beside, folder, files)?;
        // The manifest last, so that the next build can finish a killed removal.
        let path = folder.join(MANIFEST_NAME);
        beside
            .remove_file(&path)
            .map_err(failed("action.remove", &path))?;
    }
    beside
        .remove_folder(folder)
        .map_err(failed("action.remove", folder))
}

/// Removes files below a folder, and the folders that this leaves empty. Each folder is
/// opened once, relative to its parent.
///
/// # Errors
/// The system refuses.
pub(super) fn remove_files<'a, I>(
    beside: &Beside,
    folder: &Path,
    files: I,
) -> Result<(), PublishError>
where
    I: IntoIterator<Item = &'a str>,
{
    let root = match beside.folder(folder) {
        Ok(root) => root,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(failed("action.remove", folder)(e)),
    };
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // Sorted by depth, so that the contents of a folder are removed before it.
    let mut parents: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let (parent, name) = file.rsplit_once('/').unwrap_or(("", file));
        names.entry(parent).or_default().push(name);
        for (depth, (end, _)) in file.match_indices('/').enumerate() {
            let parent = file.get(..end).unwrap_or_default();
            parents.entry(depth).or_default().insert(parent);
        }
    }
    names.par_iter().try_for_each(|(parent, names)| {
        let opened = match folder_beneath(&root, Path::new(parent)) {
            Ok(opened) => opened,
            Err(e) if is_not_there(&e) => return Ok(()),
            Err(e) => return Err(failed("action.remove", &folder.join(parent))(e)),
        };
        names.iter().try_for_each(|name| {
            match unlinkat(&opened, *name, AtFlags::empty()) {
                // It is gone already, or was never there: a folder has its name.
                Ok(()) | Err(Errno::NOENT | Errno::ISDIR) => Ok(()),
                // Some systems return this error for a folder.
                Err(Errno::PERM) if folder_beneath(&opened, Path::new(name)).is_ok() => Ok(()),
                Err(errno) => {
                    let path = folder.join(parent).join(name);
                    Err(failed("action.remove", &path)(errno.into()))
                }
            }
        })
    })?;
    for parents in parents.into_values().rev() {
        parents.par_iter().try_for_each(|parent| {
            let path = folder.join(parent);
            match beside.remove_folder(&path) {
                Err(e) if e.kind() != io::ErrorKind::DirectoryNotEmpty && !is_not_there(&e) => {
                    Err(failed("action.remove", &path)(e))
                }
                _ => Ok(()),
            }
        })?;
    }
    Ok(())
}

fn is_not_there(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
