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

/// What takes the artifacts: the staging folder, or nothing for a check.
pub trait Sink: Sync {
    /// Takes one artifact; called from several threads.
    ///
    /// # Errors
    /// The artifact cannot be kept: the text is for the person at the terminal.
    fn take(&self, artifact: Artifact) -> Result<(), SinkError>;
}

/// Why an artifact could not be kept.
#[derive(Debug)]
pub struct SinkError(pub Box<dyn std::error::Error + Send + Sync>);
