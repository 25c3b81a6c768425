//! The same names on systems other than Unix: *the mode by names*. The library
//! `cap-primitives` resolves every name below an open folder. These guarantees are weaker
//! than on Linux, as docs/security.md says:
//!
//! - the check for links comes just before a file is opened, not in the same call;
//! - a folder that is open, or contains something open, cannot be moved or removed;
//! - two folders are not exchanged in one call, so that there is a moment without an output;
//! - folders are not flushed to the disk, and files are flushed one by one;
//! - there are no users and no rights, except that files can be read-only.

mod types;

pub(crate) use types::{
    AsFd, AtFlags, BorrowedFd, Device, Errno, FileType, MetadataExt, Mode, OFlags, OwnedFd,
    RawMode, Stat, Timespec, Timestamps, UTIME_OMIT,
};

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use cap_primitives::ambient_authority;
use cap_primitives::fs::{
    self as beneath, DirOptions, FollowSymlinks, OpenOptions as Options, OpenOptionsExt as _,
    open_ambient_dir,
};

use types::MAY_WRITE;

/// How often to check whether the program has to stop.
const PAUSE: Duration = Duration::from_millis(50);

/// Opens a folder by its path, links followed.
///
/// # Errors
/// It is not there, or the system refuses.
pub(crate) fn open_folder(path: &Path) -> io::Result<File> {
    open_ambient_dir(path, ambient_authority())
}

/// Opens whatever is at a path for reading.
///
/// # Errors
/// Nothing is there, or the system refuses.
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens what lies beneath an open folder in one call; not known on this system.
///
/// # Errors
/// Always `ENOSYS`.
pub(crate) fn open_in_one_call<F: AsFd>(
    _: F,
    _: &Path,
    _: OFlags,
    _: Mode,
) -> Result<OwnedFd, Errno> {
    Err(Errno::NOSYS)
}

/// Opens a file or folder of an open folder by its name; no link.
///
/// # Errors
/// As `openat`.
pub(crate) fn openat<F: AsFd>(
    folder: F,
    name: impl AsRef<OsStr>,
    flags: OFlags,
    mode: Mode,
) -> Result<OwnedFd, Errno> {
    let (folder, name) = (folder.as_fd(), Path::new(name.as_ref()));
    match beneath::stat(folder, name, FollowSymlinks::No) {
        Ok(found) if found.is_symlink() => return Err(Errno::LOOP),
        Ok(found) if found.is_dir() => return Ok(beneath::open_dir(folder, name)?),
        Ok(_) if flags.has(OFlags::DIRECTORY) => return Err(Errno::NOTDIR),
        _ => {}
    }
    let mut options = Options::new();
    let writes = flags.has(OFlags::WRONLY) || flags.has(OFlags::RDWR);
    options
        .read(!flags.has(OFlags::WRONLY))
        .write(writes)
        .truncate(flags.has(OFlags::TRUNC))
        .create(flags.has(OFlags::CREATE))
        .create_new(flags.has(OFlags::CREATE) && flags.has(OFlags::EXCL));
    let file = if writes {
        beneath::open(folder, name, &options)?
    } else {
        open_to_read(folder, name, &options)?
    };
    if flags.has(OFlags::CREATE) && mode.0 & MAY_WRITE == 0 {
        let mut permissions = file.metadata()?.permissions();
        permissions.set_readonly(true);
        file.set_permissions(permissions)?;
    }
    Ok(file)
}

/// Opens a file for reading and, if allowed, for setting its times: on Unix, the owner of
/// a file may set them however it is open.
fn open_to_read(folder: &File, name: &Path, options: &Options) -> io::Result<File> {
    const READ: u32 = 0x8000_0000;
    const WRITE_ATTRIBUTES: u32 = 0x0100;
    let mut with_times = options.clone();
    with_times.access_mode(READ | WRITE_ATTRIBUTES);
    match beneath::open(folder, name, &with_times) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            beneath::open(folder, name, options)
        }
        opened => opened,
    }
}

/// Makes a folder in an open one.
///
/// # Errors
/// As `mkdirat`.
pub(crate) fn mkdirat<F: AsFd>(
    folder: F,
    name: impl AsRef<OsStr>,
    _mode: Mode,
) -> Result<(), Errno> {
    let name = Path::new(name.as_ref());
    Ok(beneath::create_dir(
        folder.as_fd(),
        name,
        &DirOptions::new(),
    )?)
}

/// Renames a thing. A folder takes the place of an empty one, as on Unix.
///
/// # Errors
/// As `renameat`.
pub(crate) fn renameat<F: AsFd, G: AsFd>(
    from: F,
    name: impl AsRef<OsStr>,
    to: G,
    new: impl AsRef<OsStr>,
) -> Result<(), Errno> {
    let (name, new) = (Path::new(name.as_ref()), Path::new(new.as_ref()));
    let (from, to) = (from.as_fd(), to.as_fd());
    let is_folder = |folder, name| {
        let found = beneath::stat(folder, name, FollowSymlinks::No);
        found.is_ok_and(|found| found.is_dir())
    };
    if is_folder(from, name) && is_folder(to, new) {
        beneath::remove_dir(to, new)?;
    }
    Ok(beneath::rename(from, name, to, new)?)
}

/// Gives a file a second name.
///
/// # Errors
/// As `linkat`.
pub(crate) fn linkat<F: AsFd, G: AsFd>(
    from: F,
    name: impl AsRef<OsStr>,
    to: G,
    new: impl AsRef<OsStr>,
    _flags: AtFlags,
) -> Result<(), Errno> {
    let (name, new) = (Path::new(name.as_ref()), Path::new(new.as_ref()));
    Ok(beneath::hard_link(from.as_fd(), name, to.as_fd(), new)?)
}

/// Removes a file, a link or an empty folder.
///
/// # Errors
/// As `unlinkat`.
pub(crate) fn unlinkat<F: AsFd>(
    folder: F,
    name: impl AsRef<OsStr>,
    flags: AtFlags,
) -> Result<(), Errno> {
    let (folder, name) = (folder.as_fd(), Path::new(name.as_ref()));
    if flags == AtFlags::REMOVEDIR {
        return Ok(beneath::remove_dir(folder, name)?);
    }
    let found = beneath::stat(folder, name, FollowSymlinks::No)?;
    if found.is_dir() {
        return Err(Errno::ISDIR);
    }
    let mut permissions = found.permissions();
    if permissions.readonly() {
        permissions.set_readonly(false);
        beneath::set_permissions(folder, name, permissions)?;
    }
    Ok(beneath::remove_file(folder, name)?)
}

/// The metadata of a name in an open folder; a link is not followed.
///
/// # Errors
/// As `fstatat`.
pub(crate) fn statat<F: AsFd>(
    folder: F,
    name: impl AsRef<OsStr>,
    _flags: AtFlags,
) -> Result<Stat, Errno> {
    let name = Path::new(name.as_ref());
    let found = beneath::stat(folder.as_fd(), name, FollowSymlinks::No)?;
    Ok(Stat::of(&found))
}

/// The metadata of an open file or folder.
///
/// # Errors
/// As `fstat`.
pub(crate) fn fstat(file: &File) -> Result<Stat, Errno> {
    Ok(Stat::of(&beneath::Metadata::from_file(file)?))
}

/// Does nothing: there are no rights to set.
///
/// # Errors
/// None.
pub(crate) fn fchmod<F: AsFd>(_file: F, _mode: Mode) -> Result<(), Errno> {
    Ok(())
}

/// Sets the times of an open file.
///
/// # Errors
/// As `futimens`.
pub(crate) fn futimens(file: &File, times: &Timestamps) -> Result<(), Errno> {
    let at = |time: Timespec| {
        let (seconds, nanoseconds) = (
            u64::try_from(time.tv_sec).ok()?,
            u32::try_from(time.tv_nsec).ok()?,
        );
        Some(SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds))
    };
    let mut set = FileTimes::new();
    if let Some(modified) = at(times.last_modification) {
        set = set.set_modified(modified);
    }
    if let Some(accessed) = at(times.last_access) {
        set = set.set_accessed(accessed);
    }
    Ok(file.set_times(set)?)
}

/// What is in an open folder, sorted.
///
/// # Errors
/// The system refuses.
pub(crate) fn entries<F: AsFd>(folder: F) -> io::Result<Vec<(OsString, FileType)>> {
    let mut entries = Vec::new();
    for entry in beneath::read_base_dir(folder.as_fd())? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let kind = match () {
            () if kind.is_dir() => FileType::Directory,
            () if kind.is_file() => FileType::RegularFile,
            () => FileType::Symlink,
        };
        entries.push((entry.file_name(), kind));
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

/// Where a link in an open folder leads.
///
/// # Errors
/// It is not a link (`EINVAL`), or does not exist.
pub(crate) fn read_link<F: AsFd>(folder: F, name: &OsStr) -> Result<PathBuf, Errno> {
    let (folder, name) = (folder.as_fd(), Path::new(name));
    if !beneath::stat(folder, name, FollowSymlinks::No)?.is_symlink() {
        return Err(Errno::INVAL);
    }
    Ok(beneath::read_link_contents(folder, name)?)
}

/// Exchanges two folders in one system call; not known on this system.
///
/// # Errors
/// Always `ENOSYS`.
pub(crate) fn exchange(_one: (&OwnedFd, &OsStr), _other: (&OwnedFd, &OsStr)) -> io::Result<()> {
    Err(Errno::NOSYS.into())
}

/// Flushes every file below a folder to the disk.
///
/// # Errors
/// The system refuses.
pub(crate) fn sync_tree(folder: &File) -> io::Result<()> {
    for (name, kind) in entries(folder)? {
        let name = Path::new(&name);
        match kind {
            FileType::Directory => sync_tree(&beneath::open_dir(folder, name)?)?,
            FileType::RegularFile => sync_file(folder, name)?,
            _ => {}
        }
    }
    Ok(())
}

/// Flushes a file to the disk, except a read-only one: that is a marker, which is empty.
fn sync_file(folder: &File, name: &Path) -> io::Result<()> {
    let mut options = Options::new();
    options.write(true);
    match beneath::open(folder, name, &options) {
        Ok(file) => file.sync_all(),
        Err(error) => match beneath::stat(folder, name, FollowSymlinks::No) {
            Ok(found) if found.permissions().readonly() && found.len() == 0 => Ok(()),
            _ => Err(error),
        },
    }
}

/// Flushes the names in one folder to the disk; on this system, does nothing.
///
/// # Errors
/// None.
pub(crate) fn sync_folder(_folder: &File) -> io::Result<()> {
    Ok(())
}

/// How many bytes can still be written at a path; not known on this system.
pub(crate) fn free_bytes(_path: &Path) -> Option<u64> {
    None
}

/// The identity of a file or folder, however its path is spelt; links are followed.
pub(crate) fn identity(path: &Path) -> Option<impl PartialEq + use<>> {
    const FOLDERS_TOO: u32 = 0x0200_0000;
    let opened = OpenOptions::new()
        .read(true)
        .custom_flags(FOLDERS_TOO)
        .open(path);
    let stat = fstat(&opened.ok()?).ok()?;
    Some((stat.st_dev, stat.st_ino))
}

/// The id of the user who runs the program; there are no ids on this system.
pub(crate) fn user() -> u32 {
    0
}

/// Whether a path is a program, by its extension.
pub(crate) fn is_program(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file())
}

/// Makes a file executable for everybody who may read it; here the extension decides
/// that.
///
/// # Errors
/// None.
pub(crate) fn let_be_run(_file: &File) -> io::Result<()> {
    Ok(())
}

/// There is no signal of that kind.
pub(crate) fn outlive_size_limit() {}

/// An abort cannot be caught.
pub(crate) fn end_aborts_with(_status: u8) {}

/// There is no limit of that kind.
pub(crate) fn memory_limit() -> Option<u64> {
    None
}

/// Calls `goes_on`, on its own thread, each time the user or the system wants the program
/// to stop, until it returns `false`.
///
/// # Errors
/// The system refuses the signals, or the thread.
pub(crate) fn on_stop(mut goes_on: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let is_to_end = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&is_to_end))?;
    }
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            while !is_to_end.swap(false, Ordering::SeqCst) || goes_on() {
                std::thread::sleep(PAUSE);
            }
        })?;
    Ok(())
}
