//! Fixing the content by the edits that findings are sure of.
//!
//! 1. [`fix`] takes the sure fixes of a report, file by file, and tries them on
//!    an overlay of the disk: all of a file together, and where that makes the
//!    file no better, one after the other. What makes it better is kept, and the
//!    content is examined again, until nothing more is to be had.
//! 2. [`mod@write`] puts a fixed file in the place of the old one, in one step, and
//!    [`mod@write_all`] many of them, all or none.
//!
//! Nothing is written before it is known to help. Bytes outside of the edits,
//! comments, layout, line ends and a byte-order mark among them, stay as they
//! are.

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

/// The most times that the content is examined in a run: once for each layer of
/// faults that come to light behind others, and for trying fixes one by one.
pub(crate) const MAX_ROUNDS: usize = 64;

/// What a look at the content has found.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// Every finding.
    pub report: Report,
    /// What the findings point into.
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
    /// What was fixed, in the order in which it was done.
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
    // Which attempt is the next one of a file: 0 is all of its fixes together, n
    // is its n-th alone.
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
            // To try the only one again would be the same.
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

/// The file with some fixes; `None` where there are none, or where its bytes are
/// not those that the findings speak of.
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
