//! The only code that reads files, their history and the clock. Everything else uses a
//! [`Disk`], so that a test can keep a whole project in memory, and nothing depends on
//! the machine by accident.

mod git;
mod history;
mod kept;
mod links;
mod memory;
mod operating_system;
mod overlay;
mod print;
mod snapshot;
mod walk;
pub(crate) use links::is_hidden;
pub use memory::MemoryDisk;
pub use operating_system::OperatingSystemDisk;
pub(crate) use operating_system::Progress;
pub use snapshot::Hints;

pub(crate) use history::{FileVersion, History, NoHistory};
pub(crate) use overlay::Overlay;
pub(crate) use snapshot::{Changes, FOLDERS, Snapshot};

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::messages::Message;
use crate::path::SourcePath;

/// A file that a walk found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Where it is, relative to the project.
    pub path: SourcePath,
    /// Its length in bytes.
    pub len: u64,
}

/// Something below a walked folder that is not a readable file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A link that leads out of the folder that holds it, or to nothing.
    Link {
        /// The link.
        path: String,
        /// What is wrong with its target.
        why: Message,
    },
    /// A name that is not valid Unicode, printed with replacement characters.
    Name(String),
    /// A folder with a name that files have.
    Folder(String),
    /// Something that cannot be read, such as a FIFO or a folder nested too deeply, with
    /// the reason.
    Unreadable {
        /// The file or folder.
        path: String,
        /// The reason.
        why: Message,
    },
}

impl Oddity {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Link { path, .. }
            | Self::Name(path)
            | Self::Folder(path)
            | Self::Unreadable { path, .. } => path,
        }
    }
}

/// What a walk found, both lists sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Files, by path.
    pub files: Vec<FoundFile>,
    /// Everything that is not a readable file or folder.
    pub oddities: Vec<Oddity>,
}

/// Where the files of a project come from, and what time it is.
pub trait Disk: Sync {
    /// Lists the files below a folder of the project, except hidden ones; if the path is
    /// a file, that file; empty if it does not exist.
    fn walk(&self, folder: &str) -> Walk;

    /// Reads a file of the project.
    ///
    /// # Errors
    /// The system's error; the caller knows the path.
    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>>;

    /// Reads the history of files of the project.
    ///
    /// # Errors
    /// There is no history.
    fn history(&self, _files: &BTreeSet<SourcePath>) -> Result<History, NoHistory> {
        Err(NoHistory::None)
    }

    /// The cached bytes of a picture under a name of letters and digits. They are not
    /// trusted: the caller checks them against a checksum.
    fn kept_picture(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    /// Caches bytes of a picture. Returns whether that worked; it never does if the
    /// project is read-only.
    fn keep_picture(&self, _name: &str, _bytes: &[u8]) -> bool {
        false
    }

    /// Writes the files of a print project. Returns the path of its folder below the
    /// project, and the absolute path.
    ///
    /// # Errors
    /// The system's error; a project in memory keeps nothing.
    fn keep_print(
        &self,
        _name: &str,
        _files: &BTreeMap<String, Vec<u8>>,
    ) -> io::Result<(String, PathBuf)> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Reads the PDF that was made in the folder of a print project.
    ///
    /// # Errors
    /// The system's error.
    fn printed(&self, _name: &str, _pdf: &str) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Reports how many of all pictures are ready to the progress callback.
    fn pictures_ready(&self, _ready: usize, _of: usize) {}

    /// Today in a time zone, unless the run was given a date.
    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date;

    /// How long the disk has been open, for timings only; nothing else may depend on it.
    /// Always zero where there is no clock.
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}
