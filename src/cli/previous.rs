//! `spunweb rollback` and `spunweb forget`: commands for the previous version.

use std::io::Write;
use std::path::PathBuf;

use super::Status;
use super::arguments::OutputOptions;
use super::publication::mode_note;
use crate::messages::message;
use crate::publish::{self, PublishError};

impl OutputOptions {
    /// The output folder: the given one, or else `public` in the project.
    pub(super) fn folder(&self) -> PathBuf {
        let in_project = || self.common.project.join("public");
        self.out.clone().unwrap_or_else(in_project)
    }
}

/// Swaps the output and the previous version.
pub(super) fn rollback(
    options: &OutputOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let folder = options.folder();
    let lang = options.common.lang.as_str();
    match publish::rollback(&folder, &options.common.project) {
        Ok(done) => {
            let path = folder.display().to_string();
            let count = done.now.files().count();
            let line = message!("publish.rolled_back", path = path, count = count);
            let mut line = line.text(lang);
            if let Some(note) = mode_note(done.mode) {
                line = format!("{line}\nnote: {}", note.text(lang));
            }
            said(&line, out)
        }
        Err(error) => refused(&error, lang, err),
    }
}

/// Removes the previous version.
pub(super) fn forget(options: &OutputOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let folder = options.folder();
    let lang = options.common.lang.as_str();
    let path = folder.display().to_string();
    match publish::forget(&folder, &options.common.project) {
        Ok(true) => said(&message!("publish.forgotten", path = path).text(lang), out),
        Ok(false) => said(
            &message!("publish.nothing_to_forget", path = path).text(lang),
            out,
        ),
        Err(error) => refused(&error, lang, err),
    }
}

fn said(line: &str, out: &mut dyn Write) -> Status {
    match writeln!(out, "{line}") {
        Ok(()) => Status::Clean,
        Err(_) => Status::Environment,
    }
}

fn refused(error: &PublishError, lang: &str, err: &mut dyn Write) -> Status {
    super::failure::error(&error.message(), lang, err);
    super::failure::help(error, lang, err);
    Status::from(error.kind())
}
