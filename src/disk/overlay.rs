//! A disk with some files replaced, renamed or new, to try a change before it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::{Disk, FoundFile, Walk};
use crate::path::SourcePath;

/// Another disk, with some files replaced and some renamed.
pub(crate) struct Overlay<'a> {
    below: &'a dyn Disk,
    replaced: BTreeMap<SourcePath, Vec<u8>>,
    /// The names of files on the disk below, and their names here.
    names: BTreeMap<SourcePath, SourcePath>,
}

impl<'a> Overlay<'a> {
    /// A disk as it is, with these files replaced; those that it does not have are new.
    #[must_use]
    pub(crate) fn new(below: &'a dyn Disk, replaced: BTreeMap<SourcePath, Vec<u8>>) -> Self {
        Self {
            below,
            replaced,
            names: BTreeMap::new(),
        }
    }

    /// The same with some files renamed, by their names on the disk below. Replaced files
    /// go by their new names.
    #[must_use]
    pub(crate) fn with_names(mut self, names: BTreeMap<SourcePath, SourcePath>) -> Self {
        self.names = names;
        self
    }

    /// The name of a file on the disk below; `None` if no file has this name here.
    fn below<'p>(&'p self, path: &'p SourcePath) -> Option<&'p SourcePath> {
        let mut names = self.names.iter();
        match names.find(|(_, here)| *here == path) {
            Some((below, _)) => Some(below),
            None => (!self.names.contains_key(path)).then_some(path),
        }
    }
}

impl Disk for Overlay<'_> {
    fn walk(&self, folder: &str) -> Walk {
        let mut walk = self.below.walk(folder);
        for file in &mut walk.files {
            if let Some(here) = self.names.get(&file.path) {
                file.path = here.clone();
            }
            if let Some(bytes) = self.replaced.get(&file.path) {
                file.len = bytes.len() as u64;
            }
        }
        let there: BTreeSet<&SourcePath> = walk.files.iter().map(|file| &file.path).collect();
        let new = self.replaced.iter();
        let new = new.filter(|(path, _)| path.below(folder).is_some() && !there.contains(path));
        let new: Vec<FoundFile> = new
            .map(|(path, bytes)| FoundFile {
                path: path.clone(),
                len: bytes.len() as u64,
            })
            .collect();
        walk.files.extend(new);
        walk.files.sort_by(|a, b| a.path.cmp(&b.path));
        walk
    }

    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        match self.replaced.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => match self.below(path) {
                Some(path) => self.below.read(path),
                None => Err(io::ErrorKind::NotFound.into()),
            },
        }
    }

    fn kept_picture(&self, name: &str) -> Option<Vec<u8>> {
        self.below.kept_picture(name)
    }

    fn pictures_ready(&self, ready: usize, of: usize) {
        self.below.pictures_ready(ready, of);
    }

    fn keep_picture(&self, name: &str, bytes: &[u8]) -> bool {
        self.below.keep_picture(name, bytes)
    }

    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        self.below.today(zone)
    }
}
