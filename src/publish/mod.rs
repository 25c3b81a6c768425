//! Publishing: whole or not at all. What is in the output folder is at each
//! moment one complete version, whatever happens to the build: an error, a kill,
//! a full disk, a power cut. RELIABILITY.md section 4 has the measurements
//! behind this. In order:
//!
//! 1. [`Target::inspect`] refuses an output folder that is not ours to replace;
//! 2. [`Staging::begin`] takes the lock beside the output, takes up what a killed
//!    build left, and makes a folder beside the output, `.public.stage-<pid>`;
//! 3. [`Staging::put`] puts the files there, save those whose bytes are the same as
//!    those of the live file, which it notes;
//! 4. [`Staging::commit`] compares them with the plan. If anything has changed, it
//!    links what has not, so that it keeps its time stamp, adds the [`Manifest`],
//!    brings all to the disk, and exchanges the two folders in one system call.
//!    The version that was stays beside the output as `.public.prev`;
//! 5. [`mod@rollback`] exchanges these two again, and [`forget`] removes the previous.
//!
//! Only what a manifest lists is ever removed, beneath the folder that holds the
//! output, which is held open, without following a link ([`beside`]). What stands
//! beside the output is taken for ours by a proof that no commit carries ([`seal`]).
//! Where the file system knows no
//! exchange, a weaker [`Mode`] is chosen by trying, and named in the
//! [`Publication`]. An output that is a symbolic link, and does not lie in the
//! project, stands for the folder that it leads to: lock, stage and previous version
//! are beside that folder.
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
