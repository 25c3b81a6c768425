//! `spunweb translations confirm ENTRY [TRANSLATION]`.

use std::io::Write;

use super::Status;
use super::arguments::ConfirmOptions;
use super::failure::{self, usage};
use super::project::open_project;
use crate::disk::Disk;
use crate::fix;
use crate::load::CONFIRMED_PATH;
use crate::messages::message;
use crate::path::SourcePath;
use crate::pipeline::{self, Request};

/// Records that translations were checked against their original.
pub(super) fn confirm(
    options: &ConfirmOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, &options.common.lang, err),
    };
    let wanted = options.translation.as_deref();
    let confirmation = match pipeline::confirm(&disk, &Request::default(), &options.entry, wanted) {
        Ok(confirmation) => confirmation,
        Err(why) => return usage(&why.message(), &options.common.lang, err),
    };
    let Some(path) = SourcePath::new(CONFIRMED_PATH) else {
        return Status::Bug;
    };
    let yaml = confirmation.yaml.as_bytes();
    let written = match disk.read(&path) {
        Ok(before) => fix::replace(&disk, &path, &before, yaml),
        Err(_) => fix::create(&disk, &path, yaml),
    };
    let said = match written {
        Ok(()) => {
            let count = confirmation.count;
            let line = message!("run.confirmed", count = count, file = CONFIRMED_PATH);
            writeln!(out, "{}", line.text(&options.common.lang))
        }
        Err(error) => {
            failure::error(&error.message(), &options.common.lang, err);
            return Status::Environment;
        }
    };
    said.map_or(Status::Environment, |()| Status::Clean)
}
