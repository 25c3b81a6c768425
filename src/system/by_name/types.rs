//! The parameter and result types of the calls on systems other than Unix, with the names
//! of POSIX.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::ops::BitOr;
use std::time::SystemTime;

use cap_primitives::fs::{self as beneath, _WindowsByHandle as _};

/// An open file or folder.
pub(crate) type OwnedFd = File;
/// A borrowed open file or folder.
pub(crate) type BorrowedFd<'a> = &'a File;
/// The number of a volume.
pub(crate) type Device = u64;
/// The rights of a file, as a number.
pub(crate) type RawMode = u32;

const FOLDER: RawMode = 0o040_755;
const FILE: RawMode = 0o100_644;
const READ_ONLY_FILE: RawMode = 0o100_400;
const LINK: RawMode = 0o120_777;
const KIND: RawMode = 0o170_000;
/// The right to write, of the owner.
pub(super) const MAY_WRITE: RawMode = 0o200;

/// What is or holds an open file or folder.
pub(crate) trait AsFd {
    fn as_fd(&self) -> BorrowedFd<'_>;
}

impl AsFd for File {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self
    }
}

impl<T: AsFd> AsFd for &T {
    fn as_fd(&self) -> BorrowedFd<'_> {
        (**self).as_fd()
    }
}

/// Why a call failed, by the names of POSIX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errno {
    /// An error that has a name below.
    Named(ErrorKind),
    /// Any other error, by its Windows error code.
    Numbered(i32),
}

impl Errno {
    pub(crate) const ACCESS: Self = Self::PERM;
    pub(crate) const AGAIN: Self = Self::Named(ErrorKind::WouldBlock);
    pub(crate) const BUSY: Self = Self::Named(ErrorKind::ResourceBusy);
    pub(crate) const DQUOT: Self = Self::Named(ErrorKind::QuotaExceeded);
    pub(crate) const EXIST: Self = Self::Named(ErrorKind::AlreadyExists);
    pub(crate) const INVAL: Self = Self::Named(ErrorKind::InvalidInput);
    /// `ERROR_IO_DEVICE`.
    pub(crate) const IO: Self = Self::Numbered(1117);
    pub(crate) const ISDIR: Self = Self::Named(ErrorKind::IsADirectory);
    /// The standard library has no other kind for it yet.
    pub(crate) const LOOP: Self = Self::Named(ErrorKind::TooManyLinks);
    /// `ERROR_TOO_MANY_OPEN_FILES`.
    pub(crate) const MFILE: Self = Self::Numbered(4);
    pub(crate) const NOENT: Self = Self::Named(ErrorKind::NotFound);
    pub(crate) const NOSPC: Self = Self::Named(ErrorKind::StorageFull);
    pub(crate) const NOSYS: Self = Self::Named(ErrorKind::Unsupported);
    pub(crate) const NOTDIR: Self = Self::Named(ErrorKind::NotADirectory);
    /// No call here returns this.
    pub(crate) const NXIO: Self = Self::Named(ErrorKind::NotConnected);
    pub(crate) const OPNOTSUPP: Self = Self::NOSYS;
    pub(crate) const PERM: Self = Self::Named(ErrorKind::PermissionDenied);
    pub(crate) const XDEV: Self = Self::Named(ErrorKind::CrossesDevices);

    const NAMED: [Self; 14] = [
        Self::AGAIN,
        Self::BUSY,
        Self::DQUOT,
        Self::EXIST,
        Self::INVAL,
        Self::ISDIR,
        Self::LOOP,
        Self::NOENT,
        Self::NOSPC,
        Self::NOSYS,
        Self::NOTDIR,
        Self::NXIO,
        Self::PERM,
        Self::XDEV,
    ];

    pub(crate) fn from_io_error(error: &io::Error) -> Option<Self> {
        let named = Self::Named(error.kind());
        Some(match error.raw_os_error() {
            // Most error codes have no kind in the standard library: only the code says
            // what is wrong.
            Some(number) if !Self::NAMED.contains(&named) => Self::Numbered(number),
            _ => named,
        })
    }
}

impl From<Errno> for io::Error {
    fn from(errno: Errno) -> Self {
        match errno {
            Errno::Named(kind) => kind.into(),
            Errno::Numbered(number) => Self::from_raw_os_error(number),
        }
    }
}

impl From<io::Error> for Errno {
    fn from(error: io::Error) -> Self {
        Self::from_io_error(&error).unwrap_or(Self::Named(error.kind()))
    }
}

/// How a file is opened, and what is done to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OFlags(u32);

impl OFlags {
    pub(crate) const RDONLY: Self = Self(0);
    pub(crate) const WRONLY: Self = Self(1);
    pub(crate) const RDWR: Self = Self(2);
    pub(crate) const CREATE: Self = Self(4);
    pub(crate) const EXCL: Self = Self(8);
    pub(crate) const TRUNC: Self = Self(16);
    pub(crate) const DIRECTORY: Self = Self(32);
    /// No link is followed by any opening.
    pub(crate) const NOFOLLOW: Self = Self(0);
    pub(crate) const CLOEXEC: Self = Self(0);
    pub(crate) const NONBLOCK: Self = Self(0);

    pub(crate) const fn empty() -> Self {
        Self(0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for OFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What is done with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AtFlags {
    Nothing,
    RemoveFolder,
    Itself,
}

impl AtFlags {
    pub(crate) const REMOVEDIR: Self = Self::RemoveFolder;
    pub(crate) const SYMLINK_NOFOLLOW: Self = Self::Itself;

    pub(crate) const fn empty() -> Self {
        Self::Nothing
    }
}

/// The rights of a new file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mode(pub(super) RawMode);

impl Mode {
    pub(crate) const fn from_raw_mode(mode: RawMode) -> Self {
        Self(mode)
    }

    pub(crate) const fn empty() -> Self {
        Self(MAY_WRITE)
    }
}

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileType {
    Directory,
    RegularFile,
    Symlink,
    #[expect(dead_code, reason = "folders have none on this system")]
    Fifo,
    #[expect(dead_code, reason = "folders have none on this system")]
    Socket,
    Unknown,
}

impl FileType {
    pub(crate) const fn from_raw_mode(mode: RawMode) -> Self {
        match mode & KIND {
            kind if kind == FOLDER & KIND => Self::Directory,
            kind if kind == FILE & KIND => Self::RegularFile,
            kind if kind == LINK & KIND => Self::Symlink,
            _ => Self::Unknown,
        }
    }
}

/// The metadata of a file or folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stat {
    pub(crate) st_dev: Device,
    pub(crate) st_ino: u64,
    pub(crate) st_mode: RawMode,
    pub(crate) st_size: u64,
    pub(crate) st_mtime_nsec: u32,
}

impl Stat {
    pub(super) fn of(metadata: &beneath::Metadata) -> Self {
        let is_read_only = metadata.permissions().readonly();
        let modified = metadata.modified().ok();
        Self {
            st_dev: metadata
                .volume_serial_number()
                .map(Device::from)
                .unwrap_or_default(),
            st_ino: metadata.file_index().unwrap_or_default(),
            st_mode: match () {
                () if metadata.is_symlink() => LINK,
                () if metadata.is_dir() => FOLDER,
                () if is_read_only => READ_ONLY_FILE,
                () => FILE,
            },
            st_size: metadata.len(),
            st_mtime_nsec: modified.map_or(0, |time| seconds(time.into_std()).1),
        }
    }
}

/// A moment, in seconds and nanoseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Timespec {
    pub(crate) tv_sec: i64,
    pub(crate) tv_nsec: i64,
}

/// The nanoseconds of a time that is left as it is.
pub(crate) const UTIME_OMIT: i64 = -1;

/// The times of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timestamps {
    pub(crate) last_access: Timespec,
    pub(crate) last_modification: Timespec,
}

/// The metadata that only Unix has.
pub(crate) trait MetadataExt {
    /// The standard library does not provide it: sizes and times have to suffice.
    fn ino(&self) -> u64 {
        0
    }
    fn mode(&self) -> u32;
    fn mtime(&self) -> i64;
    fn mtime_nsec(&self) -> i64;
}

impl MetadataExt for Metadata {
    fn mode(&self) -> u32 {
        match () {
            () if self.is_dir() => FOLDER,
            () if self.permissions().readonly() => READ_ONLY_FILE,
            () => FILE,
        }
    }

    fn mtime(&self) -> i64 {
        self.modified().map_or(0, |time| seconds(time).0)
    }

    fn mtime_nsec(&self) -> i64 {
        self.modified().map_or(0, |time| seconds(time).1.into())
    }
}

/// A time in seconds and nanoseconds since 1970; nothing is older.
fn seconds(time: SystemTime) -> (i64, u32) {
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    (
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        since.subsec_nanos(),
    )
}
