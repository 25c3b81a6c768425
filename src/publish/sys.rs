//! The few system calls that the standard library does not offer, so that the
//! rest of the stage reads the same on every system. Linux is the one that is
//! tested; elsewhere the exchange says that it is not known, and the two-step
//! rename takes its place.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType, Mode, RawMode, statat};
use rustix::io::Errno;

use crate::path::{file_beneath, folder_beneath};

/// The rights of a file or folder; systems count them in numbers of different sizes.
pub(super) fn rights(mode: u16) -> Mode {
    Mode::from_raw_mode(RawMode::from(mode))
}

/// A name in an open folder.
type At<'a> = (&'a OwnedFd, &'a OsStr);

/// Exchanges two folders in one system call.
#[cfg(target_os = "linux")]
pub(super) fn exchange(one: At<'_>, other: At<'_>) -> io::Result<()> {
    use rustix::fs::{RenameFlags, renameat_with};
    renameat_with(one.0, one.1, other.0, other.1, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

/// Exchanges two folders in one system call; not known on this system.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_one: At<'_>, _other: At<'_>) -> io::Result<()> {
    Err(Errno::NOSYS.into())
}

/// What is in an open folder, sorted.
///
/// # Errors
/// The system refuses.
pub(super) fn entries<F: AsFd>(folder: F) -> io::Result<Vec<(OsString, FileType)>> {
    let mut entries = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name == "." || name == ".." {
            continue;
        }
        let kind = match entry.file_type() {
            // Some file systems do not say it here.
            FileType::Unknown => match statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => FileType::from_raw_mode(stat.st_mode),
                Err(Errno::NOENT) => continue,
                Err(errno) => return Err(errno.into()),
            },
            kind => kind,
        };
        entries.push((name.to_owned(), kind));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

/// Brings everything below a folder to the disk, and says whether that worked.
///
/// One `syncfs` instead of an `fsync` a file: ten thousand small files take
/// milliseconds instead of minutes. Its result counts: writing may fail as late
/// as this (a full disk, a broken one).
#[cfg(target_os = "linux")]
pub(super) fn sync_tree(folder: &File) -> io::Result<()> {
    match rustix::fs::syncfs(folder) {
        Err(Errno::NOSYS | Errno::OPNOTSUPP) => sync_each(folder),
        result => result.map_err(io::Error::from),
    }
}

/// Brings everything below a folder to the disk, and says whether that worked.
#[cfg(not(target_os = "linux"))]
pub(super) fn sync_tree(folder: &File) -> io::Result<()> {
    sync_each(folder)
}

fn sync_each(folder: &File) -> io::Result<()> {
    for (name, kind) in entries(folder)? {
        let name = Path::new(&name);
        match kind {
            FileType::Directory => sync_each(&folder_beneath(folder, name)?.into())?,
            FileType::RegularFile => file_beneath(folder.as_fd(), name)?.sync_all()?,
            _ => {}
        }
    }
    folder.sync_all()
}

/// Brings the list of names in one folder to the disk.
pub(super) fn sync_folder(folder: &File) -> io::Result<()> {
    match folder.sync_all() {
        // Some network file systems cannot do this for a folder.
        Err(e) if is_any(&e, &[Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP]) => Ok(()),
        result => result,
    }
}

/// How many bytes an ordinary user can still write where the path is.
pub(super) fn free_bytes(path: &Path) -> Option<u64> {
    let place = path.ancestors().find(|place| place.exists())?;
    let stat = rustix::fs::statvfs(place).ok()?;
    stat.f_bavail.checked_mul(stat.f_frsize)
}

/// Whether an error is one of these.
pub(super) fn is_any(error: &io::Error, errnos: &[Errno]) -> bool {
    Errno::from_io_error(error).is_some_and(|errno| errnos.contains(&errno))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::fs::{Mode, OFlags, open};

    use super::*;

    /// The system is asked each time: a folder that is open for nothing but to be named
    /// cannot be synchronised, and whoever asks for that is told so.
    #[test]
    fn the_system_is_asked() {
        let root = tempfile::tempdir().unwrap();
        let named = open(root.path(), OFlags::PATH, Mode::empty()).unwrap();
        let named = File::from(named);
        assert!(sync_tree(&named).is_err());
        assert!(sync_folder(&named).is_err());
        let opened = File::open(root.path()).unwrap();
        assert!(sync_tree(&opened).is_ok());
        assert!(sync_folder(&opened).is_ok());
    }
}
