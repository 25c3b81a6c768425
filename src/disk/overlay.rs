//! A disk with some files replaced, to see what a change would do before it is
//! made.

use std::collections::BTreeMap;
use std::io;

use super::{Disk, Walk};
use crate::path::SourcePath;

/// Another disk, with other bytes in some of its files.
pub(crate) struct Overlay<'a> {
    below: &'a dyn Disk,
    replaced: BTreeMap<SourcePath, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// A disk as it is, with these files replaced.
    #[must_use]
    pub(crate) fn new(below: &'a dyn Disk, replaced: BTreeMap<SourcePath, Vec<u8>>) -> Self {
        Self { below, replaced }
    }
}

impl Disk for Overlay<'_> {
    fn walk(&self, folder: &str) -> Walk {
        let mut walk = self.below.walk(folder);
        for file in &mut walk.files {
            if let Some(bytes) = self.replaced.get(&file.path) {
                file.len = bytes.len() as u64;
            }
        }
        walk
    }

    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        match self.replaced.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.below.read(path),
        }
    }

    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        self.below.today(zone)
    }
}
