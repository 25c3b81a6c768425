//! What would change, as a unified diff that `patch` and `git apply` read.

use std::fmt::Write as _;

use similar::udiff::UnifiedHunkHeader;
use similar::{DiffOp, group_diff_ops};

use super::FixedFile;

/// The lines shown around a change.
const CONTEXT: usize = 3;

/// How many lines a change is looked over for the next line that both texts have. A fix
/// changes a few lines where they stand; what moves further is shown as one change.
const WINDOW: usize = 64;

/// What stands below a last line that has no end.
const NO_END: &str = "\\ No newline at end of file";

/// The difference of a fixed file from what it was.
#[must_use]
pub(crate) fn diff(file: &FixedFile) -> String {
    let before = String::from_utf8_lossy(&file.before);
    let after = String::from_utf8_lossy(&file.after);
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let hunks = group_diff_ops(changes(&old, &new), CONTEXT);
    if hunks.is_empty() {
        return String::new();
    }
    let path = &file.path;
    let mut text = format!("--- a/{path}\n+++ b/{path}\n");
    for hunk in hunks {
        // Writing to a text does not fail.
        let _ = writeln!(text, "{}", UnifiedHunkHeader::new(&hunk));
        for change in hunk.iter().flat_map(|op| op.iter_changes(&old, &new)) {
            let line = change.value();
            let _ = write!(text, "{}{line}", change.tag());
            if !line.ends_with('\n') {
                let _ = writeln!(text, "\n{NO_END}");
            }
        }
    }
    text
}

/// The steps from the old lines to the new ones, in one pass: a general algorithm takes
/// the square of the lines that differ, and fixes can change every line of a file.
fn changes(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut ops = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    while at_old < old.len() || at_new < new.len() {
        let (rest_old, rest_new) = (
            old.get(at_old..).unwrap_or_default(),
            new.get(at_new..).unwrap_or_default(),
        );
        let pairs = rest_old.iter().zip(rest_new);
        let len = pairs.take_while(|(old, new)| old == new).count();
        if len > 0 {
            ops.push(DiffOp::Equal {
                old_index: at_old,
                new_index: at_new,
                len,
            });
            (at_old, at_new) = (at_old + len, at_new + len);
            continue;
        }
        let (gone, come) = replaced(rest_old, rest_new);
        if let Some(DiffOp::Replace {
            old_len, new_len, ..
        }) = ops.last_mut()
        {
            (*old_len, *new_len) = (*old_len + gone, *new_len + come);
        } else {
            ops.push(DiffOp::Replace {
                old_index: at_old,
                old_len: gone,
                new_index: at_new,
                new_len: come,
            });
        }
        (at_old, at_new) = (at_old + gone, at_new + come);
    }
    ops
}

/// How many lines at the beginning of both differ, up to the next line that is the same;
/// as many as are looked over where there is none.
fn replaced(old: &[&str], new: &[&str]) -> (usize, usize) {
    let is_same = |skipped: usize, total: usize| {
        let pair = old.get(skipped).zip(new.get(total - skipped));
        pair.is_some_and(|(old, new)| old == new && !old.trim().is_empty())
    };
    for total in 1..=WINDOW {
        // The same number of lines on both sides is what fixes mostly leave.
        let middle = total / 2;
        let mut near: Vec<usize> = (0..=total).collect();
        near.sort_by_key(|skipped| skipped.abs_diff(middle));
        if let Some(skipped) = near.into_iter().find(|skipped| is_same(*skipped, total)) {
            return (skipped, total - skipped);
        }
    }
    (old.len().min(WINDOW / 2), new.len().min(WINDOW / 2))
}
