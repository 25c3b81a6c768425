//! Opens paths below an open folder, without symbolic links and `..`, whatever a commit
//! contains. `openat2` does this in one call; where the kernel or a sandbox does not have
//! that call, the folders of the path are opened one by one.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Component, Path};

use crate::system::{AsFd, Errno, Mode, OFlags, OwnedFd, open_in_one_call, openat};

/// Opens a file or folder beneath an open folder. It never waits, as opening a FIFO
/// does.
///
/// # Errors
/// The path or one of its folders is a link (`ELOOP`), or the path leads out (`EXDEV`);
/// otherwise as `openat`.
pub(crate) fn open_beneath<F: AsFd>(
    folder: F,
    path: &Path,
    flags: OFlags,
    mode: Mode,
) -> io::Result<OwnedFd> {
    let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let opened = match open_in_one_call(&folder, path, flags, mode) {
        Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN) => by_steps(&folder, path, flags, mode),
        opened => opened,
    };
    opened.map_err(io::Error::from)
}

/// Opens a folder beneath an open folder.
///
/// # Errors
/// As [`open_beneath`]; it is not a folder.
pub(crate) fn folder_beneath<F: AsFd>(folder: F, path: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY;
    open_beneath(folder, path, flags, Mode::empty())
}

/// Opens a regular file beneath an open folder for reading.
///
/// # Errors
/// As [`open_beneath`]; it is a folder, a FIFO, a socket or a device.
pub(crate) fn file_beneath<F: AsFd>(folder: F, path: &Path) -> io::Result<File> {
    let opened = open_beneath(folder, path, OFlags::RDONLY, Mode::empty());
    let file = match opened {
        // The error of a socket, and of a device that does not exist.
        Err(error) if Errno::from_io_error(&error) == Some(Errno::NXIO) => {
            return Err(not_a_file());
        }
        opened => File::from(opened?),
    };
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(not_a_file())
    }
}

fn not_a_file() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")
}

fn by_steps<F: AsFd>(folder: F, path: &Path, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
    let mut names: Vec<&OsStr> = Vec::new();
    for step in path.components() {
        match step {
            Component::Normal(name) => names.push(name),
            Component::CurDir => {}
            _ => return Err(Errno::XDEV),
        }
    }
    let (last, parents) = match names.split_last() {
        Some((last, parents)) => (*last, parents),
        None => (OsStr::new("."), &[][..]),
    };
    let mut held: Option<OwnedFd> = None;
    for name in parents {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let next = match &held {
            None => openat(&folder, *name, flags, Mode::empty()),
            Some(held) => openat(held, *name, flags, Mode::empty()),
        };
        held = Some(next?);
    }
    match &held {
        None => openat(&folder, last, flags, mode),
        Some(held) => openat(held, last, flags, mode),
    }
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    type Opened = Result<OwnedFd, Errno>;

    /// Both implementations open what exists, and refuse every path that leads out.
    #[test]
    fn nothing_outside_is_opened() {
        let root = tempfile::tempdir().unwrap();
        let inside = root.path().join("inside");
        fs::create_dir_all(inside.join("a/b")).unwrap();
        fs::create_dir(root.path().join("outside")).unwrap();
        for file in ["inside/a/b/file", "outside/file"] {
            fs::write(root.path().join(file), "x").unwrap();
        }
        symlink("../outside", inside.join("out")).unwrap();
        symlink("a", inside.join("in")).unwrap();
        symlink("b/file", inside.join("a/link")).unwrap();
        let folder = File::open(&inside).unwrap();
        let absolute = root.path().join("outside/file");
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW;
        let ways: [fn(&File, &Path, OFlags) -> Opened; 2] = [
            |folder, path, flags| open_in_one_call(folder, path, flags, Mode::empty()),
            |folder, path, flags| by_steps(folder, path, flags, Mode::empty()),
        ];
        for open in ways {
            if matches!(open(&folder, Path::new("a"), flags), Err(Errno::NOSYS)) {
                continue;
            }
            assert!(open(&folder, Path::new("a/b/file"), flags).is_ok());
            assert!(open(&folder, Path::new(""), flags).is_ok());
            for bad in ["out/file", "in/b/file", "a/link", "../outside/file"] {
                assert!(open(&folder, Path::new(bad), flags).is_err(), "{bad}");
            }
            assert!(open(&folder, &absolute, flags).is_err());
        }
    }
}
