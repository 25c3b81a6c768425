//! The operating system's files and clock.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that reads files and the clock"
)]

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use walkdir::{DirEntry, WalkDir};

use super::{Disk, FoundFile, History, NoHistory, Oddity, Walk};
use crate::path::SourcePath;

/// The deepest folder that a walk enters.
const MAX_DEPTH: usize = 32;

/// The files below a project's folder. A symbolic link is followed only while
/// it stays in the project.
#[derive(Debug, Clone)]
pub struct OperatingSystemDisk {
    root: PathBuf,
    opened: Instant,
}

impl OperatingSystemDisk {
    /// A disk whose root is the project's folder.
    ///
    /// # Errors
    /// The folder cannot be resolved.
    pub fn new(root: &Path) -> io::Result<Self> {
        Ok(Self {
            root: root.canonicalize()?,
            opened: Instant::now(),
        })
    }

    /// The project's folder, resolved.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn resolve(&self, path: &SourcePath) -> io::Result<PathBuf> {
        let full = self.root.join(path.as_str()).canonicalize()?;
        if full.starts_with(&self.root) {
            Ok(full)
        } else {
            let why = "a link leads out of the project";
            Err(io::Error::new(io::ErrorKind::PermissionDenied, why))
        }
    }

    fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        below.to_string_lossy().into_owned()
    }

    /// What keeps a link from being followed, if anything does.
    fn why_not_followed(&self, entry: &DirEntry) -> Option<String> {
        if !entry.path_is_symlink() {
            return None;
        }
        match entry.path().canonicalize() {
            Ok(target) if target.starts_with(&self.root) => None,
            Ok(_) => Some("it leads out of the project".to_owned()),
            Err(error) => Some(error.to_string()),
        }
    }

    fn sort_in(&self, entry: &DirEntry, walk: &mut Walk) {
        if !entry.file_type().is_file() {
            return;
        }
        let shown = self.relative(entry.path());
        let name = entry
            .path()
            .strip_prefix(&self.root)
            .ok()
            .and_then(Path::to_str);
        match (name.and_then(SourcePath::new), entry.metadata()) {
            (Some(path), Ok(metadata)) => walk.files.push(FoundFile {
                path,
                len: metadata.len(),
            }),
            (None, _) => walk.oddities.push(Oddity::Name(shown)),
            (_, Err(error)) => walk.oddities.push(Oddity::Unreadable {
                path: shown,
                why: error.to_string(),
            }),
        }
    }
}

impl Disk for OperatingSystemDisk {
    fn walk(&self, folder: &str) -> Walk {
        let mut walk = Walk::default();
        let start = self.root.join(folder);
        if start.symlink_metadata().is_err() {
            return walk;
        }
        let mut entries = WalkDir::new(&start)
            .follow_links(true)
            .max_depth(MAX_DEPTH)
            .into_iter()
            .filter_entry(|entry| {
                entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
            });
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => match self.why_not_followed(&entry) {
                    None => self.sort_in(&entry, &mut walk),
                    Some(why) => {
                        let path = self.relative(entry.path());
                        walk.oddities.push(Oddity::Link { path, why });
                        if entry.file_type().is_dir() {
                            entries.skip_current_dir();
                        }
                    }
                },
                Err(error) => walk.oddities.push(Oddity::Unreadable {
                    path: error.path().map(|p| self.relative(p)).unwrap_or_default(),
                    why: error
                        .io_error()
                        .map_or_else(|| "links lead in a circle".to_owned(), ToString::to_string),
                }),
            }
        }
        walk.files.sort();
        walk.oddities.sort();
        walk
    }

    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        std::fs::read(self.resolve(path)?)
    }

    fn history(&self, files: &BTreeSet<SourcePath>) -> Result<History, NoHistory> {
        super::git::history(&self.root, files)
    }

    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        zone.to_datetime(jiff::Timestamp::now()).date()
    }

    fn elapsed(&self) -> Duration {
        self.opened.elapsed()
    }
}
