//! What editors with a YAML language server are given: JSON Schemas of every file of
//! a site, in two copies. The one says what the site's schema says, is the same for
//! the same declarations, and may be kept with the content. The other one also lists
//! what can be named — entries, terms, properties, units — and is made anew by `check`
//! and `serve`.
//!
//! 1. [`SchemaFiles`] holds the texts of a copy.
//! 2. [`write()`] puts them into a folder, those that have changed alone.
//! 3. [`settings()`] maps them to the files that they describe, for VS Code.

mod choices;
mod files;
mod settings;
mod write;

pub(crate) use choices::choices;
pub(crate) use files::SchemaFiles;
pub(crate) use settings::{SETTINGS, settings};
pub(crate) use write::{WriteError, own_settings, write, write_enriched, write_settings};

/// The folder of the copy that says what the schema says.
pub(crate) const STRUCTURE: &str = ".schema";

/// The folder of the copy that also lists what can be named.
pub(crate) const ENRICHED: &str = ".spunweb/schema";
