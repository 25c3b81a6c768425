//! The parent folder of an output, kept open. Everything that publishing reads, writes,
//! moves or removes is in it, and is opened relative to it without following symbolic
//! links: if a commit brings `public`, a stage or a previous version as a link, it is not
//! followed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::names::Places;
use super::watch::{Call, Watched};
use crate::path::{file_beneath, folder_beneath, open_beneath};
use crate::system::{
    self, AtFlags, Errno, FileType, OFlags, OwnedFd, Stat, entries, fchmod, is_any, linkat,
    mkdirat, open_folder, renameat, rights, statat, unlinkat,
};

/// How many levels of folders are processed in parallel: edition, language, collection,
/// and its pages.
const SHARED_LEVELS: usize = 4;

/// The folder that holds an output. Paths are absolute and must lie in it.
#[derive(Debug)]
pub(super) struct Beside {
    pub(super) places: Places,
    folder: File,
    watched: Watched,
    keeps_seals: OnceLock<bool>,
}

impl Beside {
    /// Opens the folder.
    ///
    /// # Errors
    /// It is not there; the system refuses.
    pub(super) fn open(places: Places) -> io::Result<Self> {
        let folder = open_folder(&places.parent)?;
        let watched = places.watched.clone();
        Ok(Self {
            places,
            folder,
            watched,
            keeps_seals: OnceLock::new(),
        })
    }

    /// Records whether the file system keeps seals; the lock tests it.
    pub(super) fn note_seals(&self, kept: bool) {
        let _ = self.keeps_seals.set(kept);
    }

    /// Whether the file system keeps seals. Where it does not, only names and manifests
    /// show what is ours.
    pub(super) fn keeps_seals(&self) -> bool {
        self.keeps_seals.get().copied().unwrap_or(true)
    }

    /// Opens a folder.
    ///
    /// # Errors
    /// It does not exist, is a link, or is not a folder; the system refuses.
    pub(super) fn folder(&self, path: &Path) -> io::Result<OwnedFd> {
        folder_beneath(&self.folder, self.below(path)?)
    }

    /// Opens a regular file for reading.
    ///
    /// # Errors
    /// As [`folder`](Self::folder); it is a folder, a FIFO or the like.
    pub(super) fn file(&self, path: &Path) -> io::Result<File> {
        file_beneath(&self.folder, self.below(path)?)
    }

    /// Reads a regular file.
    ///
    /// # Errors
    /// As [`file`](Self::file).
    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Opens a file for writing, and creates it if it does not exist.
    ///
    /// # Errors
    /// The path exists and is not a regular file; the system refuses.
    pub(super) fn create(&self, path: &Path, flags: OFlags, mode: u16) -> io::Result<File> {
        self.watched.before(Call::Write, path)?;
        let flags = OFlags::RDWR | OFlags::CREATE | flags;
        let below = self.below(path)?;
        let file = File::from(open_beneath(&self.folder, below, flags, rights(mode))?);
        if file.metadata()?.is_file() {
            return Ok(file);
        }
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not a regular file",
        ))
    }

    /// Writes a file, and overwrites an existing one.
    ///
    /// # Errors
    /// As [`create`](Self::create).
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<File> {
        const MODE: u16 = 0o644;
        let mut file = self.create(path, OFlags::TRUNC, MODE)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    /// The metadata of a path; a link is not followed.
    ///
    /// # Errors
    /// It is not there; the system refuses.
    pub(super) fn stat(&self, path: &Path) -> io::Result<Stat> {
        let (folder, name) = self.at(path)?;
        Ok(statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?)
    }

    /// Whether the path exists; a dangling link counts.
    pub(super) fn exists(&self, path: &Path) -> bool {
        self.stat(path).is_ok()
    }

    /// The names in a folder, sorted; empty if the folder does not exist.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn names(&self, path: &Path) -> io::Result<Vec<(OsString, FileType)>> {
        match self.folder(path) {
            Ok(folder) => entries(&folder),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Makes a folder.
    ///
    /// # Errors
    /// It is there; the system refuses.
    pub(super) fn make_folder(&self, path: &Path, mode: u16) -> io::Result<()> {
        self.watched.before(Call::MakeFolder, path)?;
        let (folder, name) = self.at(path)?;
        Ok(mkdirat(&folder, name, rights(mode))?)
    }

    /// Sets the rights of a folder.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn set_rights(&self, path: &Path, mode: u16) -> io::Result<()> {
        Ok(fchmod(self.folder(path)?, rights(mode))?)
    }

    /// Renames a file or folder.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.watched.before(Call::Rename, to)?;
        let ((from, one), (to, other)) = (self.at(from)?, self.at(to)?);
        Ok(renameat(&from, one, &to, other)?)
    }

    /// Exchanges two folders in one system call.
    ///
    /// # Errors
    /// One of them is not there; the system refuses, or does not know the exchange.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.watched.before(Call::Exchange, other)?;
        let ((from, one), (to, other)) = (self.at(one)?, self.at(other)?);
        system::exchange((&from, one), (&to, other))
    }

    /// Gives a file a second name.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.watched.before(Call::Link, to)?;
        let ((from, one), (to, other)) = (self.at(from)?, self.at(to)?);
        Ok(linkat(&from, one, &to, other, AtFlags::empty())?)
    }

    /// Removes a file or a link; no matter if it is absent.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.remove(path, AtFlags::empty())
    }

    /// Removes an empty folder; no matter if it is absent.
    ///
    /// # Errors
    /// Something is in it; the system refuses.
    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.remove(path, AtFlags::REMOVEDIR)
    }

    fn remove(&self, path: &Path, flags: AtFlags) -> io::Result<()> {
        self.watched.before(Call::Remove, path)?;
        let removed = self
            .at(path)
            .and_then(|(folder, name)| Ok(unlinkat(&folder, name, flags)?));
        match removed {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Removes a file or a whole folder without following links; no matter if it is
    /// absent.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn remove_all(&self, path: &Path) -> io::Result<()> {
        match self.folder(path) {
            Ok(folder) => {
                clear(&folder, SHARED_LEVELS)?;
                // Windows does not remove a folder that is open.
                drop(folder);
                self.remove_folder(path)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) if is_no_folder(&error) => self.remove_file(path),
            Err(error) => Err(error),
        }
    }

    /// Flushes everything below a folder to the disk.
    ///
    /// # Errors
    /// The system refuses: a full disk may say so as late as this.
    pub(super) fn sync_tree(&self, path: &Path) -> io::Result<()> {
        self.watched.before(Call::SyncTree, path)?;
        system::sync_tree(&File::from(self.folder(path)?))
    }

    /// Flushes the list of names in one folder to the disk.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.watched.before(Call::SyncFolder, path)?;
        system::sync_folder(&File::from(self.folder(path)?))
    }

    /// The opened parent folder of a path, and its name in it.
    fn at<'p>(&self, path: &'p Path) -> io::Result<(OwnedFd, &'p OsStr)> {
        let below = self.below(path)?;
        let outside = || io::Error::from(Errno::XDEV);
        let name = below.file_name().ok_or_else(outside)?;
        let parent = below.parent().ok_or_else(outside)?;
        Ok((folder_beneath(&self.folder, parent)?, name))
    }

    fn below<'p>(&self, path: &'p Path) -> io::Result<&'p Path> {
        let below = path.strip_prefix(&self.places.parent);
        below.map_err(|_| io::Error::from(Errno::XDEV))
    }
}

/// Removes all that is in an open folder.
fn clear(folder: &OwnedFd, levels: usize) -> io::Result<()> {
    let clear_one = |(name, kind): &(OsString, FileType), levels: usize| {
        let flags = if *kind == FileType::Directory {
            clear(&folder_beneath(folder, Path::new(name))?, levels)?;
            AtFlags::REMOVEDIR
        } else {
            AtFlags::empty()
        };
        match unlinkat(folder, name, flags) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(errno) => Err(io::Error::from(errno)),
        }
    };
    let names = entries(folder)?;
    match levels.checked_sub(1) {
        Some(levels) => names
            .par_iter()
            .try_for_each(|name| clear_one(name, levels)),
        None => names.iter().try_for_each(|name| clear_one(name, 0)),
    }
}

/// Whether an error says that a path is a link or a file instead of a folder.
pub(super) fn is_no_folder(error: &io::Error) -> bool {
    is_any(error, &[Errno::LOOP, Errno::NOTDIR])
}
