//! The proof that something beside an output was made by us: a file is sealed by its
//! time stamp (see [`stamp`]), which follows from what the seal says.
//!
//! Two kinds of file are sealed: the marker of a stage, and the manifest of a version. A
//! marker's seal follows from the number of its folder as well, so that a copy of a stage
//! is not accepted as one. A version that was copied with its times, by `cp -a` or by the
//! cache of a CI, keeps its seal; its creation time, which nobody can set, shows that it
//! was not made here ([`is_first_copy`]). The device is not part of a seal: its number
//! may change after a restart.

use std::fs::File;
use std::io;
use std::time::SystemTime;

use blake3::Hash;

use crate::path::{has_stamp, stamp};
use crate::system::{MetadataExt as _, Stat, user};

/// What a seal says of the file that it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seal {
    /// It marks a folder with this number as a stage of this user.
    Stage {
        /// The folder's number.
        folder: u64,
    },
    /// It is the manifest of a version that was published from here, by its hash.
    Published(Hash),
    /// It is the manifest of a version that was found in the output and put aside:
    /// it may be removed, and is never carried over or gone back to.
    PutAside(Hash),
}

impl Seal {
    /// Seals an open file, with a time that is not before its creation. Whether the file
    /// system keeps the seal shows only afterwards, on the file.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn set(self, file: &File) -> io::Result<()> {
        let born = file.metadata()?.created().ok().and_then(seconds);
        stamp(file, &self.hash(), born)
    }

    /// Whether a file has this seal.
    pub(super) fn is_on(self, stat: &Stat) -> bool {
        has_stamp(stat, &self.hash())
    }

    /// The hash of what the seal says.
    fn hash(self) -> Hash {
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::Stage { folder } => {
                hasher.update(b"stage");
                hasher.update(&folder.to_le_bytes());
                hasher.update(&user().to_le_bytes());
            }
            Self::Published(version) => {
                hasher.update(b"published");
                hasher.update(version.as_bytes());
            }
            Self::PutAside(version) => {
                hasher.update(b"put aside");
                hasher.update(version.as_bytes());
            }
        }
        hasher.finalize()
    }
}

/// Whether a sealed file is the original and not a copy: a copy was created later than
/// its time stamp. Where the system does not report creation times, the file counts as
/// the original.
pub(super) fn is_first_copy(file: &File) -> io::Result<bool> {
    let metadata = file.metadata()?;
    let born = metadata.created().ok().and_then(seconds);
    Ok(born.is_none_or(|born| born <= metadata.mtime()))
}

fn seconds(time: SystemTime) -> Option<i64> {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::fstat;

    /// A commit carries names and bytes, and neither makes a seal.
    #[test]
    fn a_copy_has_no_seal() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("file");
        std::fs::write(&path, "text").unwrap();
        let file = std::fs::File::open(&path).unwrap();
        let seals = [
            Seal::Stage { folder: 7 },
            Seal::Published(blake3::hash(b"1")),
            Seal::PutAside(blake3::hash(b"1")),
            Seal::Published(blake3::hash(b"2")),
        ];
        for seal in seals {
            seal.set(&file).unwrap();
            for other in seals {
                assert_eq!(other.is_on(&fstat(&file).unwrap()), other == seal);
            }
            let copy = root.path().join("copy");
            std::fs::copy(&path, &copy).unwrap();
            let copy = std::fs::File::open(copy).unwrap();
            assert!(!seal.is_on(&fstat(&copy).unwrap()));
        }
    }

    /// A copy with its times has the seal, but was created later.
    #[test]
    fn a_copy_with_its_times_is_not_the_first() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("file");
        std::fs::write(&path, "text").unwrap();
        let file = File::open(&path).unwrap();
        let seal = Seal::Published(blake3::hash(b"1"));
        seal.set(&file).unwrap();
        assert!(is_first_copy(&file).unwrap());
        std::thread::sleep(std::time::Duration::from_millis(1100));
        let copy = root.path().join("copy");
        std::fs::write(&copy, "text").unwrap();
        let copy = File::open(copy).unwrap();
        let modified = file.metadata().unwrap().modified().unwrap();
        copy.set_times(std::fs::FileTimes::new().set_modified(modified))
            .unwrap();
        assert!(seal.is_on(&fstat(&copy).unwrap()));
        if copy.metadata().unwrap().created().is_ok() {
            assert!(!is_first_copy(&copy).unwrap());
        }
        seal.set(&copy).unwrap();
        assert!(is_first_copy(&copy).unwrap());
    }
}
