//! Walks a folder of a project. Each folder is opened relative to the project's own,
//! which is kept open. Only hidden names are skipped; anything that is not a readable
//! file is listed with the reason.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::links::{NotFollowed, follow, is_absent, is_hidden};
use super::{FoundFile, Oddity, Walk};
use crate::messages::{Message, message, system};
use crate::path::{SourcePath, folder_beneath, slashed};
use crate::system::{AtFlags, Device, Errno, FileType, OwnedFd, Stat, entries, statat};

/// The deepest folder that a walk enters.
const MAX_DEPTH: usize = 32;

/// A folder's device and inode.
type Identity = (Device, u64);

/// A walk in progress.
pub(super) struct Walker<'a> {
    project: &'a File,
    root: &'a Path,
    walk: Walk,
}

/// A name with its metadata.
struct FoundName {
    name: OsString,
    stat: Stat,
}

impl<'a> Walker<'a> {
    /// A walk in a project, by its open folder and its path.
    pub(super) fn new(project: &'a File, root: &'a Path) -> Self {
        Self {
            project,
            root,
            walk: Walk::default(),
        }
    }

    /// Walks a folder, or visits the one file at the path.
    pub(super) fn through(mut self, start: &Path) -> Walk {
        let parent = start.parent().unwrap_or(Path::new(""));
        let found = self.parent(parent).and_then(|(real, folder)| {
            let name = start.file_name().unwrap_or_default();
            let status = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
            Ok((real.join(name), status))
        });
        match found {
            Ok((real, status)) => self.look_at(start, &real, &status, &mut Vec::new()),
            // The path does not exist, which is not an error.
            Err(error) if is_absent(&error) => {}
            Err(error) => self.unreadable(start, system(&error)),
        }
        self.walk.files.sort();
        self.walk.oddities.sort();
        self.walk
    }

    /// The parent folder of the start, with links resolved.
    fn parent(&self, folder: &Path) -> io::Result<(PathBuf, OwnedFd)> {
        let real = if folder.as_os_str().is_empty() {
            PathBuf::new()
        } else {
            follow(self.project, self.root, folder)?
        };
        let folder = folder_beneath(self.project, &real)?;
        Ok((real, folder))
    }

    /// Visits a path: `shown` is the path to report, `real` the one without links that is
    /// opened.
    fn look_at(&mut self, shown: &Path, real: &Path, stat: &Stat, above: &mut Vec<Identity>) {
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => self.file(shown, stat),
            FileType::Directory => self.folder(shown, real, identity(stat), above),
            FileType::Symlink => self.link(shown, real, above),
            other => self.unreadable(shown, what(other)),
        }
    }

    fn file(&mut self, shown: &Path, stat: &Stat) {
        match slashed(shown).as_deref().and_then(SourcePath::new) {
            Some(path) => self.walk.files.push(FoundFile {
                path,
                len: u64::try_from(stat.st_size).unwrap_or_default(),
            }),
            None => self.walk.oddities.push(Oddity::Name(lossy(shown))),
        }
    }

    fn link(&mut self, shown: &Path, real: &Path, above: &mut Vec<Identity>) {
        let followed = follow(self.project, self.root, real).and_then(|target| {
            let folder = folder_beneath(self.project, target.parent().unwrap_or(Path::new("")))?;
            let name = target.file_name().unwrap_or(OsStr::new("."));
            let stat = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW);
            match stat.map_err(io::Error::from) {
                Ok(stat) => Ok((target, stat)),
                Err(error) if is_absent(&error) => Err(NotFollowed::Nothing),
                Err(error) => Err(error.into()),
            }
        });
        match followed {
            Ok((_, stat)) if above.contains(&identity(&stat)) => {
                self.not_followed(shown, &NotFollowed::Circle);
            }
            Ok((target, stat)) => self.look_at(shown, &target, &stat, above),
            Err(why) => self.not_followed(shown, &why),
        }
    }

    fn folder(&mut self, shown: &Path, real: &Path, id: Identity, above: &mut Vec<Identity>) {
        if above.len() == MAX_DEPTH {
            let why = message!("link.too_deep", depth = MAX_DEPTH);
            self.unreadable(shown, why);
            return;
        }
        let is_file = |name: &str| [".md", ".yaml"].iter().any(|ending| name.ends_with(ending));
        let name = shown.file_name().and_then(OsStr::to_str);
        if name.is_some_and(is_file) {
            self.walk.oddities.push(Oddity::Folder(lossy(shown)));
            return;
        }
        above.push(id);
        match self.entries(real) {
            Ok(entries) => {
                for FoundName { name, stat } in entries {
                    self.look_at(&shown.join(&name), &real.join(&name), &stat, above);
                }
            }
            Err(error) => self.unreadable(shown, system(&error)),
        }
        above.pop();
    }

    /// The names in a folder, which is closed again before they are visited.
    fn entries(&self, real: &Path) -> io::Result<Vec<FoundName>> {
        let folder = folder_beneath(self.project, real)?;
        let mut seen = Vec::new();
        for (name, _) in entries(&folder)? {
            if is_hidden(&name) {
                continue;
            }
            match statat(&folder, &name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => seen.push(FoundName { name, stat }),
                // It was removed in the meantime.
                Err(Errno::NOENT) => {}
                Err(errno) => return Err(errno.into()),
            }
        }
        Ok(seen)
    }

    fn not_followed(&mut self, shown: &Path, why: &NotFollowed) {
        self.walk.oddities.push(Oddity::Link {
            path: lossy(shown),
            why: why.message(),
        });
    }

    fn unreadable(&mut self, shown: &Path, why: Message) {
        let path = lossy(shown);
        self.walk.oddities.push(Oddity::Unreadable { path, why });
    }
}

/// The name of a file type that is neither a file nor a folder nor a link.
fn what(kind: FileType) -> Message {
    match kind {
        FileType::Fifo => message!("link.fifo"),
        FileType::Socket => message!("link.socket"),
        _ => message!("link.device"),
    }
}

fn identity(stat: &Stat) -> Identity {
    (stat.st_dev, stat.st_ino)
}

fn lossy(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
