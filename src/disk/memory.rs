//! A project in memory, for tests.

use std::collections::BTreeMap;
use std::io;

use super::{Disk, FoundFile, Walk};
use crate::path::SourcePath;

/// Files by path, and a fixed day.
#[derive(Debug, Clone)]
pub struct MemoryDisk {
    files: BTreeMap<SourcePath, Vec<u8>>,
    today: jiff::civil::Date,
}

impl MemoryDisk {
    /// A disk with no file on a fixed day.
    #[must_use]
    pub fn new(today: jiff::civil::Date) -> Self {
        Self {
            files: BTreeMap::new(),
            today,
        }
    }

    /// Adds a file; a path that is not below the project is ignored.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        if let Some(path) = SourcePath::new(path) {
            self.files.insert(path, bytes.into());
        }
        self
    }
}

impl Disk for MemoryDisk {
    fn walk(&self, folder: &str) -> Walk {
        let files = self
            .files
            .iter()
            .filter(|(path, _)| path.as_str() == folder || path.below(folder).is_some())
            .map(|(path, bytes)| FoundFile {
                path: path.clone(),
                len: bytes.len() as u64,
            })
            .collect();
        Walk {
            files,
            oddities: Vec::new(),
        }
    }

    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        self.files
            .get(path)
            .cloned()
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn today(&self, _zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        self.today
    }
}
