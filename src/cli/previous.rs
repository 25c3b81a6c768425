//! `spunweb rollback` and `spunweb forget`: what is done with the version before.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Status;
use super::arguments::OutputOptions;
use super::publication::mode_note;
use crate::publish::{self, PublishError};

impl OutputOptions {
    /// The output folder: the one named, else `public` in the project.
    pub(super) fn folder(&self) -> PathBuf {
        let in_project = || self.project.join("public");
        self.out.clone().unwrap_or_else(in_project)
    }
}

/// Lets the output and the version before change places.
pub(super) fn rollback(
    options: &OutputOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let folder = options.folder();
    match publish::rollback(&folder) {
        Ok(done) => {
            let mut line = format!(
                "{} is the previous version again: {} files. Do it once more to undo it.",
                folder.display(),
                done.now.files().count(),
            );
            if let Some(note) = mode_note(done.mode) {
                line = format!("{line}\n{note}");
            }
            said(&line, out)
        }
        Err(error) => refused(&error, err),
    }
}

/// Removes the version before.
pub(super) fn forget(options: &OutputOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let folder = options.folder();
    match publish::forget(&folder) {
        Ok(true) => said(&removed(&folder), out),
        Ok(false) => said(
            &format!("there is no previous version of {}", folder.display()),
            out,
        ),
        Err(error) => refused(&error, err),
    }
}

fn removed(folder: &Path) -> String {
    format!("the previous version of {} is gone", folder.display())
}

fn said(line: &str, out: &mut dyn Write) -> Status {
    match writeln!(out, "{line}") {
        Ok(()) => Status::Clean,
        Err(_) => Status::Environment,
    }
}

fn refused(error: &PublishError, err: &mut dyn Write) -> Status {
    let help = error
        .help()
        .map_or_else(String::new, |help| format!("\nhelp: {help}"));
    // A terminal that is gone cannot be told so.
    let _ = writeln!(err, "error: {error}{help}");
    Status::from(error.kind())
}
