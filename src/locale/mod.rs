//! Everything that depends on a language: the order of texts and the letters that group them,
//! the form of numbers and dates, and where lines must not break.

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
