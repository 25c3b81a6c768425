//! What would change, as a unified diff that `patch` and `git apply` read.

use similar::TextDiff;

use super::FixedFile;

/// The lines shown around a change.
const CONTEXT: usize = 3;

/// The difference of a fixed file from what it was.
#[must_use]
pub(crate) fn diff(file: &FixedFile) -> String {
    let before = String::from_utf8_lossy(&file.before);
    let after = String::from_utf8_lossy(&file.after);
    let path = &file.path;
    TextDiff::from_lines(&*before, &*after)
        .unified_diff()
        .context_radius(CONTEXT)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string()
}
