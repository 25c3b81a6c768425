//! The folder beside the output in which the version to be is put together.
//! A marker in it says that it is ours, so that what a killed build left behind
//! is known from a stranger's folder of the same name.
//!
//! ```text
//! .public.stage-<pid>/
//!   spunweb-stage    the marker
//!   intent           what is about to happen to `tree`, written just before it does
//!   tree/            the version to be; after an exchange, the one that was
//!   previous/        the version that was, in a two-step rename
//!   older/           the version before that, on its way out
//! ```

use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use blake3::Hash;

use super::error::{Names, PublishError, Refusal, failed};
use super::names::Places;
use super::remove::{remove_all, remove_own};
use super::target::refused;

/// The rights that every published folder has.
pub(super) const FOLDER_MODE: u32 = 0o755;

const MARKER: &str = "spunweb-stage";
const INTENT: &str = "intent";

/// A stage: of this process, or left behind by another.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
}

impl Stage {
    /// Makes the stage of this process, without its tree.
    ///
    /// # Errors
    /// A folder of that name is there and is not ours, or the system refuses.
    pub(super) fn create(places: &Places) -> Result<Self, PublishError> {
        const OURS_ALONE: u32 = 0o700;
        let folder = places.stage();
        match DirBuilder::new().mode(OURS_ALONE).create(&folder) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                let name = Names::of([folder.to_string_lossy().into_owned()]);
                return Err(refused(&folder, Refusal::NotOurs(name)));
            }
            Err(e) => return Err(failed("make the folder", &folder)(e)),
        }
        let stage = Self { folder };
        let marker = stage.folder.join(MARKER);
        match File::create_new(&marker) {
            Ok(_) => Ok(stage),
            Err(e) => {
                // Without its marker only an empty folder is known as ours.
                let _ = fs::remove_dir(&stage.folder);
                Err(failed("write", &marker)(e))
            }
        }
    }

    /// Finds the stages that killed builds of this output left behind. Only the
    /// holder of the lock may ask.
    ///
    /// # Errors
    /// The folder that holds the output cannot be read.
    pub(super) fn left_behind(places: &Places) -> Result<Vec<Self>, PublishError> {
        let read = || -> io::Result<Vec<Self>> {
            let mut found = Vec::new();
            for entry in fs::read_dir(&places.parent)? {
                let entry = entry?;
                if places.is_stage(&entry.file_name()) && entry.file_type()?.is_dir() {
                    found.push(Self {
                        folder: entry.path(),
                    });
                }
            }
            found.sort_by(|one, other| one.folder.cmp(&other.folder));
            found.retain(Self::is_own);
            Ok(found)
        };
        read().map_err(failed("read the folder", &places.parent))
    }

    /// Whether the marker is there. A build that was killed before it wrote the
    /// marker left an empty folder, and that is ours as well.
    fn is_own(&self) -> bool {
        self.folder.join(MARKER).is_file()
            || fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.next().is_none())
    }

    /// The folder itself.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The version to be; after an exchange, the one that was.
    pub(super) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// The version that was, in a two-step rename.
    pub(super) fn previous(&self) -> PathBuf {
        self.folder.join("previous")
    }

    /// The version before the one that was, on its way out.
    pub(super) fn older(&self) -> PathBuf {
        self.folder.join("older")
    }

    /// Notes what is about to happen.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn intend(&self, step: Step, version: Hash) -> Result<(), PublishError> {
        let path = self.folder.join(INTENT);
        let inode = inode(&self.tree()).unwrap_or_default();
        let text = format!("{} {} {inode}\n", step.word(), version.to_hex());
        fs::write(&path, text).map_err(failed("write", &path))
    }

    /// Reads what was about to happen; `None` if nothing had begun.
    pub(super) fn intent(&self) -> Option<Intent> {
        let text = fs::read_to_string(self.folder.join(INTENT)).ok()?;
        // Half a line was never acted upon.
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

    /// Removes the stage and all in it. A version that was published is removed
    /// by its manifest, as everywhere.
    ///
    /// # Errors
    /// A version in it holds foreign files; the system refuses.
    pub(super) fn discard(&self) -> Result<(), PublishError> {
        remove_own(&self.older())?;
        remove_own(&self.previous())?;
        let tree = self.tree();
        // What has not moved since it was made was never published: it may be
        // incomplete, and all of it is ours.
        if self
            .intent()
            .is_none_or(|intent| inode(&tree) == Some(intent.inode))
        {
            remove_all(&tree)?;
        } else {
            remove_own(&tree)?;
        }
        // The marker last: up to then the rest is known as ours.
        for name in [INTENT, MARKER] {
            let path = self.folder.join(name);
            ignore_absent(fs::remove_file(&path)).map_err(failed("remove", &path))?;
        }
        ignore_absent(fs::remove_dir(&self.folder)).map_err(failed("remove", &self.folder))
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
    /// The tree's own number before it moved.
    pub(super) inode: u64,
}

/// The number of a folder, which stays with it when it is renamed.
pub(super) fn inode(folder: &Path) -> Option<u64> {
    fs::symlink_metadata(folder)
        .ok()
        .map(|metadata| metadata.ino())
}

/// Takes a thing that is gone for a thing that was removed.
pub(super) fn ignore_absent(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
