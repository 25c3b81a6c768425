//! What a publication is told of, beyond its last line: a weaker promise, and
//! what went wrong after the new version was in place.

use std::path::Path;

use crate::diagnostic::told;
use crate::publish::{Changes, Manifest, Mode, Publication, PublishError};

/// What a weaker mode means for visitors; nothing for the promised one.
pub(super) fn mode_note(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Untouched | Mode::First | Mode::Exchange => None,
        Mode::TwoStep => Some(
            "published in two renames, because the file system cannot exchange two folders: for an instant there was no output",
        ),
        Mode::InPlace => Some(
            "published file by file, because the output folder cannot be moved: for a short time its files were of two versions, and there is no previous version to go back to",
        ),
    }
}

/// Everything that somebody should read, one a line.
pub(super) fn notes(publication: &Publication, lang: &str) -> Vec<String> {
    let mode = mode_note(publication.mode).map(|note| format!("note: {}", told(note, lang)));
    let troubles = publication
        .troubles
        .iter()
        .map(|trouble| published_but(trouble, lang));
    mode.into_iter().chain(troubles).collect()
}

/// What went wrong after the new version was in place.
pub(super) fn published_but(trouble: &PublishError, lang: &str) -> String {
    let said = told(&format!("it is published, but {trouble}"), lang);
    format!("warning: {said}")
}

/// Writes what changed since another publication, and says where.
///
/// # Errors
/// The manifest of the new publication cannot be read, or the file not written.
pub(super) fn changes(before: &Manifest, out: &Path, lang: &str) -> Result<String, PublishError> {
    let now = Manifest::of_folder(out)?.unwrap_or_default();
    let changes = Changes::between(before, &now);
    let path = changes.write_beside(out)?;
    let said = format!(
        "since the previous manifest: {} added, {} changed, {} removed; written to {}",
        changes.added.len(),
        changes.changed.len(),
        changes.removed.len(),
        path.display(),
    );
    Ok(told(&said, lang))
}
