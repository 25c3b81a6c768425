//! `spunweb theme new NAME` and `spunweb theme show PAGE`.

use std::io::Write;

use super::Status;
use super::arguments::{ThemeNewOptions, ThemeShowOptions};
use super::failure::{self, usage};
use super::named_file;
use super::project::{failed, open_edition, open_project};
use crate::messages::{message, system};
use crate::path::Slug;
use crate::pipeline::{self, PageData};
use crate::theme::theme_names;

/// Begins a theme that changes another one.
pub(super) fn new(options: &ThemeNewOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
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
        let why = message!(
            "theme_command.no_theme",
            name = options.extends.as_str(),
            themes = known.into_iter().collect::<Vec<_>>().join(", ")
        );
        return usage(&why, lang, err);
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

/// Prints the data that a template sees for one page.
pub(super) fn show(options: &ThemeShowOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
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
            writeln!(out, "{document:#}").map_or(Status::Environment, |()| Status::Clean)
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
