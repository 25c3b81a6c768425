//! Spunweb spins a cluster organisation's content repository into everything it
//! shows the world: a multilingual website, a catalogue of members, a catalogue
//! of products, and an edition that opens from a folder without a server.
//!
//! # Steps
//!
//! 1. [`load`] reads the content tree and decodes every entry by its
//!    [`schema`].
//! 2. [`model`] links the entries into a [`model::Catalog`].
//! 3. [`check`] applies the rules to the catalogue.
//! 4. [`plan`] lays out every address of an edition.
//! 5. [`present`] makes views of what an audience may see of the entries.
//! 6. [`insight`] creates maps and other views of many of them, [`pages`] renders the
//!    pages with a [`theme`], [`listing`] creates the data that scripts filter, compare
//!    and search, [`export`] the files for machines, [`handout`] the single page with
//!    everything, and print projects, which the [`typesetter`] turns into PDF. [`audit`]
//!    checks them before they are published.
//! 7. [`publish`] puts everything into the output folder, or nothing.
//!
//! [`serve`] shows the site while it is written.
//!
//! Beside them, [`fix`] applies the safe fixes of findings to the content, [`mod@format`]
//! formats its YAML, [`rename`] gives an entry another id, [`compose`] creates a new one,
//! [`import`] exchanges entries with spreadsheets, [`maintenance`] lists the tasks of
//! each entry's maintainers, [`starter`] has the files of a new project, and [`editor`]
//! writes schemas for editors of YAML.
//!
//! [`pipeline::build`] is these steps in code. Every fault in content or theme is a
//! [`diagnostic::Diagnostic`] in one report.

mod artifact;
mod audit;
mod check;
pub mod cli;
mod compose;
mod config;
mod diagnostic;
mod disk;
mod editor;
mod export;
mod fix;
mod format;
mod guarded;
mod handout;
mod import;
mod insight;
mod listing;
mod load;
mod locale;
mod maintenance;
mod markdown;
mod messages;
mod model;
mod ordered;
mod pages;
mod path;
mod pictures;
mod pipeline;
mod plan;
mod present;
mod publish;
mod quantity;
mod rename;
mod schema;
mod serve;
mod starter;
mod system;
mod text;
mod theme;
mod typesetter;
mod yaml;

/// Internals for the tests and the benchmarks. They are not a stable API: any of it may
/// change with any version.
#[doc(hidden)]
pub mod testing {
    pub mod artifact {
        pub use crate::artifact::{Artifact, Sink, SinkError};
    }
    pub mod audit {
        pub use crate::audit::Auditor;
    }
    pub mod check {
        pub use crate::check::{CHECKS, Unreliable, run};
    }
    pub mod cli {
        pub use crate::cli::command;
    }
    pub mod diagnostic {
        pub use crate::diagnostic::{Diagnostic, Place, Report, Severity, Short, codes};
    }
    pub mod disk {
        pub use crate::disk::{Disk, Hints, MemoryDisk, OperatingSystemDisk, Walk};
    }
    pub mod load {
        pub use crate::load::{
            ContentTree, Declarations, Entries, declarations, entries, read, sort_files,
        };
    }
    pub mod messages {
        pub use crate::messages::{Message, Text, all_keys, find, keys, languages};
    }
    pub mod model {
        pub use crate::model::{Catalog, Loaded, Visibility, link};
    }
    pub mod path {
        pub use crate::path::SourcePath;
    }
    pub mod pipeline {
        pub use crate::pipeline::{
            Outcome, Output, Request, build, check, check_data, edition, import, preview,
        };
    }
    pub mod plan {
        pub use crate::plan::{Edition, lay_out};
    }
    pub mod present {
        pub use crate::present::Site;
    }
    pub mod publish {
        pub use crate::publish::{
            Forbidden, Manifest, Names, Options, Publication, PublishError, Refusal, Staging,
            Target,
        };
    }
    pub mod quantity {
        pub use crate::quantity::{
            Amount, AmountParts, Comparability, ConditionValue, Measurement, Registry, UNITS, Unit,
            comparable, plausibility,
        };
    }
    pub mod serve {
        pub use crate::serve::asked_path;
    }
    pub mod text {
        pub use crate::text::{Position, Sources};
    }
    pub mod theme {
        pub use crate::theme::{AssetTable, Theme};
    }
    pub mod yaml {
        pub use crate::yaml::{Kind, Node, front_matter, parse};
    }
}
