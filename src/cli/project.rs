//! The project that a command works on: its files, and the parsed options.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::arguments::ProjectOptions;
use super::{Status, failure};
use crate::disk::OperatingSystemDisk;
use crate::messages::{Message, message, system, text};
use crate::path::BaseUrlFault;
use crate::pipeline::{BuildError, Request};
use crate::publish::PublishError;
use crate::theme::AssetError;

/// The files of a project, and the parsed options.
pub(super) struct Project {
    pub(super) root: PathBuf,
    pub(super) disk: OperatingSystemDisk,
    pub(super) request: Request,
}

impl Project {
    /// Opens the project that the options name.
    pub(super) fn open(options: &ProjectOptions) -> Result<Self, Message> {
        let disk = open_project(&options.common.project)?;
        Ok(Self {
            root: disk.root().to_path_buf(),
            request: Request {
                editions: options.editions.clone(),
                base_url: options.base_url.as_deref().map(base_url).transpose()?,
                as_of: as_of(options.as_of.as_deref())?,
                deny_warnings: options.deny_warnings,
                trace: options.trace.is_some(),
                editor_schemas: false,
            },
            disk,
        })
    }
}

/// The nearest parent of the working directory that is a project, for commands that are
/// run inside its content.
fn project_around() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let is_project = |folder: &&Path| folder.join("content/site.yaml").is_file();
    here.ancestors().find(is_project).map(Path::to_owned)
}

/// The files of a project; with `.`, of the nearest project that contains the working
/// directory.
pub(super) fn open_project(folder: &Path) -> Result<OperatingSystemDisk, Message> {
    let path = || folder.display().to_string();
    let around = (folder == Path::new(".")).then(project_around).flatten();
    let folder = around.as_deref().unwrap_or(folder);
    let disk = OperatingSystemDisk::new(folder)
        .map_err(|error| message!("command.no_project", path = path(), why = system(&error)))?;
    let content = std::fs::metadata(disk.root().join("content"));
    let is_there = match &content {
        Ok(found) => found.is_dir(),
        // The walk of the folder reports other errors.
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    if !is_there {
        return Err(message!("command.not_a_project", path = path()));
    }
    Ok(disk)
}

/// The files of the project, and the request, for a command with options for one edition
/// and a date.
pub(super) fn open_edition(
    folder: &Path,
    edition: Option<&str>,
    day: Option<&str>,
) -> Result<(OperatingSystemDisk, Request), Message> {
    let disk = open_project(folder)?;
    let request = Request {
        editions: edition.map(str::to_owned).into_iter().collect(),
        as_of: as_of(day)?,
        ..Request::default()
    };
    Ok((disk, request))
}

fn base_url(text: &str) -> Result<String, Message> {
    crate::path::base_url(text).map_err(|fault| match fault {
        BaseUrlFault::Form => message!("command.not_an_address", text = text),
        BaseUrlFault::Credentials => message!("command.address_with_password"),
    })
}

/// `--as-of`, else `SOURCE_DATE_EPOCH` (reproducible-builds.org), else nothing.
pub(super) fn as_of(option: Option<&str>) -> Result<Option<Date>, Message> {
    if let Some(text) = option {
        let date = text.parse::<Date>();
        return date
            .map(Some)
            .map_err(|_| message!("command.not_a_date", text = text));
    }
    let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = epoch.parse::<i64>().ok();
    let moment = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    moment
        .map(|moment| Some(jiff::tz::TimeZone::UTC.to_datetime(moment).date()))
        .ok_or_else(|| message!("command.not_an_epoch", epoch = epoch))
}

/// Says why a run could not be carried out, and returns how it ended.
pub(super) fn failed(error: &BuildError, lang: &str, err: &mut dyn Write) -> Status {
    failure::error(&error.message(), lang, err);
    // A failed write is ignored: the terminal is gone.
    let _ = writeln!(err, "{}", text(lang, "run.nothing_published"));
    let error = match error {
        BuildError::Publish(error) => Some(error),
        // A file was saved while the files were copied, or a disk failed.
        BuildError::Sink(error) if error.0.is::<AssetError>() => return Status::Environment,
        // The system could not start a thread.
        BuildError::Sink(error) if error.0.is::<std::io::Error>() => return Status::Environment,
        BuildError::Print(_) => return Status::Environment,
        BuildError::Sink(error) => error.0.downcast_ref::<PublishError>(),
        BuildError::NoEdition { .. } | BuildError::Path(_) => return Status::Usage,
    };
    if let Some(error) = error {
        failure::help(error, lang, err);
    }
    error.map_or(Status::Bug, |error| Status::from(error.kind()))
}
