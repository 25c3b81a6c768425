//! `spunweb fmt`.

use std::io::Write;

use super::arguments::FormatOptions;
use super::failure::{self, usage};
use super::project::open_project;
use super::{Status, findings};
use crate::fix;
use crate::messages::{message, one_line, text};
use crate::pipeline::{self, Layout, Request};

/// Formats the YAML of the content, or lists what would change.
pub(super) fn format(options: &FormatOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let layout = match pipeline::layout(&disk, &Request::default()) {
        Ok(layout) => layout,
        Err(outcome) => {
            let found = (&outcome.report, &outcome.sources);
            return findings::stop(found, &message!("layout.faults"), lang, err);
        }
    };
    if !options.check && !options.dry_run {
        for file in &layout.changed {
            if let Err(error) = fix::write(&disk, file) {
                failure::error(&error.message(), lang, err);
                return Status::Environment;
            }
        }
    }
    match say(&layout, options, out, err) {
        Err(_) => Status::Environment,
        Ok(()) if options.check && !layout.changed.is_empty() => Status::Findings,
        Ok(()) => Status::Clean,
    }
}

fn say(
    layout: &Layout,
    options: &FormatOptions,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> std::io::Result<()> {
    let lang = options.common.lang.as_str();
    for path in &layout.left {
        let line = message!("layout.left", file = path.as_str());
        writeln!(err, "note: {}", line.text(lang))?;
    }
    for file in &layout.changed {
        if options.dry_run {
            write!(out, "{}", fix::diff(file))?;
        } else {
            writeln!(out, "{}", one_line(file.path.as_str()))?;
        }
    }
    if layout.changed.is_empty() {
        return writeln!(out, "{}", text(lang, "layout.nothing"));
    }
    let files = message!("run.files", count = layout.changed.len());
    let line = if options.check || options.dry_run {
        message!("layout.would_change", files = files)
    } else {
        message!("layout.changed", files = files)
    };
    writeln!(out, "{}", line.text(lang))
}
