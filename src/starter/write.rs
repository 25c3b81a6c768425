//! Writes the files of a new project, all or none: first into a hidden folder inside the
//! project's folder, then each is moved to its place.

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

/// Why no project was created; the folder is unchanged.
#[derive(Debug)]
pub(crate) enum InitError {
    /// The project has such files already.
    Exists(Vec<String>),
    /// A symbolic link leads outside the folder.
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

/// Puts the files of a new project into a folder, which is created if it does not exist.
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
    // The temporary folder may still contain empty folders.
    let _ = fs::remove_dir_all(&stage);
    if written.is_err() {
        take_back(folder, &moved, is_new);
    }
    written
}

/// Refuses to overwrite files of a project, or to follow links out of its folder.
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

/// Moves the files to their places, and records those that were moved.
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
        // Unlike a rename, a hard link fails if a file was created in the meantime.
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

/// Removes the moved files again, and the folders that are empty then.
fn take_back(folder: &Path, moved: &[PathBuf], is_new: bool) {
    for path in moved.iter().rev() {
        // A file that cannot be removed stays; the original failure is reported anyway.
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
