//! The options of a run, and its outcome.

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

/// The options of a run.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The editions to build; empty means all.
    pub editions: Vec<String>,
    /// The address of the site, instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day that decides what is published, instead of today.
    pub as_of: Option<Date>,
    /// Whether a warning counts as an error.
    pub deny_warnings: bool,
    /// Whether the time of each file is recorded.
    pub trace: bool,
    /// Whether the schemas for editors are created, as far as the content can be read.
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

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// Every finding.
    pub report: Report,
    /// The sources of the findings.
    pub sources: Sources,
    /// The day of the run, once it is known.
    pub as_of: Option<Date>,
    /// The next day on which the output changes by itself, according to the content.
    pub next_change: Option<Date>,
    /// The number of entries read.
    pub entries: usize,
    /// The number of files built.
    pub artifacts: usize,
    /// The publication; `None` for a check, or after an error.
    pub publication: Option<Publication>,
    /// How long each stage took.
    pub timings: Timings,
    /// The schemas for editors, if requested.
    pub editor_schemas: Option<SchemaFiles>,
}

/// Why a run could not be carried out.
#[derive(Debug)]
pub enum BuildError {
    /// The output could not be written.
    Publish(PublishError),
    /// An artifact could not be kept.
    Sink(SinkError),
    /// An edition's name is not a valid folder.
    Path(OutPathError),
    /// A print document cannot be built on this system.
    Print(Message),
    /// `site.yaml` does not declare the requested edition.
    NoEdition {
        /// The requested name.
        name: String,
        /// The known names.
        editions: String,
        /// The most similar of them.
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
