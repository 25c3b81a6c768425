//! The only reading of files and of the clock. Everything else sees a [`Disk`],
//! so that a test can hold a whole project in memory, and nothing depends on the
//! machine by accident.

mod memory;
mod operating_system;
mod overlay;

pub use memory::MemoryDisk;
pub use operating_system::OperatingSystemDisk;
pub use overlay::Overlay;

use std::io;

use crate::path::SourcePath;

/// A file that a walk found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Where it is, relative to the project.
    pub path: SourcePath,
    /// Its length in bytes.
    pub len: u64,
}

/// Something below a walked folder that is not a file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A link that leads out of the project or to nothing.
    Link {
        /// The link.
        path: String,
        /// What is wrong with its target.
        why: String,
    },
    /// A name that is not valid Unicode, printed with replacement characters.
    Name(String),
    /// A file or folder that cannot be read, with the system's reason.
    Unreadable {
        /// The file or folder.
        path: String,
        /// The system's reason.
        why: String,
    },
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
    /// Lists the files below a folder of the project, hidden ones left out;
    /// empty where there is no such folder.
    fn walk(&self, folder: &str) -> Walk;

    /// Reads a file of the project.
    ///
    /// # Errors
    /// The system's error; the caller knows the path.
    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>>;

    /// Today in a time zone, unless the run was given a date.
    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date;
}
