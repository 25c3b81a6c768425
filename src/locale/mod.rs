//! What a language does with what is shown in it: how it orders texts and under
//! which letters, how it writes numbers and dates, and where it binds words
//! together.

mod alphabet;
mod collation;
mod format;
mod typography;

pub use alphabet::letter;
pub use collation::Collation;
pub use format::{DateForm, Formats};
pub(crate) use typography::{bind, bind_events};
