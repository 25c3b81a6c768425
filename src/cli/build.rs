//! `spunweb build` and `spunweb check`.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::{BuildOptions, CheckOptions, ProjectOptions};
use super::failure::{self, usage};
use super::last_line::last_line;
use super::project::{Project, failed};
use super::publication::{changes, notes, published_but};
use super::{Status, findings, fix, progress, schema, summary, timings};
use crate::messages::message;
use crate::pipeline::{self, BuildError, Outcome, Output, Request};
use crate::publish::{Forbidden, Options, read_manifest};

/// Builds and publishes.
pub(super) fn build(options: &BuildOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.project.common.lang.as_str();
    let project = match Project::open(&options.project) {
        Ok(project) => project,
        Err(why) => return usage(&why, lang, err),
    };
    let folder = options
        .out
        .clone()
        .unwrap_or_else(|| project.root.join("public"));
    // Read first, so that an unreadable manifest is reported before the build.
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
    let progress = progress::on_terminal(lang, options.project.quiet);
    let disk = project.disk.with_progress(progress);
    let outcome = pipeline::build(&disk, &project.request, &output);
    let published = outcome.as_ref().ok().and_then(|o| o.publication.as_ref());
    let mut lines = published
        .map(|publication| notes(publication, lang))
        .unwrap_or_default();
    if let (Some(before), Some(publication)) = (&previous, published) {
        match changes(before, &publication.out, lang) {
            Ok(line) => lines.push(line),
            Err(error) => lines.push(published_but(&error, lang)),
        }
    }
    let status = finish(outcome, &options.project, Some(&folder), out, err);
    for line in lines {
        // The site is published. A failed write is ignored: the terminal is gone.
        let _ = writeln!(err, "{line}");
    }
    status
}

/// Checks without publishing.
pub(super) fn check(options: &CheckOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    match Project::open(&options.project) {
        Ok(project) => {
            if options.fix
                && let Err(status) = fix::fix(&project, options, out, err)
            {
                return status;
            }
            let request = Request {
                editor_schemas: schema::are_kept(&project.disk),
                ..project.request
            };
            let outcome = pipeline::check(&project.disk, &request);
            let schemas = outcome
                .as_ref()
                .ok()
                .and_then(|o| o.editor_schemas.as_ref());
            if let Some(schemas) = schemas {
                schema::keep(schemas, &project.root, &options.project.common.lang, err);
            }
            finish(outcome, &options.project, None, out, err)
        }
        Err(why) => usage(&why, &options.project.common.lang, err),
    }
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
        Err(error) => return failed(&error, &options.common.lang, err),
    };
    let last_line = last_line(&outcome, folder, &options.common.lang);
    // `build` counts the notes in its last line; `check` is the place to read them.
    let without_notes = folder.is_some().then(|| outcome.report.without_notes());
    let printed = without_notes.as_ref().unwrap_or(&outcome.report);
    let sources = &outcome.sources;
    let days = (outcome.as_of, outcome.next_change);
    let written = findings::print(printed, sources, options, (&last_line, days), out, err);
    let said = match outcome.next_change {
        Some(day) => {
            let next = message!("run.next_change", date = day.to_string());
            format!("{last_line}\n\n{}", next.text(&options.common.lang))
        }
        None => last_line.clone(),
    };
    let summed_up = summary::write(printed, sources, options, &said);
    if let Err(why) = &summed_up {
        failure::error(&why.message(), &options.common.lang, err);
    }
    let timed = timings::print_and_write(&outcome.timings, options, err);
    let failed = written.is_err() || summed_up.is_err() || timed.is_err();
    match (failed, outcome.report.has_errors()) {
        (true, _) => Status::Environment,
        (false, true) => Status::Findings,
        (false, false) => Status::Clean,
    }
}
