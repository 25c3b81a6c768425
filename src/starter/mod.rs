//! New projects: the files that `spunweb init` creates.
//!
//! 1. A kit is a folder in `kits/`: its `kit.yaml` names it and the `parts/` that it combines;
//!    its other files override theirs. Adding a kit means adding a folder.
//! 2. Kits are ordinary projects in English, the language of their files without a language in
//!    the name, and in Czech, German, Slovak and Polish. [`translate`] converts them to the
//!    requested languages: a missing text is in English, with a comment.
//! 3. [`write!`] puts all files into a folder, or none.

mod kit;
mod translate;
mod write;
pub(crate) use write::{InitError, write};

use jiff::civil::Date;

use crate::schema::Lang;

/// The options of a new project.
#[derive(Debug, Clone)]
pub(crate) struct StarterRequest {
    /// The kit.
    pub kind: String,
    /// The languages, the default one first.
    pub languages: Vec<Lang>,
    /// The title of the site, if it is not the kit's.
    pub title: Option<String>,
    /// Where its workflows run, if any.
    pub ci: Option<String>,
    /// The day that replaces the kit's first day in the dates of samples.
    pub today: Date,
}

/// A file of a new project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StarterFile {
    /// Where it is, from the folder of the project.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The names of the kits.
#[must_use]
pub(crate) fn kinds() -> Vec<&'static str> {
    kit::folders(&kit::KITS)
}

/// What a kit is called in a language.
#[must_use]
pub(crate) fn label(kind: &str, lang: &str) -> String {
    kit::label(kind, lang)
}

/// The names of the services that workflows can be written for.
#[must_use]
pub(crate) fn services() -> Vec<&'static str> {
    kit::folders(&kit::CI)
}

/// The files of a new project, by path.
#[must_use]
pub(crate) fn files(wanted: &StarterRequest) -> Vec<StarterFile> {
    let mut files = kit::files(&wanted.kind);
    if let Some(ci) = &wanted.ci {
        files.extend(kit::files_below(&kit::CI, ci));
    }
    translate::translate(files, wanted)
}
