//! What editors of YAML are given, from the content as it is.

use super::run::{Past, Purpose, Run};
use super::{Outcome, Request};
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

/// Reads the content and makes what editors are given; where it cannot be read, the
/// outcome says why.
pub(crate) fn for_editors(disk: &dyn Disk) -> Result<ForEditors, Box<Outcome>> {
    let request = Request::default();
    let mut run = Run::new(&request, Purpose::Check, Past::Ignored);
    match run.read(disk) {
        Some(catalog) => Ok(ForEditors {
            structure: SchemaFiles::structure(&catalog),
            enriched: SchemaFiles::enriched(&catalog),
            settings: settings(&catalog),
        }),
        None => Err(Box::new(run.finish())),
    }
}
