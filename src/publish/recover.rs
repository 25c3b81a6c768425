//! Taking up what a killed build left behind. Whatever the moment of the kill,
//! what stands in the stage tells what was done:
//!
//! 1. nothing was intended yet, or the exchange had not happened: the stage goes;
//! 2. the exchange had happened: the version that was becomes the previous one;
//! 3. the first of two renames had happened: the second is done now;
//! 4. files were being written in place: they are written again, all of them.

use std::fs;
use std::path::Path;

use super::error::{PublishError, failed};
use super::in_place;
use super::live::owned_manifest;
use super::manifest::{Manifest, SCRATCH_NAME};
use super::names::Places;
use super::remove::remove_own;
use super::stage::{Intent, Stage, Step, inode};

/// Finishes or undoes what killed builds left behind. Only the holder of the
/// lock may do this.
///
/// # Errors
/// The system refuses, or foreign files lie where ours are to be removed.
pub(super) fn recover(places: &Places) -> Result<(), PublishError> {
    for stage in Stage::left_behind(places)? {
        match stage.intent() {
            Some(intent) if intent.step == Step::Swap => finish_swap(places, &stage, intent)?,
            Some(intent) if intent.step == Step::InPlace => {
                finish_in_place(places, &stage, intent)?;
            }
            Some(_) => finish_rollback(places, &stage)?,
            None => {}
        }
        stage.discard()?;
    }
    let scratch = places.out.join(SCRATCH_NAME);
    if scratch.is_file() {
        in_place::clear(&scratch)
    } else {
        Ok(())
    }
}

fn finish_swap(places: &Places, stage: &Stage, intent: Intent) -> Result<(), PublishError> {
    let (out, tree, previous) = (&places.out, stage.tree(), stage.previous());
    if previous.exists() && !out.exists() {
        // After a power cut its manifest may be damaged.
        let whole = version(&tree).is_ok_and(|version| version == Some(intent.version));
        rename(if whole { &tree } else { &previous }, out)?;
    }
    // A repair publishes the version that is there already; then only the
    // number of the folder tells whether the tree is the old or the new one.
    let moved = inode(&tree) != Some(intent.inode);
    if moved && version(out)? == Some(intent.version) {
        for old in [previous, tree] {
            if old.exists() {
                keep_as_previous(places, stage, &old)?;
            }
        }
    }
    Ok(())
}

fn finish_rollback(places: &Places, stage: &Stage) -> Result<(), PublishError> {
    let (out, tree, previous) = (&places.out, stage.tree(), stage.previous());
    if !out.exists() {
        let wanted = if tree.exists() { &tree } else { &previous };
        rename(wanted, out)?;
    }
    for other in [previous, tree] {
        if other.exists() && !places.previous().exists() {
            rename(&other, &places.previous())?;
        }
    }
    Ok(())
}

fn finish_in_place(places: &Places, stage: &Stage, intent: Intent) -> Result<(), PublishError> {
    let tree = stage.tree();
    let Ok(Some(new)) = Manifest::of_folder(&tree) else {
        return Ok(());
    };
    // A power cut may have damaged the stage; then the next publication mends
    // the output, whose own manifest lists all that can be in it.
    if new.version() != intent.version || !in_place::is_whole(&tree, &new) {
        return Ok(());
    }
    let old = owned_manifest(&places.out)?.unwrap_or_default();
    in_place::claim(&places.out, &new, &old)?;
    in_place::apply(&places.out, &tree, &new, &old)?;
    in_place::settle(&places.out, &tree, true)
}

fn version(folder: &Path) -> Result<Option<blake3::Hash>, PublishError> {
    Ok(Manifest::of_folder(folder)?.map(|manifest| manifest.version()))
}

/// Puts a version that was published in the place of the previous one. What had
/// that place goes to the stage, to be removed with it.
///
/// # Errors
/// The system refuses, or foreign files lie where ours are to be removed.
pub(super) fn keep_as_previous(
    places: &Places,
    stage: &Stage,
    old: &Path,
) -> Result<(), PublishError> {
    if version(old)?.is_none() {
        return remove_own(old);
    }
    let previous = places.previous();
    if previous.exists() {
        remove_own(&stage.older())?;
        rename(&previous, &stage.older())?;
    }
    rename(old, &previous)
}

/// Renames a folder.
///
/// # Errors
/// The system refuses.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    fs::rename(from, to).map_err(failed("move a version to", to))
}
