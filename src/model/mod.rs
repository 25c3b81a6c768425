//! The catalogue: all entries, linked and ordered. [`mod@link`] builds it once; it is
//! immutable, and later stages only query it.
//!
//! 1. Every entry gets a state: published, or why not.
//! 2. References and terms are resolved; an unknown name is reported with *did you mean*.
//!    Every reference adds a back-link to its target. References that must not remain
//!    without their target are removed first.
//! 3. The entries of each collection are sorted for each language.

mod catalog;
mod condition;
mod day;
mod file_link;
mod freshness;
mod link;
mod measurement;
mod names;
mod next_change;
mod order;
mod quantity_faults;
mod relink;
mod resolve;
mod state;
mod titles;
mod trimmed;
mod typed_link;
mod unlink;
mod when;
mod withheld;
pub use catalog::Catalog;
pub use link::{Loaded, link};
pub use state::Visibility;

pub(crate) use crate::schema::{EntryIndex, FileIndex, TermIndex};
pub(crate) use catalog::{BackLink, TermUse};
pub(crate) use condition::{Condition, impossible, no_entry};
pub(crate) use day::{Days, day};
pub(crate) use file_link::entry_of_file;
pub(crate) use freshness::{LONG_TEXT, Stale, dated_files, stale, translatable, untranslated};
pub(crate) use relink::relink;
pub(crate) use state::State;
pub(crate) use trimmed::trimmed;
pub(crate) use typed_link::{LinkError, Named, leads_elsewhere};
pub(crate) use when::When;
pub(crate) use withheld::first_uses;
