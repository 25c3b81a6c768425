//! What is wrong, where, and how to fix it. Most of what an editor sees of the program is
//! a [`Diagnostic`]: a stable code, a span, the names that its text needs, and perhaps an
//! edit that fixes it. The texts are in `messages`, so that a diagnostic is independent
//! of language until it is printed. A [`Report`] gathers the diagnostics of all stages of
//! a run; a form of `forms` prints it.

mod closest;
mod codes;
mod described;
mod finding;
mod forms;
mod page;
mod report;
pub use codes::codes;
pub use finding::{Diagnostic, Place, Severity};
pub use forms::Short;
pub(crate) use page::title_of;
pub use report::Report;

pub(crate) use closest::{MAX_HINTED, closest};
pub(crate) use described::Described;
pub(crate) use finding::{Applicability, Edit};
pub(crate) use forms::{Amount, GitHub, GitLab, Human, Json, Markdown, Sarif};
pub(crate) use report::{Policy, Suppression};
