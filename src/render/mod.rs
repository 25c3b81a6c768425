//! A plan to artifacts.
//!
//! 1. [`Theme`] is loaded: templates, texts of the interface, files.
//! 2. [`AssetTable`] gives every file of the theme and of the content its
//!    address with a hash of its bytes.
//! 3. [`render`] builds the views of all entries once a language, then renders
//!    the pages in parallel, each through the template of its kind, and hands
//!    every artifact to a sink.
//!
//! Links are printed by the edition's link style while a page is rendered;
//! finished HTML is never rewritten.

mod assets;
mod binding;
mod catalog_block;
mod data;
mod embedded;
mod explore;
mod files;
mod format;
mod frame;
mod functions;
mod handout;
mod highlight;
mod kinds;
mod language;
mod magic;
mod manifest;
mod markdown;
mod order;
mod page;
mod pages;
mod private;
mod search;
mod single;
mod site;
mod svg;
mod template_error;
mod texts;
mod theme;
mod view;

pub use assets::AssetTable;
pub use format::{DateForm, Formats};
pub use page::{Made, first_of_each, render, templates_failed};
pub use pages::Pages;
pub use private::private_fields;
pub use site::Site;
pub use texts::{TextError, Texts};
pub use theme::Theme;

use crate::path::OutPath;

/// One file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes, inside the folder of its edition.
    pub path: OutPath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What takes the artifacts: the staging folder, or nothing for a check.
pub trait Sink: Sync {
    /// Takes one artifact; called from several threads.
    ///
    /// # Errors
    /// The artifact cannot be kept: the text is for the person at the terminal.
    fn take(&self, artifact: Artifact) -> Result<(), SinkError>;
}

/// Why an artifact could not be kept.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct SinkError(#[from] pub Box<dyn std::error::Error + Send + Sync>);
