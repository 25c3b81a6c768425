//! YAML as editors write it: a tree of [`Node`]s that keep their span and their digits as
//! written, and the comments of the file. Scalars stay text, since only the schema knows
//! whether `012` is a number; a field decides what is null, true or a number in YAML 1.2
//! when it reads its value.
//!
//! 1. [`parse`] turns the events of the parser into nodes, within the limits.
//! 2. What the parser refuses becomes a diagnostic that names a cause which an editor can
//!    see: a tab, an unquoted `: `, a quote that is not closed.
//! 3. Texts that YAML truncates, at `&`, `!` and ` #`, are reported as well.
//! 4. [`mod@front_matter`] finds the YAML at the top of a Markdown file.

mod build;
mod cut;
mod front_matter;
mod json_habits;
mod node;
mod other_notations;
mod scan;
mod slips;
mod syntax_error;
mod tabs;
mod write;
pub use build::parse;
pub use front_matter::front_matter;
pub use node::{Kind, Node};

pub(crate) use front_matter::{Parts, Wrong};
pub(crate) use node::{Comment, Pair, Scalar, Yaml};
pub(crate) use write::{quote_if_needed, quoted};
