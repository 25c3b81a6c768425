//! The operating system's files and clock.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that reads files and the clock"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::links::{follow, is_hidden};
use super::walk::Walker;
use super::{Disk, FOLDERS, History, NoHistory, Walk};
use super::{kept, print};
use crate::messages::message;
use crate::path::{SourcePath, file_beneath};
use crate::system::{Errno, is_any, open_folder};

/// The files below a project's folder: those of `content` and `themes`, without the
/// hidden ones. A symbolic link is followed only if its target is in the same one of the
/// two. The project's folder is kept open, and everything is opened relative to it.
#[derive(Debug, Clone)]
pub struct OperatingSystemDisk {
    root: PathBuf,
    folder: Arc<File>,
    opened: Instant,
    progress: Option<Progress>,
}

/// Called with the number of pictures that are ready, and the number of all.
#[derive(Clone)]
pub(crate) struct Progress(pub Arc<dyn Fn(usize, usize) + Send + Sync>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

impl OperatingSystemDisk {
    /// A disk whose root is the project's folder.
    ///
    /// # Errors
    /// The folder cannot be resolved or opened.
    pub fn new(root: &Path) -> io::Result<Self> {
        let root = root.canonicalize()?;
        Ok(Self {
            folder: Arc::new(open_folder(&root)?),
            root,
            opened: Instant::now(),
            progress: None,
        })
    }

    /// The same disk, with a callback for the progress of pictures.
    #[must_use]
    pub(crate) fn with_progress(self, progress: Option<Progress>) -> Self {
        Self { progress, ..self }
    }

    /// The project's folder, resolved.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        match file_beneath(&*self.folder, path) {
            // The path or one of its folders is a link.
            Err(error) if is_link(&error) => {
                let real = follow(&self.folder, &self.root, path)?;
                file_beneath(&*self.folder, &real)
            }
            opened => opened,
        }
    }
}

/// Whether a path is one that a build may read: in one of the two folders, with no hidden
/// name in it.
pub(super) fn may_be_read(path: &Path) -> bool {
    let mut names = path.iter();
    let is_source = names
        .next()
        .is_some_and(|first| FOLDERS.iter().any(|folder| first == *folder));
    is_source && !names.any(is_hidden)
}

fn is_link(error: &io::Error) -> bool {
    is_any(error, &[Errno::LOOP, Errno::NOTDIR])
}

impl Disk for OperatingSystemDisk {
    fn walk(&self, folder: &str) -> Walk {
        let path = Path::new(folder);
        if SourcePath::new(folder).is_none() || !may_be_read(path) {
            return Walk::default();
        }
        Walker::new(&self.folder, &self.root).through(path)
    }

    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        let path = Path::new(path.as_str());
        if !may_be_read(path) {
            let why = message!("link.other_folder");
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
        }
        let mut file = self.open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn history(&self, files: &BTreeSet<SourcePath>) -> Result<History, NoHistory> {
        super::git::history(&self.root, files)
    }

    fn kept_picture(&self, name: &str) -> Option<Vec<u8>> {
        kept::read(&self.folder, name).ok()
    }

    fn keep_picture(&self, name: &str, bytes: &[u8]) -> bool {
        kept::write(&self.folder, name, bytes).is_ok()
    }

    fn keep_print(
        &self,
        name: &str,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> io::Result<(String, PathBuf)> {
        let below = print::write(&self.folder, name, files)?;
        let whole = self.root.join(&below);
        Ok((below, whole))
    }

    fn printed(&self, name: &str, pdf: &str) -> io::Result<Vec<u8>> {
        print::read(&self.folder, name, pdf)
    }

    fn pictures_ready(&self, ready: usize, of: usize) {
        if let Some(Progress(report)) = &self.progress {
            report(ready, of);
        }
    }

    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        zone.to_datetime(jiff::Timestamp::now()).date()
    }

    fn elapsed(&self) -> Duration {
        self.opened.elapsed()
    }
}
