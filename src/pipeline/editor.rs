//! The schemas and settings for YAML editors, derived from the content.

use super::Request;
use super::run::{HistoryUse, Purpose, Run};
use crate::disk::Disk;
use crate::editor::{SchemaFiles, settings};

/// The files for editors of a site.
pub(crate) struct ForEditors {
    /// The schemas.
    pub structure: SchemaFiles,
    /// The same schemas with the names that the content defines.
    pub enriched: SchemaFiles,
    /// The settings of VS Code.
    pub settings: String,
}

/// Reads the content and derives the files for editors; `None` if it cannot be read, in which
/// case a check says why.
pub(crate) fn for_editors(disk: &dyn Disk) -> Option<ForEditors> {
    let request = Request::default();
    let mut run = Run::new(&request, Purpose::Check, HistoryUse::Ignored);
    let catalog = run.read(disk)?;
    Some(ForEditors {
        structure: SchemaFiles::structure(&catalog),
        enriched: SchemaFiles::enriched(&catalog),
        settings: settings(&catalog),
    })
}
