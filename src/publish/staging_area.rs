//! What a build holds while it stages: the lock, its stage, and the parent folders it had
//! to make. Dropping the staging area releases all of it, in reverse order.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::beside::Beside;
use super::error::{PublishError, failed};
use super::live::{LiveOutput, VersionOrigin, owned_manifest};
use super::lock::Lock;
use super::names::Places;
use super::recover::recover;
use super::stage::Stage;

/// The lock on an output, taken after the remains of killed builds were cleaned up.
#[derive(Debug)]
pub(super) struct Locked {
    pub(super) beside: Arc<Beside>,
    // Dropped in this order: the lock, then the folders, if nothing is in them.
    _lock: Lock,
    _parents: Parents,
}

impl Locked {
    /// Takes the lock and cleans up.
    ///
    /// # Errors
    /// Another build holds the lock; the system refuses.
    pub(super) fn open(places: Places) -> Result<Self, PublishError> {
        let parents = Parents::make(&places.parent)?;
        let parent = places.parent.clone();
        let beside = Beside::open(places).map_err(failed("action.open", &parent))?;
        let beside = Arc::new(beside);
        let lock = Lock::take(&beside)?;
        recover(&beside)?;
        Ok(Self {
            beside,
            _lock: lock,
            _parents: parents,
        })
    }

    /// Reads the live version, after checking that neither it nor the previous version
    /// holds foreign files. The previous version must be sealed by us, because it will be
    /// removed.
    ///
    /// # Errors
    /// One of them holds foreign files, or the previous version has no seal; the system
    /// refuses.
    pub(super) fn live(&self) -> Result<LiveOutput, PublishError> {
        let path = self.beside.places.previous();
        let previous = owned_manifest(&self.beside, &path)?;
        let is_unknown = previous.is_some_and(|version| version.origin == VersionOrigin::Unknown);
        if is_unknown && self.beside.keeps_seals() {
            return Err(PublishError::UnknownPrevious { path });
        }
        LiveOutput::open(&self.beside)
    }
}

/// A stage that is removed when it is dropped.
#[derive(Debug)]
pub(super) struct StagingArea {
    pub(super) stage: Stage,
    keep: bool,
    pub(super) locked: Locked,
}

impl StagingArea {
    /// Creates the stage.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn open(locked: Locked) -> Result<Self, PublishError> {
        let stage = Stage::create(&locked.beside)?;
        Ok(Self {
            stage,
            keep: false,
            locked,
        })
    }

    /// Leaves the stage for the next build to take up.
    pub(super) fn keep(&mut self) {
        self.keep = true;
    }
}

impl Drop for StagingArea {
    fn drop(&mut self) {
        if !self.keep {
            // What cannot be removed now is removed by the next build.
            let _ = self.stage.discard();
        }
    }
}

/// The parent folders that had to be made; removed again if they stay empty.
#[derive(Debug)]
struct Parents(Vec<PathBuf>);

impl Parents {
    fn make(parent: &Path) -> Result<Self, PublishError> {
        let absent = |folder: &&Path| !folder.exists();
        let absent: Vec<PathBuf> = parent
            .ancestors()
            .take_while(absent)
            .map(Path::to_owned)
            .collect();
        let made = Self(absent);
        fs::create_dir_all(parent).map_err(failed("action.make_the_folder", parent))?;
        Ok(made)
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}
