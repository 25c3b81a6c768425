//! What is wrong, where, and how to fix it. Most of what an editor sees of the
//! program is a [`Diagnostic`]: a stable code, a span, the names that its text
//! needs, and perhaps an edit that fixes it. The texts stand in `messages`, so
//! that a diagnostic is free of language until it is printed. A [`Report`]
//! gathers the diagnostics of all stages of a run; a form of `forms` prints it.

mod closest;
mod codes;
mod described;
mod finding;
mod forms;
mod page;
mod report;

pub use closest::{closest, did_you_mean, only_near};
pub use codes::{Code, CodeTable, codes};
pub use described::{Described, Extent, Location, Point};
pub use finding::{Applicability, Diagnostic, Edit, Fix, Place, Related, Severity};
pub use forms::{Amount, GitHub, GitLab, Human, Json, Markdown, Sarif, Short};
pub use report::{Policy, Report, Summary, Suppression};
