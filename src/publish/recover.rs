//! Recovery from killed builds. Whenever the build was killed, the stage shows how far it
//! got:
//!
//! 1. nothing was intended yet, or the exchange had not happened: the stage is removed;
//! 2. the exchange had happened: the old version becomes the previous one;
//! 3. the first of two renames had happened: the second is done now;
//! 4. files were being written in place: they are written again, all of them.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::beside::{Beside, is_no_folder};
use super::error::{PublishError, failed};
use super::in_place;
use super::live::{PublishedVersion, VersionOrigin, owned_manifest, read_version, seal};
use super::manifest::SCRATCH_NAME;
use super::remove::remove_own;
use super::seal::Seal;
use super::stage::{Intent, Stage, Step};

/// Finishes or undoes what killed builds left behind. Only the holder of the
/// lock may do this.
///
/// # Errors
/// The system refuses, or foreign files lie where ours are to be removed.
pub(super) fn recover(beside: &Arc<Beside>) -> Result<(), PublishError> {
    for stage in Stage::left_behind(beside)? {
        match stage.intent() {
            Some(intent) if intent.step == Step::Swap => finish_swap(beside, &stage, intent)?,
            Some(intent) if intent.step == Step::InPlace => {
                finish_in_place(beside, &stage, intent)?;
            }
            Some(_) => finish_rollback(beside, &stage)?,
            None => {}
        }
        stage.discard()?;
    }
    // An output that does not exist or is not a folder has none.
    let scratch = beside.places.out.join(SCRATCH_NAME);
    if beside.file(&scratch).is_ok() {
        in_place::clear(beside, &scratch)
    } else {
        Ok(())
    }
}

fn finish_swap(beside: &Beside, stage: &Stage, intent: Intent) -> Result<(), PublishError> {
    let (out, tree, previous) = (&beside.places.out, stage.tree(), stage.previous());
    if beside.exists(&previous) && !beside.exists(out) {
        // After a power cut its manifest may be damaged.
        let whole = hash_in(beside, &tree).is_ok_and(|version| version == Some(intent.version));
        rename(beside, if whole { &tree } else { &previous }, out)?;
    }
    // A repair publishes the version that is there already; then only the inode of the
    // folder shows whether the tree is the old or the new one.
    let moved = stage.inode_of_tree() != Some(intent.inode);
    if moved && hash_in(beside, out)? == Some(intent.version) {
        for old in [previous, tree] {
            if beside.exists(&old) {
                keep_as_previous(beside, stage, &old)?;
            }
        }
    }
    Ok(())
}

fn finish_rollback(beside: &Beside, stage: &Stage) -> Result<(), PublishError> {
    let (out, tree, previous) = (&beside.places.out, stage.tree(), stage.previous());
    let kept = beside.places.previous();
    if !beside.exists(out) {
        let wanted = if beside.exists(&tree) {
            &tree
        } else {
            &previous
        };
        rename(beside, wanted, out)?;
    }
    for other in [previous, tree] {
        if beside.exists(&other) && !beside.exists(&kept) {
            rename(beside, &other, &kept)?;
        }
    }
    Ok(())
}

fn finish_in_place(beside: &Beside, stage: &Stage, intent: Intent) -> Result<(), PublishError> {
    let tree = stage.tree();
    let Ok(Some(PublishedVersion { manifest: new, .. })) = version_in(beside, &tree) else {
        return Ok(());
    };
    // A power cut may have damaged the stage; then the next publication repairs
    // the output, whose own manifest lists all that can be in it.
    if new.version() != intent.version || !in_place::is_whole(beside, &tree, &new) {
        return Ok(());
    }
    let out = &beside.places.out;
    let old = owned_manifest(beside, out)?.map(|version| version.manifest);
    let old = old.unwrap_or_default();
    in_place::claim(beside, out, &new, &old)?;
    in_place::apply(beside, &tree, &new, &old)?;
    in_place::settle(beside, &tree, &new, true)
}

fn version_in(beside: &Beside, folder: &Path) -> Result<Option<PublishedVersion>, PublishError> {
    match beside.folder(folder) {
        Ok(opened) => read_version(&opened, folder),
        Err(e) if e.kind() == io::ErrorKind::NotFound || is_no_folder(&e) => Ok(None),
        Err(e) => Err(failed("action.open", folder)(e)),
    }
}

fn hash_in(beside: &Beside, folder: &Path) -> Result<Option<blake3::Hash>, PublishError> {
    Ok(version_in(beside, folder)?.map(|version| version.manifest.version()))
}

/// Keeps a published version as the previous one. The former previous version moves to
/// the stage, and is removed with it. A version without proof that it was published from
/// here gets the seal [`Seal::PutAside`].
///
/// # Errors
/// The system refuses, or foreign files lie where ours are to be removed.
pub(super) fn keep_as_previous(
    beside: &Beside,
    stage: &Stage,
    old: &Path,
) -> Result<(), PublishError> {
    if !put_aside(beside, old)? {
        return remove_own(beside, old);
    }
    let previous = beside.places.previous();
    if beside.exists(&previous) {
        remove_own(beside, &stage.older())?;
        rename(beside, &previous, &stage.older())?;
    }
    rename(beside, old, &previous)
}

/// Seals a version that is put aside, if it has no seal. Returns whether there is a
/// version.
///
/// # Errors
/// The system refuses.
pub(super) fn put_aside(beside: &Beside, folder: &Path) -> Result<bool, PublishError> {
    let version = version_in(beside, folder)?;
    if let Some(PublishedVersion {
        manifest,
        origin: VersionOrigin::Unknown,
    }) = &version
    {
        seal(beside, folder, Seal::PutAside(manifest.version()))?;
    }
    Ok(version.is_some())
}

/// Renames a folder.
///
/// # Errors
/// The system refuses.
pub(super) fn rename(beside: &Beside, from: &Path, to: &Path) -> Result<(), PublishError> {
    beside
        .rename(from, to)
        .map_err(failed("action.move_a_version_to", to))
}
