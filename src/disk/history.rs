//! The history of a project's files.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::messages::{Message, display_in_english, message};
use crate::path::SourcePath;

/// A file as it was from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileVersion {
    /// The day on which the author changed it, in the author's time zone.
    pub day: Date,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The versions of files, the newest one first.
#[derive(Debug, Default)]
pub struct History {
    versions: BTreeMap<SourcePath, Vec<FileVersion>>,
}

/// Why there is no history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoHistory {
    /// The project is in no git repository, or nothing was committed yet.
    None,
    /// The repository is a shallow clone, as often in CI.
    Shallow,
    /// There are more commits than are read.
    TooLong(usize),
    /// The repository cannot be read.
    Unreadable(String),
}

impl NoHistory {
    /// The reason, as a translatable message.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::None => message!("history.none"),
            Self::Shallow => message!("history.shallow"),
            Self::TooLong(count) => message!("history.too_long", count = *count),
            Self::Unreadable(reason) => message!("history.unreadable", reason = reason),
        }
    }
}

display_in_english!(NoHistory);

impl History {
    /// Adds a version that is older than all versions of the file so far.
    pub(super) fn add(&mut self, path: &SourcePath, version: FileVersion) {
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
    pub fn of(&self, path: &SourcePath) -> &[FileVersion] {
        self.versions.get(path).map_or(&[], Vec::as_slice)
    }
}
