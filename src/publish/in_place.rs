//! Publishing into a folder that cannot be exchanged: a mount point, or a folder of a
//! lower layer of a container image.
//!
//! The guarantee is weaker, and is called [`Mode::InPlace`](super::Mode): each file is
//! complete at each moment, but for a short time some are of the old version and some of
//! the new one. The order keeps links working during that time:
//!
//! 1. a manifest of both versions, so that every file in the folder counts as ours;
//! 2. assets, then pages, then home pages and site maps, which lead to the rest;
//! 3. then what is no longer there is removed;
//! 4. then the new manifest.
//!
//! After a killed run the next build starts again from the beginning.

use std::collections::BTreeSet;
use std::fs::FileTimes;
use std::io;
use std::path::Path;

use super::beside::Beside;
use super::error::{PublishError, failed};
use super::live::seal;
use super::manifest::{MANIFEST_NAME, Manifest, ManifestEntry, SCRATCH_NAME};
use super::remove::remove_files;
use super::seal::Seal;
use super::stage::FOLDER_MODE;
use crate::system::FileType;

/// Writes a manifest of both versions to the output, and nothing else yet.
///
/// # Errors
/// The system refuses; the output is as it was.
pub(super) fn claim(
    beside: &Beside,
    out: &Path,
    new: &Manifest,
    old: &Manifest,
) -> Result<(), PublishError> {
    make_folder(beside, out)?;
    let scratch = out.join(SCRATCH_NAME);
    clear(beside, &scratch)?;
    let bytes = new.or(old).to_bytes();
    beside
        .write(&scratch, &bytes)
        .map_err(|e| PublishError::io("action.write", &scratch, bytes.len() as u64, e))?;
    let manifest = out.join(MANIFEST_NAME);
    beside
        .rename(&scratch, &manifest)
        .map_err(failed("action.write", &manifest))
}

/// Brings all files of a staged tree into the output and removes what it does
/// not have. The output was claimed before.
///
/// # Errors
/// The system refuses; then the output holds parts of both versions.
pub(super) fn apply(
    beside: &Beside,
    tree: &Path,
    new: &Manifest,
    old: &Manifest,
) -> Result<(), PublishError> {
    let out = &beside.places.out;
    let gone: Vec<&str> = old
        .files()
        .map(|(path, _)| path)
        .filter(|path| new.get(path).is_none())
        .collect();
    let in_the_way = |path: &&str| new.has_folder(path) || is_below_a_file(path, new);
    remove_files(beside, out, gone.iter().copied().filter(in_the_way))?;

    let mut made = BTreeSet::new();
    for file in in_order(new) {
        make_folders_of(beside, file, &mut made)?;
        place(beside, tree, file)?;
    }
    remove_files(beside, out, gone)
}

/// Replaces the manifest of both versions by that of the staged tree. With `sync`, waits
/// first until all listed files are on the disk.
///
/// # Errors
/// The system refuses.
pub(super) fn settle(
    beside: &Beside,
    tree: &Path,
    new: &Manifest,
    sync: bool,
) -> Result<(), PublishError> {
    let out = &beside.places.out;
    if sync {
        beside
            .sync_tree(out)
            .map_err(failed("action.bring_to_the_disk", out))?;
    }
    place(beside, tree, MANIFEST_NAME)?;
    // If the two cannot be linked, the manifest is a copy, which needs its own seal.
    seal(beside, out, Seal::Published(new.version()))?;
    if sync {
        // The folder that holds the output may be on another disk.
        beside
            .sync_folder(out)
            .map_err(failed("action.bring_to_the_disk", out))?;
    }
    Ok(())
}

/// Whether every file of a staged tree still matches its manifest.
pub(super) fn is_whole(beside: &Beside, tree: &Path, manifest: &Manifest) -> bool {
    manifest.files().all(|(path, entry)| {
        let bytes = beside.read(&tree.join(path));
        bytes.is_ok_and(|bytes| ManifestEntry::of(&bytes) == *entry)
    })
}

/// The files of a version in the order in which they take their places.
pub(super) fn in_order(new: &Manifest) -> Vec<&str> {
    let mut files: Vec<&str> = new.files().map(|(path, _)| path).collect();
    files.sort_by_key(|path| rank(path));
    files
}

/// The order of files: assets, pages, then the files that link to the others.
fn rank(path: &str) -> u8 {
    const HOME_DEPTH: usize = 2;
    let (depth, name) = (
        path.split('/').count(),
        path.rsplit('/').next().unwrap_or(path),
    );
    let is_page = Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "html");
    let is_home = name == "index.html" && depth <= HOME_DEPTH;
    let is_guide = name.starts_with("sitemap") || name.starts_with("feed") || name == "_redirects";
    match (is_home || is_guide, is_page) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

fn is_below_a_file(path: &str, manifest: &Manifest) -> bool {
    path.match_indices('/')
        .any(|(at, _)| manifest.get(path.split_at(at).0).is_some())
}

/// Puts one file in place, in one rename, unless it is there already.
fn place(beside: &Beside, tree: &Path, file: &str) -> Result<(), PublishError> {
    let out = &beside.places.out;
    let (from, to, scratch) = (tree.join(file), out.join(file), out.join(SCRATCH_NAME));
    if is_same(beside, &from, &to) {
        return Ok(());
    }
    clear(beside, &scratch)?;
    if beside.link(&from, &scratch).is_err() {
        let size = beside.stat(&from).map_or(0, |stat| stat.st_size);
        let size = u64::try_from(size).unwrap_or_default();
        copy(beside, &from, &scratch)
            .map_err(|e| PublishError::io("action.write", &to, size, e))?;
    }
    beside
        .rename(&scratch, &to)
        .map_err(failed("action.write", &to))
}

fn is_same(beside: &Beside, one: &Path, other: &Path) -> bool {
    let (Ok(a), Ok(b)) = (beside.stat(one), beside.stat(other)) else {
        return false;
    };
    if (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino) {
        return true;
    }
    let is_file = FileType::from_raw_mode(b.st_mode) == FileType::RegularFile;
    let alike = is_file && a.st_size == b.st_size && a.st_mode == b.st_mode;
    alike && matches!((beside.read(one), beside.read(other)), (Ok(a), Ok(b)) if a == b)
}

fn copy(beside: &Beside, from: &Path, to: &Path) -> io::Result<()> {
    let from = beside.file(from)?;
    let metadata = from.metadata()?;
    let mut target = beside.write(to, &[])?;
    io::copy(&mut &from, &mut target)?;
    target.set_permissions(metadata.permissions())?;
    target.set_times(FileTimes::new().set_modified(metadata.modified()?))
}

/// Removes a half-written file.
///
/// # Errors
/// The system refuses.
pub(super) fn clear(beside: &Beside, scratch: &Path) -> Result<(), PublishError> {
    beside
        .remove_file(scratch)
        .map_err(failed("action.remove", scratch))
}

fn make_folders_of<'a>(
    beside: &Beside,
    file: &'a str,
    made: &mut BTreeSet<&'a str>,
) -> Result<(), PublishError> {
    for (at, _) in file.match_indices('/') {
        let folder = file.split_at(at).0;
        if made.insert(folder) {
            make_folder(beside, &beside.places.out.join(folder))?;
        }
    }
    Ok(())
}

fn make_folder(beside: &Beside, path: &Path) -> Result<(), PublishError> {
    match beside.make_folder(path, FOLDER_MODE) {
        Ok(()) => {
            // Independent of the umask. An error is ignored: some file systems keep no
            // rights.
            let _ = beside.set_rights(path, FOLDER_MODE);
            Ok(())
        }
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(failed("action.make_the_folder", path)(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_others_comes_last() {
        let mut files = [
            "web/index.html",
            "web/a/b/index.html",
            "web/sitemap.xml",
            "web/x.css",
            "web/a.html",
        ];
        files.sort_by_key(|path| rank(path));
        assert_eq!(
            files,
            [
                "web/x.css",
                "web/a/b/index.html",
                "web/a.html",
                "web/index.html",
                "web/sitemap.xml"
            ]
        );
    }
}
