//! Fixes the content by the safe edits of findings.
//!
//! 1. [`fix`] tries the safe fixes of a report, file by file, on an overlay of the disk:
//!    all of a file together, or, if the file is then no better, one after the other.
//!    Fixes that improve the file are kept, and the content is checked again, until
//!    nothing improves.
//! 2. [`mod@write`] replaces a file by the fixed one, in one step, and [`mod@write_all`]
//!    many files, all or none.
//!
//! Nothing is written before it is known to help. Bytes outside of the edits stay as they
//! are: comments, layout, line ends and a byte-order mark.

mod apply_edits;
mod choose;
mod diff;
mod measure;
mod write;
mod write_all;

pub(crate) use apply_edits::apply_edits;
pub(crate) use diff::diff;
pub(crate) use write::{WriteError, create, replace, write};
pub(crate) use write_all::{NewFile, write_all};

use std::collections::BTreeMap;

use crate::diagnostic::Report;
use crate::disk::{Disk, Overlay};
use crate::path::SourcePath;
use crate::text::Sources;
use choose::SureFix;
use measure::{Measure, measures};

/// How often the content is checked in a run at most: once for each layer of faults that
/// earlier fixes reveal, and for each fix that is tried alone.
pub(crate) const MAX_ROUNDS: usize = 64;

/// The result of a check of the content.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// Every finding.
    pub report: Report,
    /// The sources that the findings refer to.
    pub sources: Sources,
}

/// A file that is better than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FixedFile {
    /// The file.
    pub path: SourcePath,
    /// Its bytes as they are on the disk.
    pub before: Vec<u8>,
    /// Its bytes fixed.
    pub after: Vec<u8>,
    /// The applied fixes, in order.
    pub made: Vec<MadeFix>,
}

/// A finding that was fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MadeFix {
    /// The code of the finding.
    pub code: &'static str,
    /// The line of the first edit, from 1, as the file was then.
    pub line: usize,
    /// What the first edit replaced.
    pub from: String,
    /// What it put there.
    pub to: String,
    /// How many further edits belong to it.
    pub further: usize,
}

/// Finds the edits that make the content better; writes nothing.
///
/// # Errors
/// What `examine` returns.
pub(crate) fn fix<E>(
    disk: &dyn Disk,
    examine: &mut dyn FnMut(&dyn Disk) -> Result<Examined, E>,
) -> Result<Vec<FixedFile>, E> {
    let mut kept: BTreeMap<SourcePath, FixedFile> = BTreeMap::new();
    // The next attempt of each file: 0 applies all of its fixes together, n only the
    // n-th.
    let mut attempts: BTreeMap<SourcePath, usize> = BTreeMap::new();
    let mut now = examine(disk)?;
    for _ in 1..MAX_ROUNDS {
        let trial = trial(disk, &now, &kept, &attempts);
        if trial.is_empty() {
            break;
        }
        let then = examine(&overlay(disk, kept.values().chain(trial.values())))?;
        let (before, after) = (measures(&now), measures(&then));
        let is_better = |file: &FixedFile| {
            let faultless = Measure::default();
            let [before, after] =
                [&before, &after].map(|all| all.get(&file.path).unwrap_or(&faultless));
            after < before
        };
        let (better, worse): (Vec<_>, Vec<_>) = trial.into_values().partition(is_better);
        if better.is_empty() {
            for file in worse {
                *attempts.entry(file.path).or_default() += 1;
            }
            continue;
        }
        attempts.clear();
        kept.extend(better.into_iter().map(|file| (file.path.clone(), file)));
        now = if worse.is_empty() {
            then
        } else {
            examine(&overlay(disk, kept.values()))?
        };
    }
    Ok(kept.into_values().collect())
}

fn overlay<'a, 'd>(disk: &'d dyn Disk, files: impl Iterator<Item = &'a FixedFile>) -> Overlay<'d> {
    let replaced = files.map(|file| (file.path.clone(), file.after.clone()));
    Overlay::new(disk, replaced.collect())
}

/// The files as the next attempt of each would leave them.
fn trial(
    disk: &dyn Disk,
    now: &Examined,
    kept: &BTreeMap<SourcePath, FixedFile>,
    attempts: &BTreeMap<SourcePath, usize>,
) -> BTreeMap<SourcePath, FixedFile> {
    let mut trial = BTreeMap::new();
    for (path, candidates) in choose::candidates(&now.report, &now.sources) {
        let attempt = attempts.get(&path).copied().unwrap_or_default();
        let chosen = match attempt.checked_sub(1) {
            None => choose::apart(&candidates),
            // A single fix was tried already, as attempt 0.
            Some(_) if candidates.len() == 1 => continue,
            Some(position) => candidates.get(position).into_iter().collect(),
        };
        let file = kept.get(&path).cloned().or_else(|| {
            let before = disk.read(&path).ok()?;
            Some(FixedFile {
                path: path.clone(),
                after: before.clone(),
                before,
                made: Vec::new(),
            })
        });
        if let Some(file) = file.and_then(|file| with(file, &chosen, now)) {
            trial.insert(path, file);
        }
    }
    trial
}

/// The file with some fixes applied; `None` if there are none, or if its bytes are not
/// those that the findings refer to.
fn with(mut file: FixedFile, chosen: &[&SureFix<'_>], now: &Examined) -> Option<FixedFile> {
    let first = chosen.first()?;
    let text = &now.sources.get(first.source)?.text;
    let edits = chosen.iter().flat_map(|candidate| candidate.edits);
    file.after = apply_edits(&file.after, text, edits)?;
    let made = chosen.iter().filter_map(|candidate| candidate.made(text));
    file.made.extend(made);
    Some(file)
}

#[cfg(test)]
mod tests;
