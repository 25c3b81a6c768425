//! The swap: the staged tree takes the place of the output.

use std::io;

use super::beside::Beside;
use super::error::{PublishError, failed, unfinished};
use super::in_place;
use super::manifest::{Manifest, SCRATCH_NAME};
use super::recover::rename;
use super::room;
use super::stage::{Stage, Step};
use crate::system::{Errno, is_any};

/// How a publication took the place of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing had changed, and nothing was touched.
    Untouched,
    /// There was nothing before; one rename.
    First,
    /// In one system call: at each moment the output is there, and is one version.
    Exchange,
    /// In two renames, where the file system has no exchange: for an instant there is no
    /// output. If the build is killed in that instant, the next one finishes it.
    TwoStep,
    /// File by file, where the folder itself cannot be moved (a mount point, a
    /// lower layer of a container): each file is whole, and for a short time the
    /// files are of two versions. There is no previous version to go back to.
    InPlace,
}

/// How to replace the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strategy {
    /// By the strongest mode that the file system has, found by trying.
    #[default]
    Strongest,
    /// At most by two renames.
    TwoStep,
    /// File by file, for users who must keep the folder itself, such as file watchers.
    InPlace,
}

/// The staged tree, and the output that it replaces.
pub(super) struct Swap<'a> {
    pub(super) beside: &'a Beside,
    pub(super) stage: &'a Stage,
    pub(super) new: &'a Manifest,
    /// `None` if the output is absent or empty.
    pub(super) old: Option<&'a Manifest>,
    pub(super) sync: bool,
}

impl Swap<'_> {
    /// Replaces the output.
    ///
    /// # Errors
    /// The system refuses; the output is as it was, except after
    /// [`PublishError::Unfinished`].
    pub(super) fn run(&self, strategy: Strategy) -> Result<Mode, PublishError> {
        match strategy {
            Strategy::Strongest | Strategy::TwoStep if self.old.is_none() => self.first(),
            Strategy::Strongest => self.exchange(),
            Strategy::TwoStep => self.two_step(),
            Strategy::InPlace => self.in_place(),
        }
    }

    fn first(&self) -> Result<Mode, PublishError> {
        let out = &self.beside.places.out;
        match self.beside.rename(&self.stage.tree(), out) {
            Ok(()) => Ok(Mode::First),
            Err(e) if cannot_move(&e) => self.in_place(),
            Err(e) if e.kind() == io::ErrorKind::DirectoryNotEmpty => {
                Err(PublishError::Interfered { path: out.clone() })
            }
            Err(e) => Err(failed("action.publish_to", out)(e)),
        }
    }

    fn exchange(&self) -> Result<Mode, PublishError> {
        // Exchange, not rename: a rename onto a folder that is not empty fails.
        match self
            .beside
            .exchange(&self.stage.tree(), &self.beside.places.out)
        {
            Ok(()) => Ok(Mode::Exchange),
            Err(e) if cannot_move(&e) => self.in_place(),
            Err(e) if cannot_exchange(&e) => self.two_step(),
            Err(e) => Err(failed("action.publish_to", &self.beside.places.out)(e)),
        }
    }

    fn two_step(&self) -> Result<Mode, PublishError> {
        let (out, previous) = (&self.beside.places.out, self.stage.previous());
        match self.beside.rename(out, &previous) {
            Ok(()) => {}
            Err(e) if cannot_move(&e) => return self.in_place(),
            Err(e) => return Err(failed("action.publish_to", out)(e)),
        }
        let moved = self.beside.rename(&self.stage.tree(), out);
        let moved = moved.map_err(failed("action.publish_to", out));
        match moved {
            Ok(()) => Ok(Mode::TwoStep),
            Err(reason) if rename(self.beside, &previous, out).is_ok() => Err(reason),
            Err(reason) => Err(unfinished(out, reason)),
        }
    }

    fn in_place(&self) -> Result<Mode, PublishError> {
        let (out, tree) = (&self.beside.places.out, self.stage.tree());
        let nothing = Manifest::default();
        let old = self.old.unwrap_or(&nothing);
        room::suffices(self.beside, &tree, self.new, old)?;
        self.stage.intend(Step::InPlace, self.new.version())?;
        if self.sync {
            let folder = self.stage.folder();
            self.beside
                .sync_tree(folder)
                .map_err(failed("action.bring_to_the_disk", folder))?;
        }
        in_place::claim(self.beside, out, self.new, old).inspect_err(|_| self.clear_scratch())?;
        let write = || {
            in_place::apply(self.beside, &tree, self.new, old)?;
            in_place::settle(self.beside, &tree, self.new, self.sync)
        };
        write().map_err(|reason| {
            self.clear_scratch();
            unfinished(out, reason)
        })?;
        Ok(Mode::InPlace)
    }

    fn clear_scratch(&self) {
        // If this fails, the next build removes the file.
        let _ = in_place::clear(self.beside, &self.beside.places.out.join(SCRATCH_NAME));
    }
}

/// Whether the folder itself cannot be moved.
pub(super) fn cannot_move(error: &io::Error) -> bool {
    is_any(error, &[Errno::BUSY, Errno::XDEV])
}

/// Whether the file system or a sandbox has no exchange.
pub(super) fn cannot_exchange(error: &io::Error) -> bool {
    is_any(
        error,
        &[Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP, Errno::PERM],
    )
}
