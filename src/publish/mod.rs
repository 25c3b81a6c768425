//! Publishing, all or nothing. At each moment the output folder holds one complete
//! version, whatever happens to the build: an error, a kill, a full disk, a power cut.
//! RELIABILITY.md section 4 has the measurements behind this. In order:
//!
//! 1. [`Target::inspect`] refuses an output folder that is not ours to replace;
//! 2. [`Staging::begin`] takes the lock beside the output, finishes or undoes what a
//!    killed build left, and creates a folder beside the output, `.public.stage-<pid>`;
//! 3. [`Staging::put`] writes the files there, except those whose bytes equal the live
//!    file, which it records;
//! 4. [`Staging::commit`] compares them with the plan. If anything has changed, it links
//!    the unchanged files, so that they keep their time stamps, adds the [`Manifest`],
//!    flushes everything to the disk, and exchanges the two folders in one system call.
//!    The old version stays beside the output as `.public.prev`;
//! 5. [`mod@rollback`] exchanges these two again, and [`forget`] removes the previous
//!    version.
//!
//! Only files that a manifest lists are ever removed. The parent folder of the output is
//! kept open, and paths are resolved below it without following a link ([`beside`]).
//! Folders beside the output count as ours only with a proof that no commit can carry
//! ([`seal`]). Where the file system has no exchange, a weaker [`Mode`] is found by
//! trying, and reported in the [`Publication`]. If the output is a symbolic link outside
//! the project, its target is used: lock, stage and previous version are beside that
//! folder.
//!
//! A reader that opens two files by their paths may get one from each of two
//! versions, if the exchange falls between: this is why assets have a hash in
//! their names. Since files are links, never edit the output in place: the
//! previous version would change with it.

#![cfg_attr(
    test,
    expect(
        clippy::disallowed_methods,
        reason = "tests write what publishing finds"
    )
)]

mod archive;
mod beside;
mod changes;
mod commit;
mod error;
mod in_place;
mod live;
mod lock;
mod manifest;
mod names;
mod recover;
mod remove;
mod resolve;
mod rollback;
mod room;
mod seal;
mod stage;
mod staging;
mod staging_area;
mod sums;
mod swap;
mod target;
mod tree;
mod watch;
pub use commit::Publication;
pub use error::{Names, PublishError, Refusal};
pub use staging::{Options, Staging};
pub use target::{Forbidden, Target};

pub(crate) use archive::{Archive, ArchiveError};
pub(crate) use changes::{Changes, read_manifest};
pub(crate) use error::PublishErrorKind;
pub use manifest::Manifest;
pub(crate) use rollback::{forget, rollback};
pub(crate) use sums::Sums;
pub(crate) use swap::Mode;
pub(crate) use target::refuse_links;
