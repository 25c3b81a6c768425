//! Removing a version: what its manifest lists, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::{PublishError, failed};
use super::live::owned_manifest;
use super::manifest::MANIFEST_NAME;
use super::stage::ignore_absent;

/// Removes a version that is no longer the published one; no matter if it is absent.
///
/// # Errors
/// It holds foreign files, and then nothing of it is removed; the system refuses.
pub(super) fn remove_own(folder: &Path) -> Result<(), PublishError> {
    if let Some(manifest) = owned_manifest(folder)? {
        remove_files(folder, manifest.files().map(|(path, _)| path))?;
        // Last, so that a killed removal can be taken up again.
        let path = folder.join(MANIFEST_NAME);
        ignore_absent(fs::remove_file(&path)).map_err(failed("remove", &path))?;
    }
    ignore_absent(fs::remove_dir(folder)).map_err(failed("remove", folder))
}

/// Removes files below a folder, and the folders that this leaves empty.
///
/// # Errors
/// The system refuses.
pub(super) fn remove_files<'a, I>(folder: &Path, files: I) -> Result<(), PublishError>
where
    I: IntoIterator<Item = &'a str>,
{
    let files: Vec<&str> = files.into_iter().collect();
    files.par_iter().try_for_each(|file| {
        let path = folder.join(file);
        match fs::remove_file(&path) {
            Ok(()) => Ok(()),
            // Gone already, or never there: a folder stands in its place.
            Err(e) if is_not_there(&e) || path.is_dir() => Ok(()),
            Err(e) => Err(failed("remove", &path)(e)),
        }
    })?;
    // By their depth, so that what lies in a folder goes before it.
    let mut parents: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        for (depth, (end, _)) in file.match_indices('/').enumerate() {
            let parent = file.get(..end).unwrap_or_default();
            parents.entry(depth).or_default().insert(parent);
        }
    }
    for parents in parents.into_values().rev() {
        parents.par_iter().try_for_each(|parent| {
            let path = folder.join(parent);
            match fs::remove_dir(&path) {
                Ok(()) => Ok(()),
                Err(e) if e.kind() == io::ErrorKind::DirectoryNotEmpty || is_not_there(&e) => {
                    Ok(())
                }
                Err(e) => Err(failed("remove", &path)(e)),
            }
        })?;
    }
    Ok(())
}

/// Removes a folder that nobody but us has put anything into, and all in it; no
/// matter if it is absent.
///
/// # Errors
/// The system refuses.
pub(super) fn remove_all(folder: &Path) -> Result<(), PublishError> {
    ignore_absent(remove_levels(folder, SHARED_LEVELS)).map_err(failed("remove", folder))
}

/// So many levels of folders are shared out among threads: an edition, a language, a
/// collection, and the pages of it.
const SHARED_LEVELS: usize = 4;

fn remove_levels(folder: &Path, levels: usize) -> io::Result<()> {
    if levels > 0 {
        let mut folders = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            }
        }
        let folders = folders.par_iter();
        folders.try_for_each(|folder| remove_levels(folder, levels - 1))?;
    }
    fs::remove_dir_all(folder)
}

fn is_not_there(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
