//! Replaces a file by its fixed version: writes a new file beside it and renames it over
//! the old one, so that a reader never sees half a file.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that writes into the content"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::FixedFile;
use crate::disk::{Disk, OperatingSystemDisk, is_hidden};
use crate::messages::{Message, display_in_english, message, system};
use crate::path::SourcePath;

/// Why a fixed file was not written; the old one is as it was.
#[derive(Debug)]
pub(crate) enum WriteError {
    /// A link leads elsewhere.
    Outside(SourcePath),
    /// The file may not be written.
    ReadOnly(SourcePath),
    /// Somebody else wrote it in the meantime.
    Changed(SourcePath),
    /// The system refuses.
    System {
        /// The file.
        path: SourcePath,
        /// The system's reason.
        why: io::Error,
    },
}

impl WriteError {
    /// The reason, as a translatable message.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Outside(path) => message!("fix.outside", path = path.as_str()),
            Self::ReadOnly(path) => message!("fix.read_only", path = path.as_str()),
            Self::Changed(path) => message!("fix.changed", path = path.as_str()),
            Self::System { path, why } => {
                message!("fix.system", path = path.as_str(), why = system(why))
            }
        }
    }
}

display_in_english!(WriteError);

/// Writes a fixed file, with the mode of the old one.
///
/// # Errors
/// As [`replace`].
pub(crate) fn write(disk: &OperatingSystemDisk, file: &FixedFile) -> Result<(), WriteError> {
    replace(disk, &file.path, &file.before, &file.after)
}

/// Replaces the bytes of a file of the content, and keeps its mode.
///
/// # Errors
/// The file leads out of `content`, has changed, is read-only, or the system
/// refuses.
pub(crate) fn replace(
    disk: &OperatingSystemDisk,
    path: &SourcePath,
    before: &[u8],
    after: &[u8],
) -> Result<(), WriteError> {
    let system = |why: io::Error| WriteError::System {
        path: path.clone(),
        why,
    };
    let content = disk.root().join("content").canonicalize().map_err(system)?;
    let target = disk
        .root()
        .join(path.as_str())
        .canonicalize()
        .map_err(system)?;
    if !target.starts_with(&content) || !content.starts_with(disk.root()) {
        return Err(WriteError::Outside(path.clone()));
    }
    let permissions = fs::metadata(&target).map_err(system)?.permissions();
    if permissions.readonly() {
        return Err(WriteError::ReadOnly(path.clone()));
    }
    if disk.read(path).map_err(system)? != before {
        return Err(WriteError::Changed(path.clone()));
    }
    let new = beside(&target);
    put(&new, after, Some(permissions), Wait::Yes).map_err(system)?;
    fs::rename(&new, &target).map_err(|why| {
        let _ = fs::remove_file(&new);
        system(why)
    })
}

/// Creates a file of the content, and its folder if needed.
///
/// # Errors
/// It exists already, its folder leads out of `content`, or the system refuses.
pub(crate) fn create(
    disk: &OperatingSystemDisk,
    path: &SourcePath,
    bytes: &[u8],
) -> Result<(), WriteError> {
    create_unsynced(disk, path, bytes)?;
    sync(disk, path)
}

/// Waits until a new file is on the disk.
///
/// # Errors
/// The system refuses.
pub(super) fn sync(disk: &OperatingSystemDisk, path: &SourcePath) -> Result<(), WriteError> {
    let target = disk.root().join(path.as_str());
    let file = OpenOptions::new().write(true).open(target);
    file.and_then(|file| file.sync_all())
        .map_err(|why| WriteError::System {
            path: path.clone(),
            why,
        })
}

/// As [`create`], without waiting for the disk: with many files, waiting for each one
/// takes most of the time.
pub(super) fn create_unsynced(
    disk: &OperatingSystemDisk,
    path: &SourcePath,
    bytes: &[u8],
) -> Result<(), WriteError> {
    let system = |why: io::Error| WriteError::System {
        path: path.clone(),
        why,
    };
    let target = disk.root().join(path.as_str());
    let folder = target.parent().unwrap_or(&target);
    let content = disk.root().join("content");
    if content.canonicalize().map_err(system)? != content {
        return Err(WriteError::Outside(path.clone()));
    }
    let is_new = folder.symlink_metadata().is_err();
    let above = folder.parent().and_then(|above| above.canonicalize().ok());
    let is_made = is_new && above.is_some_and(|above| above.starts_with(&content));
    if is_made {
        fs::create_dir(folder).map_err(system)?;
    }
    let folder = folder.canonicalize().map_err(system)?;
    let Ok(below) = folder.strip_prefix(&content) else {
        return Err(WriteError::Outside(path.clone()));
    };
    if below.iter().any(is_hidden) {
        // A walk of the content would skip it there.
        let why = message!("link.hidden");
        return Err(system(io::Error::new(io::ErrorKind::PermissionDenied, why)));
    }
    put(&target, bytes, None, Wait::No).map_err(|why| {
        if is_made {
            let _ = fs::remove_dir(folder);
        }
        system(why)
    })
}

/// Whether to wait until the disk holds a file.
#[derive(Clone, Copy)]
enum Wait {
    Yes,
    No,
}

/// Makes a file, whole or not at all.
fn put(
    new: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
    wait: Wait,
) -> io::Result<()> {
    let mut out = OpenOptions::new().write(true).create_new(true).open(new)?;
    let written = out.write_all(bytes).and_then(|()| {
        if let Some(permissions) = permissions {
            out.set_permissions(permissions)?;
        }
        match wait {
            Wait::Yes => out.sync_all(),
            Wait::No => Ok(()),
        }
    });
    if written.is_err() {
        // If this fails, the leftover only hinders the next run.
        let _ = fs::remove_file(new);
    }
    written
}

/// A hidden name in the same folder: no walk of the content sees it.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
