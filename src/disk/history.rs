//! What is known of a project's files over time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::path::SourcePath;

/// A file as it was from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The day on which it became so, where its author was.
    pub day: Date,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The versions of files, the newest one first.
#[derive(Debug, Default)]
pub struct History {
    versions: BTreeMap<SourcePath, Vec<Version>>,
}

/// Why nothing is known of the past.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoHistory {
    /// The project is in no git repository, or nothing was committed yet.
    #[error("there is no git history")]
    None,
    /// The repository was cloned without its past, as CI often does.
    #[error("the git history is cut off (a shallow clone)")]
    Shallow,
    /// There are more commits than are looked at.
    #[error("the git history has more than {0} commits")]
    TooLong(usize),
    /// The repository cannot be read.
    #[error("the git history cannot be read: {0}")]
    Unreadable(String),
}

impl History {
    /// Adds a version that is older than those of the file so far.
    pub(super) fn add(&mut self, path: &SourcePath, version: Version) {
        match self.versions.get_mut(path) {
            Some(versions) => versions.push(version),
            None => {
                self.versions.insert(path.clone(), vec![version]);
            }
        }
    }

    /// The versions of a file, the newest one first; none for a file that was
    /// never committed.
    #[must_use]
    pub fn of(&self, path: &SourcePath) -> &[Version] {
        self.versions.get(path).map_or(&[], Vec::as_slice)
    }
}
