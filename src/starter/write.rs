//! The files of a new project on the disk, all of them or none: they are written into a
//! hidden folder inside the project's own and then moved to their places.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that writes new projects"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::StarterFile;
use crate::messages::{Message, display_in_english, message, system};
use crate::system::let_be_run;

/// Why there is no new project; the folder is as it was.
#[derive(Debug)]
pub(crate) enum InitError {
    /// Files of the project are there already.
    Exists(Vec<String>),
    /// A link leads to another place than the folder.
    Link(String),
    /// The system refuses.
    System {
        /// The file or folder.
        path: String,
        /// The system's reason.
        why: io::Error,
    },
}

impl InitError {
    /// The reason, to be said in a language.
    #[must_use]
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Exists(paths) => {
                let first: Vec<&str> = paths.iter().take(5).map(String::as_str).collect();
                message!("init.exists", count = paths.len(), paths = first.join(", "))
            }
            Self::Link(path) => message!("init.link", path = path.as_str()),
            Self::System { path, why } => {
                message!(
                    "command.cannot_write",
                    path = path.as_str(),
                    why = system(why)
                )
            }
        }
    }
}

display_in_english!(InitError);

/// Puts the files of a new project into a folder, which is made where it is not there.
///
/// # Errors
/// One of the files is there already, a folder is a link, or the system refuses.
pub(crate) fn write(folder: &Path, files: &[StarterFile]) -> Result<(), InitError> {
    let is_new = fs::symlink_metadata(folder).is_err();
    if fs::metadata(folder).is_ok_and(|found| !found.is_dir()) {
        return Err(InitError::Exists(vec![folder.display().to_string()]));
    }
    refuse_what_exists(folder, files)?;
    fs::create_dir_all(folder).map_err(|why| refused(folder, why))?;
    let stage = folder.join(format!(".spunweb-init.{}", std::process::id()));
    let mut moved = Vec::new();
    let written = put_all(&stage, files).and_then(|()| move_all(&stage, folder, files, &mut moved));
    // Empty folders of the stage are left where all was moved.
    let _ = fs::remove_dir_all(&stage);
    if written.is_err() {
        take_back(folder, &moved, is_new);
    }
    written
}

/// Nothing of a project may be there, and no folder of its may lead elsewhere.
fn refuse_what_exists(folder: &Path, files: &[StarterFile]) -> Result<(), InitError> {
    let mut there = Vec::new();
    for file in files {
        let mut path = PathBuf::from(folder);
        let mut steps = Path::new(&file.path).components().peekable();
        while let Some(step) = steps.next() {
            path.push(step);
            match fs::symlink_metadata(&path) {
                Ok(found) if found.is_symlink() => {
                    return Err(InitError::Link(path.display().to_string()));
                }
                Ok(found) if steps.peek().is_none() || !found.is_dir() => {
                    there.push(file.path.clone());
                    break;
                }
                Ok(_) => {}
                Err(_) => break,
            }
        }
    }
    if there.is_empty() {
        Ok(())
    } else {
        Err(InitError::Exists(there))
    }
}

fn put_all(stage: &Path, files: &[StarterFile]) -> Result<(), InitError> {
    fs::create_dir(stage).map_err(|why| refused(stage, why))?;
    for file in files {
        let path = stage.join(&file.path);
        let parent = path.parent().unwrap_or(stage);
        fs::create_dir_all(parent).map_err(|why| refused(parent, why))?;
        put(&path, &file.bytes).map_err(|why| refused(&path, why))?;
    }
    Ok(())
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut out = OpenOptions::new().write(true).create_new(true).open(path)?;
    out.write_all(bytes)?;
    if bytes.starts_with(b"#!") {
        let_be_run(&out)?;
    }
    Ok(())
}

/// Moves the files to their places, and notes those that are there.
fn move_all(
    stage: &Path,
    folder: &Path,
    files: &[StarterFile],
    moved: &mut Vec<PathBuf>,
) -> Result<(), InitError> {
    for file in files {
        let target = folder.join(&file.path);
        let parent = target.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|why| refused(parent, why))?;
        // A link fails where a file has come in the meantime, other than a rename.
        let from = stage.join(&file.path);
        let linked = fs::hard_link(&from, &target);
        let put = match linked {
            Err(why) if why.kind() != io::ErrorKind::AlreadyExists => fs::rename(&from, &target),
            other => other,
        };
        put.map_err(|why| refused(&target, why))?;
        moved.push(target);
    }
    Ok(())
}

/// Takes away what was moved, and the folders that are empty then.
fn take_back(folder: &Path, moved: &[PathBuf], is_new: bool) {
    for path in moved.iter().rev() {
        // What cannot be removed stays; the reason of the failure is said in any case.
        let _ = fs::remove_file(path);
        let mut above = path.parent();
        while let Some(parent) = above.filter(|parent| *parent != folder) {
            if fs::remove_dir(parent).is_err() {
                break;
            }
            above = parent.parent();
        }
    }
    if is_new {
        let _ = fs::remove_dir(folder);
    }
}

fn refused(path: &Path, why: io::Error) -> InitError {
    InitError::System {
        path: path.display().to_string(),
        why,
    }
}
