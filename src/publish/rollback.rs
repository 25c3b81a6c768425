//! Going back to the previous version, and forgetting it.

use std::io;
use std::path::{Path, PathBuf};

use super::error::{PublishError, Refusal, failed, unfinished};
use super::live::owned_manifest;
use super::manifest::Manifest;
use super::names::Places;
use super::recover::rename;
use super::remove::remove_own;
use super::resolve::resolve;
use super::stage::Step;
use super::swap::{Mode, cannot_exchange};
use super::sys;
use super::target::refused;
use super::workshop::{Locked, Workshop};

/// What going back did.
#[derive(Debug)]
#[must_use]
pub struct Rollback {
    /// The output folder, with links and `..` resolved.
    pub out: PathBuf,
    /// What is published now; the version that was published is the previous one.
    pub now: Manifest,
    /// How the two changed places.
    pub mode: Mode,
}

/// Lets the output and the previous version change places. Done twice, all is
/// as it was.
///
/// # Errors
/// [`PublishError::NoPrevious`]; [`PublishError::Locked`];
/// [`PublishError::ForeignFiles`] if one of the two holds foreign files;
/// [`PublishError::Io`]. The output is then as it was, save for
/// [`PublishError::Unfinished`].
pub fn rollback(out: &Path) -> Result<Rollback, PublishError> {
    let locked = locked(out)?;
    let (out, previous) = (locked.places.out.clone(), locked.places.previous());
    let absent = || PublishError::NoPrevious { path: out.clone() };
    let now = owned_manifest(&previous)?.ok_or_else(absent)?;
    let mode = if owned_manifest(&out)?.is_none() {
        rename(&previous, &out)?;
        Mode::First
    } else {
        match sys::exchange(&previous, &out) {
            Ok(()) => Mode::Exchange,
            Err(e) if cannot_exchange(&e) => in_three_renames(locked)?,
            Err(e) => return Err(failed("go back to the previous version of", &out)(e)),
        }
    };
    if let Some(parent) = out.parent() {
        sys::sync_folder(parent).map_err(failed("bring to the disk", parent))?;
    }
    Ok(Rollback { out, now, mode })
}

/// Removes the previous version, as when someone's data must be gone. Says
/// whether there was one.
///
/// # Errors
/// [`PublishError::Locked`]; [`PublishError::ForeignFiles`] if it holds foreign
/// files; [`PublishError::Io`].
pub fn forget(out: &Path) -> Result<bool, PublishError> {
    let locked = locked(out)?;
    let previous = locked.places.previous();
    let was_there = previous.exists();
    remove_own(&previous)?;
    Ok(was_there)
}

fn locked(out: &Path) -> Result<Locked, PublishError> {
    let path = resolve(out).map_err(failed("resolve the output folder", out))?;
    let places = Places::new(&path).ok_or_else(|| refused(&path, Refusal::Root))?;
    if !places.parent.is_dir() {
        let absent = io::Error::from(io::ErrorKind::NotFound);
        return Err(failed("open", &places.parent)(absent));
    }
    Locked::open(places)
}

/// Lets the two change places where the file system knows no exchange. A killed
/// one is finished or undone by the next build.
fn in_three_renames(locked: Locked) -> Result<Mode, PublishError> {
    let mut workshop = Workshop::open(locked)?;
    // From here on a whole version is in the stage: it must not go with it.
    workshop.keep();
    let (places, stage) = (&workshop.locked.places, &workshop.stage);
    let version = Manifest::default().version();
    stage.intend(Step::Rollback, version)?;
    rename(&places.previous(), &stage.tree())?;
    let change_places = || {
        rename(&places.out, &stage.previous())?;
        rename(&stage.tree(), &places.out)?;
        rename(&stage.previous(), &places.previous())
    };
    change_places().map_err(|reason| unfinished(&places.out, reason))?;
    // Whole by now: what cannot be removed is removed by the next build.
    let _ = stage.discard();
    Ok(Mode::TwoStep)
}
