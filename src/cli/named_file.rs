//! Files that the command line names, such as a summary for a CI or a spreadsheet. A link
//! inside the project is neither written nor read: a commit can bring it, and its target
//! may be anywhere.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::publish::refuse_links;

/// Writes such a file, and creates its folder if needed.
///
/// # Errors
/// As [`write()`].
pub(super) fn write_with_folder(path: &Path, project: &Path, text: &str) -> io::Result<()> {
    write_bytes_with_folder(path, project, text.as_bytes())
}

/// As [`write_with_folder`], with bytes that need not be text.
///
/// # Errors
/// As [`write()`].
pub(super) fn write_bytes_with_folder(path: &Path, project: &Path, bytes: &[u8]) -> io::Result<()> {
    refuse_links(path, project)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_bytes(path, project, bytes)
}

/// Writes such a file.
///
/// # Errors
/// The system refuses; a link in the project leads to it.
pub(super) fn write(path: &Path, project: &Path, text: &str) -> io::Result<()> {
    write_bytes(path, project, text.as_bytes())
}

/// As [`write()`], with bytes that need not be text.
///
/// # Errors
/// As [`write()`].
pub(super) fn write_bytes(path: &Path, project: &Path, bytes: &[u8]) -> io::Result<()> {
    refuse_links(path, project)?;
    #[expect(
        clippy::disallowed_methods,
        reason = "a file that the command line names; no part of the output"
    )]
    std::fs::write(path, bytes)
}

/// Reads such a file, but at most its first `most` bytes.
///
/// # Errors
/// The system refuses; a link in the project leads to it.
pub(super) fn read(path: &Path, project: &Path, most: u64) -> io::Result<Vec<u8>> {
    refuse_links(path, project)?;
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// As [`read`], for a file that was only found beside one that the command line names:
/// the path may be something other than a regular file.
///
/// # Errors
/// As [`read`]; it is not a regular file.
pub(super) fn read_found(path: &Path, project: &Path, most: u64) -> io::Result<Vec<u8>> {
    refuse_links(path, project)?;
    if !path.metadata()?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    read(path, project, most)
}
