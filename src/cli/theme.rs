//! `spunweb theme new NAME`, `theme files NAME`, `theme copy NAME FILE` and `theme show PAGE`.

use std::io::Write;

use indexmap::IndexSet;

use super::Status;
use super::arguments::{
    ThemeCommand, ThemeCopyOptions, ThemeFilesOptions, ThemeNewOptions, ThemeShowOptions,
};
use super::failure::{self, usage};
use super::named_file;
use super::project::{failed, open_edition, open_project};
use crate::diagnostic::closest;
use crate::disk::Disk;
use crate::messages::{Message, message, one_line, pretty, system};
use crate::path::Slug;
use crate::pipeline::{self, PageData};
use crate::theme::{ThemeFile, theme_files, theme_names};

/// Works with themes.
pub(super) fn theme(command: &ThemeCommand, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    match command {
        ThemeCommand::New(options) => new(options, out, err),
        ThemeCommand::Files(options) => files(options, out, err),
        ThemeCommand::Copy(options) => copy(options, out, err),
        ThemeCommand::Show(options) => show(options, out, err),
    }
}

/// Begins a theme that changes another one.
fn new(options: &ThemeNewOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let name = options.name.as_str();
    if let Err(why) = Slug::parse(name) {
        let why = message!("theme_command.no_name", name = name, why = why.message());
        return usage(&why, lang, err);
    }
    let known = theme_names(&disk);
    if known.iter().any(|own| own == name) {
        return usage(&message!("theme_command.exists", name = name), lang, err);
    }
    if !known.contains(&options.extends) {
        return usage(&no_theme(&options.extends, &disk), lang, err);
    }
    let file = format!("themes/{name}/theme.yaml");
    let path = disk.root().join(&file);
    let text = format!(
        "name: {name}\nextends: {}\nversion: 0.1.0\n",
        options.extends
    );
    if let Err(why) = named_file::write_with_folder(&path, disk.root(), &text) {
        let why = message!("command.cannot_write", path = file, why = system(&why));
        failure::error(&why, lang, err);
        return Status::Environment;
    }
    let line = message!("theme_command.made", file = file, name = name);
    writeln!(out, "{}", line.text(lang)).map_or(Status::Environment, |()| Status::Clean)
}

fn no_theme(name: &str, disk: &dyn Disk) -> Message {
    let known: Vec<String> = theme_names(disk).into_iter().collect();
    message!(
        "theme_command.no_theme",
        name = name,
        themes = known.join(", ")
    )
}

/// The files of a theme of the project or of the program.
fn files_of(name: &str, disk: &dyn Disk) -> Result<Vec<ThemeFile>, Message> {
    if !theme_names(disk).contains(name) {
        return Err(no_theme(name, disk));
    }
    theme_files(name, disk).ok_or_else(|| message!("theme_command.faulty", name = name))
}

/// Lists the files of a theme, each with the theme that it comes from.
fn files(options: &ThemeFilesOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let opened = open_project(&options.common.project);
    let files = match opened.and_then(|disk| files_of(&options.name, &disk)) {
        Ok(files) => files,
        Err(why) => return usage(&why, lang, err),
    };
    let theme = |file: &ThemeFile| file.theme.clone().unwrap_or_else(|| "built-in".to_owned());
    let widest = files.iter().map(|file| theme(file).len()).max();
    let width = widest.unwrap_or_default();
    let lines = files
        .iter()
        .map(|file| format!("{:width$}  {}\n", theme(file), one_line(&file.path)));
    write!(out, "{}", lines.collect::<String>()).map_or(Status::Environment, |()| Status::Clean)
}

/// Copies the named files to a theme of the project from its parent theme, all or none.
fn copy(options: &ThemeCopyOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let name = options.name.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let files = match files_of(name, &disk) {
        Ok(files) => files,
        Err(why) => return usage(&why, lang, err),
    };
    // A file that is named twice is copied once.
    let wanted: IndexSet<&String> = options.files.iter().collect();
    let copied: Result<Vec<&ThemeFile>, Message> = wanted
        .into_iter()
        .map(|file| to_copy(name, file, &files))
        .collect();
    let copied = match copied {
        Ok(copied) => copied,
        Err(why) => return usage(&why, lang, err),
    };
    for file in copied {
        let path = format!("themes/{name}/{}", file.path);
        let place = disk.root().join(&path);
        if let Err(why) = named_file::write_bytes_with_folder(&place, disk.root(), &file.bytes) {
            let why = message!("command.cannot_write", path = path, why = system(&why));
            failure::error(&why, lang, err);
            return Status::Environment;
        }
        let line = message!("theme_command.copied", file = path).text(lang);
        if writeln!(out, "{line}").is_err() {
            return Status::Environment;
        }
    }
    Status::Clean
}

/// The file to copy into a theme.
fn to_copy<'f>(name: &str, file: &str, files: &'f [ThemeFile]) -> Result<&'f ThemeFile, Message> {
    let is_own = |one: &ThemeFile| one.theme.as_deref() == Some(name);
    if files.iter().any(|one| is_own(one) && one.is_built_in) {
        return Err(message!("theme_command.built_in", name = name));
    }
    match files.iter().find(|one| one.path == file) {
        Some(one) if is_own(one) => {
            Err(message!("theme_command.has_file", name = name, file = file))
        }
        Some(one) => Ok(one),
        None => Err(no_file(name, file, files)),
    }
}

fn no_file(name: &str, file: &str, files: &[ThemeFile]) -> Message {
    let paths = || files.iter().map(|one| one.path.as_str());
    let ending = format!("/{file}");
    let meant = paths()
        .find(|path| path.ends_with(&ending))
        .or_else(|| closest(file, paths()));
    match meant {
        Some(meant) => message!(
            "theme_command.no_file_meant",
            name = name,
            file = file,
            meant = meant
        ),
        None => message!("theme_command.no_file", name = name, file = file),
    }
}

/// Prints the data that a template sees for one page.
fn show(options: &ThemeShowOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let edition = options.edition.as_deref();
    let opened = open_edition(&options.common.project, edition, options.as_of.as_deref());
    let (disk, request) = match opened {
        Ok(opened) => opened,
        Err(why) => return usage(&why, lang, err),
    };
    let page = options.page.as_str();
    match pipeline::page_data(&disk, &request, page) {
        Ok(PageData::Seen(template, data)) => {
            let document = serde_json::json!({"template": template, "data": data});
            write!(out, "{}", pretty(&document)).map_or(Status::Environment, |()| Status::Clean)
        }
        Ok(PageData::NoPage(Some(meant))) => {
            let why = message!("theme_command.no_page_meant", page = page, meant = meant);
            usage(&why, lang, err)
        }
        Ok(PageData::NoPage(None)) => {
            usage(&message!("theme_command.no_page", page = page), lang, err)
        }
        Ok(PageData::Unreadable) => {
            failure::error(&message!("command.unreadable"), lang, err);
            Status::Findings
        }
        Err(error) => failed(&error, lang, err),
    }
}
