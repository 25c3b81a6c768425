//! Exports entries to spreadsheets and imports them again. An import computes the changes and
//! checks the changed content before anything is written.

mod content;
mod examine;
mod export;
mod import;

pub use import::import;

pub(crate) use examine::Imported;
pub(crate) use export::{ExportRequest, export_tables};
pub(crate) use import::{ImportRequest, SpreadsheetFile, guess_map, import_tables};

use super::Outcome;
use crate::messages::Message;

/// Why an export or import failed.
pub(crate) enum SpreadsheetError {
    /// The site's declarations, or an entry of the collection, cannot be read; the findings
    /// say why.
    Faults(Box<Outcome>),
    /// There is no such collection or language.
    Usage(Message),
}
