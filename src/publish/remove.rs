//! Removing a version: what its manifest lists, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

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
    let mut parents = BTreeSet::new();
    for file in files {
        let path = folder.join(file);
        match fs::remove_file(&path) {
            Ok(()) => {}
            // Gone already, or never there: a folder stands in its place.
            Err(e) if is_not_there(&e) || path.is_dir() => {}
            Err(e) => return Err(failed("remove", &path)(e)),
        }
        let mut parent = file;
        while let Some((above, _)) = parent.rsplit_once('/') {
            parents.insert(above);
            parent = above;
        }
    }
    // In reverse order what lies in a folder comes before it.
    for parent in parents.into_iter().rev() {
        let path = folder.join(parent);
        match fs::remove_dir(&path) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::DirectoryNotEmpty || is_not_there(&e) => {}
            Err(e) => return Err(failed("remove", &path)(e)),
        }
    }
    Ok(())
}

fn is_not_there(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
