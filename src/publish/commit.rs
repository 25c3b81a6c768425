//! From staged to published.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::path::OutPath;

use super::error::{Names, PublishError, failed};
use super::live::{VersionOrigin, owned_manifest, seal};
use super::manifest::{MANIFEST_NAME, Manifest};
use super::recover::keep_as_previous;
use super::seal::Seal;
use super::stage::Step;
use super::staging::{Options, Staged, StagedOrigin, Staging};
use super::staging_area::StagingArea;
use super::swap::{Mode, Swap};

/// What publishing did. Paths are relative to the output, and sorted.
#[derive(Debug)]
#[must_use]
pub struct Publication {
    /// The output folder, with links and `..` resolved.
    pub out: PathBuf,
    /// Files that were not there before.
    pub added: Vec<String>,
    /// Files that were there with other bytes.
    pub changed: Vec<String>,
    /// Files that are no longer there.
    pub removed: Vec<String>,
    /// How many files kept their bytes and their time stamps.
    pub unchanged: usize,
    /// How the output was replaced.
    pub mode: Mode,
    /// Where the version before is kept, for [`rollback`](mod@super::rollback).
    pub previous: Option<PathBuf>,
    /// What went wrong after the new version was in place. It is published all the same;
    /// a message should say both.
    pub troubles: Vec<PublishError>,
}

impl Publication {
    /// The files that an upload has to send: added and changed.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.added.iter().chain(&self.changed).map(String::as_str)
    }
}

impl Staging {
    /// Publishes what was staged, if it is what was planned. If nothing at all
    /// changed, the output is not touched.
    ///
    /// # Errors
    /// Except after [`PublishError::Unfinished`], the output is as it was.
    /// [`PublishError::PlanMismatch`]; [`PublishError::ForeignFiles`] and
    /// [`PublishError::Interfered`] if the output was changed meanwhile;
    /// [`PublishError::DiskFull`] and [`PublishError::Io`], possibly not before the data
    /// is flushed to the disk.
    pub fn commit(self, expected: &[OutPath]) -> Result<Publication, PublishError> {
        let staged = self.take_staged(expected)?;
        let manifest = Manifest::new(
            staged
                .iter()
                .map(|(path, s)| (path.clone(), s.entry))
                .collect(),
        );
        let mut publication = self.compare(&staged);
        self.refuse_interference()?;
        let is_same = self.live.version == Some(manifest.version());
        if is_same && publication.written().next().is_none() {
            self.adopt(&manifest)?;
            return Ok(publication);
        }
        self.link_unchanged(&staged)?;
        let mut sealed = self.seal(&manifest)?;
        publication.mode = sealed.swap(&manifest)?;
        publication.troubles = sealed.tidy_up(publication.mode);
        let beside = &sealed.area.locked.beside;
        let previous = beside.places.previous();
        // In place, a folder of that name is from an earlier build, not the version
        // before this one.
        let is_kept = publication.mode != Mode::InPlace && beside.exists(&previous);
        publication.previous = is_kept.then_some(previous);
        Ok(publication)
    }

    /// Checks that each file that was planned was made, and no other.
    fn take_staged(&self, expected: &[OutPath]) -> Result<BTreeMap<String, Staged>, PublishError> {
        let all = std::mem::take(&mut *self.staged());
        let staged: BTreeMap<String, Staged> = all
            .iter()
            .filter_map(|(path, staged)| Some((path.clone(), (*staged)?)))
            .collect();
        let expected: BTreeSet<&str> = expected.iter().map(OutPath::as_str).collect();
        let failed = all
            .iter()
            .filter(|(_, staged)| staged.is_none())
            .map(|(path, _)| path);
        let missing = expected.iter().filter(|path| !all.contains_key(**path));
        let missing = failed
            .cloned()
            .chain(missing.map(|path| (*path).to_owned()));
        let extra = staged.iter().filter(|(path, staged)| {
            !matches!(staged.origin, StagedOrigin::Carried(_)) && !expected.contains(path.as_str())
        });
        let missing = Names::of(missing);
        let extra = Names::of(extra.map(|(path, _)| path.clone()));
        if missing.is_empty() && extra.is_empty() {
            return Ok(staged);
        }
        Err(PublishError::PlanMismatch { missing, extra })
    }

    fn compare(&self, staged: &BTreeMap<String, Staged>) -> Publication {
        let live = &self.live.manifest;
        let written = staged
            .iter()
            .filter(|(_, staged)| staged.origin == StagedOrigin::Written);
        let (changed, added): (Vec<String>, Vec<String>) = written
            .map(|(path, _)| path.clone())
            .partition(|path| live.get(path).is_some());
        let removed = live
            .files()
            .map(|(path, _)| path)
            .filter(|path| !staged.contains_key(*path));
        let beside = &self.area.locked.beside;
        let previous = beside.places.previous();
        Publication {
            out: beside.places.out.clone(),
            unchanged: staged.len() - added.len() - changed.len(),
            removed: removed.map(str::to_owned).collect(),
            added,
            changed,
            mode: Mode::Untouched,
            previous: beside.exists(&previous).then_some(previous),
            troubles: Vec::new(),
        }
    }

    /// Checks that the output is the one that was read at the beginning, and that nothing
    /// was added to it.
    fn refuse_interference(&self) -> Result<(), PublishError> {
        let beside = &*self.area.locked.beside;
        let places = &beside.places;
        let (previous, now) = rayon::join(
            || owned_manifest(beside, &places.previous()),
            || owned_manifest(beside, &places.out),
        );
        previous?;
        let now = now?.map(|version| version.manifest.version());
        if now == self.live.version {
            return Ok(());
        }
        Err(PublishError::Interfered {
            path: places.out.clone(),
        })
    }

    /// Seals a live version of unknown origin that is byte for byte what this build
    /// produces.
    fn adopt(&self, manifest: &Manifest) -> Result<(), PublishError> {
        let beside = &*self.area.locked.beside;
        if self.live.origin == VersionOrigin::Here || !beside.keeps_seals() {
            return Ok(());
        }
        seal(
            beside,
            &beside.places.out,
            Seal::Published(manifest.version()),
        )
    }

    /// Completes the staged tree, flushes it to the disk, and closes it and the output.
    fn seal(self, manifest: &Manifest) -> Result<Sealed, PublishError> {
        let stage = &self.area.stage;
        let beside = &*self.area.locked.beside;
        self.tree.write(MANIFEST_NAME, &manifest.to_bytes())?;
        seal(beside, &stage.tree(), Seal::Published(manifest.version()))?;
        self.tree.copy_rights(&self.area.locked.beside.places.out);
        stage.intend(Step::Swap, manifest.version())?;
        if self.options.sync {
            let folder = stage.folder();
            beside
                .sync_tree(folder)
                .map_err(failed("action.bring_to_the_disk", folder))?;
        }
        Ok(Sealed {
            old: self.live.version.map(|_| self.live.manifest),
            options: self.options,
            area: self.area,
        })
    }
}

/// A version that is complete. Neither it nor the output is held open any more: Windows
/// does not move an open folder.
#[derive(Debug)]
struct Sealed {
    /// What is published; `None` if the output is absent or empty.
    old: Option<Manifest>,
    options: Options,
    area: StagingArea,
}

impl Sealed {
    fn swap(&mut self, manifest: &Manifest) -> Result<Mode, PublishError> {
        let swap = Swap {
            beside: &self.area.locked.beside,
            stage: &self.area.stage,
            new: manifest,
            old: self.old.as_ref(),
            sync: self.options.sync,
        };
        let result = swap.run(self.options.strategy);
        if matches!(result, Err(PublishError::Unfinished { .. })) {
            // What the next build needs to finish it.
            self.area.keep();
        }
        result
    }

    /// Flushes the exchange to the disk, and keeps the old version as the previous one.
    /// The new version is published by now, so errors here are only reported.
    fn tidy_up(&mut self, mode: Mode) -> Vec<PublishError> {
        let beside = &*self.area.locked.beside;
        let stage = &self.area.stage;
        let mut troubles = Vec::new();
        if self.options.sync {
            for folder in [&*beside.places.parent, stage.folder()] {
                let synced = beside.sync_folder(folder);
                let synced = synced.map_err(failed("action.bring_to_the_disk", folder));
                troubles.extend(synced.err());
            }
        }
        let kept = match mode {
            Mode::Exchange => keep_as_previous(beside, stage, &stage.tree()),
            Mode::TwoStep => keep_as_previous(beside, stage, &stage.previous()),
            Mode::Untouched | Mode::First | Mode::InPlace => Ok(()),
        };
        let tidied = kept.and_then(|()| stage.discard());
        if let Err(e) = tidied {
            troubles.push(e);
            self.area.keep();
        }
        troubles
    }
}
