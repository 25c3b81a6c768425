//! JSON Schemas of every file of a site, for editors with a YAML language server, in two
//! copies. The first contains only the site's schema, is the same for the same
//! declarations, and may be committed with the content. The enriched copy also lists all
//! names — entries, terms, properties, units — and `check` and `serve` regenerate it.
//!
//! 1. [`SchemaFiles`] holds the texts of a copy.
//! 2. [`write()`] puts them into a folder, but only those that have changed.
//! 3. [`settings()`] maps them to the files that they describe, for VS Code.

mod choices;
mod files;
mod settings;
mod write;

pub(crate) use choices::choices;
pub(crate) use files::SchemaFiles;
pub(crate) use settings::{SETTINGS, settings};
pub(crate) use write::{WriteError, own_settings, write, write_enriched, write_settings};

/// The folder of the copy with the site's schema only.
pub(crate) const STRUCTURE: &str = ".schema";

/// The folder of the enriched copy, which also lists all names.
pub(crate) const ENRICHED: &str = ".spunweb/schema";
