//! Files that the command line names, such as a summary for a CI. One that is a
//! link in the project is not written: a commit can bring it, and let it lead
//! anywhere.

use std::io;
use std::path::Path;

use crate::messages::message;
use crate::publish::link_in_project;

/// Writes such a file into a folder, which is made where it is not there.
///
/// # Errors
/// As [`write`].
pub(super) fn write_with_folder(path: &Path, project: &Path, text: &str) -> io::Result<()> {
    write_bytes_with_folder(path, project, text.as_bytes())
}

/// As [`write_with_folder`], with bytes that need not be text.
///
/// # Errors
/// As [`write`].
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

/// As [`write`], with bytes that need not be text.
///
/// # Errors
/// As [`write`].
pub(super) fn write_bytes(path: &Path, project: &Path, bytes: &[u8]) -> io::Result<()> {
    refuse_links(path, project)?;
    #[expect(
        clippy::disallowed_methods,
        reason = "a file that the command line names; no part of the output"
    )]
    std::fs::write(path, bytes)
}

fn refuse_links(path: &Path, project: &Path) -> io::Result<()> {
    let Some(link) = link_in_project(path, project) else {
        return Ok(());
    };
    let why = message!("link.leads_to_it", path = link.display().to_string());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
}
