//! What entries need: from content and its history.

use super::Request;
use super::run::{HistoryUse, Purpose, Run};
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::maintenance::{self, Maintenance};
use crate::messages::{Message, display_in_english, message};
use crate::model;
use crate::model::Catalog;

/// What the entries need from their maintainers.
///
/// # Errors
/// The content has errors, so that an entry may be incomplete.
pub(crate) fn maintained(disk: &dyn Disk, request: &Request) -> Result<Maintained, HasErrors> {
    let mut run = Run::new(request, Purpose::Check, HistoryUse::Ignored);
    let catalog = run.read(disk).filter(|_| !run.report.has_errors());
    let catalog = catalog.ok_or(HasErrors)?;
    let history = disk.history(&model::dated_files(&catalog, &run.sources));
    let (stale, unknown) = match history {
        Ok(history) => (Some(model::stale(&catalog, &run.sources, &history)), None),
        Err(why) => (None, Some(crate::check::age_is_unknown(Place::Run, &why))),
    };
    let all = maintenance::maintained_entries(&catalog)
        .into_iter()
        .map(|index| maintenance::of_entry(&catalog, stale.as_deref(), index))
        .collect();
    Ok(Maintained {
        catalog,
        all,
        unknown,
    })
}

/// What the entries of a catalogue need.
pub(crate) struct Maintained {
    /// The catalogue.
    pub catalog: Catalog,
    /// The maintained entries, sorted by collection and id.
    pub all: Vec<Maintenance>,
    /// A finding if outdated translations cannot be determined.
    pub unknown: Option<Diagnostic>,
}

/// The content has errors.
#[derive(Debug)]
pub(crate) struct HasErrors;

impl HasErrors {
    /// The reason, to be said in a language.
    #[must_use]
    #[expect(clippy::unused_self, reason = "as every error has it")]
    pub(crate) fn message(&self) -> Message {
        message!("command.has_errors")
    }
}

display_in_english!(HasErrors);
