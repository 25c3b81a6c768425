//! What would change, as a unified diff that `patch` and `git apply` read.

use std::ops::Range;

use super::MendedFile;

/// The lines shown around a change.
const CONTEXT: usize = 3;

/// The difference of a mended file from what it was.
#[must_use]
pub fn diff(file: &MendedFile) -> String {
    let before = String::from_utf8_lossy(&file.before);
    let after = String::from_utf8_lossy(&file.after);
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut out = format!("--- a/{path}\n+++ b/{path}\n", path = file.path);
    let mut shift = 0;
    for hunk in hunks(&old, &new) {
        let start = hunk.old.start.saturating_sub(CONTEXT);
        let end = (hunk.old.end + CONTEXT).min(old.len());
        let added = hunk.lines.iter().filter(|(sign, _)| *sign == '+').count();
        let removed = hunk.lines.iter().filter(|(sign, _)| *sign == '-').count();
        let length = end - start;
        out.push_str(&format!(
            "@@ -{},{length} +{},{} @@\n",
            start + 1,
            start + 1 + shift,
            length + added - removed,
        ));
        let context = |range: Range<usize>| {
            let lines = old.get(range).unwrap_or_default();
            lines.iter().map(|line| (' ', *line))
        };
        let lines = context(start..hunk.old.start)
            .chain(hunk.lines.iter().copied())
            .chain(context(hunk.old.end..end));
        for (sign, line) in lines {
            out.push(sign);
            out.push_str(line);
            if !line.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
        shift = (shift + added).saturating_sub(removed);
    }
    out
}

struct Hunk<'t> {
    /// The old lines that it spans, context aside.
    old: Range<usize>,
    lines: Vec<(char, &'t str)>,
}

/// Mending seldom adds a line. Where the lines pair up, those that differ make
/// hunks; else all between the first and the last that differ are one.
fn hunks<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Hunk<'t>> {
    if old.len() != new.len() {
        let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
            pairs.take_while(|(a, b)| a == b).count()
        };
        let head = same(&mut old.iter().zip(new));
        let room = old.len().min(new.len()) - head;
        let tail = same(&mut old.iter().rev().zip(new.iter().rev())).min(room);
        let removed = old.get(head..old.len() - tail).unwrap_or_default();
        let added = new.get(head..new.len() - tail).unwrap_or_default();
        return vec![Hunk {
            old: head..old.len() - tail,
            lines: signed('-', removed).chain(signed('+', added)).collect(),
        }];
    }
    let mut hunks: Vec<Hunk<'t>> = Vec::new();
    for (at, (was, is)) in old.iter().zip(new).enumerate() {
        if was == is {
            continue;
        }
        let change = [('-', *was), ('+', *is)];
        match hunks.last_mut() {
            Some(hunk) if at <= hunk.old.end + 2 * CONTEXT => {
                let between = old.get(hunk.old.end..at).unwrap_or_default();
                hunk.lines.extend(signed(' ', between));
                hunk.lines.extend(change);
                hunk.old.end = at + 1;
            }
            _ => hunks.push(Hunk {
                old: at..at + 1,
                lines: change.to_vec(),
            }),
        }
    }
    hunks
}

fn signed<'a, 't>(sign: char, lines: &'a [&'t str]) -> impl Iterator<Item = (char, &'t str)> + 'a {
    lines.iter().map(move |line| (sign, *line))
}
