//! What a run is asked to do, and what comes of it.

use std::path::Path;

use jiff::civil::Date;

use super::Timings;
use crate::artifact::SinkError;
use crate::diagnostic::Report;
use crate::editor::SchemaFiles;
use crate::messages::{Message, display_in_english, message, system};
use crate::path::OutPathError;
use crate::publish::{ArchiveError, Forbidden, Options, Publication, PublishError};
use crate::text::Sources;
use crate::theme::AssetError;

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The editions to make; all where none is named.
    pub editions: Vec<String>,
    /// The address of the site, instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day that decides what is published, instead of today.
    pub as_of: Option<Date>,
    /// Whether a warning counts as an error.
    pub deny_warnings: bool,
    /// Whether the time of each file is noted.
    pub trace: bool,
    /// Whether the schemas for editors are made, as far as the content can be read.
    pub editor_schemas: bool,
}

/// Where a build publishes to.
#[derive(Debug, Clone)]
pub struct Output<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The folders that it must not be.
    pub forbidden: Forbidden,
    /// How it is published.
    pub options: Options,
}

/// What a run has found and done.
#[derive(Debug)]
pub struct Outcome {
    /// Every finding.
    pub report: Report,
    /// What the findings point into.
    pub sources: Sources,
    /// The day of the run, once it is known.
    pub as_of: Option<Date>,
    /// The next day on which something changes by itself, as far as the content says.
    pub next_change: Option<Date>,
    /// The number of entries read.
    pub entries: usize,
    /// The number of files made.
    pub artifacts: usize,
    /// What was published; nothing for a check, or where there was an error.
    pub publication: Option<Publication>,
    /// How long each stage took.
    pub timings: Timings,
    /// The schemas for editors, where they were asked for.
    pub editor_schemas: Option<SchemaFiles>,
}

/// Why a run could not be carried out.
#[derive(Debug)]
pub enum BuildError {
    /// The output could not be written.
    Publish(PublishError),
    /// An artifact could not be kept.
    Sink(SinkError),
    /// An edition's name cannot be a folder.
    Path(OutPathError),
    /// A document for paper cannot be made on this machine.
    Print(Message),
    /// An edition was asked for that `site.yaml` does not declare.
    NoEdition {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        editions: String,
        /// The nearest of them.
        meant: Option<String>,
    },
}

impl BuildError {
    /// The reason, to be said in a language.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Publish(error) => error.message(),
            Self::Sink(SinkError(error)) => {
                let published = error.downcast_ref().map(PublishError::message);
                let packed = || error.downcast_ref().map(ArchiveError::message);
                let copied = || error.downcast_ref().map(AssetError::message);
                let refused = || error.downcast_ref().map(system);
                published
                    .or_else(packed)
                    .or_else(copied)
                    .or_else(refused)
                    .unwrap_or_else(|| message!("command.other", reason = error.to_string()))
            }
            Self::Path(error) => error.message(),
            Self::Print(why) => why.clone(),
            Self::NoEdition {
                name,
                editions,
                meant: Some(meant),
            } => message!(
                "command.no_edition_meant",
                name = name,
                editions = editions,
                meant = meant,
            ),
            Self::NoEdition {
                name,
                editions,
                meant: None,
            } => message!("command.no_edition", name = name, editions = editions),
        }
    }
}

display_in_english!(BuildError);

impl From<PublishError> for BuildError {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

impl From<SinkError> for BuildError {
    fn from(error: SinkError) -> Self {
        Self::Sink(error)
    }
}

impl From<OutPathError> for BuildError {
    fn from(error: OutPathError) -> Self {
        Self::Path(error)
    }
}
