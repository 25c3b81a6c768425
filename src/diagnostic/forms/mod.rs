//! How a report is printed: a file for each form.

mod blocks;
mod document;
mod excerpt;
mod github;
mod gitlab;
mod human;
mod json;
mod sarif;
mod short;
mod summary;

pub use blocks::Amount;
pub use github::GitHub;
pub use gitlab::GitLab;
pub use human::Human;
pub use json::Json;
pub use sarif::Sarif;
pub use short::Short;
pub use summary::Markdown;
