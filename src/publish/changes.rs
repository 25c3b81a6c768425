//! What an upload has to send and to remove if the previous version is on a server and
//! not on this machine: the difference of two manifests, written to a file beside the
//! output.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::beside::Beside;
use super::error::{PublishError, failed};
use super::manifest::Manifest;
use super::names::Places;
use crate::system::open_at_once;

/// How one publication differs from another one. Paths are relative to the
/// output, and sorted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Changes {
    /// Files that the other one does not have.
    pub added: Vec<String>,
    /// Files that are in both with other bytes.
    pub changed: Vec<String>,
    /// Files that only the other one has.
    pub removed: Vec<String>,
}

impl Changes {
    /// What is to be done to get from one publication to another.
    #[must_use]
    pub(crate) fn between(before: &Manifest, now: &Manifest) -> Self {
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        for (path, entry) in now.files() {
            match before.get(path) {
                None => added.push(path.to_owned()),
                Some(old) if old != entry => changed.push(path.to_owned()),
                Some(_) => {}
            }
        }
        let gone = before.files().filter(|(path, _)| now.get(path).is_none());
        Self {
            added,
            changed,
            removed: gone.map(|(path, _)| path.to_owned()).collect(),
        }
    }

    /// Writes the changes as JSON beside an output folder, as `.public.changes.json`, and
    /// returns the path.
    ///
    /// # Errors
    /// [`PublishError::Io`]; [`PublishError::DiskFull`].
    pub(crate) fn write_beside(&self, out: &Path) -> Result<PathBuf, PublishError> {
        let Some(places) = Places::new(out) else {
            let root = io::Error::from(io::ErrorKind::InvalidInput);
            return Err(failed("action.write", out)(root));
        };
        let path = places.changes();
        let write = || {
            let mut text = serde_json::to_string_pretty(self)?;
            text.push('\n');
            Beside::open(places)?
                .write(&path, text.as_bytes())
                .map(|_| ())
        };
        write().map_err(failed("action.write", &path))?;
        Ok(path)
    }
}

/// Reads a manifest from anywhere.
///
/// # Errors
/// It cannot be read, or is not a manifest that this program knows.
pub(crate) fn read_manifest(path: &Path) -> Result<Manifest, PublishError> {
    let read = || {
        // Opening a FIFO must not wait for a writer.
        let mut file = open_at_once(path)?;
        if !file.metadata()?.is_file() {
            let why = "it is not a regular file";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(failed("action.read_the_manifest", path))?;
    Manifest::parse(&bytes, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::manifest::ManifestEntry;

    #[test]
    fn lists_added_changed_and_removed() {
        let manifest = |files: &[(&str, &str)]| {
            let rows = files.iter();
            Manifest::new(
                rows.map(|(path, text)| ((*path).to_owned(), ManifestEntry::of(text.as_bytes())))
                    .collect(),
            )
        };
        let before = manifest(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let now = manifest(&[("a", "1"), ("b", "2"), ("d", "1")]);
        let changes = Changes::between(&before, &now);
        assert_eq!(changes.added, ["d"]);
        assert_eq!(changes.changed, ["b"]);
        assert_eq!(changes.removed, ["c"]);
    }
}
