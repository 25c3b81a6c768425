//! A file of the content as it is published: where it goes, and how its bytes are read
//! again when it is written.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::artifact::{Deferred, Sink, SinkError};
use crate::disk::Disk;
use crate::messages::{Message, display_in_english, message, system};
use crate::path::{OutPath, SourcePath, UrlPath};
use crate::pictures::{self, Border, PictureCopies, Sizes};

/// A file of the content that is to be copied.
#[derive(Debug)]
pub struct ContentFile {
    /// Where it goes.
    pub path: OutPath,
    pub(super) source: SourcePath,
    pub(super) len: u64,
    pub(super) hash: blake3::Hash,
    pub(super) origin: FileOrigin,
}

/// What the bytes of a file are.
#[derive(Debug)]
pub(super) enum FileOrigin {
    /// Those of a file of the content.
    Source {
        /// Whether it is published only where a page names it, since it is a picture of
        /// which there are copies.
        is_picture: bool,
    },
    /// Those of a copy of a picture, which the cache of the project holds.
    Copy {
        /// The name in the cache.
        key: blake3::Hash,
        /// The place among the copies.
        place: usize,
        /// The hash of the picture.
        source: blake3::Hash,
        /// What copies are made.
        sizes: Arc<Sizes>,
        /// Whether they have the empty border of the picture.
        border: Border,
    },
    /// Those of a copy of a picture, where there is no cache, or of a drawing.
    Memory(Vec<u8>),
}

/// The files of pictures that pages of an edition name: all others are not published.
#[derive(Debug, Default)]
pub struct NamedPictures(Mutex<BTreeSet<String>>);

impl NamedPictures {
    /// Notes that a page names a file.
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
    /// It holds other bytes than those that its address was made from.
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
    /// Reads the file, which must hold the bytes that its address was made from.
    ///
    /// # Errors
    /// It cannot be read, or holds other bytes by now.
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

    /// Hands the file over to a sink, which reads it if it keeps it.
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
