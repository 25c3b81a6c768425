//! What a run is asked to do, and what comes of it.

use std::path::Path;

use jiff::civil::Date;

use super::Timings;
use crate::artifact::SinkError;
use crate::diagnostic::{Report, did_you_mean};
use crate::path::OutPathError;
use crate::publish::{Forbidden, Options, Publication, PublishError};
use crate::text::Sources;

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
    /// The number of entries read.
    pub entries: usize,
    /// The number of files made.
    pub artifacts: usize,
    /// What was published; nothing for a check, or where there was an error.
    pub publication: Option<Publication>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Why a run could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The output could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// An artifact could not be kept.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// An edition's name cannot be a folder.
    #[error(transparent)]
    Path(#[from] OutPathError),
    /// An edition was asked for that `site.yaml` does not declare.
    #[error("there is no edition `{name}`; there are: {editions}{}", did_you_mean(meant.as_deref()))]
    NoEdition {
        /// The name that was asked for.
        name: String,
        /// The names that there are.
        editions: String,
        /// The nearest of them.
        meant: Option<String>,
    },
}
