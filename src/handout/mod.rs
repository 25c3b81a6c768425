//! The outputs of an edition besides its folder: one page with the whole edition, and the
//! projects that printed documents are compiled from.

mod print;
mod single;

pub(crate) use print::{Paper, PrintOptions, Project, What, on_paper, project as print_project};
pub(crate) use single::document;
