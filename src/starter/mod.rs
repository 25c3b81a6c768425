//! New projects: the trees of files that `spunweb init` starts one with.
//!
//! 1. A kit is a folder in `kits/`: its `kit.yaml` names it and the `parts/` that it is
//!    put together from; its other files lie over theirs. A new kit is a folder more.
//! 2. Kits are ordinary projects in English, the language of their files without a
//!    language in the name, and in Czech, German, Slovak and Polish. [`translate`] puts them into the languages asked
//!    for: a text that a kit lacks is there in English, with a comment.
//! 3. [`write!`] puts all files into a folder, or none.

mod kit;
mod translate;
mod write;
pub(crate) use write::{InitError, write};

use jiff::civil::Date;

use crate::schema::Lang;

/// What a new project shall be.
#[derive(Debug, Clone)]
pub(crate) struct StarterRequest {
    /// The kit.
    pub kind: String,
    /// The languages, the default one first.
    pub languages: Vec<Lang>,
    /// The title of the site, where it is not the kit's.
    pub title: Option<String>,
    /// Where its workflows run, if any.
    pub ci: Option<String>,
    /// The day that the dates of its samples are counted from.
    pub today: Date,
}

/// A file of a new project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StarterFile {
    /// Where it is, from the folder of the project.
    pub path: String,
    /// What it holds.
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
