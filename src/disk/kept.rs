//! The cache of pictures, in `.spunweb/pictures`. Symbolic links are not followed, so
//! that nothing outside the project is read or written, even if a commit brings a link. A
//! file is there completely or not at all. Files that a commit brings are ignored: only
//! files written here have the stamp of their name and bytes (see [`stamp`]).

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::path::{file_beneath, folder_beneath, has_stamp, open_beneath, stamp};
use crate::system::{
    AsFd, AtFlags, Errno, OFlags, OwnedFd, fstat, mkdirat, renameat, rights, unlinkat,
};

/// The folder of caches and other state in a project.
pub(super) const STATE: &str = ".spunweb";
const PICTURES: &str = "pictures";

/// The largest file, in bytes.
const MAX_RECORD_BYTES: u64 = 64 * 1024 * 1024;

/// A counter that gives each thread's temporary file its own name.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// Reads a file that was written here.
pub(super) fn read(project: &File, name: &str) -> io::Result<Vec<u8>> {
    let (folder, file_name) = parts(name)?;
    let state = folder_beneath(project, Path::new(STATE))?;
    let pictures = folder_beneath(&state, Path::new(PICTURES))?;
    let folder = folder_beneath(&pictures, Path::new(folder))?;
    let mut bytes = Vec::new();
    let file = file_beneath(&folder, Path::new(file_name))?;
    let stat = fstat(&file)?;
    file.take(MAX_RECORD_BYTES).read_to_end(&mut bytes)?;
    if !has_stamp(&stat, &said(name, &bytes)) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(bytes)
}

/// Writes a file under a temporary name, and renames it when it is complete.
pub(super) fn write(project: &File, name: &str, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() as u64 > MAX_RECORD_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let (folder, file_name) = parts(name)?;
    let state = made(project, STATE)?;
    ignored_by_git(&state)?;
    let folder = made(&made(&state, PICTURES)?, folder)?;
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let own = OsString::from(format!("{file_name}.{}-{number}", std::process::id()));
    let written = put(&folder, Path::new(&own), bytes)
        .and_then(|file| stamp(&file, &said(name, bytes), None))
        .and_then(|()| Ok(renameat(&folder, &own, &folder, file_name)?));
    if written.is_err() {
        // The removal fails for the same reason as the write did.
        let _ = unlinkat(&folder, &*own, AtFlags::empty());
    }
    written
}

/// The hash that the stamp of a file is derived from.
fn said(name: &str, bytes: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(name.as_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

/// The folder of a file, and its name in it.
fn parts(name: &str) -> io::Result<(&str, &str)> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let parts = name.split_at_checked(2).filter(|_| is_plain);
    parts
        .filter(|(_, name)| !name.is_empty())
        .ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

/// Opens a folder, and creates it if it does not exist.
pub(super) fn made<F: AsFd>(parent: F, name: &str) -> io::Result<OwnedFd> {
    match mkdirat(&parent, name, rights(0o777)) {
        Ok(()) | Err(Errno::EXIST) => folder_beneath(parent, Path::new(name)),
        Err(error) => Err(error.into()),
    }
}

/// Makes git ignore the state of a project.
pub(super) fn ignored_by_git(state: &OwnedFd) -> io::Result<()> {
    match put(state, Path::new(".gitignore"), b"*\n") {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Writes a file that is not there yet.
pub(super) fn put(folder: &OwnedFd, name: &Path, bytes: &[u8]) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
    let mut file = File::from(open_beneath(folder, name, flags, rights(0o666))?);
    file.write_all(bytes)?;
    Ok(file)
}
