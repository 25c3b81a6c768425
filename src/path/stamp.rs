//! A proof that a file was written here, which no commit can carry. A commit holds names,
//! bytes, links and one bit of rights; it has no time stamps: a checkout gives each file
//! the time at which it is written. So the part of a file's time stamp below a second is
//! derived from a hash of its contents.

use std::fs::File;
use std::io;

use blake3::Hash;

use crate::system::{MetadataExt as _, Stat, Timespec, Timestamps, UTIME_OMIT, futimens};

/// Gives an open file the stamp of a hash, at a second that is not before
/// `earliest`. [`has_stamp`] says whether the file system keeps the stamp.
///
/// # Errors
/// The system refuses.
pub(crate) fn stamp(file: &File, hash: &Hash, earliest: Option<i64>) -> io::Result<()> {
    let modified = file.metadata()?.mtime();
    let times = Timestamps {
        last_access: Timespec {
            tv_sec: 0,
            tv_nsec: UTIME_OMIT,
        },
        last_modification: Timespec {
            tv_sec: earliest.map_or(modified, |earliest| earliest.max(modified)),
            tv_nsec: nanoseconds(hash),
        },
    };
    Ok(futimens(file, &times)?)
}

/// Whether a file has the stamp of a hash.
pub(crate) fn has_stamp(stat: &Stat, hash: &Hash) -> bool {
    i64::try_from(stat.st_mtime_nsec).is_ok_and(|found| found == nanoseconds(hash))
}

/// A number of nanoseconds that is never zero, because tools that set whole seconds leave
/// zero, and a multiple of 100, because some file systems store nothing finer.
fn nanoseconds(hash: &Hash) -> i64 {
    const STEPS: u64 = 9_999_999;
    const STEP: u64 = 100;
    let number = hash.as_bytes().first_chunk().copied();
    let number = u64::from_le_bytes(number.unwrap_or_default());
    i64::try_from((number % STEPS + 1) * STEP).unwrap_or(1)
}
