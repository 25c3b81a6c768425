//! The history of files from a git repository.
//!
//! One walk for all files, from the newest commit back. A commit changed a file if no
//! parent has the same version of it; otherwise, as in `git log`, the walk follows only
//! the parent with the same file. Folders that are equal in two commits are skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gix::ObjectId;
use gix::discover::repository::Path as RepositoryPath;
use jiff::civil::Date;

use super::{FileVersion, History, NoHistory};
use crate::path::SourcePath;

/// The most commits that are read: ten years of a cluster's content have some thousands.
pub(crate) const MAX_COMMITS: usize = 20_000;

/// The deepest folder that is read.
const MAX_DEPTH: usize = 32;

type Fault = Box<dyn std::error::Error>;
/// Called with a file and its object in a newer and in an older commit.
type See<'s> = dyn FnMut(&SourcePath, Option<ObjectId>, Option<ObjectId>) + 's;
/// Files by path, as they are in a commit.
type Files = BTreeMap<SourcePath, ObjectId>;

/// Reads the history of files of the project in `root`.
pub(super) fn history(root: &Path, files: &BTreeSet<SourcePath>) -> Result<History, NoHistory> {
    let git = repository_of(root).ok_or(NoHistory::None)?;
    let unreadable = |error: Fault| NoHistory::Unreadable(error.to_string());
    // Ignores the user's configuration and the environment.
    let mut repository = gix::open_opts(git, gix::open::Options::isolated())
        .map_err(|error| unreadable(error.into()))?;
    repository.object_cache_size_if_unset(OBJECT_CACHE_BYTES);
    if repository
        .is_shallow()
        .map_err(|error| unreadable(error.into()))?
    {
        return Err(NoHistory::Shallow);
    }
    let Ok(head) = repository.head_id() else {
        return Err(NoHistory::None);
    };
    let prefix = prefix(&repository, root).ok_or(NoHistory::None)?;
    let mut walk = Walk {
        repository: &repository,
        prefix,
        queue: BTreeMap::new(),
        history: History::default(),
    };
    let finished = walk.run(head.detach(), files).map_err(unreadable)?;
    if finished {
        Ok(walk.history)
    } else {
        Err(NoHistory::TooLong(MAX_COMMITS))
    }
}

/// The repository that the project is a part of. A bare repository on the way up is
/// skipped, since a commit can bring one: its configuration, and the object folders
/// elsewhere that it names, would be the attacker's.
fn repository_of(root: &Path) -> Option<PathBuf> {
    let mut from = root.to_owned();
    loop {
        match gix::discover::upwards(&from).ok()?.0 {
            RepositoryPath::Repository(bare) => bare.parent()?.clone_into(&mut from),
            found => return Some(found.into_repository_and_work_tree_directories().0),
        }
    }
}

/// The size of the cache for objects that are read repeatedly, mostly folders.
const OBJECT_CACHE_BYTES: usize = 16 * 1024 * 1024;

/// The path of the project in its repository.
fn prefix(repository: &gix::Repository, root: &Path) -> Option<String> {
    let top = repository.workdir()?.canonicalize().ok()?;
    let below = root.strip_prefix(&top).ok()?.to_str()?.to_owned();
    Some(below)
}

struct Walk<'r> {
    repository: &'r gix::Repository,
    prefix: String,
    /// The commits to look at by their time, each with the files that are traced
    /// back to it.
    queue: BTreeMap<(i64, ObjectId), Files>,
    history: History,
}

impl Walk<'_> {
    /// Returns whether the walk reached the first version of every file.
    fn run(&mut self, head: ObjectId, files: &BTreeSet<SourcePath>) -> Result<bool, Fault> {
        let mut first = Files::new();
        let tree = self.tree(head)?;
        self.differing(tree, None, "", 0, &mut |path, id, _| {
            if let Some(id) = id
                && files.contains(path)
            {
                first.insert(path.clone(), id);
            }
        })?;
        self.enqueue(head, first)?;
        for _ in 0..MAX_COMMITS {
            let Some(((_, commit), files)) = self.queue.pop_last() else {
                return Ok(true);
            };
            self.step(commit, files)?;
        }
        Ok(self.queue.is_empty())
    }

    fn enqueue(&mut self, commit: ObjectId, files: Files) -> Result<(), Fault> {
        if files.is_empty() {
            return Ok(());
        }
        let time = self.repository.find_commit(commit)?.time()?.seconds;
        let queued = self.queue.entry((time, commit)).or_default();
        queued.extend(files);
        Ok(())
    }

    /// Passes each file on to the parent that has the same version; a file that no parent
    /// has was changed in this commit.
    fn step(&mut self, id: ObjectId, mut files: Files) -> Result<(), Fault> {
        let commit = self.repository.find_commit(id)?;
        let parents: Vec<ObjectId> = commit.parent_ids().map(gix::Id::detach).collect();
        let tree = self.tree(id)?;
        let mut older: Vec<BTreeMap<SourcePath, Option<ObjectId>>> = Vec::new();
        for parent in &parents {
            let mut changed = BTreeMap::new();
            let parent_tree = self.tree(*parent)?;
            self.differing(tree, parent_tree, "", 0, &mut |path, _, before| {
                if files.contains_key(path) {
                    changed.insert(path.clone(), before);
                }
            })?;
            let (same, rest): (Files, Files) = files
                .into_iter()
                .partition(|(path, _)| !changed.contains_key(path));
            self.enqueue(*parent, same)?;
            files = rest;
            older.push(changed);
        }
        if files.is_empty() {
            return Ok(());
        }
        let day = day(&commit)?;
        for (path, blob) in &files {
            let bytes = self.repository.find_object(*blob)?.detach().data;
            self.history.add(path, FileVersion { day, bytes });
        }
        for (parent, changed) in parents.into_iter().zip(older) {
            let before = changed.into_iter().filter_map(|(path, before)| {
                let traced = files.contains_key(&path);
                Some((path, before?)).filter(|_| traced)
            });
            self.enqueue(parent, before.collect())?;
        }
        Ok(())
    }

    /// The project's folder in a commit.
    fn tree(&self, commit: ObjectId) -> Result<Option<ObjectId>, Fault> {
        let tree = self.repository.find_commit(commit)?.tree()?;
        if self.prefix.is_empty() {
            return Ok(Some(tree.id));
        }
        let entry = tree.lookup_entry_by_path(&self.prefix)?;
        Ok(entry.map(|entry| entry.object_id()))
    }

    /// Calls `see` for each file below `content` that differs between two folders, with
    /// its object in each.
    fn differing(
        &self,
        new: Option<ObjectId>,
        old: Option<ObjectId>,
        folder: &str,
        depth: usize,
        see: &mut See<'_>,
    ) -> Result<(), Fault> {
        if new == old || depth > MAX_DEPTH {
            return Ok(());
        }
        let mut entries: BTreeMap<String, [Option<Found>; 2]> = BTreeMap::new();
        for (side, tree) in [new, old].into_iter().enumerate() {
            for (name, found) in self.entries(tree)? {
                if let Some(place) = entries.entry(name).or_default().get_mut(side) {
                    *place = Some(found);
                }
            }
        }
        for (name, [new, old]) in entries {
            if new == old || (depth == 0 && name != "content") {
                continue;
            }
            let path = if folder.is_empty() {
                name
            } else {
                format!("{folder}/{name}")
            };
            let folders = [new, old].map(|found| found.and_then(Found::folder));
            if folders != [None, None] {
                let [new, old] = folders;
                self.differing(new, old, &path, depth + 1, see)?;
            }
            let files = [new, old].map(|found| found.and_then(Found::file));
            if let ([new, old], Some(path)) = (files, SourcePath::new(&path))
                && files != [None, None]
            {
                see(&path, new, old);
            }
        }
        Ok(())
    }

    fn entries(&self, tree: Option<ObjectId>) -> Result<Vec<(String, Found)>, Fault> {
        let Some(tree) = tree else {
            return Ok(Vec::new());
        };
        let tree = self.repository.find_tree(tree)?;
        let mut entries = Vec::new();
        for entry in tree.iter() {
            let entry = entry?;
            let id = entry.object_id();
            let found = if entry.mode().is_tree() {
                Found::Folder(id)
            } else if entry.mode().is_blob() {
                Found::File(id)
            } else {
                continue;
            };
            if let Ok(name) = std::str::from_utf8(entry.filename()) {
                entries.push((name.to_owned(), found));
            }
        }
        Ok(entries)
    }
}

/// What a folder holds under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Folder(ObjectId),
    File(ObjectId),
}

impl Found {
    fn folder(self) -> Option<ObjectId> {
        match self {
            Self::Folder(id) => Some(id),
            Self::File(_) => None,
        }
    }

    fn file(self) -> Option<ObjectId> {
        match self {
            Self::File(id) => Some(id),
            Self::Folder(_) => None,
        }
    }
}

/// The author's day: a rebase keeps it, and makes the commit new.
fn day(commit: &gix::Commit<'_>) -> Result<Date, Fault> {
    let time = commit.author()?.time()?;
    let moment = jiff::Timestamp::from_second(time.seconds)?;
    let offset = jiff::tz::Offset::from_seconds(time.offset)?;
    Ok(offset.to_datetime(moment).date())
}
