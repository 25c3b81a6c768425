//! `spunweb rollback` and `spunweb forget`: what is done with the version before.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Status;
use super::arguments::OutputOptions;
use super::publication::mode_note;
use crate::diagnostic::told;
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
    let lang = options.lang.as_str();
    match publish::rollback(&folder, &options.project) {
        Ok(done) => {
            let mut line = format!(
                "{} is the previous version again: {} files. Do it once more to undo it.",
                folder.display(),
                done.now.files().count(),
            );
            line = told(&line, lang);
            if let Some(note) = mode_note(done.mode) {
                line = format!("{line}\nnote: {}", told(note, lang));
            }
            said(&line, out)
        }
        Err(error) => refused(&error, lang, err),
    }
}

/// Removes the version before.
pub(super) fn forget(options: &OutputOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let folder = options.folder();
    let lang = options.lang.as_str();
    match publish::forget(&folder, &options.project) {
        Ok(true) => said(&told(&removed(&folder), lang), out),
        Ok(false) => said(
            &told(
                &format!("there is no previous version of {}", folder.display()),
                lang,
            ),
            out,
        ),
        Err(error) => refused(&error, lang, err),
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

fn refused(error: &PublishError, lang: &str, err: &mut dyn Write) -> Status {
    super::said::error(&error.to_string(), lang, err);
    super::said::help(error, lang, err);
    Status::from(error.kind())
}
