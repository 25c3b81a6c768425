//! Publishing into a folder that cannot be exchanged: a mount point, or a folder
//! of a lower layer, as the images of containers have them.
//!
//! The promise is weaker, and has a name, [`Mode::InPlace`](super::Mode): each
//! file is whole at each moment, and for a short time some are of the old
//! version and some of the new one. The order keeps that time kind to visitors:
//!
//! 1. a manifest of both versions, so that all in the folder is known as ours;
//! 2. assets, then pages, then home pages and site maps, which lead to the rest;
//! 3. then what is no longer there is removed;
//! 4. then the new manifest.
//!
//! A killed run is done again from the start by the next build.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File, FileTimes};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use super::error::{PublishError, failed};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestEntry, SCRATCH_NAME};
use super::remove::remove_files;
use super::stage::{FOLDER_MODE, ignore_absent};
use super::sys;

/// Puts a manifest of both versions into the output, and nothing else yet.
///
/// # Errors
/// The system refuses; the output is as it was.
pub(super) fn claim(out: &Path, new: &Manifest, old: &Manifest) -> Result<(), PublishError> {
    make_folder(out)?;
    let scratch = out.join(SCRATCH_NAME);
    clear(&scratch)?;
    let bytes = new.or(old).to_bytes();
    fs::write(&scratch, &bytes)
        .map_err(|e| PublishError::io("write", &scratch, bytes.len() as u64, e))?;
    let manifest = out.join(MANIFEST_NAME);
    fs::rename(&scratch, &manifest).map_err(failed("write", &manifest))
}

/// Brings all files of a staged tree into the output and removes what it does
/// not have. The output was claimed before.
///
/// # Errors
/// The system refuses; then the output holds parts of both versions.
pub(super) fn apply(
    out: &Path,
    tree: &Path,
    new: &Manifest,
    old: &Manifest,
) -> Result<(), PublishError> {
    let gone: Vec<&str> = old
        .files()
        .map(|(path, _)| path)
        .filter(|path| new.get(path).is_none())
        .collect();
    let in_the_way = |path: &&str| new.has_folder(path) || is_below_a_file(path, new);
    remove_files(out, gone.iter().copied().filter(in_the_way))?;

    let mut files: Vec<&str> = new.files().map(|(path, _)| path).collect();
    files.sort_by_key(|path| rank(path));
    let mut made = BTreeSet::new();
    for file in files {
        make_folders_of(out, file, &mut made)?;
        place(out, tree, file)?;
    }
    remove_files(out, gone)
}

/// Puts the manifest of the staged tree in place of the one of both versions,
/// once all it lists is on the disk, if that is waited for.
///
/// # Errors
/// The system refuses.
pub(super) fn settle(out: &Path, tree: &Path, sync: bool) -> Result<(), PublishError> {
    if sync {
        sys::sync_tree(out).map_err(failed("bring to the disk", out))?;
    }
    place(out, tree, MANIFEST_NAME)?;
    if sync {
        // The folder that holds the output may be on another disk.
        sys::sync_folder(out).map_err(failed("bring to the disk", out))?;
    }
    Ok(())
}

/// Whether every file of a staged tree still is what its manifest says.
pub(super) fn is_whole(tree: &Path, manifest: &Manifest) -> bool {
    manifest.files().all(|(path, entry)| {
        fs::read(tree.join(path)).is_ok_and(|bytes| ManifestEntry::of(&bytes) == *entry)
    })
}

/// What comes first: assets, pages, then the files by which others are found.
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
fn place(out: &Path, tree: &Path, file: &str) -> Result<(), PublishError> {
    let (from, to, scratch) = (tree.join(file), out.join(file), out.join(SCRATCH_NAME));
    if is_same(&from, &to) {
        return Ok(());
    }
    clear(&scratch)?;
    if fs::hard_link(&from, &scratch).is_err() {
        let size = fs::metadata(&from).map_or(0, |metadata| metadata.len());
        copy(&from, &scratch).map_err(|e| PublishError::io("write", &to, size, e))?;
    }
    fs::rename(&scratch, &to).map_err(failed("write", &to))
}

fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(a), Ok(b)) = (fs::symlink_metadata(one), fs::symlink_metadata(other)) else {
        return false;
    };
    if (a.dev(), a.ino()) == (b.dev(), b.ino()) {
        return true;
    }
    let alike = b.is_file() && a.len() == b.len() && a.mode() == b.mode();
    alike && matches!((fs::read(one), fs::read(other)), (Ok(a), Ok(b)) if a == b)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let times = FileTimes::new().set_modified(fs::metadata(from)?.modified()?);
    File::options().write(true).open(to)?.set_times(times)
}

/// Removes a half-written file.
///
/// # Errors
/// The system refuses.
pub(super) fn clear(scratch: &Path) -> Result<(), PublishError> {
    ignore_absent(fs::remove_file(scratch)).map_err(failed("remove", scratch))
}

fn make_folders_of<'a>(
    out: &Path,
    file: &'a str,
    made: &mut BTreeSet<&'a str>,
) -> Result<(), PublishError> {
    for (at, _) in file.match_indices('/') {
        let folder = file.split_at(at).0;
        if made.insert(folder) {
            make_folder(&out.join(folder))?;
        }
    }
    Ok(())
}

fn make_folder(path: &Path) -> Result<(), PublishError> {
    match DirBuilder::new().mode(FOLDER_MODE).create(path) {
        Ok(()) => {
            // Whatever the umask is. Where rights are not kept, there are none to set.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(FOLDER_MODE));
            Ok(())
        }
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(failed("make the folder", path)(e)),
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
