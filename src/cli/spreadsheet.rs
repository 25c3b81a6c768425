//! `spunweb export COLLECTION` and `spunweb import COLLECTION FILE`.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;

use super::arguments::{ExportOptions, ImportOptions};
use super::failure::{self, usage};
use super::project::{as_of, open_project};
use super::{Status, findings, named_file};
use crate::config::limits::{MAX_SPREADSHEET_BYTES, MAX_YAML_BYTES};
use crate::diagnostic::{Amount, Human};
use crate::disk::OperatingSystemDisk;
use crate::fix;
use crate::import::{self, Exported, ExportedTable};
use crate::messages::{Message, message, one_line, system, text};
use crate::pipeline::{
    self, ExportRequest, ImportRequest, Imported, Request, SpreadsheetError, SpreadsheetFile,
};

/// Writes the tables of a collection.
pub(super) fn export(options: &ExportOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let wanted = ExportRequest {
        collection: options.collection.clone(),
        languages: split(options.languages.as_deref()),
        lang: lang.to_owned(),
    };
    let exported = match pipeline::export_tables(&disk, &Request::default(), &wanted) {
        Ok(exported) => exported,
        Err(error) => return failed(error, lang, err),
    };
    let written = match &options.to {
        None => return print_entries(&exported, lang, out, err),
        Some(path) => match files(&exported, path, lang) {
            Ok(files) => {
                let refused = files
                    .iter()
                    .find_map(|(path, _)| refusal(path, disk.root(), options.overwrite));
                if let Some(why) = refused {
                    return usage(&why, lang, err);
                }
                write_all(&files, disk.root())
            }
            Err((why, status)) => {
                failure::error(&why, lang, err);
                return status;
            }
        },
    };
    match written {
        Ok(paths) => say_exported(&exported, &paths, lang, out, err),
        Err(why) => {
            failure::error(&why, lang, err);
            Status::Environment
        }
    }
}

/// Prints the table of the entries, after notes about what is lost.
fn print_entries(
    exported: &Exported,
    lang: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let mut notes = notes(exported, lang);
    let lists = exported
        .tables
        .iter()
        .filter(|table| !table.rows.is_empty());
    let lists: Vec<&str> = lists.filter_map(|table| table.list.as_deref()).collect();
    if !lists.is_empty() {
        let line = message!("sheet.without_lists", lists = lists.join(", "));
        notes.push_str(&note(&line, lang));
    }
    let entries = exported.tables.first();
    let bytes = entries.map(|table| import::csv(table, lang, false));
    let said = write!(err, "{notes}").and_then(|()| out.write_all(&bytes.unwrap_or_default()));
    said.map_or(Status::Environment, |()| Status::Clean)
}

/// What an export loses.
fn notes(exported: &Exported, lang: &str) -> String {
    let mut notes = String::new();
    if !exported.left_out.is_empty() {
        let line = message!("sheet.left_out", fields = exported.left_out.join(", "));
        notes.push_str(&note(&line, lang));
    }
    for (id, field) in &exported.unfit {
        let line = message!("sheet.unfit", id = &**id, field = field.as_str());
        notes.push_str(&note(&line, lang));
    }
    notes
}

fn note(line: &Message, lang: &str) -> String {
    format!("note: {}\n", line.text(lang))
}

type Files = Vec<(PathBuf, Vec<u8>)>;

/// The files of tables, by the ending of the name that was asked for.
///
/// # Errors
/// The extension is not one of a table, a table is too large, or no thread can be
/// started.
fn files(exported: &Exported, to: &Path, lang: &str) -> Result<Files, (Message, Status)> {
    let ending = to
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    match ending.as_str() {
        "xlsx" => {
            let bytes = import::xlsx(exported).map_err(|why| match why {
                XlsxError::IoError(why) => (system(&why), Status::Environment),
                why => {
                    let why = message!("sheet.broken", why = why.to_string());
                    (why, Status::Usage)
                }
            })?;
            Ok(vec![(to.to_path_buf(), bytes)])
        }
        "csv" => {
            let tables = exported.tables.iter().filter(|table| !table.is_help);
            let file = |table: &ExportedTable| {
                let path = table
                    .list
                    .as_ref()
                    .map_or_else(|| to.to_path_buf(), |list| beside(to, list));
                (path, import::csv(table, lang, true))
            };
            let tables = tables.filter(|table| table.list.is_none() || !table.rows.is_empty());
            Ok(tables.map(file).collect())
        }
        _ => {
            let why = message!("sheet.ending", path = to.display().to_string());
            Err((why, Status::Usage))
        }
    }
}

/// `members.contacts.csv` beside `members.csv`.
fn beside(path: &Path, list: &str) -> PathBuf {
    path.with_extension(format!("{list}.csv"))
}

/// Why a file is not written: an existing file may have been filled in, so overwriting
/// needs an option; and content is published, so it must not contain a table with private
/// fields.
fn refusal(path: &Path, project: &Path, overwrite: bool) -> Option<Message> {
    let name = path.display().to_string();
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok();
    let published = ["content", "themes"].map(|name| project.join(name).canonicalize().ok());
    let is_within = folder.is_some_and(|folder| {
        let mut published = published.iter().flatten();
        published.any(|published| folder.starts_with(published))
    });
    if is_within {
        return Some(message!("sheet.in_content", path = name));
    }
    let is_there = path.symlink_metadata().is_ok();
    (is_there && !overwrite).then(|| message!("sheet.exists", path = name))
}

fn write_all(files: &[(PathBuf, Vec<u8>)], project: &Path) -> Result<Vec<String>, Message> {
    let mut written = Vec::new();
    for (path, bytes) in files {
        let name = path.display().to_string();
        named_file::write_bytes(path, project, bytes)
            .map_err(|why| message!("sheet.not_written", path = &*name, why = system(&why)))?;
        written.push(name);
    }
    Ok(written)
}

fn say_exported(
    exported: &Exported,
    paths: &[String],
    lang: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Status {
    let notes = notes(exported, lang);
    let rows = exported.tables.first().map_or(0, |table| table.rows.len());
    let files: Vec<_> = paths.iter().map(|path| one_line(path)).collect();
    let done = message!("sheet.exported", count = rows, files = files.join(", "));
    let said = write!(err, "{notes}").and_then(|()| writeln!(out, "{}", done.text(lang)));
    said.map_or(Status::Environment, |()| Status::Clean)
}

/// Applies the changes of a spreadsheet to the content.
pub(super) fn import(options: &ImportOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let opened = open_project(&options.common.project).and_then(|disk| {
        let request = Request {
            as_of: as_of(options.as_of.as_deref())?,
            ..Request::default()
        };
        let wanted = wanted(options, disk.root())?;
        Ok((disk, request, wanted))
    });
    let (disk, request, wanted) = match opened {
        Ok(opened) => opened,
        Err(why) => return usage(&why, lang, err),
    };
    if options.guess
        && let Some(status) = guess(&disk, &request, &wanted, lang, out, err)
    {
        return status;
    }
    let imported = match pipeline::import_tables(&disk, &request, &wanted) {
        Ok(imported) => imported,
        Err(error) => return failed(error, lang, err),
    };
    let found = (&imported.report, &imported.sources);
    if imported.is_refused {
        return findings::stop(found, &message!("sheet.refused"), lang, err);
    }
    let human = Human {
        lang,
        colour: false,
        shown: Amount {
            notes: true,
            ..Amount::default()
        },
    };
    let shown =
        write!(err, "{}", human.render(found.0, found.1)).and_then(|()| show(&imported, out));
    if shown.is_err() {
        return Status::Environment;
    }
    let is_anything = !imported.changed.is_empty() || !imported.created.is_empty();
    if is_anything && !options.dry_run {
        if !is_wanted(lang, out) {
            return Status::Clean;
        }
        if let Err(why) = fix::write_all(&disk, &imported.changed, &imported.created) {
            failure::error(&why.message(), lang, err);
            return Status::Environment;
        }
    }
    say(&imported, options.dry_run, lang, out).map_or(Status::Environment, |()| Status::Clean)
}

/// Prints a first map. If the file cannot be read, the import reports why.
fn guess(
    disk: &OperatingSystemDisk,
    request: &Request,
    wanted: &ImportRequest,
    lang: &str,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Option<Status> {
    let map = match pipeline::guess_map(disk, request, wanted) {
        Ok(map) => map?,
        Err(error) => return Some(failed(error, lang, err)),
    };
    let said = write!(out, "{map}");
    Some(said.map_or(Status::Environment, |()| Status::Clean))
}

fn wanted(options: &ImportOptions, project: &Path) -> Result<ImportRequest, Message> {
    let not_read = |path: &Path, why: &std::io::Error| {
        let path = path.display().to_string();
        message!("sheet.not_read", path = path, why = system(why))
    };
    // One byte more than is allowed, so that a file that is too large is detected.
    let read = |path: &Path, most: u64| {
        named_file::read(path, project, most + 1).map_err(|why| not_read(path, &why))
    };
    let read_found = |path: &Path| {
        let most = MAX_SPREADSHEET_BYTES + 1;
        named_file::read_found(path, project, most).map_err(|why| not_read(path, &why))
    };
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let map = options.map.as_ref().map(|path| {
        let bytes = read(path, MAX_YAML_BYTES)?;
        Ok((name(path), String::from_utf8_lossy(&bytes).into_owned()))
    });
    let file = |path: &Path, list: Option<String>, bytes: Vec<u8>| {
        let name = name(path);
        SpreadsheetFile { name, list, bytes }
    };
    let bytes = read(&options.file, MAX_SPREADSHEET_BYTES)?;
    let mut files = vec![file(&options.file, None, bytes)];
    for (list, path) in lists_beside(&options.file) {
        let bytes = read_found(&path)?;
        files.push(file(&path, Some(list), bytes));
    }
    Ok(ImportRequest {
        collection: options.collection.clone(),
        files,
        map: map.transpose()?,
        clear: options.clear,
        skip_bad: options.skip_bad,
    })
}

/// The files with the items of lists that lie beside a CSV file.
fn lists_beside(file: &Path) -> Vec<(String, PathBuf)> {
    let is_csv = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let stem = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let entries = crate::system::open_folder(folder).and_then(crate::system::entries);
    let Some(entries) = entries.ok().filter(|_| is_csv) else {
        return Vec::new();
    };
    let names = entries
        .into_iter()
        .map(|(name, _)| name.to_string_lossy().into_owned());
    let lists = names.filter_map(|name| {
        let list = name
            .strip_prefix(&stem)?
            .strip_prefix('.')?
            .strip_suffix(".csv")?
            .to_owned();
        Some((list, folder.join(name)))
    });
    let mut lists: Vec<_> = lists.collect();
    lists.sort();
    lists
}

fn split(names: Option<&str>) -> Vec<String> {
    let names = names.unwrap_or_default().split([',', ' ']);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

fn failed(error: SpreadsheetError, lang: &str, err: &mut dyn Write) -> Status {
    match error {
        SpreadsheetError::Usage(why) => usage(&why, lang, err),
        SpreadsheetError::Faults(outcome) => {
            let found = (&outcome.report, &outcome.sources);
            findings::stop(found, &message!("sheet.faults"), lang, err)
        }
    }
}

/// The diff, in the format of `git apply`; buffered, since there may be thousands of new
/// entries.
fn show(imported: &Imported, out: &mut dyn Write) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(out);
    for file in &imported.changed {
        write!(out, "{}", fix::diff(file))?;
    }
    for file in &imported.created {
        writeln!(out, "--- /dev/null\n+++ b/{}", file.path)?;
        let text = String::from_utf8_lossy(&file.bytes);
        writeln!(out, "@@ -0,0 +1,{} @@", text.lines().count())?;
        for line in text.lines() {
            writeln!(out, "+{line}")?;
        }
    }
    out.flush()
}

/// Whether to apply the changes; asks on a terminal.
fn is_wanted(lang: &str, out: &mut dyn Write) -> bool {
    if !std::io::stdin().is_terminal() {
        return true;
    }
    let asked = write!(out, "{} ", text(lang, "sheet.ask")).and_then(|()| out.flush());
    let mut answer = String::new();
    let read = asked.and_then(|()| std::io::stdin().lock().read_line(&mut answer));
    let answer = answer.trim().to_lowercase();
    read.is_ok()
        && ["y", "yes", "a", "ano", "j", "ja", "áno", "t", "tak"].contains(&answer.as_str())
}

fn say(imported: &Imported, is_dry: bool, lang: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let list = |ids: &mut dyn Iterator<Item = &std::sync::Arc<str>>| {
        ids.map(|id| one_line(id).into_owned())
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !imported.lacking.is_empty() {
        let ids = list(&mut imported.lacking.iter());
        writeln!(out, "{}", message!("sheet.lacking", ids = ids).text(lang))?;
    }
    if imported.kept > 0 {
        writeln!(
            out,
            "{}",
            message!("sheet.kept", count = imported.kept).text(lang)
        )?;
    }
    if !imported.skipped.is_empty() {
        let ids = list(&mut imported.skipped.iter());
        writeln!(out, "{}", message!("sheet.skipped", ids = ids).text(lang))?;
    }
    let (changed, created) = (imported.changed.len(), imported.created.len());
    if changed + created == 0 {
        return writeln!(out, "{}", text(lang, "sheet.nothing"));
    }
    let changed = message!("run.files", count = changed);
    let created = message!("run.files", count = created);
    let line = if is_dry {
        message!("sheet.would_change", changed = changed, created = created)
    } else {
        message!("sheet.changed", changed = changed, created = created)
    };
    writeln!(out, "{}", line.text(lang))
}
