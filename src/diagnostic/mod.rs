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
mod phrases;
mod report;
mod run_text;

pub use closest::{closest, did_you_mean, only_near};
pub use codes::{Code, CodeTable, LANGUAGES, Texts, codes};
pub use described::{Described, Extent, Location, Point};
pub use finding::{Certainty, Diagnostic, Edit, Fix, Place, Related, Severity};
pub use forms::{GitHub, GitLab, Human, Json, Markdown, Sarif, Short};
pub use phrases::told;
pub use report::{Permit, Policy, Report, Summary};
pub use run_text::{run_count, run_text};
