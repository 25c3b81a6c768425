//! A version that is being built beside the output, not yet visible.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::messages::message;
use crate::path::OutPath;

use super::error::{PublishError, failed};
use super::live::{LiveFile, LiveOutput, VersionOrigin};
use super::manifest::{Manifest, ManifestEntry, is_safe};
use super::staging_area::{Locked, StagingArea};
use super::swap::Strategy;
use super::target::Target;
use super::tree::Tree;

/// How to publish.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether to wait until everything is on the disk. Without it a power cut can leave
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

/// A version that is being built. If it is dropped without [`commit`](Staging::commit),
/// the output stays as it was, and nothing is left beside it.
#[derive(Debug)]
pub struct Staging {
    pub(super) live: LiveOutput,
    pub(super) tree: Tree,
    pub(super) options: Options,
    staged: Mutex<BTreeMap<String, Option<Staged>>>,
    // Last, so that the files above are closed when it removes the stage.
    pub(super) area: StagingArea,
}

/// A file that was staged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staged {
    pub(super) entry: ManifestEntry,
    pub(super) origin: StagedOrigin,
}

/// Where a staged file came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StagedOrigin {
    /// It was written.
    Written,
    /// It is the live file, which has the same bytes.
    Unchanged(LiveFile),
    /// It is the live file, carried over without rendering it again.
    Carried(LiveFile),
}

impl Staging {
    /// Takes the lock beside the output, cleans up after killed builds, and creates the
    /// stage. Creates the parent folder of the output if it does not exist.
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
        let staging_area = StagingArea::open(locked)?;
        let tree = Tree::create(&staging_area.locked.beside, staging_area.stage.tree())?;
        Ok(Self {
            live,
            tree,
            options,
            staged: Mutex::default(),
            area: staging_area,
        })
    }

    /// Stages one file; callable from many threads. A file whose bytes are those of the
    /// live one will be linked, and so keeps its time stamp; others are written.
    /// [`commit`](Staging::commit) makes the links, because there is nothing to link if
    /// nothing has changed.
    ///
    /// # Errors
    /// [`PublishError::Clash`] if the path was staged before, or is a file where another
    /// path needs a folder; [`PublishError::UnsafePath`]; [`PublishError::DiskFull`] with
    /// the bytes that the file takes; [`PublishError::Io`].
    pub fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<(), PublishError> {
        let path = path.as_str();
        self.claim(path)?;
        let entry = ManifestEntry::of(bytes);
        let twin = self
            .live
            .twin(path, &entry, bytes)
            .filter(|twin| self.tree.would_give(twin));
        let origin = if let Some(twin) = twin {
            StagedOrigin::Unchanged(twin)
        } else {
            self.tree.write(path, bytes)?;
            StagedOrigin::Written
        };
        self.record(path, Staged { entry, origin });
        Ok(())
    }

    /// Carries a live file, or all live files of a folder, over to the new version
    /// unchanged. Returns their number; 0 if no live file has the name.
    /// [`commit`](Staging::commit) need not expect them.
    ///
    /// # Errors
    /// [`PublishError::CarryOver`] if a live file is not what was published, or
    /// nothing proves that the output was published from here;
    /// otherwise as [`put`](Staging::put).
    pub fn carry_over(&self, prefix: &OutPath) -> Result<usize, PublishError> {
        let prefix = prefix.as_str();
        self.carry_over_if(|path| {
            path.strip_prefix(prefix)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Carries all wanted live files over to the new version unchanged, as
    /// [`carry_over`](Staging::carry_over) does with a folder.
    ///
    /// # Errors
    /// As [`carry_over`](Staging::carry_over).
    pub fn carry_over_if<F>(&self, mut is_wanted: F) -> Result<usize, PublishError>
    where
        F: FnMut(&str) -> bool,
    {
        let wanted = self.live.manifest.files();
        let wanted: Vec<_> = wanted.filter(|(path, _)| is_wanted(path)).collect();
        // A manifest proves the origin of files only if its own seal is valid.
        if !wanted.is_empty() && self.live.origin != VersionOrigin::Here {
            return Err(PublishError::CarryOver {
                path: self.area.locked.beside.places.out.clone(),
                problem: message!("publish.not_proven"),
            });
        }
        let mut count = 0;
        for (path, entry) in wanted {
            self.claim(path)?;
            let damaged = || PublishError::CarryOver {
                path: self.area.locked.beside.places.out.join(path),
                problem: message!("publish.not_as_published"),
            };
            let (twin, _) = self.live.intact(path, entry).ok_or_else(damaged)?;
            let (entry, origin) = (*entry, StagedOrigin::Carried(twin));
            self.record(path, Staged { entry, origin });
            count += 1;
        }
        Ok(count)
    }

    /// What is published now; empty if nothing is.
    #[must_use]
    pub fn live(&self) -> &Manifest {
        &self.live.manifest
    }

    /// Links the unchanged live files, now that something else has changed.
    ///
    /// # Errors
    /// [`PublishError::Interfered`] if a live file has changed since it was read;
    /// otherwise as [`put`](Staging::put).
    pub(super) fn link_unchanged(
        &self,
        staged: &BTreeMap<String, Staged>,
    ) -> Result<(), PublishError> {
        staged
            .par_iter()
            .try_for_each(|(path, staged)| match &staged.origin {
                StagedOrigin::Written => Ok(()),
                StagedOrigin::Unchanged(twin) | StagedOrigin::Carried(twin) => {
                    self.link(path, &staged.entry, twin)
                }
            })
    }

    fn link(&self, path: &str, entry: &ManifestEntry, twin: &LiveFile) -> Result<(), PublishError> {
        let interfered = || PublishError::Interfered {
            path: self.area.locked.beside.places.out.clone(),
        };
        let live = self.live.folder().ok_or_else(interfered)?;
        let is_still = self.live.is_still(path, twin).map_err(|error| {
            let place = self.area.locked.beside.places.out.join(path);
            failed("action.open", &place)(error)
        })?;
        if !is_still {
            return Err(interfered());
        }
        if self.tree.link(live, path)? {
            return Ok(());
        }
        let (twin, bytes) = self.live.intact(path, entry).ok_or_else(interfered)?;
        self.tree.copy(path, &twin, &bytes)
    }

    /// Everything that was staged, with `None` for files that could not be written.
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::super::swap::Mode;
    use super::super::target::Forbidden;
    use super::*;

    const FILES: [(&str, &str); 2] = [("a/one.css", "one"), ("two.css", "two")];

    fn staged(out: &Path, files: &[(&str, &str)]) -> Staging {
        let options = Options {
            sync: false,
            ..Options::default()
        };
        let forbidden = Forbidden {
            project: out.join("../project"),
            ..Forbidden::default()
        };
        let target = Target::inspect(out, &forbidden).unwrap();
        let staging = Staging::begin(target, options).unwrap();
        for (path, text) in files {
            staging.put(&path_of(path), text.as_bytes()).unwrap();
        }
        staging
    }

    fn path_of(path: &str) -> OutPath {
        OutPath::new(path).unwrap()
    }

    fn expected() -> Vec<OutPath> {
        FILES.iter().map(|(path, _)| path_of(path)).collect()
    }

    #[test]
    fn where_nothing_has_changed_nothing_is_put_together() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("public");
        let first = staged(&out, &FILES).commit(&expected()).unwrap();
        assert_eq!(first.mode, Mode::First);
        let again = staged(&out, &FILES);
        let tree = again.area.stage.tree();
        assert_eq!(fs::read_dir(tree).unwrap().count(), 0);
        let again = again.commit(&expected()).unwrap();
        assert_eq!((again.mode, again.unchanged), (Mode::Untouched, 2));
    }

    /// Only files that have not changed since they were read are linked; otherwise
    /// nothing is published.
    #[test]
    fn a_live_file_that_is_replaced_meanwhile_is_not_linked() {
        let root = tempfile::tempdir().unwrap();
        let out = root.path().join("public");
        let _ = staged(&out, &FILES).commit(&expected()).unwrap();
        let second = staged(&out, &[FILES[0], ("two.css", "new")]);
        let strange = root.path().join("strange.css");
        fs::write(&strange, "eno").unwrap();
        fs::rename(strange, out.join("a/one.css")).unwrap();
        let error = second.commit(&expected()).unwrap_err();
        assert!(matches!(error, PublishError::Interfered { .. }), "{error}");
        let two = fs::read_to_string(out.join("two.css")).unwrap();
        assert_eq!(two, "two");
        // The next build finds the strange file, and writes its own again.
        let third = staged(&out, &[FILES[0], ("two.css", "new")]);
        let third = third.commit(&expected()).unwrap();
        assert_eq!(third.changed, ["a/one.css", "two.css"]);
    }
}
