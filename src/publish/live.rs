//! The publication that is in the output folder now.

use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use blake3::Hash;
use rayon::prelude::*;
use rustix::fs::{Mode, OFlags, Timespec, Timestamps, openat};

use super::error::{Names, PublishError, Refusal, failed};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestEntry, SCRATCH_NAME};
use super::target::{entries, refused};

/// The rights that every published file has.
pub(super) const FILE_MODE: u32 = 0o644;

/// The live publication, or the absence of one.
#[derive(Debug)]
pub(super) struct Live {
    pub(super) manifest: Manifest,
    /// `None` where nothing was published yet.
    pub(super) version: Option<Hash>,
    // Held open, so that a link is made from the tree that was looked at.
    folder: Option<File>,
}

impl Live {
    /// Opens the output folder, once it is certain that all in it is ours.
    ///
    /// # Errors
    /// It holds foreign files, or a folder without a manifest holds any.
    pub(super) fn open(out: &Path) -> Result<Self, PublishError> {
        match owned_manifest(out)? {
            None => Ok(Self {
                manifest: Manifest::default(),
                version: None,
                folder: None,
            }),
            Some(manifest) => {
                let folder = File::open(out).map_err(failed("open", out))?;
                Ok(Self {
                    version: Some(manifest.version()),
                    manifest,
                    folder: Some(folder),
                })
            }
        }
    }

    /// The open folder, if there is a publication.
    pub(super) fn folder(&self) -> Option<BorrowedFd<'_>> {
        self.folder.as_ref().map(AsFd::as_fd)
    }

    /// Finds a live file with these very bytes, and says when it was last
    /// changed. The manifest answers for most files that did change; for the
    /// others the file itself is read, because anyone may have edited it.
    pub(super) fn twin(&self, path: &str, entry: &ManifestEntry, bytes: &[u8]) -> Option<Twin> {
        if self.manifest.get(path) != Some(entry) {
            return None;
        }
        let (twin, live) = self.read(path, entry.size)?;
        (live == bytes).then_some(twin)
    }

    /// Finds a live file that still is what the manifest says.
    pub(super) fn intact(&self, path: &str, entry: &ManifestEntry) -> Option<(Twin, Vec<u8>)> {
        let (twin, bytes) = self.read(path, entry.size)?;
        (blake3::hash(&bytes) == entry.hash).then_some((twin, bytes))
    }

    /// Whether a live file still is the one that was looked at: nobody has written to
    /// it, or put another one in its place.
    pub(super) fn is_still(&self, path: &str, twin: &Twin) -> bool {
        let now = self.open_file(path).and_then(|file| file.metadata().ok());
        now.is_some_and(|now| Twin::of(&now) == *twin)
    }

    fn open_file(&self, path: &str) -> Option<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = openat(self.folder.as_ref()?, path, flags, Mode::empty());
        file.ok().map(File::from)
    }

    fn read(&self, path: &str, size: u64) -> Option<(Twin, Vec<u8>)> {
        let mut file = self.open_file(path)?;
        let metadata = file.metadata().ok()?;
        if !metadata.is_file() || metadata.len() != size {
            return None;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).ok()?);
        file.read_to_end(&mut bytes).ok()?;
        Some((Twin::of(&metadata), bytes))
    }
}

/// A live file that can stand for a staged one, as it was when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Twin {
    inode: u64,
    size: u64,
    modified: Timespec,
    /// Its rights, which somebody may have changed.
    pub(super) mode: u32,
}

impl Twin {
    fn of(metadata: &Metadata) -> Self {
        Self {
            inode: metadata.ino(),
            size: metadata.len(),
            modified: Timespec {
                tv_sec: metadata.mtime(),
                tv_nsec: metadata.mtime_nsec(),
            },
            mode: metadata.mode() & 0o7777,
        }
    }

    /// The time stamps for a copy.
    pub(super) fn timestamps(&self) -> Timestamps {
        Timestamps {
            last_access: self.modified,
            last_modification: self.modified,
        }
    }
}

/// Reads a folder's manifest, and makes sure that all in the folder is listed
/// there. `None` for a folder that is absent or empty.
///
/// # Errors
/// Something in it is not ours.
pub(super) fn owned_manifest(folder: &Path) -> Result<Option<Manifest>, PublishError> {
    let Some(manifest) = Manifest::of_folder(folder)? else {
        let found = entries(folder)?;
        if found.is_empty() {
            return Ok(None);
        }
        return Err(refused(folder, Refusal::NotOurs(Names::of(found))));
    };
    let foreign = foreign_files(folder, &manifest)?;
    if foreign.is_empty() {
        return Ok(Some(manifest));
    }
    let files = Names::of(foreign);
    Err(PublishError::ForeignFiles {
        path: folder.to_owned(),
        files,
    })
}

/// Lists what a folder holds that its manifest does not name: files, links, and folders
/// that no listed file is in. Sorted.
///
/// # Errors
/// A folder cannot be read.
fn foreign_files(folder: &Path, manifest: &Manifest) -> Result<Vec<String>, PublishError> {
    foreign_below(folder, Path::new(""), manifest)
}

/// The same for what lies in one of its folders. All threads look: a site has a
/// folder for each page, and is looked through before and after every build.
fn foreign_below(
    root: &Path,
    below: &Path,
    manifest: &Manifest,
) -> Result<Vec<String>, PublishError> {
    let folder = root.join(below);
    let read = || -> io::Result<Vec<(OsString, bool)>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            names.push((entry.file_name(), entry.file_type()?.is_dir()));
        }
        names.sort();
        Ok(names)
    };
    let names = read().map_err(failed("read the folder", &folder))?;
    let foreign: Vec<Vec<String>> = names
        .into_par_iter()
        .map(|(name, is_folder)| {
            let path = below.join(name);
            let is_ours = path.to_str().is_some_and(|path| {
                if is_folder {
                    manifest.has_folder(path)
                } else {
                    matches!(path, MANIFEST_NAME | SCRATCH_NAME) || manifest.get(path).is_some()
                }
            });
            match (is_ours, is_folder) {
                (true, true) => foreign_below(root, &path, manifest),
                (true, false) => Ok(Vec::new()),
                (false, true) => Ok(vec![format!("{}/", path.to_string_lossy())]),
                (false, false) => Ok(vec![path.to_string_lossy().into_owned()]),
            }
        })
        .collect::<Result<_, _>>()?;
    Ok(foreign.concat())
}
