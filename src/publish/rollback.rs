//! Rolling back to the previous version, and removing it.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::error::{PublishError, Refusal, failed, unfinished};
use super::live::{VersionOrigin, owned_manifest};
use super::manifest::Manifest;
use super::names::Places;
use super::recover::{put_aside, rename};
use super::remove::remove_own;
use super::stage::Step;
use super::staging_area::{Locked, StagingArea};
use super::swap::{Mode, cannot_exchange};
use super::target::{refused, resolve_output};

/// The result of a rollback.
#[derive(Debug)]
#[must_use]
pub(crate) struct Rollback {
    /// What is published now; the version that was published is the previous one.
    pub now: Manifest,
    /// How the two changed places.
    pub mode: Mode,
}

/// Swaps the output and the previous version. A second call restores the first state.
///
/// # Errors
/// [`PublishError::NoPrevious`]; [`PublishError::Locked`]; [`PublishError::ForeignFiles`]
/// if one of the two holds foreign files; [`PublishError::UnknownPrevious`] if nothing
/// proves that it was published from here; [`PublishError::Io`]. The output is then as it
/// was, except after [`PublishError::Unfinished`].
pub(crate) fn rollback(out: &Path, project: &Path) -> Result<Rollback, PublishError> {
    let locked = locked(out, project)?;
    let beside = Arc::clone(&locked.beside);
    let (out, previous) = (beside.places.out.clone(), beside.places.previous());
    let absent = || PublishError::NoPrevious { path: out.clone() };
    let before = owned_manifest(&beside, &previous)?.ok_or_else(absent)?;
    let is_known = matches!(before.origin, VersionOrigin::Here | VersionOrigin::Copied);
    if !is_known && beside.keeps_seals() {
        return Err(PublishError::UnknownPrevious { path: previous });
    }
    let mode = if owned_manifest(&beside, &out)?.is_none() {
        rename(&beside, &previous, &out)?;
        Mode::First
    } else {
        put_aside(&beside, &out)?;
        match beside.exchange(&previous, &out) {
            Ok(()) => Mode::Exchange,
            Err(e) if cannot_exchange(&e) => in_three_renames(locked)?,
            Err(e) => return Err(failed("action.go_back_to_the_previous_version_of", &out)(e)),
        }
    };
    let parent = &beside.places.parent;
    beside
        .sync_folder(parent)
        .map_err(failed("action.bring_to_the_disk", parent))?;
    let now = before.manifest;
    Ok(Rollback { now, mode })
}

/// Removes the previous version, for example because personal data must be erased.
/// Returns whether there was one. It need not have been published from here.
///
/// # Errors
/// [`PublishError::Locked`]; [`PublishError::ForeignFiles`] if it holds foreign
/// files; [`PublishError::Io`].
pub(crate) fn forget(out: &Path, project: &Path) -> Result<bool, PublishError> {
    let locked = locked(out, project)?;
    let previous = locked.beside.places.previous();
    let was_there = locked.beside.exists(&previous);
    remove_own(&locked.beside, &previous)?;
    Ok(was_there)
}

fn locked(out: &Path, project: &Path) -> Result<Locked, PublishError> {
    let path = resolve_output(out, project)?;
    let places = Places::new(&path).ok_or_else(|| refused(&path, Refusal::Root))?;
    if !places.parent.is_dir() {
        let absent = io::Error::from(io::ErrorKind::NotFound);
        return Err(failed("action.open", &places.parent)(absent));
    }
    Locked::open(places)
}

/// Swaps the two where the file system has no exchange. If it is killed, the next build
/// finishes or undoes it.
fn in_three_renames(locked: Locked) -> Result<Mode, PublishError> {
    let mut staging_area = StagingArea::open(locked)?;
    // From here on the stage holds a complete version, which must not be removed with it.
    staging_area.keep();
    let (beside, stage) = (&*staging_area.locked.beside, &staging_area.stage);
    let (out, previous) = (&beside.places.out, &beside.places.previous());
    let version = Manifest::default().version();
    stage.intend(Step::Rollback, version)?;
    rename(beside, previous, &stage.tree())?;
    let change_places = || {
        rename(beside, out, &stage.previous())?;
        rename(beside, &stage.tree(), out)?;
        rename(beside, &stage.previous(), previous)
    };
    change_places().map_err(|reason| unfinished(out, reason))?;
    // The swap is complete: the next build removes what cannot be removed now.
    let _ = stage.discard();
    Ok(Mode::TwoStep)
}
