//! Notes about a publication beside its last line: a weaker guarantee, and what went
//! wrong after the new version was in place.

use std::path::Path;

use crate::messages::{Message, message};
use crate::publish::{Changes, Manifest, Mode, Publication, PublishError};

/// What a weaker mode means for visitors; `None` for the standard mode.
pub(super) fn mode_note(mode: Mode) -> Option<Message> {
    match mode {
        Mode::Untouched | Mode::First | Mode::Exchange => None,
        Mode::TwoStep => Some(message!("publish.two_renames")),
        Mode::InPlace => Some(message!("publish.in_place")),
    }
}

/// All notes, one per line.
pub(super) fn notes(publication: &Publication, lang: &str) -> Vec<String> {
    let mode = mode_note(publication.mode).map(|note| format!("note: {}", note.text(lang)));
    let troubles = publication
        .troubles
        .iter()
        .map(|trouble| published_but(trouble, lang));
    mode.into_iter().chain(troubles).collect()
}

/// What went wrong after the new version was in place.
pub(super) fn published_but(trouble: &PublishError, lang: &str) -> String {
    let said = message!("publish.but", why = trouble.message());
    format!("warning: {}", said.text(lang))
}

/// Writes what changed since another publication, and says where.
///
/// # Errors
/// The manifest of the new publication cannot be read, or the file not written.
pub(super) fn changes(before: &Manifest, out: &Path, lang: &str) -> Result<String, PublishError> {
    let now = Manifest::of_folder(out)?.unwrap_or_default();
    let changes = Changes::between(before, &now);
    let path = changes.write_beside(out)?;
    let said = message!(
        "publish.changes",
        added = changes.added.len(),
        changed = changes.changed.len(),
        removed = changes.removed.len(),
        path = path.display().to_string(),
    );
    Ok(said.text(lang))
}
