//! A project in memory that keeps the copies of pictures, and shares them with those that
//! it is cloned from: most of a build of a few pages would be their making.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};

use spunweb::testing::disk::{Disk, MemoryDisk, Walk};
use spunweb::testing::path::SourcePath;

/// The files, and what is kept of pictures.
#[derive(Clone)]
pub(crate) struct KeepingDisk {
    files: MemoryDisk,
    pictures: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl KeepingDisk {
    /// A disk with no file on a fixed day.
    pub(crate) fn new(today: jiff::civil::Date) -> Self {
        Self {
            files: MemoryDisk::new(today),
            pictures: Arc::default(),
        }
    }

    /// Puts a file.
    pub(crate) fn with(self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            files: self.files.with(path, bytes),
            pictures: self.pictures,
        }
    }
}

impl Disk for KeepingDisk {
    fn walk(&self, folder: &str) -> Walk {
        self.files.walk(folder)
    }

    fn read(&self, path: &SourcePath) -> io::Result<Vec<u8>> {
        self.files.read(path)
    }

    fn kept_picture(&self, name: &str) -> Option<Vec<u8>> {
        self.pictures.lock().expect("no panic").get(name).cloned()
    }

    fn keep_picture(&self, name: &str, bytes: &[u8]) -> bool {
        let mut pictures = self.pictures.lock().expect("no panic");
        pictures.insert(name.to_owned(), bytes.to_vec());
        true
    }

    fn today(&self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        self.files.today(zone)
    }
}
