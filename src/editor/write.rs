//! Writes schemas to a folder. Only changed files are replaced, so that editors that
//! watch the folder do not reload the others.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that writes for editors, and nothing of the output"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{ENRICHED, SETTINGS, SchemaFiles};
use crate::config::limits::MAX_YAML_BYTES;
use crate::messages::{Message, display_in_english, message, system};
use crate::publish::refuse_links;

/// Why a file for editors was not written.
#[derive(Debug)]
pub(crate) struct WriteError {
    path: PathBuf,
    why: io::Error,
}

impl WriteError {
    /// The reason, as a translatable message.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        message!(
            "schema_files.not_written",
            path = self.path.display().to_string(),
            why = system(&self.why)
        )
    }
}

display_in_english!(WriteError);

/// Writes those files that have changed, and returns how many these are.
///
/// # Errors
/// The system refuses; a link in the project leads to a file.
pub(crate) fn write(
    files: &SchemaFiles,
    folder: &Path,
    project: &Path,
) -> Result<usize, WriteError> {
    let mut written = 0;
    for (path, text) in files.iter() {
        written += usize::from(renew(&folder.join(path), text, project)?);
    }
    Ok(written)
}

/// As [`write()`], to the folder of the enriched copy. That copy can be generated at any
/// time, so it gets a `.gitignore`.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_enriched(files: &SchemaFiles, project: &Path) -> Result<usize, WriteError> {
    let ignore = project.join(".spunweb/.gitignore");
    renew(&ignore, "*\n", project)?;
    write(files, &project.join(ENRICHED), project)
}

/// The settings that a project has for VS Code; empty where there are none.
///
/// # Errors
/// They exist and cannot be read.
pub(crate) fn own_settings(project: &Path) -> Result<String, WriteError> {
    let path = project.join(SETTINGS);
    let read = refuse_links(&path, project).and_then(|()| match fs::metadata(&path)? {
        found if found.is_file() && found.len() <= MAX_YAML_BYTES => fs::read_to_string(&path),
        _ => Err(io::ErrorKind::InvalidData.into()),
    });
    match read {
        Ok(text) => Ok(text),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(why) => Err(WriteError { path, why }),
    }
}

/// Writes the settings, where a project has none.
///
/// # Errors
/// As [`write()`].
pub(crate) fn write_settings(text: &str, project: &Path) -> Result<(), WriteError> {
    renew(&project.join(SETTINGS), text, project).map(|_| ())
}

/// Writes a file unless it holds the text already.
fn renew(path: &Path, text: &str, project: &Path) -> Result<bool, WriteError> {
    let failed = |why| WriteError {
        path: path.to_owned(),
        why,
    };
    refuse_links(path, project).map_err(failed)?;
    if holds(path, text) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    let new = path.with_file_name(name);
    // A file of this name was left by a killed run, or is a link that a commit brought:
    // it is removed, and never written through.
    match fs::remove_file(&new) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(failed(why)),
        _ => {}
    }
    let made = OpenOptions::new().write(true).create_new(true).open(&new);
    made.and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&new, path))
        .map_err(failed)?;
    Ok(true)
}

/// Whether a file contains exactly a text. Anything that is not a regular file of that
/// length is not read: it could be endless.
fn holds(path: &Path, text: &str) -> bool {
    let has_length = |found: fs::Metadata| found.is_file() && found.len() == text.len() as u64;
    fs::metadata(path).is_ok_and(has_length)
        && fs::read(path).is_ok_and(|old| old == text.as_bytes())
}
