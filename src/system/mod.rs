//! What the program asks of the operating system beyond the standard library: lookups
//! relative to an open folder, links, exchanges, flushing to the disk, and the signals to
//! stop. Nothing outside this module depends on the system.
//!
//! The names are those of POSIX. On Unix they are its calls (`unix`), and on Linux the
//! guarantees of [`crate::publish`] are tested with them. Elsewhere they are built on the
//! standard library and `cap-primitives` (`by_name`), with weaker guarantees: see there.

#[cfg(windows)]
mod by_name;
#[cfg(unix)]
mod unix;

#[cfg(windows)]
use by_name as own;
#[cfg(unix)]
use unix as own;

pub(crate) use own::{
    AsFd, AtFlags, BorrowedFd, Device, Errno, FileType, MetadataExt, Mode, OFlags, OwnedFd,
    RawMode, Stat, Timespec, Timestamps, UTIME_OMIT,
};
pub(crate) use own::{
    end_aborts_with, entries, exchange, fchmod, free_bytes, fstat, futimens, identity, is_program,
    let_be_run, linkat, memory_limit, mkdirat, on_stop, open_at_once, open_folder,
    open_in_one_call, openat, outlive_size_limit, read_link, renameat, statat, sync_folder,
    sync_tree, unlinkat, user,
};

/// The rights of a file or folder; systems count them in numbers of different sizes.
pub(crate) fn rights(mode: u16) -> Mode {
    Mode::from_raw_mode(RawMode::from(mode))
}

pub(crate) fn is_any(error: &std::io::Error, errnos: &[Errno]) -> bool {
    Errno::from_io_error(error).is_some_and(|errno| errnos.contains(&errno))
}
