//! What editors of YAML are given, from the content as it is.

use super::Request;
use super::run::{HistoryUse, Purpose, Run};
use crate::disk::Disk;
use crate::editor::{SchemaFiles, settings};

/// What is made for editors of a site.
pub(crate) struct ForEditors {
    /// What the site's schema says.
    pub structure: SchemaFiles,
    /// The same, with what can be named.
    pub enriched: SchemaFiles,
    /// The settings of VS Code.
    pub settings: String,
}

/// Reads the content and makes what editors are given; `None` where it cannot be read,
/// and a check says why.
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
