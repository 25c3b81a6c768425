//! How a report is printed: a file for each form.

mod blocks;
mod excerpt;
mod github;
mod gitlab;
mod human;
mod json;
mod sarif;
mod short;
mod summary;

pub(crate) use blocks::Amount;
pub(crate) use github::GitHub;
pub(crate) use gitlab::GitLab;
pub(crate) use human::Human;
pub(crate) use json::Json;
pub(crate) use sarif::Sarif;
pub use short::Short;
pub(crate) use summary::Markdown;
