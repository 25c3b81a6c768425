//! The proof that something beside an output was made here. A commit carries names,
//! bytes, links and one bit of rights, whatever they say; it carries no time stamp
//! and no file's number: whoever checks it out gives each file the time at which it
//! is written. So a file is sealed by its own time stamp, whose part below a second
//! follows from the file's number and from what the seal says. A copy, a checkout
//! and what a cache brings back have other numbers and other times, and no seal.
//!
//! Two kinds of file are sealed: the marker of a stage, and the manifest of a
//! version. The device is no part of it: its number may change with a restart, and
//! all that is compared is in one folder.

use std::io;
use std::os::fd::AsFd;

use blake3::Hash;
use rustix::fs::{Stat, Timespec, Timestamps, UTIME_OMIT, fstat, futimens};

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
    /// Seals an open file. Whether the file system keeps the seal, the file tells.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn set<F: AsFd>(self, file: F) -> io::Result<()> {
        let stat = fstat(&file)?;
        let times = Timestamps {
            last_access: Timespec {
                tv_sec: 0,
                tv_nsec: UTIME_OMIT,
            },
            last_modification: Timespec {
                tv_sec: stat.st_mtime,
                tv_nsec: self.nanoseconds(stat.st_ino),
            },
        };
        Ok(futimens(&file, &times)?)
    }

    /// Whether a file has this seal.
    pub(super) fn is_on(self, stat: &Stat) -> bool {
        i64::try_from(stat.st_mtime_nsec).is_ok_and(|found| found == self.nanoseconds(stat.st_ino))
    }

    /// A number of nanoseconds that is never zero, as tools which set times by whole
    /// seconds leave it, and a multiple of 100, finer than which some file systems do
    /// not keep it.
    fn nanoseconds(self, inode: u64) -> i64 {
        const STEPS: u64 = 9_999_999;
        const STEP: u64 = 100;
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::Stage { folder } => {
                hasher.update(b"stage");
                hasher.update(&folder.to_le_bytes());
                let owner = rustix::process::geteuid().as_raw();
                hasher.update(&owner.to_le_bytes());
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
        hasher.update(&inode.to_le_bytes());
        let bytes = hasher.finalize();
        let number = bytes.as_bytes().first_chunk().copied();
        let number = u64::from_le_bytes(number.unwrap_or_default());
        i64::try_from((number % STEPS + 1) * STEP).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a commit can carry, the name and the bytes, is no seal.
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
}
