//! A file of an edition on its way from the stage that makes it to whatever keeps
//! it: the staging folder, an archive, or nothing for a check.

use crate::path::OutPath;

/// One file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes, inside the folder of its edition.
    pub path: OutPath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One file to be whose bytes are still on the disk. It is read by whoever keeps it,
/// one file at a time, so that large files are never in memory together.
#[derive(Clone, Copy)]
pub struct Deferred<'a> {
    /// Where it goes.
    pub path: &'a OutPath,
    /// Its length in bytes.
    pub len: u64,
    /// Reads its bytes.
    pub read: &'a (dyn Fn() -> Result<Vec<u8>, SinkError> + Sync),
}

impl Deferred<'_> {
    /// The file with its bytes.
    ///
    /// # Errors
    /// The bytes cannot be read, or are not those that they were.
    pub fn artifact(&self) -> Result<Artifact, SinkError> {
        Ok(Artifact {
            path: self.path.clone(),
            bytes: (self.read)()?,
        })
    }
}

/// What takes the artifacts: the staging folder, or nothing for a check.
pub trait Sink: Sync {
    /// Takes one artifact; called from several threads.
    ///
    /// # Errors
    /// The artifact cannot be kept: the text is for the person at the terminal.
    fn take(&self, artifact: Artifact) -> Result<(), SinkError>;

    /// Takes an artifact that is still on the disk. A sink that does not need the bytes
    /// does not read them.
    ///
    /// # Errors
    /// As [`Sink::take`], or the bytes cannot be read.
    fn take_deferred(&self, file: Deferred<'_>) -> Result<(), SinkError> {
        self.take(file.artifact()?)
    }
}

/// Why an artifact could not be kept.
#[derive(Debug)]
pub struct SinkError(pub Box<dyn std::error::Error + Send + Sync>);
