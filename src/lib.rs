//! Spunweb spins a cluster organisation's content repository into everything it
//! shows the world: a multilingual website, a catalogue of members, a catalogue
//! of products, and an edition that opens from a folder without a server.
//!
//! # Steps
//!
//! 1. [`load`] reads the content tree and decodes every entry by its
//!    [`schema`].
//! 2. [`model`] links the entries into a [`model::Catalog`].
//! 3. [`check`] holds the catalogue to its rules.
//! 4. [`plan`] lays out every address of an edition.
//! 5. [`present`] makes views of what an audience may see of the entries.
//! 6. [`pages`] makes the pages from them through a [`theme`], [`listing`] what
//!    scripts filter, compare and search, [`export`] the files for machines,
//!    [`handout`] the one page that holds all. [`audit`] reads them on their way.
//! 7. [`publish`] puts the whole into the output folder, or nothing.
//!
//! [`serve`] shows the site while it is written.
//!
//! Beside them, [`fix`] makes the edits in the content that findings are sure
//! of, and [`upkeep`] tells what each entry needs of those who keep it.
//!
//! [`pipeline::build`] is these steps in code. Whatever goes wrong in content or
//! theme is a [`diagnostic::Diagnostic`] in one report.

pub mod artifact;
pub mod audit;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod disk;
pub mod export;
pub mod fix;
pub mod handout;
pub mod listing;
pub mod load;
pub mod locale;
pub mod markdown;
pub mod messages;
pub mod model;
pub mod ordered;
pub mod pages;
pub mod path;
pub mod pipeline;
pub mod plan;
pub mod present;
pub mod publish;
pub mod quantity;
pub mod schema;
pub mod serve;
pub mod text;
pub mod theme;
pub mod upkeep;
pub mod yaml;
