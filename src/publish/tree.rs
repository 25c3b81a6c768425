//! The staged tree: writing and linking files into it, fast and from many threads.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use super::beside::Beside;
use super::error::{PublishError, failed};
use super::live::{FILE_MODE, LiveFile};
use super::stage::FOLDER_MODE;
use super::watch::{Call, Watched};
use crate::path::{folder_beneath, open_beneath};
use crate::system::{
    AsFd, AtFlags, BorrowedFd, MetadataExt as _, OFlags, OwnedFd, fchmod, futimens, linkat,
    mkdirat, rights,
};

/// A folder that files are put into. Paths are relative to the open folder, so that the
/// kernel need not resolve its path ten thousand times.
#[derive(Debug)]
pub(super) struct Tree {
    path: PathBuf,
    folder: File,
    rights: Rights,
    made: RwLock<BTreeSet<String>>,
    watched: Watched,
}

/// What the system does with the mode that a file is created with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    /// It keeps them.
    Kept,
    /// The umask takes some away, and they are set afterwards.
    Masked,
    /// The file system assigns its own, so there is nothing to set or to compare.
    Fixed,
}

impl Tree {
    /// Makes the folder.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn create(beside: &Beside, path: PathBuf) -> Result<Self, PublishError> {
        beside
            .make_folder(&path, FOLDER_MODE)
            .map_err(failed("action.make_the_folder", &path))?;
        let folder = File::from(beside.folder(&path).map_err(failed("action.open", &path))?);
        let rights = Rights::of(&folder).map_err(failed("action.open", &path))?;
        Ok(Self {
            path,
            folder,
            rights,
            made: RwLock::default(),
            watched: beside.places.watched.clone(),
        })
    }

    /// Writes a file that is not there yet.
    ///
    /// # Errors
    /// The path is taken by another file or folder; the system refuses.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.make_folders_of(path)?;
        self.create_file(path, bytes).map(|_| ())
    }

    /// Links a file of the live tree into this one, so that it keeps its metadata.
    /// Returns whether that worked: there is no link if the file has too many already,
    /// between two file systems, or where a file system forbids it.
    ///
    /// # Errors
    /// The path is taken by another file or folder; a folder cannot be created.
    pub(super) fn link(&self, live: BorrowedFd<'_>, path: &str) -> Result<bool, PublishError> {
        self.make_folders_of(path)?;
        let link = || {
            let ((from, name), (to, own)) = (at(live, path)?, at(&self.folder, path)?);
            Ok::<_, io::Error>(linkat(&from, name, &to, own, AtFlags::empty())?)
        };
        match link() {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(PublishError::Clash {
                    path: path.to_owned(),
                })
            }
            // If the disk is full, the copy that follows fails, and reports the bytes
            // needed.
            Err(_) => Ok(false),
        }
    }

    /// Copies a file of the live tree, with the same time stamp.
    ///
    /// # Errors
    /// The path is taken by another file or folder; the system refuses.
    pub(super) fn copy(
        &self,
        path: &str,
        twin: &LiveFile,
        bytes: &[u8],
    ) -> Result<(), PublishError> {
        self.make_folders_of(path)?;
        let file = self.create_file(path, bytes)?;
        futimens(&file, &twin.timestamps())
            .map_err(|errno| failed("action.set_the_time_of", &self.path.join(path))(errno.into()))
    }

    /// Whether a live file has the mode that a file written now would get.
    pub(super) fn would_give(&self, twin: &LiveFile) -> bool {
        self.rights == Rights::Fixed || twin.mode == u32::from(FILE_MODE)
    }

    /// Gives the folder the rights that its predecessor has, if there is one.
    pub(super) fn copy_rights(&self, predecessor: &Path) {
        if let Ok(metadata) = fs::metadata(predecessor) {
            // Not worth a failure: the files themselves have their rights.
            let _ = self.folder.set_permissions(metadata.permissions());
        }
    }

    fn create_file(&self, path: &str, bytes: &[u8]) -> Result<File, PublishError> {
        let size = bytes.len() as u64;
        let error = |e| PublishError::io("action.write", &self.path.join(path), size, e);
        self.watched
            .before(Call::Write, &self.path.join(path))
            .map_err(error)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        let mode = rights(FILE_MODE);
        let mut file = match open_beneath(&self.folder, Path::new(path), flags, mode) {
            Ok(descriptor) => File::from(descriptor),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                return Err(PublishError::Clash {
                    path: path.to_owned(),
                });
            }
            Err(e) => return Err(error(e)),
        };
        file.write_all(bytes).map_err(error)?;
        if self.rights == Rights::Masked {
            fchmod(&file, rights(FILE_MODE)).map_err(|errno| error(errno.into()))?;
        }
        Ok(file)
    }

    /// Creates the folders of a file, each once.
    fn make_folders_of(&self, path: &str) -> Result<(), PublishError> {
        let Some((parent, _)) = path.rsplit_once('/') else {
            return Ok(());
        };
        if self
            .made
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(parent)
        {
            return Ok(());
        }
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        for (at, _) in path.match_indices('/') {
            let folder = path.split_at(at).0;
            if !made.contains(folder) {
                self.make_folder(folder)?;
                made.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    fn make_folder(&self, folder: &str) -> Result<(), PublishError> {
        let path = self.path.join(folder);
        let make = || {
            let (parent, name) = at(&self.folder, folder)?;
            mkdirat(&parent, name, rights(FOLDER_MODE))?;
            if self.rights == Rights::Masked {
                let made = folder_beneath(&parent, Path::new(name))?;
                fchmod(&made, rights(FOLDER_MODE))?;
            }
            Ok::<_, io::Error>(())
        };
        match make() {
            // A file has the name, or a folder whose name differs only in case, on a file
            // system that ignores case.
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(PublishError::Clash {
                path: folder.to_owned(),
            }),
            done => done.map_err(failed("action.make_the_folder", &path)),
        }
    }
}

/// The parent folder of a path, opened below another folder, and the last name.
fn at<F: AsFd>(folder: F, path: &str) -> io::Result<(OwnedFd, &OsStr)> {
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    Ok((folder_beneath(folder, Path::new(parent))?, name.as_ref()))
}

impl Rights {
    /// Derived from the mode of the new folder: a umask that keeps 0755 keeps 0644.
    fn of(folder: &File) -> std::io::Result<Self> {
        const RIGHTS: u32 = 0o777;
        let has = || Ok::<u32, std::io::Error>(folder.metadata()?.mode() & RIGHTS);
        if has()? == u32::from(FOLDER_MODE) {
            return Ok(Self::Kept);
        }
        let set = fchmod(folder, rights(FOLDER_MODE));
        Ok(if set.is_ok() && has()? == u32::from(FOLDER_MODE) {
            Self::Masked
        } else {
            Self::Fixed
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::live::LiveOutput;
    use super::super::manifest::{MANIFEST_NAME, Manifest, ManifestEntry};
    use super::super::names::Places;
    use super::*;

    /// Two file systems have no links between them.
    #[test]
    fn a_copy_keeps_the_time() {
        let shared = Path::new("/dev/shm");
        let Ok(live) = tempfile::tempdir_in(if shared.is_dir() {
            shared
        } else {
            Path::new("/")
        }) else {
            return;
        };
        let entry = ManifestEntry::of(b"text");
        let manifest = Manifest::new([("a/b.css".to_owned(), entry)].into());
        fs::create_dir(live.path().join("a")).unwrap();
        fs::write(live.path().join("a/b.css"), "text").unwrap();
        fs::write(live.path().join(MANIFEST_NAME), manifest.to_bytes()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(30));

        let root = tempfile::tempdir().unwrap();
        let open = |path: &Path| Beside::open(Places::new(path).unwrap()).unwrap();
        let out = root.path().join("tree");
        let tree = Tree::create(&open(&out), out).unwrap();
        let published = LiveOutput::open(&open(live.path())).unwrap();
        let twin = published.twin("a/b.css", &entry, b"text").unwrap();
        let linked = tree.link(published.folder().unwrap(), "a/b.css").unwrap();
        if !linked {
            tree.copy("a/b.css", &twin, b"text").unwrap();
        }
        let time = |path: PathBuf| fs::metadata(path).unwrap().modified().unwrap();
        let copy = root.path().join("tree/a/b.css");
        assert_eq!(fs::read(&copy).unwrap(), b"text");
        assert_eq!(time(copy), time(live.path().join("a/b.css")));
    }
}
