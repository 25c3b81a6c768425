//! `spunweb build` and `spunweb check`.

use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::arguments::{BuildOptions, CheckOptions, ProjectOptions};
use super::last_line::last_line;
use super::publication::{changes, notes, published_but};
use super::said::{self, usage};
use super::{Status, findings, mend, summary, timings};
use crate::disk::OperatingSystemDisk;
use crate::messages::{Message, message, system, text};
use crate::pipeline::{self, BuildError, Outcome, Output, Request};
use crate::publish::{Forbidden, Options, PublishError, read_manifest};
use crate::theme::AssetError;

/// Builds and publishes.
pub(super) fn build(options: &BuildOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.project.lang.as_str();
    let project = match Project::open(&options.project) {
        Ok(project) => project,
        Err(why) => return usage(&why, lang, err),
    };
    let folder = options
        .out
        .clone()
        .unwrap_or_else(|| project.root.join("public"));
    // Read first: what cannot be compared with is better known before the work.
    let previous = options.previous_manifest.as_deref().map(read_manifest);
    let previous = match previous.transpose() {
        Ok(previous) => previous,
        Err(error) => return usage(&error.message(), lang, err),
    };
    let output = Output {
        folder: &folder,
        forbidden: Forbidden::new(
            &project.root,
            &project.root.join("content"),
            &project.root.join("themes"),
        ),
        options: Options {
            sync: !options.no_sync,
            ..Options::default()
        },
    };
    let outcome = pipeline::build(&project.disk, &project.request, &output);
    let published = outcome.as_ref().ok().and_then(|o| o.publication.as_ref());
    let mut told = published
        .map(|publication| notes(publication, lang))
        .unwrap_or_default();
    if let (Some(before), Some(publication)) = (&previous, published) {
        match changes(before, &publication.out, lang) {
            Ok(line) => told.push(line),
            Err(error) => told.push(published_but(&error, lang)),
        }
    }
    let status = finish(outcome, &options.project, Some(&folder), out, err);
    for line in told {
        // The site is published; a terminal that is gone cannot be told so.
        let _ = writeln!(err, "{line}");
    }
    status
}

/// Checks without publishing.
pub(super) fn check(options: &CheckOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    match Project::open(&options.project) {
        Ok(project) => {
            if options.fix
                && let Err(status) = mend::mend(&project, options, out, err)
            {
                return status;
            }
            let outcome = pipeline::check(&project.disk, &project.request);
            finish(outcome, &options.project, None, out, err)
        }
        Err(why) => usage(&why, &options.project.lang, err),
    }
}

/// The options as meant.
pub(super) struct Project {
    root: PathBuf,
    pub(super) disk: OperatingSystemDisk,
    pub(super) request: Request,
}

impl Project {
    fn open(options: &ProjectOptions) -> Result<Self, Message> {
        let disk = open_project(&options.project)?;
        Ok(Self {
            root: disk.root().to_path_buf(),
            request: Request {
                editions: options.editions.clone(),
                base_url: options.base_url.as_deref().map(base_url).transpose()?,
                as_of: as_of(options.as_of.as_deref())?,
                deny_warnings: options.deny_warnings,
                trace: options.trace.is_some(),
            },
            disk,
        })
    }
}

/// The files of a project.
pub(super) fn open_project(folder: &Path) -> Result<OperatingSystemDisk, Message> {
    let disk = OperatingSystemDisk::new(folder).map_err(|error| no_project(folder, &error))?;
    if !disk.root().join("content").is_dir() {
        let path = folder.display().to_string();
        return Err(message!("command.not_a_project", path = path));
    }
    Ok(disk)
}

/// That a folder cannot be opened as a project.
pub(super) fn no_project(folder: &Path, error: &std::io::Error) -> Message {
    let path = folder.display().to_string();
    message!("command.no_project", path = path, why = system(error))
}

fn base_url(text: &str) -> Result<String, Message> {
    let fine = crate::schema::WebUrl::parse(text).is_some() && !text.contains(['?', '#']);
    fine.then(|| text.to_owned())
        .ok_or_else(|| message!("command.not_an_address", text = text))
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

fn finish(
    outcome: Result<Outcome, BuildError>,
    options: &ProjectOptions,
    folder: Option<&PathBuf>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return failed(&error, &options.lang, err),
    };
    let last_line = last_line(&outcome, folder, &options.lang);
    // `build` counts the notes in its last line; `check` is the place to read them.
    let without_notes = folder.is_some().then(|| outcome.report.without_notes());
    let printed = without_notes.as_ref().unwrap_or(&outcome.report);
    let sources = &outcome.sources;
    let written = findings::print(printed, sources, options, &last_line, out, err);
    let summed_up = summary::write(printed, sources, options, &last_line);
    if let Err(why) = &summed_up {
        said::error(&why.message(), &options.lang, err);
    }
    let timed = timings::tell(&outcome.timings, options, err);
    let failed = written.is_err() || summed_up.is_err() || timed.is_err();
    match (failed, outcome.report.has_errors()) {
        (true, _) => Status::Environment,
        (false, true) => Status::Findings,
        (false, false) => Status::Clean,
    }
}

pub(super) fn failed(error: &BuildError, lang: &str, err: &mut dyn Write) -> Status {
    said::error(&error.message(), lang, err);
    // A terminal that is gone cannot be told so.
    let _ = writeln!(err, "{}", text(lang, "run.nothing_published"));
    let error = match error {
        BuildError::Publish(error) => Some(error),
        // Somebody saves while the files are copied, or a disk fails.
        BuildError::Sink(error) if error.0.is::<AssetError>() => return Status::Environment,
        BuildError::Sink(error) => error.0.downcast_ref::<PublishError>(),
        BuildError::NoEdition { .. } | BuildError::Path(_) => return Status::Usage,
    };
    if let Some(error) = error {
        said::help(error, lang, err);
    }
    error.map_or(Status::Bug, |error| Status::from(error.kind()))
}
