//! What a language does with what is shown in it: how it orders texts and under
//! which letters, how it writes numbers and dates, and where it binds words
//! together.

mod alphabet;
mod collation;
mod direction;
mod endonym;
mod format;
mod open_graph;
mod typography;

pub(crate) use collation::Collation;
pub(crate) use direction::direction;
pub(crate) use endonym::endonym;
pub(crate) use format::{DateForm, Formats};
pub(crate) use open_graph::open_graph_locale;
pub(crate) use typography::{bind, bind_events};
