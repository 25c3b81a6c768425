//! What an edition is handed out as, beside its folder: one page that holds all of
//! it, and the projects that printed documents are made from.

mod print;
mod single;

pub(crate) use print::{Paper, PrintOptions, Project, What, on_paper, project as print_project};
pub(crate) use single::document;
