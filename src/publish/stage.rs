//! The folder beside the output in which the new version is built. A marker in it, sealed
//! (see [`Seal`]), proves that it is ours, so that the remains of a killed build can be
//! told from a foreign folder of the same name.
//!
//! ```text
//! .public.stage-<pid>/
//!   spunweb-stage    the marker
//!   intent           what is about to happen to `tree`, written just before it does
//!   tree/            the new version; after an exchange, the old one
//!   previous/        the old version, in a two-step rename
//!   older/           the version before that, about to be removed
//! ```

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use blake3::Hash;

use super::beside::Beside;
use super::error::{Names, PublishError, Refusal, failed};
use super::remove::remove_own;
use super::seal::Seal;
use super::target::refused;
use crate::system::{FileType, OFlags, RawMode, Stat};

/// The rights that every published folder has.
pub(super) const FOLDER_MODE: u16 = 0o755;

/// The rights of a marker. Git leaves its owner the right to write each file.
const MARKER_MODE: u16 = 0o400;

const MARKER: &str = "spunweb-stage";
const INTENT: &str = "intent";

/// A stage, of this process or left behind by another one.
#[derive(Debug)]
pub(super) struct Stage {
    beside: Arc<Beside>,
    folder: PathBuf,
}

impl Stage {
    /// Creates the stage of this process, without its tree.
    ///
    /// # Errors
    /// A folder of that name is there and is not ours, or the system refuses.
    pub(super) fn create(beside: &Arc<Beside>) -> Result<Self, PublishError> {
        const OURS_ALONE: u16 = 0o700;
        let folder = beside.places.stage();
        match beside.make_folder(&folder, OURS_ALONE) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                let name = Names::of([folder.to_string_lossy().into_owned()]);
                return Err(refused(&folder, Refusal::NotOurs(name)));
            }
            Err(e) => return Err(failed("action.make_the_folder", &folder)(e)),
        }
        let stage = Self {
            beside: Arc::clone(beside),
            folder,
        };
        let marker = stage.folder.join(MARKER);
        match stage.mark(&marker) {
            Ok(()) => Ok(stage),
            Err(e) => {
                // Without its marker only an empty folder is recognised as ours.
                let _ = beside.remove_file(&marker);
                let _ = beside.remove_folder(&stage.folder);
                Err(failed("action.write", &marker)(e))
            }
        }
    }

    fn mark(&self, marker: &Path) -> io::Result<()> {
        let folder = self.beside.stat(&self.folder)?.st_ino;
        let file = self.beside.create(marker, OFlags::EXCL, MARKER_MODE)?;
        Seal::Stage { folder }.set(&file)
    }

    /// Finds the stages that killed builds of this output left behind. Only the holder of
    /// the lock may call this.
    ///
    /// # Errors
    /// The folder that holds the output cannot be read.
    pub(super) fn left_behind(beside: &Arc<Beside>) -> Result<Vec<Self>, PublishError> {
        let parent = &beside.places.parent;
        let names = beside
            .names(parent)
            .map_err(failed("action.read_the_folder", parent))?;
        let stages = names
            .into_iter()
            .filter(|(name, kind)| beside.places.is_stage(name) && *kind == FileType::Directory);
        let stages = stages.map(|(name, _)| Self {
            beside: Arc::clone(beside),
            folder: parent.join(name),
        });
        Ok(stages.filter(Self::is_own).collect())
    }

    /// Whether the marker is there and sealed. A build that was killed before it sealed
    /// the marker left nothing but an empty marker, or an empty folder: then nothing can
    /// be lost.
    fn is_own(&self) -> bool {
        let Ok(names) = self.beside.names(&self.folder) else {
            return false;
        };
        let marker = self.beside.stat(&self.folder.join(MARKER)).ok();
        let marker = marker.filter(|stat| {
            FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile && stat.st_size == 0
        });
        match (marker, names.len()) {
            (None, count) => count == 0,
            (Some(_), 1) => true,
            (Some(marker), _) => self.is_sealed(&marker),
        }
    }

    fn is_sealed(&self, marker: &Stat) -> bool {
        if !self.beside.keeps_seals() {
            return true;
        }
        let seal = self.beside.stat(&self.folder).map(|stat| Seal::Stage {
            folder: stat.st_ino,
        });
        let is_read_only = marker.st_mode & 0o777 == RawMode::from(MARKER_MODE);
        is_read_only && seal.is_ok_and(|seal| seal.is_on(marker))
    }

    /// The stage's own folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The new version; after an exchange, the old one.
    pub(super) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// The old version, in a two-step rename.
    pub(super) fn previous(&self) -> PathBuf {
        self.folder.join("previous")
    }

    /// The version before the old one, which is about to be removed.
    pub(super) fn older(&self) -> PathBuf {
        self.folder.join("older")
    }

    /// Notes what is about to happen.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn intend(&self, step: Step, version: Hash) -> Result<(), PublishError> {
        let path = self.folder.join(INTENT);
        let inode = self.inode_of_tree().unwrap_or_default();
        let text = format!("{} {} {inode}\n", step.word(), version.to_hex());
        let written = self.beside.write(&path, text.as_bytes());
        written.map(|_| ()).map_err(failed("action.write", &path))
    }

    /// Reads what was about to happen; `None` if nothing had begun.
    pub(super) fn intent(&self) -> Option<Intent> {
        let bytes = self.beside.read(&self.folder.join(INTENT)).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        // An incomplete line was never acted on.
        let mut words = text.strip_suffix('\n')?.split(' ');
        let step = Step::of_word(words.next()?)?;
        let version = Hash::from_hex(words.next()?).ok()?;
        let inode = words.next()?.parse().ok()?;
        Some(Intent {
            step,
            version,
            inode,
        })
    }

    /// Removes the stage and everything in it. Of a version that was published, only the
    /// files in its manifest are removed, as everywhere.
    ///
    /// # Errors
    /// A version in it holds foreign files; the system refuses.
    pub(super) fn discard(&self) -> Result<(), PublishError> {
        let beside = &*self.beside;
        remove_own(beside, &self.older())?;
        remove_own(beside, &self.previous())?;
        let tree = self.tree();
        // A tree that has not moved since it was created was never published: it may be
        // incomplete, and every file in it is ours.
        if self
            .intent()
            .is_none_or(|intent| self.inode_of_tree() == Some(intent.inode))
        {
            beside
                .remove_all(&tree)
                .map_err(failed("action.remove", &tree))?;
        } else {
            remove_own(beside, &tree)?;
        }
        // The marker last: until then it proves that the rest is ours.
        for name in [INTENT, MARKER] {
            let path = self.folder.join(name);
            beside
                .remove_file(&path)
                .map_err(failed("action.remove", &path))?;
        }
        let removed = beside.remove_folder(&self.folder);
        removed.map_err(failed("action.remove", &self.folder))
    }

    /// The inode of the tree's folder, which does not change when it is renamed.
    pub(super) fn inode_of_tree(&self) -> Option<u64> {
        self.beside.stat(&self.tree()).ok().map(|stat| stat.st_ino)
    }
}

/// What happens to a staged tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It takes the place of the output, in one system call or in two.
    Swap,
    /// Its files go into the output one by one.
    InPlace,
    /// It is an earlier version, and takes the place of the output in three renames.
    Rollback,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Self::Swap => "swap",
            Self::InPlace => "in-place",
            Self::Rollback => "rollback",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Swap, Self::InPlace, Self::Rollback]
            .into_iter()
            .find(|step| step.word() == word)
    }
}

/// What was about to happen to a staged tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Intent {
    pub(super) step: Step,
    /// The version that was to be published.
    pub(super) version: Hash,
    /// The tree's inode before it moved.
    pub(super) inode: u64,
}
