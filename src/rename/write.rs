//! Files with other bytes and other names, all of them or none: where the system
//! refuses one, those before it become what they were.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::Renaming;
use crate::disk::OperatingSystemDisk;
use crate::fix::{FixedFile, WriteError, replace};
use crate::path::SourcePath;

/// Writes what was found. Folders that have become empty are removed.
///
/// # Errors
/// The system refuses a file, or somebody has written it in the meantime; nothing is
/// changed then, as far as the system takes it back.
pub(crate) fn write(disk: &OperatingSystemDisk, renaming: &Renaming) -> Result<(), WriteError> {
    let mut written = Written {
        disk,
        changed: Vec::new(),
        moved: Vec::new(),
    };
    let result = written.all(renaming);
    if result.is_err() {
        written.take_back();
    } else {
        for (old, _) in &written.moved {
            // A folder that still holds something stays.
            let _ = old.parent().map(fs::remove_dir);
        }
    }
    result
}

/// What has been written so far.
struct Written<'a> {
    disk: &'a OperatingSystemDisk,
    changed: Vec<&'a FixedFile>,
    moved: Vec<(PathBuf, PathBuf)>,
}

impl<'a> Written<'a> {
    fn all(&mut self, renaming: &'a Renaming) -> Result<(), WriteError> {
        for file in &renaming.changed {
            replace(self.disk, &file.path, &file.before, &file.after)?;
            self.changed.push(file);
        }
        for (old, new) in &renaming.moved {
            self.rename(old, new).map_err(|why| WriteError::System {
                path: old.clone(),
                why,
            })?;
        }
        Ok(())
    }

    fn rename(&mut self, old: &SourcePath, new: &SourcePath) -> io::Result<()> {
        let from = self.disk.root().join(old.as_str());
        let to = self.disk.root().join(new.as_str());
        if to.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::rename(&from, &to)?;
        self.moved.push((from, to));
        Ok(())
    }

    /// What cannot be taken back stays as it is; the error says what went wrong.
    fn take_back(&self) {
        for (old, new) in self.moved.iter().rev() {
            let _ = fs::rename(new, old);
            let _ = new.parent().map(fs::remove_dir);
        }
        for file in self.changed.iter().rev() {
            let _ = replace(self.disk, &file.path, &file.after, &file.before);
        }
    }
}
