//! Giving an entry another id, and everything that names it with it.
//!
//! 1. The files of the entry get their new names on an overlay of the disk.
//! 2. [`words`] finds what names the entry in full, in whatever file of the content:
//!    typed links, paths of its files, lines of `site.yaml`.
//! 3. The content is examined. What still names the old id is what the checks now
//!    miss, at its place; it gets the new id, until nothing is missed.
//! 4. [`aliases`] keeps the addresses that the entry had.
//! 5. The whole site is made once of what came of it, since links in texts are only
//!    followed there; what is missed then gets the new id as well.
//!
//! Nothing is written before the content is known to be as sound as it was.

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

/// How often the content is examined: names come to light behind others.
const MAX_ROUNDS: usize = 16;

/// Which entry is to have which id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RenameRequest {
    /// The entry's collection.
    pub collection: String,
    /// Its id.
    pub from: String,
    /// The id that it is to have.
    pub to: String,
}

/// How much a look at the content finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// What the entries alone say, and their addresses.
    Entries,
    /// What pages say as well, which takes much longer.
    Pages,
}

/// What a look at the content has found.
#[derive(Debug, Default)]
pub(crate) struct Look {
    /// Every finding.
    pub examined: Examined,
    /// The addresses that the entry has, under the id that was asked for.
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

/// A look at a disk, for the entry with an id.
pub(crate) type Examine<'a, E> = &'a mut dyn FnMut(&dyn Disk, &str, Depth) -> Result<Look, E>;

/// Finds what has to be written so that an entry has another id; writes nothing.
///
/// # Errors
/// The content has errors already, there is no such entry, the new id cannot be had, or
/// something names the entry in a way that is not known how to change.
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
    // A folder such as `assets` has files of such a name, and no entry.
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

/// How many findings there are of each key: what is more than before came by the new
/// name.
fn counted(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counted = BTreeMap::new();
    for found in report.findings() {
        *counted.entry(found.key).or_default() += 1;
    }
    counted
}

/// Edits of one source.
type Edits = BTreeMap<SourceId, Vec<Edit>>;

/// What the checks miss because it has the old id, and the new id in its place.
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

/// The files on their way.
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

    /// Changes what is missed until nothing is, and returns the last look.
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

    /// Makes the site as it would be. Only where something in it may be missed, it is made
    /// as it is as well, to find what came with the new name.
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

    /// Makes the edits that `find` gives for each file of the content.
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

    /// `path` is the name that the file will have, and `text` what it holds now.
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

    /// Keeps the addresses that the entry had before and has no more.
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
