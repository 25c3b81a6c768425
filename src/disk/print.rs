//! Print projects, in `.spunweb/print`: files that the Typst compiler reads, and the PDF
//! that it makes. As with pictures, symbolic links are not followed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::kept::{STATE, ignored_by_git, made, put};
use crate::path::{file_beneath, folder_beneath};
use crate::system::{AtFlags, FileType, OwnedFd, entries, unlinkat};

/// The folder of all print projects.
const PRINT: &str = "print";

/// The largest PDF that is read, in bytes.
const MAX_PDF_BYTES: u64 = 1024 * 1024 * 1024;

/// Replaces the contents of a print project's folder, and returns the path of the folder
/// below the project.
pub(super) fn write(
    project: &File,
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> io::Result<String> {
    if !is_plain(name) || !files.keys().all(|path| path.split('/').all(is_plain)) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let state = made(project, STATE)?;
    ignored_by_git(&state)?;
    let folder = made(&made(&state, PRINT)?, name)?;
    clear(&folder, 0)?;
    for (path, bytes) in files {
        let mut steps = path.split('/').peekable();
        let mut at = made(&made(&state, PRINT)?, name)?;
        while let Some(step) = steps.next() {
            if steps.peek().is_some() {
                at = made(&at, step)?;
            } else {
                put(&at, Path::new(step), bytes)?;
            }
        }
    }
    Ok(format!("{STATE}/{PRINT}/{name}"))
}

/// Reads the PDF that was made in the folder of a print project.
pub(super) fn read(project: &File, name: &str, pdf: &str) -> io::Result<Vec<u8>> {
    if !is_plain(name) || !is_plain(pdf) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let state = folder_beneath(project, Path::new(STATE))?;
    let print = folder_beneath(&state, Path::new(PRINT))?;
    let folder = folder_beneath(&print, Path::new(name))?;
    let file = file_beneath(&folder, Path::new(pdf))?;
    let mut bytes = Vec::new();
    file.take(MAX_PDF_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Removes the files of a former project: otherwise they would be templates or fonts of
/// this one. Goes three folders deep, which is as deep as a project is.
fn clear(folder: &OwnedFd, depth: usize) -> io::Result<()> {
    const DEEPEST: usize = 3;
    for (name, kind) in entries(folder)? {
        let is_folder = kind == FileType::Directory && depth < DEEPEST;
        if is_folder {
            clear(&folder_beneath(folder, Path::new(&name))?, depth + 1)?;
        }
        let flags = if is_folder {
            AtFlags::REMOVEDIR
        } else {
            AtFlags::empty()
        };
        unlinkat(folder, &*name, flags)?;
    }
    Ok(())
}

/// Whether a name can be a file of a project: not hidden, and without `..`.
fn is_plain(name: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('.') && name.len() <= 100 && name.chars().all(is_allowed)
}
