//! Writes changed and renamed files, all or none: if one cannot be written, the files
//! before it are restored.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use super::Renaming;
use crate::disk::OperatingSystemDisk;
use crate::fix::{WriteError, write_all};
use crate::path::SourcePath;

/// How many folders are above the entries: `content` and the folder of the collection.
const FOLDERS_ABOVE_ENTRIES: usize = 2;

/// Writes the changes of a renaming. Removes folders that become empty.
///
/// # Errors
/// The system refuses a file, or somebody has written it in the meantime; nothing is
/// changed then, as far as the rollback succeeds.
pub(crate) fn write(disk: &OperatingSystemDisk, renaming: &Renaming) -> Result<(), WriteError> {
    let changed = write_all(disk, &renaming.changed, &[])?;
    let mut moves = Moves {
        disk,
        done: Vec::new(),
    };
    let result = moves.all(renaming);
    if result.is_err() {
        moves.take_back(renaming);
        changed.take_back();
    } else {
        moves.remove_empty(renaming.moved.keys());
    }
    result
}

/// The files that have been moved so far.
struct Moves<'a> {
    disk: &'a OperatingSystemDisk,
    done: Vec<(&'a SourcePath, &'a SourcePath)>,
}

impl<'a> Moves<'a> {
    fn all(&mut self, renaming: &'a Renaming) -> Result<(), WriteError> {
        for (old, new) in &renaming.moved {
            self.rename(old, new).map_err(|why| WriteError::System {
                path: old.clone(),
                why,
            })?;
            self.done.push((old, new));
        }
        Ok(())
    }

    fn rename(&self, old: &SourcePath, new: &SourcePath) -> io::Result<()> {
        let to = self.on_disk(new.as_str());
        if to.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(self.on_disk(old.as_str()), to)
    }

    /// A file that cannot be moved back stays where it is; the error says what went
    /// wrong.
    fn take_back(&self, renaming: &Renaming) {
        for (old, new) in self.done.iter().rev() {
            let _ = fs::rename(self.on_disk(new.as_str()), self.on_disk(old.as_str()));
        }
        self.remove_empty(renaming.moved.values());
    }

    /// Removes the folders of files that are gone, the deepest first, up to the folder of
    /// the collection. A folder that is not empty stays.
    fn remove_empty<'p>(&self, files: impl Iterator<Item = &'p SourcePath>) {
        let folders: BTreeSet<&str> = files.flat_map(|file| folders_of(file.as_str())).collect();
        // The contents of a folder sort after it.
        for folder in folders.iter().rev() {
            let _ = fs::remove_dir(self.on_disk(folder));
        }
    }

    fn on_disk(&self, path: &str) -> PathBuf {
        self.disk.root().join(path)
    }
}

/// The folders around a file, below that of its collection.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').skip(FOLDERS_ABOVE_ENTRIES);
    ends.filter_map(|(end, _)| path.get(..end))
}
