//! A version in the making, beside the output, which nobody sees yet.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::path::OutPath;

use super::error::PublishError;
use super::live::Live;
use super::manifest::{Manifest, ManifestEntry, is_safe};
use super::swap::Strategy;
use super::target::Target;
use super::tree::Tree;
use super::workshop::{Locked, Workshop};

/// How to publish.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether to wait until all is on the disk. Without it a power cut can leave
    /// empty files behind; a kill or a crash of the program cannot.
    pub sync: bool,
    /// How to replace the output.
    pub strategy: Strategy,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sync: true,
            strategy: Strategy::Strongest,
        }
    }
}

/// A version in the making. Dropped without [`commit`](Staging::commit), it
/// leaves the output as it was, and nothing beside it.
#[derive(Debug)]
pub struct Staging {
    pub(super) live: Live,
    pub(super) tree: Tree,
    pub(super) options: Options,
    staged: Mutex<BTreeMap<String, Option<Staged>>>,
    // Last, so that the files above are closed when it removes the stage.
    pub(super) workshop: Workshop,
}

/// A file that was staged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staged {
    pub(super) entry: ManifestEntry,
    pub(super) origin: Origin,
}

/// Where a staged file came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was written.
    Written,
    /// It is the live one, which has the very bytes.
    Unchanged,
    /// It is the live one, and nobody made it anew.
    Carried,
}

impl Staging {
    /// Takes the lock beside the output, tidies up after builds that were
    /// killed, and makes the stage. The folder that is to hold the output is
    /// made if it is not there.
    ///
    /// # Errors
    /// [`PublishError::Locked`] at once if another build holds the lock;
    /// [`PublishError::ForeignFiles`] if the output, or the previous version
    /// beside it, holds files that no manifest lists; [`PublishError::Manifest`]
    /// if a manifest is damaged; [`PublishError::DiskFull`] and
    /// [`PublishError::Io`] if the system refuses.
    pub fn begin(target: Target, options: Options) -> Result<Self, PublishError> {
        let locked = Locked::open(target.places)?;
        let live = locked.live()?;
        let workshop = Workshop::open(locked)?;
        let tree = Tree::create(workshop.stage.tree())?;
        Ok(Self {
            live,
            tree,
            options,
            staged: Mutex::default(),
            workshop,
        })
    }

    /// Stages one file; callable from many threads. A file whose bytes are those
    /// of the live one is linked, and so keeps its time stamp; others are written.
    ///
    /// # Errors
    /// [`PublishError::Clash`] if the path was put before, or is a file where
    /// another needs a folder; [`PublishError::UnsafePath`];
    /// [`PublishError::DiskFull`] with the bytes that the file takes;
    /// [`PublishError::Io`].
    pub fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), PublishError> {
        let path = path.as_str();
        self.claim(path)?;
        let entry = ManifestEntry::of(bytes);
        let twin = self
            .live
            .twin(path, &entry, bytes)
            .filter(|twin| self.tree.would_give(twin));
        let origin = if let (Some(twin), Some(live)) = (twin, self.live.folder()) {
            self.tree.link(live, path, &twin, bytes)?;
            Origin::Unchanged
        } else {
            self.tree.write(path, bytes)?;
            Origin::Written
        };
        self.record(path, Staged { entry, origin });
        Ok(())
    }

    /// Takes a live file, or all live files of a folder, into the new version as
    /// they are. Returns how many that were; none if nothing live has the name.
    /// What is carried over need not be among what [`commit`](Staging::commit)
    /// expects.
    ///
    /// # Errors
    /// [`PublishError::CarryOver`] if a live file is not what was published;
    /// otherwise as [`put`](Staging::put).
    pub fn carry_over(&self, prefix: &OutPath) -> Result<usize, PublishError> {
        let prefix = prefix.as_str();
        self.carry_over_if(|path| {
            path.strip_prefix(prefix)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Takes all live files that are wanted into the new version as they are, as
    /// [`carry_over`](Staging::carry_over) does with a folder.
    ///
    /// # Errors
    /// As [`carry_over`](Staging::carry_over).
    pub fn carry_over_if<F>(&self, mut is_wanted: F) -> Result<usize, PublishError>
    where
        F: FnMut(&str) -> bool,
    {
        let mut count = 0;
        for (path, entry) in self
            .live
            .manifest
            .files()
            .filter(|(path, _)| is_wanted(path))
        {
            self.claim(path)?;
            let damaged = || PublishError::CarryOver {
                path: self.workshop.locked.places.out.join(path),
                problem: "it is not what was published",
            };
            let (twin, bytes) = self.live.intact(path, entry).ok_or_else(damaged)?;
            let live = self.live.folder().ok_or_else(damaged)?;
            self.tree.link(live, path, &twin, &bytes)?;
            self.record(
                path,
                Staged {
                    entry: *entry,
                    origin: Origin::Carried,
                },
            );
            count += 1;
        }
        Ok(count)
    }

    /// What is published now; empty if nothing is.
    #[must_use]
    pub fn live(&self) -> &Manifest {
        &self.live.manifest
    }

    /// Everything that was staged, and `None` for what was begun and failed.
    pub(super) fn staged(&self) -> MutexGuard<'_, BTreeMap<String, Option<Staged>>> {
        self.staged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn claim(&self, path: &str) -> Result<(), PublishError> {
        if !is_safe(path) {
            return Err(PublishError::UnsafePath {
                path: path.to_owned(),
            });
        }
        match self.staged().insert(path.to_owned(), None) {
            None => Ok(()),
            Some(_) => Err(PublishError::Clash {
                path: path.to_owned(),
            }),
        }
    }

    fn record(&self, path: &str, staged: Staged) {
        self.staged().insert(path.to_owned(), Some(staged));
    }
}
