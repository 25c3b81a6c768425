//! Writes many files of the content, all or none: if one cannot be written, the files
//! before it are restored.

#![expect(
    clippy::disallowed_methods,
    reason = "what was written into the content is taken back"
)]

use std::fs;

use super::write::{create_unsynced, sync};
use super::{FixedFile, WriteError, replace};
use crate::disk::{Disk, OperatingSystemDisk};
use crate::path::SourcePath;
use crate::system::sync_tree;

/// Up to this many new files are flushed to the disk one by one.
const FEW: usize = 16;

/// A file that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    /// The file.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Written files that can be rolled back.
pub(crate) struct WrittenFiles<'a> {
    disk: &'a OperatingSystemDisk,
    replaced: Vec<&'a FixedFile>,
    created: Vec<&'a NewFile>,
}

/// Writes fixed files, each in the place of the old one, and new ones.
///
/// # Errors
/// As [`super::write::replace`] and [`super::write::create`]; no file is changed or
/// created then, as far as the rollback succeeds.
pub(crate) fn write_all<'a>(
    disk: &'a OperatingSystemDisk,
    fixed: &'a [FixedFile],
    new: &'a [NewFile],
) -> Result<WrittenFiles<'a>, WriteError> {
    let mut written = WrittenFiles {
        disk,
        replaced: Vec::new(),
        created: Vec::new(),
    };
    match written.all(fixed, new) {
        Ok(()) => Ok(written),
        Err(why) => {
            written.take_back();
            Err(why)
        }
    }
}

impl<'a> WrittenFiles<'a> {
    /// Restores every file. A file that cannot be restored stays as it is.
    pub(crate) fn take_back(self) {
        for file in self.created.iter().rev() {
            let path = self.disk.root().join(file.path.as_str());
            // Somebody may have edited the file in the meantime.
            let now = self.disk.read(&file.path);
            if now.is_ok_and(|bytes| bytes == file.bytes) {
                let _ = fs::remove_file(&path);
                // A folder that is not empty stays.
                let _ = path.parent().map(fs::remove_dir);
            }
        }
        for file in self.replaced.iter().rev() {
            let _ = replace(self.disk, &file.path, &file.after, &file.before);
        }
    }

    fn all(&mut self, fixed: &'a [FixedFile], new: &'a [NewFile]) -> Result<(), WriteError> {
        for file in fixed {
            replace(self.disk, &file.path, &file.before, &file.after)?;
            self.replaced.push(file);
        }
        for file in new {
            create_unsynced(self.disk, &file.path, &file.bytes)?;
            self.created.push(file);
        }
        self.wait_for_disk(new)
    }

    /// Waits until the new files are on the disk: a few one by one, many all at once,
    /// which is much faster.
    fn wait_for_disk(&self, new: &[NewFile]) -> Result<(), WriteError> {
        if let Some(last) = new.get(FEW) {
            let content = fs::File::open(self.disk.root().join("content"));
            let synced = content.and_then(|content| sync_tree(&content));
            return synced.map_err(|why| WriteError::System {
                path: last.path.clone(),
                why,
            });
        }
        new.iter().try_for_each(|file| sync(self.disk, &file.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If a file cannot be created, changed files are restored, and created ones are
    /// removed with their folders.
    #[test]
    fn all_files_or_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        for name in ["old.yaml", "taken.yaml"] {
            fs::write(folder.path().join("content").join(name), "before").unwrap();
        }
        let disk = OperatingSystemDisk::new(folder.path()).unwrap();
        let path = |name: &str| SourcePath::new(&format!("content/{name}")).unwrap();
        let fixed = [FixedFile {
            path: path("old.yaml"),
            before: b"before".to_vec(),
            after: b"after".to_vec(),
            made: Vec::new(),
        }];
        let new = |name| NewFile {
            path: path(name),
            bytes: b"new".to_vec(),
        };
        let read = |name| disk.read(&path(name)).ok();

        let refused = [new("more/new.yaml"), new("taken.yaml")];
        assert!(write_all(&disk, &fixed, &refused).is_err());
        assert_eq!(read("old.yaml").as_deref(), Some(&b"before"[..]));
        assert_eq!(read("taken.yaml").as_deref(), Some(&b"before"[..]));
        assert!(!folder.path().join("content/more").exists());

        let written = write_all(&disk, &fixed, &refused[..1]).map(|_| ());
        assert!(written.is_ok());
        assert_eq!(read("old.yaml").as_deref(), Some(&b"after"[..]));
        assert_eq!(read("more/new.yaml").as_deref(), Some(&b"new"[..]));
    }
}
