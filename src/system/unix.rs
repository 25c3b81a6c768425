//! The calls of Unix, by `rustix`. Only Linux is tested. Elsewhere the exchange and the
//! opening in one call return `ENOSYS`, and their callers use several calls instead.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::fs::{CWD, Dir, readlinkat};
use rustix::process::{Resource, Signal, getrlimit};

pub(crate) use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
pub(crate) use std::os::unix::fs::MetadataExt;

pub(crate) use rustix::fs::Dev as Device;
pub(crate) use rustix::fs::{
    AtFlags, FileType, Mode, OFlags, RawMode, Stat, Timespec, Timestamps, UTIME_OMIT, fchmod,
    fstat, futimens, linkat, mkdirat, openat, renameat, statat, unlinkat,
};
pub(crate) use rustix::io::Errno;

/// A name in an open folder.
type At<'a> = (&'a OwnedFd, &'a OsStr);

/// How often to retry a call that failed because the tree changed meanwhile.
#[cfg(target_os = "linux")]
const TRIES: usize = 16;

/// Opens a folder by its path, links followed.
///
/// # Errors
/// It does not exist or is not a folder, or the system refuses.
pub(crate) fn open_folder(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    Ok(File::from(openat(CWD, path, flags, Mode::empty())?))
}

/// Opens whatever is at a path for reading, without waiting, as opening a FIFO does.
///
/// # Errors
/// Nothing is there, or the system refuses.
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(File::from(openat(CWD, path, flags, Mode::empty())?))
}

/// Opens a path below an open folder in one call, which follows no link and never leaves
/// the folder.
///
/// # Errors
/// The path contains a link (`ELOOP`) or leads out (`EXDEV`), or the system does not have
/// the call (`ENOSYS`).
#[cfg(target_os = "linux")]
pub(crate) fn open_in_one_call<F: AsFd>(
    folder: F,
    path: &Path,
    flags: OFlags,
    mode: Mode,
) -> Result<OwnedFd, Errno> {
    use rustix::fs::{ResolveFlags, openat2};
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let open = || openat2(&folder, path, flags, mode, resolve);
    let mut opened = open();
    for _ in 1..TRIES {
        match opened {
            Err(Errno::AGAIN | Errno::INTR) => opened = open(),
            other => return other,
        }
    }
    opened
}

/// Opens what lies beneath an open folder in one call; not known on this system.
///
/// # Errors
/// Always `ENOSYS`.
#[cfg(not(target_os = "linux"))]
pub(crate) fn open_in_one_call<F: AsFd>(
    _: F,
    _: &Path,
    _: OFlags,
    _: Mode,
) -> Result<OwnedFd, Errno> {
    Err(Errno::NOSYS)
}

/// What is in an open folder, sorted.
///
/// # Errors
/// The system refuses.
pub(crate) fn entries<F: AsFd>(folder: F) -> io::Result<Vec<(OsString, FileType)>> {
    let mut entries = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name == "." || name == ".." {
            continue;
        }
        let kind = match entry.file_type() {
            // Some file systems do not report the type here.
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

/// Where a link in an open folder leads.
///
/// # Errors
/// It is not a link (`EINVAL`), or does not exist.
pub(crate) fn read_link<F: AsFd>(folder: F, name: &OsStr) -> Result<PathBuf, Errno> {
    let target = readlinkat(folder, name, Vec::new())?;
    Ok(OsString::from_vec(target.into_bytes()).into())
}

/// Exchanges two folders in one system call.
///
/// # Errors
/// One of them is not there; the system refuses, or does not know the exchange.
#[cfg(target_os = "linux")]
pub(crate) fn exchange(one: At<'_>, other: At<'_>) -> io::Result<()> {
    use rustix::fs::{RenameFlags, renameat_with};
    renameat_with(one.0, one.1, other.0, other.1, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

/// Exchanges two folders in one system call; not known on this system.
///
/// # Errors
/// Always `ENOSYS`.
#[cfg(not(target_os = "linux"))]
pub(crate) fn exchange(_one: At<'_>, _other: At<'_>) -> io::Result<()> {
    Err(Errno::NOSYS.into())
}

/// Flushes everything below a folder to the disk.
///
/// One `syncfs` instead of an `fsync` per file: ten thousand small files take
/// milliseconds instead of minutes. Its result counts: writing may fail as late as this
/// (a full disk, a broken one).
///
/// # Errors
/// The system refuses.
#[cfg(target_os = "linux")]
pub(crate) fn sync_tree(folder: &File) -> io::Result<()> {
    match rustix::fs::syncfs(folder) {
        Err(Errno::NOSYS | Errno::OPNOTSUPP) => sync_each(folder),
        result => result.map_err(io::Error::from),
    }
}

/// Flushes everything below a folder to the disk.
///
/// # Errors
/// The system refuses.
#[cfg(not(target_os = "linux"))]
pub(crate) fn sync_tree(folder: &File) -> io::Result<()> {
    sync_each(folder)
}

fn sync_each(folder: &File) -> io::Result<()> {
    let beneath = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let open = |name: &OsStr| openat(folder, name, beneath, Mode::empty()).map(File::from);
    for (name, kind) in entries(folder)? {
        match kind {
            FileType::Directory => sync_each(&open(&name)?)?,
            FileType::RegularFile => open(&name)?.sync_all()?,
            _ => {}
        }
    }
    folder.sync_all()
}

/// Flushes the list of names in one folder to the disk.
///
/// # Errors
/// The system refuses.
pub(crate) fn sync_folder(folder: &File) -> io::Result<()> {
    match rustix::fs::fsync(folder) {
        // Some network file systems cannot do this for a folder.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(()),
        result => result.map_err(io::Error::from),
    }
}

/// How many bytes an ordinary user can still write where the path is.
pub(crate) fn free_bytes(path: &Path) -> Option<u64> {
    let place = path.ancestors().find(|place| place.exists())?;
    let stat = rustix::fs::statvfs(place).ok()?;
    stat.f_bavail.checked_mul(stat.f_frsize)
}

/// The identity of a file or folder, however its path is spelt; links are followed.
pub(crate) fn identity(path: &Path) -> Option<impl PartialEq + use<>> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// The id of the user who runs the program.
pub(crate) fn user() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether a path is an executable program.
pub(crate) fn is_program(path: &Path) -> bool {
    let found = path.metadata();
    found.is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

/// Lets everybody who may read a file run it.
///
/// # Errors
/// The system refuses.
pub(crate) fn let_be_run(file: &File) -> io::Result<()> {
    let mut permissions = file.metadata()?.permissions();
    let mode = permissions.mode();
    permissions.set_mode(mode | (mode & 0o444) >> 2);
    file.set_permissions(permissions)
}

/// Handles the signal of the system's limit for the size of files. By default it ends the
/// program without a message; with a handler, the write returns an error that can be
/// reported. If the handler cannot be set, the default stays.
pub(crate) fn outlive_size_limit() {
    let nobody_asks = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(Signal::XFSZ.as_raw(), nobody_asks);
}

/// Sets the exit status of the process for an abort, with which the standard library ends
/// it when memory runs out: it has printed a message by then, and no other code can run.
/// If the handler cannot be set, an abort stays an abort.
pub(crate) fn end_aborts_with(status: u8) {
    let always = Arc::new(AtomicBool::new(true));
    let _ = signal_hook::flag::register_conditional_shutdown(
        Signal::ABORT.as_raw(),
        i32::from(status),
        always,
    );
}

/// How much memory the system lets the process use, in bytes, if it has set a limit.
pub(crate) fn memory_limit() -> Option<u64> {
    let limits = [Resource::As, Resource::Data].map(getrlimit);
    limits.iter().filter_map(|limit| limit.current).min()
}

/// Calls `goes_on`, on its own thread, each time the user or the system wants the program
/// to stop, until it returns `false`.
///
/// # Errors
/// The system refuses the signals, or the thread.
pub(crate) fn on_stop(mut goes_on: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || (&mut signals).into_iter().take_while(|_| goes_on()).count())?;
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::fs::open;

    use super::*;

    /// The system call is really made: a folder that was opened with `O_PATH` cannot be
    /// synchronised, and trying it is an error.
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
