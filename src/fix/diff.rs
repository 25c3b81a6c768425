//! What would change, as a unified diff that `patch` and `git apply` read.

use std::fmt::Write as _;

use similar::udiff::UnifiedHunkHeader;
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::FixedFile;

/// The lines shown around a change.
const CONTEXT: usize = 3;

/// Up to this many lines the diff is minimal (Myers), which is quadratic in the number of
/// lines that differ.
const MOST_LINES: usize = 2_000;

/// In a longer file, how many lines after a difference are searched for the next line
/// that both texts share. A fix changes a few lines in place; a longer move is shown as
/// one change.
const WINDOW: usize = 64;

/// The line that follows a last line without a line break.
const NO_END: &str = "\\ No newline at end of file";

/// The diff of a fixed file against the original.
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
        // Writing to a String cannot fail.
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

/// The diff operations from the old lines to the new ones.
fn changes(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    if old.len().max(new.len()) <= MOST_LINES {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    changes_in_one_pass(old, new)
}

/// As [`changes`], in one pass: fixes can change every line of a long file.
fn changes_in_one_pass(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
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

/// How many lines at the start of both texts differ, up to the next equal line; the whole
/// search window if there is none.
fn replaced(old: &[&str], new: &[&str]) -> (usize, usize) {
    let is_same = |skipped: usize, total: usize| {
        let pair = old.get(skipped).zip(new.get(total - skipped));
        pair.is_some_and(|(old, new)| old == new && !old.trim().is_empty())
    };
    for total in 1..=WINDOW {
        // Most fixes keep the number of lines, so equal counts are tried first.
        let middle = total / 2;
        let mut near: Vec<usize> = (0..=total).collect();
        near.sort_by_key(|skipped| skipped.abs_diff(middle));
        if let Some(skipped) = near.into_iter().find(|skipped| is_same(*skipped, total)) {
            return (skipped, total - skipped);
        }
    }
    (old.len().min(WINDOW / 2), new.len().min(WINDOW / 2))
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, diff};
    use crate::fix::FixedFile;
    use crate::path::SourcePath;

    fn of(before: &str, after: &str) -> String {
        diff(&FixedFile {
            path: SourcePath::built_in("a.yaml"),
            before: before.into(),
            after: after.into(),
            made: Vec::new(),
        })
    }

    /// Sample lines of a file of any length.
    fn lines(count: usize) -> Vec<String> {
        (0..count).map(|at| format!("line {at}\n")).collect()
    }

    #[test]
    fn a_long_insertion_is_the_only_change() {
        let mut new = lines(200);
        let old = new.concat();
        new.splice(100..100, (0..90).map(|at| format!("new {at}\n")));
        let said = of(&old, &new.concat());
        assert_eq!(said.matches("\n-").count(), 0, "{said}");
        assert_eq!(said.matches("\n+new").count(), 90);
    }

    #[test]
    fn every_line_of_a_long_file() {
        let old = lines(MOST_LINES * 10);
        let new: Vec<String> = old.iter().map(|line| line.replace("line", "row")).collect();
        let said = of(&old.concat(), &new.concat());
        assert_eq!(said.matches("\n-line").count(), old.len());
        assert_eq!(said.matches("\n+row").count(), new.len());
    }

    #[test]
    fn a_line_without_an_end() {
        let said = of("a\nb", "a\nc\n");
        assert!(
            said.ends_with("-b\n\\ No newline at end of file\n+c\n"),
            "{said}"
        );
    }
}
