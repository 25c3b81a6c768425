//! A file of an edition, passed from the stage that renders it to a sink: the staging
//! folder, an archive, or, for a check, nothing.

use crate::path::OutPath;

/// One output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes, inside the folder of its edition.
    pub path: OutPath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One output file whose bytes are still on the disk. The sink reads it, one file at a
/// time, so that large files are never in memory together.
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
    /// The bytes cannot be read, or have changed.
    pub fn artifact(&self) -> Result<Artifact, SinkError> {
        Ok(Artifact {
            path: self.path.clone(),
            bytes: (self.read)()?,
        })
    }
}

/// The receiver of artifacts: the staging folder, or, for a check, nothing.
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
