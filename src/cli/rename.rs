//! `spunweb rename COLLECTION/OLD NEW`.

use std::io::Write;

use super::arguments::RenameOptions;
use super::failure::{self, usage};
use super::project::{failed, open_project};
use super::{Status, findings};
use crate::fix;
use crate::messages::{message, one_line, text};
use crate::pipeline::{self, Request};
use crate::rename::{self, RenameError, RenameRequest, Renaming};

/// Gives an entry another id, and says what was changed.
pub(super) fn rename(options: &RenameOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let Some((collection, from)) = options.entry.split_once('/') else {
        let why = message!("rename.not_an_entry", entry = &options.entry);
        return usage(&why, lang, err);
    };
    let to = options.id.strip_prefix(&format!("{collection}/"));
    let wanted = RenameRequest {
        collection: collection.to_owned(),
        from: from.to_owned(),
        to: to.unwrap_or(&options.id).to_owned(),
    };
    let renaming = match pipeline::rename(&disk, &Request::default(), &wanted) {
        Ok(renaming) => renaming,
        Err(RenameError::Examine(error)) => return failed(&error, lang, err),
        Err(RenameError::Files(why)) => return usage(&why, lang, err),
        Err(RenameError::Faults(examined)) => {
            let found = (&examined.report, &examined.sources);
            return findings::stop(found, &message!("rename.faults"), lang, err);
        }
        Err(RenameError::Left(examined)) => {
            let found = (&examined.report, &examined.sources);
            return findings::stop(found, &message!("rename.left"), lang, err);
        }
    };
    if !options.dry_run
        && let Err(error) = rename::write(&disk, &renaming)
    {
        failure::error(&error.message(), lang, err);
        return Status::Environment;
    }
    let said = if options.dry_run {
        show(&renaming, out)
    } else {
        say(&renaming, &wanted, lang, out)
    };
    said.map_or(Status::Environment, |()| Status::Clean)
}

/// The differences, as `git apply` reads them.
fn show(renaming: &Renaming, out: &mut dyn Write) -> std::io::Result<()> {
    for file in &renaming.changed {
        write!(out, "{}", fix::diff(file))?;
    }
    for (old, new) in &renaming.moved {
        writeln!(out, "rename from {old}\nrename to {new}")?;
    }
    Ok(())
}

fn say(
    renaming: &Renaming,
    wanted: &RenameRequest,
    lang: &str,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for file in &renaming.changed {
        for made in &file.made {
            let (path, line) = (one_line(file.path.as_str()), made.line);
            let (from, to) = (one_line(made.from.trim()), one_line(made.to.trim()));
            if from.is_empty() {
                writeln!(out, "{path}:{line}: + {to}")?;
            } else {
                writeln!(out, "{path}:{line}: {from} → {to}")?;
            }
        }
    }
    for (old, new) in &renaming.moved {
        writeln!(
            out,
            "{} → {}",
            one_line(old.as_str()),
            one_line(new.as_str())
        )?;
    }
    let files = message!("run.in_files", count = renaming.changed.len());
    let line = message!(
        "rename.done",
        from = format!("{}/{}", wanted.collection, wanted.from),
        to = format!("{}/{}", wanted.collection, wanted.to),
        files = files,
    );
    writeln!(out, "{}", line.text(lang))?;
    writeln!(out, "{}", text(lang, "rename.next"))
}
