//! The hash of every file of a project at the last look. A watcher says where to look;
//! this module compares the bytes to decide whether anything has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::Path;

use super::operating_system::may_be_read;
use super::{Disk, FoundFile, Oddity};
use crate::path::SourcePath;

/// The folders that a site is made from.
pub(crate) const FOLDERS: [&str; 2] = ["content", "themes"];

/// The largest file whose bytes are hashed. For a larger one, which no site may contain,
/// only the length counts.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Where to look for changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hints {
    /// Everywhere.
    Everything,
    /// At these files and folders, and below them.
    Paths(BTreeSet<String>),
}

/// The hash of every file, and everything that is not a file.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    files: BTreeMap<SourcePath, (FoundFile, blake3::Hash)>,
    oddities: Vec<Oddity>,
    all: Sum,
    without_styles: Sum,
}

/// The hashes of files combined, so that it can be updated for one changed file. It only
/// names versions; nothing relies on it for security.
#[derive(Debug, Default)]
struct Sum(u64);

impl Sum {
    fn toggle(&mut self, hash: blake3::Hash) {
        if let Some(first) = hash.as_bytes().first_chunk() {
            self.0 ^= u64::from_be_bytes(*first);
        }
    }

    fn name(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// What has changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Files with other bytes, and files that are new or gone.
    pub files: BTreeSet<SourcePath>,
    /// Whether the set of files has changed, or anything else that a walk finds.
    pub structure: bool,
}

impl Changes {
    /// Whether nothing has changed.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.structure
    }
}

impl Snapshot {
    /// The files, by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = &FoundFile> {
        self.files.values().map(|(file, _)| file)
    }

    /// A file.
    #[must_use]
    pub(crate) fn file(&self, path: &SourcePath) -> Option<&FoundFile> {
        self.files.get(path).map(|(file, _)| file)
    }

    /// Whether there is a file at a path, or below it.
    #[must_use]
    pub(crate) fn knows(&self, path: &str) -> bool {
        let is_file = SourcePath::new(path).is_some_and(|file| self.files.contains_key(&file));
        // Names such as `acme-2.yaml` and `acme.yaml` sort between a folder and its
        // files.
        let below = format!("{path}/");
        is_file || {
            let from = (Bound::Included(below.as_str()), Bound::Unbounded);
            let mut next = self.files.range::<str, _>(from);
            next.next()
                .is_some_and(|(found, _)| found.as_str().starts_with(&below))
        }
    }

    /// Everything that is not a readable file or folder.
    #[must_use]
    pub(crate) fn oddities(&self) -> &[Oddity] {
        &self.oddities
    }

    /// A name for all files with their bytes.
    #[must_use]
    pub(crate) fn hash_of_all(&self) -> String {
        self.all.name()
    }

    /// A name for all files with their bytes, except the style sheets of themes.
    #[must_use]
    pub(crate) fn hash_without_styles(&self) -> String {
        self.without_styles.name()
    }

    /// Adds a file to the combined hashes, or removes it.
    fn count(&mut self, path: &SourcePath, hash: blake3::Hash) {
        let mut hasher = blake3::Hasher::new();
        hasher.update(path.as_str().as_bytes());
        hasher.update(hash.as_bytes());
        let hash = hasher.finalize();
        self.all.toggle(hash);
        let is_style = path.below("themes").is_some() && path.extension() == "css";
        if !is_style {
            self.without_styles.toggle(hash);
        }
    }

    /// Looks again and remembers what it sees.
    pub(crate) fn refresh(&mut self, disk: &dyn Disk, hints: &Hints) -> Changes {
        let mut changes = Changes::default();
        match hints {
            Hints::Everything => {
                for folder in FOLDERS {
                    self.look_at(disk, folder, &mut changes);
                }
            }
            Hints::Paths(paths) => {
                let mut last: Option<&str> = None;
                for path in paths.iter().filter(|path| may_be_read(Path::new(path))) {
                    // A walk of a folder also covers the hints below it.
                    let seen = last.is_some_and(|last| is_at_or_below(path, last));
                    if !seen && !self.is_below_an_oddity(path) {
                        self.look_at(disk, path, &mut changes);
                        last = Some(path);
                    }
                }
            }
        }
        changes
    }

    fn look_at(&mut self, disk: &dyn Disk, place: &str, changes: &mut Changes) {
        let walk = disk.walk(place);
        let mut gone: BTreeSet<SourcePath> = match SourcePath::new(place) {
            Some(place) if self.files.contains_key(&place) => [place].into(),
            _ => BTreeSet::new(),
        };
        let below = self.files.keys().filter(|path| path.below(place).is_some());
        gone.extend(below.cloned());
        for file in walk.files {
            let path = file.path.clone();
            let hash = match file.len {
                0..=MAX_BYTES => match disk.read(&path) {
                    Ok(bytes) => blake3::hash(&bytes),
                    // The file was removed between the walk and the read.
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                    Err(error) => blake3::hash(error.to_string().as_bytes()),
                },
                len => blake3::hash(&len.to_le_bytes()),
            };
            gone.remove(&path);
            let before = self.files.insert(path.clone(), (file, hash));
            if let Some((_, before)) = before {
                self.count(&path, before);
            }
            self.count(&path, hash);
            changes.structure |= before.is_none();
            if before.is_none_or(|(_, before)| before != hash) {
                changes.files.insert(path);
            }
        }
        for path in gone {
            if let Some((_, before)) = self.files.remove(&path) {
                self.count(&path, before);
            }
            changes.structure = true;
            changes.files.insert(path);
        }
        let mut oddities = walk.oddities;
        let others = self.oddities.iter();
        oddities.extend(others.filter(|o| !is_at_or_below(o.path(), place)).cloned());
        oddities.sort();
        changes.structure |= oddities != self.oddities;
        self.oddities = oddities;
    }

    fn is_below_an_oddity(&self, path: &str) -> bool {
        let mut oddities = self.oddities.iter();
        oddities.any(|oddity| path != oddity.path() && is_at_or_below(path, oddity.path()))
    }
}

fn is_at_or_below(path: &str, place: &str) -> bool {
    let rest = path.strip_prefix(place);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::MemoryDisk;

    fn disk(files: &[(&str, &str)]) -> MemoryDisk {
        let empty = MemoryDisk::new(jiff::civil::date(2026, 6, 1));
        files
            .iter()
            .fold(empty, |disk, (path, text)| disk.with(path, *text))
    }

    fn paths(changes: &Changes) -> Vec<&str> {
        changes.files.iter().map(SourcePath::as_str).collect()
    }

    #[test]
    fn a_change_is_other_bytes() {
        let mut snapshot = Snapshot::default();
        let before = disk(&[("content/a.md", "1"), ("content/b/c.md", "1")]);
        snapshot.refresh(&before, &Hints::Everything);
        assert!(snapshot.refresh(&before, &Hints::Everything).is_empty());

        let after = disk(&[("content/a.md", "2"), ("content/b/c.md", "1")]);
        let hint = |path: &str| Hints::Paths([path.to_owned()].into());
        assert!(snapshot.refresh(&after, &hint("content/b")).is_empty());
        assert!(snapshot.refresh(&after, &hint("public/a.md")).is_empty());
        assert!(snapshot.refresh(&after, &hint("content/.git")).is_empty());
        let changes = snapshot.refresh(&after, &hint("content/a.md"));
        assert_eq!(paths(&changes), ["content/a.md"]);
        assert!(!changes.structure);

        let gone = disk(&[("content/a.md", "2")]);
        let changes = snapshot.refresh(&gone, &hint("content/b"));
        assert_eq!(paths(&changes), ["content/b/c.md"]);
        assert!(changes.structure);
    }

    /// `-` and `.` sort before `/`, so that other names come between a folder and its
    /// files.
    #[test]
    fn a_folder_is_known_by_what_is_in_it() {
        let mut snapshot = Snapshot::default();
        let files = ["a-2.yaml", "a.yaml", "a/b/c.png", "ab/index.yaml", "z.yaml"];
        let files = files.map(|name| format!("content/m/{name}"));
        let files: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), "")).collect();
        snapshot.refresh(&disk(&files), &Hints::Everything);
        for path in [
            "content/m/a",
            "content/m/a/b",
            "content/m/a-2.yaml",
            "content/m",
        ] {
            assert!(snapshot.knows(path), "{path}");
        }
        for path in [
            "content/m/a/c",
            "content/m/a-",
            "content/m/b",
            "content/m/z",
            "",
        ] {
            assert!(!snapshot.knows(path), "{path}");
        }
    }

    #[test]
    fn a_hash_is_of_paths_and_bytes() {
        let of = |files: &[(&str, &str)]| {
            let mut snapshot = Snapshot::default();
            snapshot.refresh(&disk(files), &Hints::Everything);
            snapshot.hash_of_all()
        };
        let one = of(&[("content/a.md", "1")]);
        assert_eq!(one, of(&[("content/a.md", "1"), ("else/b.md", "1")]));
        assert_ne!(one, of(&[("content/b.md", "1")]));
        assert_ne!(one, of(&[("content/a.md", "2")]));
    }
}
