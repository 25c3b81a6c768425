//! Gives an entry another id, and changes all references to it.
//!
//! 1. The files of the entry get their new names on an overlay of the disk.
//! 2. [`words`] finds full references to the entry in all files of the content: typed
//!    links, paths of its files, lines of `site.yaml`.
//! 3. The content is checked. The checks report each remaining reference to the old id as
//!    missing; it gets the new id, until nothing is missing.
//! 4. [`aliases`] keeps the addresses that the entry had.
//! 5. The whole site is rendered once from the result, since only rendering resolves
//!    links in texts; references that are missing then get the new id as well.
//!
//! Nothing is written before the checks show that the content has no new faults.

mod aliases;
mod error;
mod files;
mod words;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Edit, Place, Report, Severity};
use crate::disk::{Disk, Overlay};
use crate::fix::{Examined, FixedFile, MadeFix, apply_edits};
use crate::path::SourcePath;
use crate::text::{Position, SourceId, Sources};

pub(crate) use error::RenameError;
pub(crate) use write::write;

/// How often the content is checked at most: each change may reveal further names.
const MAX_ROUNDS: usize = 16;

/// The request to give an entry a new id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RenameRequest {
    /// The entry's collection.
    pub collection: String,
    /// Its id.
    pub from: String,
    /// The id that it is to have.
    pub to: String,
}

/// How much of the content a check covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Only the entries and their addresses.
    Entries,
    /// The pages as well, which takes much longer.
    Pages,
}

/// The result of a check of the content.
#[derive(Debug, Default)]
pub(crate) struct Look {
    /// Every finding.
    pub examined: Examined,
    /// The addresses of the entry with the requested id.
    pub addresses: BTreeSet<String>,
    /// The file that holds the entry's fields.
    pub record: Option<SourcePath>,
}

/// What has to be written.
#[derive(Debug)]
pub(crate) struct Renaming {
    /// Files with other bytes, by the paths that they have now.
    pub changed: Vec<FixedFile>,
    /// Files with other names: what they are called now, and what they will be.
    pub moved: BTreeMap<SourcePath, SourcePath>,
}

/// Checks the content of a disk, for the entry with an id.
pub(crate) type Examine<'a, E> = &'a mut dyn FnMut(&dyn Disk, &str, Depth) -> Result<Look, E>;

/// Finds what has to be written so that an entry has another id; writes nothing.
///
/// # Errors
/// The content has errors already, there is no such entry, the new id is not available,
/// or a reference to the entry cannot be changed automatically.
pub(crate) fn rename<E>(
    disk: &dyn Disk,
    request: &RenameRequest,
    examine: Examine<'_, E>,
) -> Result<Renaming, RenameError<E>> {
    let mut work = Work {
        disk,
        request,
        moved: files::to_move(disk, request).map_err(RenameError::Files)?,
        changed: BTreeMap::new(),
    };
    let before = examine(disk, &request.from, Depth::Entries).map_err(RenameError::Examine)?;
    if before.examined.report.has_errors() {
        return Err(RenameError::Faults(Box::new(before.examined)));
    }
    // A folder such as `assets` may have files of that name, but no entry.
    if before.record.is_none() {
        let entry = format!("{}/{}", request.collection, request.from);
        let none = crate::messages::message!("rename.no_entry", entry = entry);
        return Err(RenameError::Files(none));
    }
    work.take(&before.examined.sources, words::edits);
    let known = counted(&before.examined.report);
    let now = work.settle(Depth::Entries, &known, examine)?;
    work.keep_addresses(&before, &now);
    work.follow_pages(examine)?;
    Ok(Renaming {
        changed: work.changed.into_values().collect(),
        moved: work.moved,
    })
}

/// The number of findings of each key: more than before means that the new name caused
/// them.
fn counted(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counted = BTreeMap::new();
    for found in report.findings() {
        *counted.entry(found.key).or_default() += 1;
    }
    counted
}

/// Edits of one source.
type Edits = BTreeMap<SourceId, Vec<Edit>>;

/// Edits that put the new id in place of the old one wherever the checks report it as
/// missing.
fn missed(now: &Examined, known: &BTreeMap<&'static str, usize>, request: &RenameRequest) -> Edits {
    let counts = counted(&now.report);
    let is_new = |found: &Diagnostic| {
        now.report.severity(found) == Severity::Error
            || counts.get(found.key) > known.get(found.key)
    };
    let mut edits = Edits::new();
    let mut seen = BTreeSet::new();
    for found in now.report.findings().iter().filter(|found| is_new(found)) {
        let Place::Span(span) = found.place else {
            continue;
        };
        let text = now.sources.slice(span);
        for range in words::ids_within(text, found, &request.from) {
            let edit = Edit {
                span: span.part(range),
                text: request.to.clone(),
            };
            if seen.insert((span.source, edit.span.start, edit.span.end)) {
                edits.entry(span.source).or_default().push(edit);
            }
        }
    }
    edits
}

/// The files being changed.
struct Work<'a> {
    disk: &'a dyn Disk,
    request: &'a RenameRequest,
    moved: BTreeMap<SourcePath, SourcePath>,
    /// By the paths that they have on the disk.
    changed: BTreeMap<SourcePath, FixedFile>,
}

impl Work<'_> {
    fn overlay(&self) -> Overlay<'_> {
        let path = |path: &SourcePath| self.moved.get(path).unwrap_or(path).clone();
        let replaced = self.changed.values();
        let replaced = replaced.map(|file| (path(&file.path), file.after.clone()));
        Overlay::new(self.disk, replaced.collect()).with_names(self.moved.clone())
    }

    /// Changes missing references until there are none, and returns the last check.
    fn settle<E>(
        &mut self,
        depth: Depth,
        known: &BTreeMap<&'static str, usize>,
        examine: Examine<'_, E>,
    ) -> Result<Look, RenameError<E>> {
        let mut look = |work: &Self| {
            let looked = examine(&work.overlay(), &work.request.to, depth);
            looked.map_err(RenameError::Examine)
        };
        let mut now = look(self)?;
        for _ in 1..MAX_ROUNDS {
            let missed = missed(&now.examined, known, self.request);
            if missed.is_empty() {
                break;
            }
            self.change(&now.examined.sources, missed);
            now = look(self)?;
        }
        Ok(now)
    }

    /// Renders the site as it would be. If something may be missing in it, renders the
    /// current site as well, to find what the new name caused.
    fn follow_pages<E>(&mut self, examine: Examine<'_, E>) -> Result<(), RenameError<E>> {
        let request = self.request;
        let now = examine(&self.overlay(), &request.to, Depth::Pages);
        let now = now.map_err(RenameError::Examine)?.examined;
        let nothing_known = BTreeMap::new();
        if !now.report.has_errors() && missed(&now, &nothing_known, request).is_empty() {
            return Ok(());
        }
        let before = examine(self.disk, &request.from, Depth::Pages);
        let before = before.map_err(RenameError::Examine)?.examined;
        if before.report.has_errors() {
            return Err(RenameError::Faults(Box::new(before)));
        }
        let known = counted(&before.report);
        let now = self.settle(Depth::Pages, &known, examine)?.examined;
        if now.report.has_errors() {
            return Err(RenameError::Left(Box::new(now)));
        }
        Ok(())
    }

    /// Applies the edits that `find` returns for each file of the content.
    fn take(
        &mut self,
        sources: &Sources,
        find: fn(&SourcePath, &str, &RenameRequest) -> Vec<words::WordEdit>,
    ) {
        let mut edits = Edits::new();
        for (id, source) in sources.iter() {
            if source.path.below("content").is_none() {
                continue;
            }
            let found = find(&source.path, &source.text, self.request);
            let found = found.into_iter().map(|edit| edit.in_source(id));
            let found: Vec<Edit> = found.collect();
            if !found.is_empty() {
                edits.insert(id, found);
            }
        }
        self.change(sources, edits);
    }

    fn change(&mut self, sources: &Sources, edits: Edits) {
        for (id, edits) in edits {
            if let Some(source) = sources.get(id) {
                self.change_file(&source.path, &source.text, &edits);
            }
        }
    }

    /// `path` is the new name of the file, and `text` its current content.
    fn change_file(&mut self, path: &SourcePath, text: &str, edits: &[Edit]) {
        let mut moved = self.moved.iter();
        let on_disk = moved
            .find(|(_, new)| *new == path)
            .map_or(path, |(old, _)| old);
        let file = self.changed.get(on_disk).cloned().or_else(|| {
            let before = self.disk.read(on_disk).ok()?;
            Some(FixedFile {
                path: on_disk.clone(),
                after: before.clone(),
                before,
                made: Vec::new(),
            })
        });
        let Some(mut file) = file else { return };
        let Some(after) = apply_edits(&file.after, text, edits) else {
            return;
        };
        file.after = after;
        file.made.extend(edits.iter().map(|edit| MadeFix {
            code: "rename",
            line: Position::of(text, edit.span.start as usize).line,
            from: text.get(edit.span.range()).unwrap_or_default().to_owned(),
            to: edit.text.clone(),
            further: 0,
        }));
        self.changed.insert(file.path.clone(), file);
    }

    /// Keeps the addresses that the entry had before and no longer has.
    fn keep_addresses(&mut self, before: &Look, now: &Look) {
        let Some(path) = &now.record else { return };
        let mut sources = now.examined.sources.iter();
        let Some((id, source)) = sources.find(|(_, source)| source.path == *path) else {
            return;
        };
        let text = source.text.clone();
        let lost: Vec<&str> = before
            .addresses
            .difference(&now.addresses)
            .map(String::as_str)
            .collect();
        let edits = aliases::edits(&text, id, &lost, &now.addresses);
        if !edits.is_empty() {
            self.change_file(path, &text, &edits);
        }
    }
}

#[cfg(test)]
mod tests;
