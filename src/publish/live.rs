//! The publication that is in the output folder now.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use blake3::Hash;
use rayon::prelude::*;

use super::beside::{Beside, is_no_folder};
use super::error::{Names, PublishError, Refusal, failed};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestEntry, SCRATCH_NAME};
use super::seal::{Seal, is_first_copy};
use super::target::refused;
use crate::path::{file_beneath, folder_beneath, slashed};
use crate::system::{
    AsFd, BorrowedFd, Errno, FileType, MetadataExt as _, OwnedFd, Timespec, Timestamps, entries,
    fstat, is_any,
};

/// The rights that every published file has.
pub(super) const FILE_MODE: u16 = 0o644;

/// The live publication, or the absence of one.
#[derive(Debug)]
pub(super) struct LiveOutput {
    pub(super) manifest: Manifest,
    /// `None` where nothing was published yet.
    pub(super) version: Option<Hash>,
    /// Where it comes from.
    pub(super) origin: VersionOrigin,
    // Kept open, so that links are made from the tree that was read.
    folder: Option<File>,
}

/// A version in a folder that holds only what its manifest lists.
#[derive(Debug)]
pub(super) struct PublishedVersion {
    pub(super) manifest: Manifest,
    pub(super) origin: VersionOrigin,
}

/// Where a version comes from, as its manifest's seal proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VersionOrigin {
    /// It was published from here.
    Here,
    /// It was published, and copied to here with its times, as by the cache of a CI.
    Copied,
    /// It was found in the output, and put aside from here.
    PutAside,
    /// Nobody knows: a commit may have brought it.
    Unknown,
}

impl LiveOutput {
    /// Opens the output folder, after checking that everything in it is ours.
    ///
    /// # Errors
    /// It holds foreign files, or has files but no manifest.
    pub(super) fn open(beside: &Beside) -> Result<Self, PublishError> {
        let out = &beside.places.out;
        match owned_manifest(beside, out)? {
            None => Ok(Self {
                manifest: Manifest::default(),
                version: None,
                origin: VersionOrigin::Unknown,
                folder: None,
            }),
            Some(PublishedVersion { manifest, origin }) => {
                let folder = beside.folder(out).map_err(failed("action.open", out))?;
                Ok(Self {
                    version: Some(manifest.version()),
                    manifest,
                    origin,
                    folder: Some(folder.into()),
                })
            }
        }
    }

    /// The open folder, if there is a publication.
    pub(super) fn folder(&self) -> Option<BorrowedFd<'_>> {
        self.folder.as_ref().map(AsFd::as_fd)
    }

    /// Finds a live file with exactly these bytes, and says when it was last changed. The
    /// manifest rules out most changed files; the others are read and compared, because
    /// anyone may have edited them.
    pub(super) fn twin(&self, path: &str, entry: &ManifestEntry, bytes: &[u8]) -> Option<LiveFile> {
        if self.manifest.get(path) != Some(entry) {
            return None;
        }
        let (twin, live) = self.read(path, entry.size)?;
        (live == bytes).then_some(twin)
    }

    /// Finds a live file that still matches the manifest.
    pub(super) fn intact(&self, path: &str, entry: &ManifestEntry) -> Option<(LiveFile, Vec<u8>)> {
        let (twin, bytes) = self.read(path, entry.size)?;
        (blake3::hash(&bytes) == entry.hash).then_some((twin, bytes))
    }

    /// Whether a live file is still the one that was read: nobody has written to it or
    /// replaced it.
    ///
    /// # Errors
    /// The system does not say.
    pub(super) fn is_still(&self, path: &str, twin: &LiveFile) -> io::Result<bool> {
        let Some(folder) = &self.folder else {
            return Ok(false);
        };
        match file_beneath(folder, Path::new(path)) {
            Ok(file) => Ok(LiveFile::of(&file.metadata()?) == *twin),
            Err(error) if is_gone(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn open_file(&self, path: &str) -> Option<File> {
        file_beneath(self.folder.as_ref()?, Path::new(path)).ok()
    }

    fn read(&self, path: &str, size: u64) -> Option<(LiveFile, Vec<u8>)> {
        let mut file = self.open_file(path)?;
        let metadata = file.metadata().ok()?;
        if !metadata.is_file() || metadata.len() != size {
            return None;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).ok()?);
        file.read_to_end(&mut bytes).ok()?;
        Some((LiveFile::of(&metadata), bytes))
    }
}

/// Whether a file is gone, or a folder or a link has its name.
fn is_gone(error: &io::Error) -> bool {
    let gone = [
        Errno::NOENT,
        Errno::NOTDIR,
        Errno::ISDIR,
        Errno::LOOP,
        Errno::XDEV,
    ];
    is_any(error, &gone)
}

/// The metadata, when it was read, of a live file that can replace a staged one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LiveFile {
    inode: u64,
    size: u64,
    modified: Timespec,
    /// Its rights, which somebody may have changed.
    pub(super) mode: u32,
}

impl LiveFile {
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

/// Reads a folder's manifest, and checks that everything in the folder is listed there.
/// `None` for a folder that is absent or empty.
///
/// # Errors
/// Something in it is not ours, or it is a link or not a folder.
pub(super) fn owned_manifest(
    beside: &Beside,
    folder: &Path,
) -> Result<Option<PublishedVersion>, PublishError> {
    let opened = match beside.folder(folder) {
        Ok(opened) => opened,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) if is_no_folder(&e) && folder == beside.places.previous() => {
            let path = folder.to_owned();
            return Err(PublishError::UnknownPrevious { path });
        }
        Err(e) if is_no_folder(&e) => return Err(refused(folder, Refusal::NotAFolder)),
        Err(e) => return Err(failed("action.open", folder)(e)),
    };
    let Some(version) = read_version(&opened, folder)? else {
        let found = entries(&opened).map_err(failed("action.read_the_folder", folder))?;
        let found = found.into_iter().filter(|(name, _)| name != SCRATCH_NAME);
        let found = Names::of(found.map(|(name, _)| name.to_string_lossy().into_owned()));
        if found.is_empty() {
            return Ok(None);
        }
        return Err(refused(folder, Refusal::NotOurs(found)));
    };
    let foreign = foreign_below(&opened, folder, Path::new(""), &version.manifest)?;
    if foreign.is_empty() {
        return Ok(Some(version));
    }
    let files = Names::of(foreign);
    Err(PublishError::ForeignFiles {
        path: folder.to_owned(),
        files,
    })
}

/// Reads the manifest of an open folder, and checks its seal.
///
/// # Errors
/// It cannot be read, or is not a manifest that this program knows.
pub(super) fn read_version(
    opened: &OwnedFd,
    folder: &Path,
) -> Result<Option<PublishedVersion>, PublishError> {
    let path = folder.join(MANIFEST_NAME);
    let read = || {
        let mut file = file_beneath(opened, Path::new(MANIFEST_NAME))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok::<_, io::Error>((bytes, fstat(&file)?, is_first_copy(&file)?))
    };
    let (bytes, stat, is_first) = match read() {
        Ok(read) => read,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(failed("action.read_the_manifest", &path)(e)),
    };
    let manifest = Manifest::parse(&bytes, &path)?;
    let version = manifest.version();
    let is_published = Seal::Published(version).is_on(&stat);
    let origin = match (is_published, is_first) {
        (true, true) => VersionOrigin::Here,
        (true, false) => VersionOrigin::Copied,
        _ if Seal::PutAside(version).is_on(&stat) => VersionOrigin::PutAside,
        _ => VersionOrigin::Unknown,
    };
    Ok(Some(PublishedVersion { manifest, origin }))
}

/// Seals the manifest of a version.
///
/// # Errors
/// The system refuses.
pub(super) fn seal(beside: &Beside, folder: &Path, seal: Seal) -> Result<(), PublishError> {
    let path = folder.join(MANIFEST_NAME);
    let set = || seal.set(&beside.file(&path)?);
    set().map_err(failed("action.set_the_time_of", &path))
}

/// Lists what a folder holds that its manifest does not name: files, links, and folders
/// that no listed file is in. A link is foreign whatever the manifest says. Sorted. This
/// runs in parallel: a site has a folder for each page, and every build lists them twice,
/// before and after.
///
/// # Errors
/// A folder cannot be read.
fn foreign_below(
    opened: &OwnedFd,
    root: &Path,
    below: &Path,
    manifest: &Manifest,
) -> Result<Vec<String>, PublishError> {
    let read =
        || -> io::Result<Vec<(OsString, FileType)>> { entries(folder_beneath(opened, below)?) };
    let names = read().map_err(failed("action.read_the_folder", &root.join(below)))?;
    let foreign: Vec<Vec<String>> = names
        .into_par_iter()
        .map(|(name, kind)| {
            let path = below.join(name);
            let is_ours = slashed(&path).is_some_and(|path| match kind {
                FileType::Directory => manifest.has_folder(&path),
                FileType::RegularFile => {
                    matches!(&*path, MANIFEST_NAME | SCRATCH_NAME) || manifest.get(&path).is_some()
                }
                _ => false,
            });
            match (is_ours, kind) {
                (true, FileType::Directory) => foreign_below(opened, root, &path, manifest),
                (true, _) => Ok(Vec::new()),
                (false, FileType::Directory) => Ok(vec![format!("{}/", path.to_string_lossy())]),
                (false, _) => Ok(vec![path.to_string_lossy().into_owned()]),
            }
        })
        .collect::<Result<_, _>>()?;
    Ok(foreign.concat())
}
