//! `spunweb schema`, and the schemas that `check` and `serve` keep up to date.

use std::io::{self, Write};
use std::path::Path;

use super::Status;
use super::arguments::{Editor, SchemaOptions};
use super::failure::{self, usage};
use super::project::open_project;
use crate::disk::OperatingSystemDisk;
use crate::editor::{self, ENRICHED, SETTINGS, STRUCTURE, SchemaFiles, WriteError};
use crate::messages::{Message, message};
use crate::pipeline::{self, ForEditors};

/// Writes the schemas.
pub(super) fn schema(options: &SchemaOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let Some(made) = pipeline::for_editors(&disk) else {
        failure::error(&message!("command.unreadable"), lang, err);
        return Status::Findings;
    };
    let root = disk.root();
    let folder = match &options.out {
        Some(folder) => folder.clone(),
        None => root.join(STRUCTURE),
    };
    match write(&made, options.editor, (&folder, root), lang, out) {
        Ok(Ok(())) => Status::Clean,
        Ok(Err(_)) => Status::Environment,
        Err(error) => {
            failure::error(&error.message(), lang, err);
            Status::Environment
        }
    }
}

/// Writes what an editor needs, and says what was written.
fn write(
    made: &ForEditors,
    editor: Option<Editor>,
    (folder, root): (&Path, &Path),
    lang: &str,
    out: &mut dyn Write,
) -> Result<io::Result<()>, WriteError> {
    let mut say = |count: usize, folder: &Path| {
        let folder = folder.strip_prefix(root).unwrap_or(folder);
        let folder = folder.display().to_string();
        let line = message!("schema_files.written", count = count, folder = folder);
        writeln!(out, "{}", line.text(lang))
    };
    let count = editor::write(&made.structure, folder, root)?;
    let said = say(count, folder);
    match editor {
        Some(Editor::Vscode) => {
            let count = editor::write_enriched(&made.enriched, root)?;
            let said = said.and_then(|()| say(count, &root.join(ENRICHED)));
            let settings = write_settings(&made.settings, root, lang, out)?;
            Ok(said.and(settings))
        }
        None => Ok(said),
    }
}

/// Writes the settings if there are none; if there are, prints what is missing in them.
fn write_settings(
    settings: &str,
    root: &Path,
    lang: &str,
    out: &mut dyn Write,
) -> Result<io::Result<()>, WriteError> {
    let own = editor::own_settings(root)?;
    let key = if own == settings {
        "schema_files.settings_same"
    } else if own.is_empty() {
        editor::write_settings(settings, root)?;
        "schema_files.settings"
    } else {
        "schema_files.settings_kept"
    };
    let line = Message::new(key).with("file", SETTINGS).text(lang);
    Ok(match key {
        "schema_files.settings_kept" => writeln!(out, "{line}\n{settings}"),
        _ => writeln!(out, "{line}"),
    })
}

/// Whether `check` and `serve` keep the enriched schemas up to date: if they exist, or if
/// the project's settings refer to them. In a CI the settings alone do not count.
pub(super) fn are_kept(disk: &OperatingSystemDisk) -> bool {
    if disk.root().join(ENRICHED).is_dir() {
        return true;
    }
    let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    !is_ci && editor::own_settings(disk.root()).is_ok_and(|own| own.contains(ENRICHED))
}

/// Writes them. A failure is only a warning, since it is no fault of the content.
pub(super) fn keep(files: &SchemaFiles, root: &Path, lang: &str, err: &mut dyn Write) {
    if let Err(error) = editor::write_enriched(files, root) {
        // A failed write is ignored: the terminal is gone.
        let _ = writeln!(err, "warning: {}", error.message().text(lang));
    }
}
