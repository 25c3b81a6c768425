//! A file of the content as it is published: where it goes, and how its bytes are read
//! again when it is written.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::artifact::{Deferred, Sink, SinkError};
use crate::disk::Disk;
use crate::messages::{Message, display_in_english, message, system};
use crate::path::{OutPath, SourcePath, UrlPath};
use crate::pictures::{self, Border, PictureCopies, Sizes};

/// A file of the content that will be published.
#[derive(Debug)]
pub struct ContentFile {
    /// Where it goes.
    pub path: OutPath,
    pub(super) source: SourcePath,
    pub(super) len: u64,
    pub(super) hash: blake3::Hash,
    pub(super) origin: FileOrigin,
}

/// Where the bytes of a file come from.
#[derive(Debug)]
pub(super) enum FileOrigin {
    /// A file of the content.
    Source {
        /// Whether it is published only if a page refers to it, since it is a picture with
        /// copies.
        is_picture: bool,
    },
    /// A copy of a picture, in the project's cache.
    Copy {
        /// The key in the cache.
        key: blake3::Hash,
        /// The index among the copies.
        place: usize,
        /// The hash of the picture.
        source: blake3::Hash,
        /// Which copies are made.
        sizes: Arc<Sizes>,
        /// Whether they keep the empty border of the picture.
        border: Border,
    },
    /// A copy of a picture without a cache, or of a drawing.
    Memory(Vec<u8>),
}

/// The picture files that pages of an edition refer to: no others are published.
#[derive(Debug, Default)]
pub struct NamedPictures(Mutex<BTreeSet<String>>);

impl NamedPictures {
    /// Records that a page refers to a file.
    pub fn name(&self, url: &UrlPath) {
        let mut named = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !named.contains(url.as_str()) {
            named.insert(url.as_str().to_owned());
        }
    }

    fn has(&self, path: &OutPath) -> bool {
        let named = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        named.contains(path.as_str())
    }
}

/// Why a file of the content cannot be copied.
#[derive(Debug)]
pub enum AssetError {
    /// It cannot be read any more.
    Unreadable {
        /// The file.
        path: SourcePath,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Its bytes are no longer those that its address was derived from.
    Changed(SourcePath),
}

impl AssetError {
    /// The reason, to be said in a language.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, why } => {
                message!("file.gone", path = path.as_str(), why = system(why))
            }
            Self::Changed(path) => message!("file.changed", path = path.as_str()),
        }
    }
}

display_in_english!(AssetError);

impl ContentFile {
    /// Reads the file, which must still have the bytes that its address was derived from.
    ///
    /// # Errors
    /// It cannot be read, or has changed since.
    pub fn read(&self, disk: &dyn Disk) -> Result<Vec<u8>, AssetError> {
        let (key, place, source, sizes, border) = match &self.origin {
            FileOrigin::Source { .. } => return self.read_source(disk, &self.hash),
            FileOrigin::Memory(bytes) => return Ok(bytes.clone()),
            FileOrigin::Copy {
                key,
                place,
                source,
                sizes,
                border,
            } => (key, *place, source, sizes, *border),
        };
        let copy = |mut made: PictureCopies| {
            let copy = (place < made.copies.len()).then(|| made.copies.swap_remove(place).bytes);
            copy.filter(|bytes| blake3::hash(bytes) == self.hash)
        };
        if let Some(bytes) = pictures::cached(key, disk).and_then(copy) {
            return Ok(bytes);
        }
        // The cache may be deleted at any time.
        let made = pictures::make(&self.read_source(disk, source)?, sizes, border);
        let made = made.ok().and_then(copy);
        made.ok_or_else(|| AssetError::Changed(self.source.clone()))
    }

    fn read_source(&self, disk: &dyn Disk, hash: &blake3::Hash) -> Result<Vec<u8>, AssetError> {
        let bytes = disk.read(&self.source);
        let bytes = bytes.map_err(|why| AssetError::Unreadable {
            path: self.source.clone(),
            why,
        })?;
        if blake3::hash(&bytes) == *hash {
            Ok(bytes)
        } else {
            Err(AssetError::Changed(self.source.clone()))
        }
    }

    /// Whether it is published in an edition whose pages name these pictures.
    pub(super) fn is_published(&self, named: &NamedPictures) -> bool {
        matches!(self.origin, FileOrigin::Source { is_picture: false }) || named.has(&self.path)
    }

    /// Passes the file to a sink, which reads it if it keeps it.
    ///
    /// # Errors
    /// The sink cannot keep it, or it cannot be read.
    pub fn hand_over(&self, disk: &dyn Disk, sink: &dyn Sink) -> Result<(), SinkError> {
        let read = || {
            let bytes = self.read(disk);
            bytes.map_err(|error| SinkError(error.into()))
        };
        sink.take_deferred(Deferred {
            path: &self.path,
            len: self.len,
            read: &read,
        })
    }
}
