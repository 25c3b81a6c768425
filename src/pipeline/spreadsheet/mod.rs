//! Entries to spreadsheets and back: the content read, what a spreadsheet changes, and the
//! content examined as it would be, before anything is written.

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

/// Why there is no table, or nothing can be taken from one.
pub(crate) enum SpreadsheetError {
    /// What the site declares, or an entry of the collection, cannot be read; the
    /// findings say why.
    Faults(Box<Outcome>),
    /// There is no such collection or language.
    Usage(Message),
}
