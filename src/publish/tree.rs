//! The staged tree: writing and linking files into it, fast and from many threads.

use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, File};
use std::io::Write as _;
use std::os::fd::BorrowedFd;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use rustix::fs::{AtFlags, Mode, OFlags, fchmod, futimens, linkat, mkdirat, openat};
use rustix::io::Errno;

use super::error::{PublishError, failed};
use super::live::{FILE_MODE, Twin};
use super::stage::FOLDER_MODE;

/// A folder that files are put into. Paths are taken relative to the open
/// folder, which spares the kernel the walk to it, ten thousand times.
#[derive(Debug)]
pub(super) struct Tree {
    path: PathBuf,
    folder: File,
    rights: Rights,
    made: RwLock<BTreeSet<String>>,
}

/// What the system does with the rights that a file is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    /// It keeps them.
    Kept,
    /// The umask takes some away, and they are set afterwards.
    Masked,
    /// The file system gives its own, and there is nothing to set or to compare.
    Fixed,
}

impl Tree {
    /// Makes the folder.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn create(path: PathBuf) -> Result<Self, PublishError> {
        let make = DirBuilder::new().mode(FOLDER_MODE).create(&path);
        make.map_err(failed("make the folder", &path))?;
        let folder = File::open(&path).map_err(failed("open", &path))?;
        let rights = Rights::of(&folder).map_err(failed("open", &path))?;
        Ok(Self {
            path,
            folder,
            rights,
            made: RwLock::default(),
        })
    }

    /// Writes a file that is not there yet.
    ///
    /// # Errors
    /// Another file or folder has the place; the system refuses.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.make_folders_of(path)?;
        self.create_file(path, bytes).map(|_| ())
    }

    /// Puts a file of the live tree here as well, as a link, so that it keeps all it
    /// has. Returns whether it could: there are no links where a file has too many
    /// already, between two file systems, or by a rule of one.
    ///
    /// # Errors
    /// Another file or folder has the place; a folder cannot be made.
    pub(super) fn link(&self, live: BorrowedFd<'_>, path: &str) -> Result<bool, PublishError> {
        self.make_folders_of(path)?;
        match linkat(live, path, &self.folder, path, AtFlags::empty()) {
            Ok(()) => Ok(true),
            Err(Errno::EXIST) => Err(PublishError::Clash {
                path: path.to_owned(),
            }),
            // A full disk shows up in the copying, with the bytes it takes.
            Err(_) => Ok(false),
        }
    }

    /// Puts a file of the live tree here as a copy with the same time stamp.
    ///
    /// # Errors
    /// Another file or folder has the place; the system refuses.
    pub(super) fn copy(&self, path: &str, twin: &Twin, bytes: &[u8]) -> Result<(), PublishError> {
        self.make_folders_of(path)?;
        let file = self.create_file(path, bytes)?;
        futimens(&file, &twin.timestamps())
            .map_err(|errno| failed("set the time of", &self.path.join(path))(errno.into()))
    }

    /// Whether a live file can stand for one that would be written now.
    pub(super) fn would_give(&self, twin: &Twin) -> bool {
        self.rights == Rights::Fixed || twin.mode == FILE_MODE
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
        let error = |e| PublishError::io("write", &self.path.join(path), size, e);
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mut file = match openat(&self.folder, path, flags, Mode::from_raw_mode(FILE_MODE)) {
            Ok(descriptor) => File::from(descriptor),
            Err(Errno::EXIST) => {
                return Err(PublishError::Clash {
                    path: path.to_owned(),
                });
            }
            Err(errno) => return Err(error(errno.into())),
        };
        file.write_all(bytes).map_err(error)?;
        if self.rights == Rights::Masked {
            fchmod(&file, Mode::from_raw_mode(FILE_MODE)).map_err(|errno| error(errno.into()))?;
        }
        Ok(file)
    }

    /// Makes the folders of a file, each once.
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
        match mkdirat(&self.folder, folder, Mode::from_raw_mode(FOLDER_MODE)) {
            Ok(()) => {}
            // A file has the place, or a folder whose name differs in case only,
            // on a file system that takes the two for one.
            Err(Errno::EXIST) => {
                return Err(PublishError::Clash {
                    path: folder.to_owned(),
                });
            }
            Err(errno) => return Err(failed("make the folder", &path)(errno.into())),
        }
        if self.rights == Rights::Masked {
            let rights = fs::Permissions::from_mode(FOLDER_MODE);
            fs::set_permissions(&path, rights).map_err(failed("set the rights of", &path))?;
        }
        Ok(())
    }
}

impl Rights {
    /// Finds out by the new folder: a umask that spares 0755 spares 0644.
    fn of(folder: &File) -> std::io::Result<Self> {
        const RIGHTS: u32 = 0o777;
        let has = || Ok::<u32, std::io::Error>(folder.metadata()?.mode() & RIGHTS);
        if has()? == FOLDER_MODE {
            return Ok(Self::Kept);
        }
        let set = fchmod(folder, Mode::from_raw_mode(FOLDER_MODE));
        Ok(if set.is_ok() && has()? == FOLDER_MODE {
            Self::Masked
        } else {
            Self::Fixed
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::live::Live;
    use super::super::manifest::{MANIFEST_NAME, Manifest, ManifestEntry};
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
        let tree = Tree::create(root.path().join("tree")).unwrap();
        let published = Live::open(live.path()).unwrap();
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
