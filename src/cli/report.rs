//! `spunweb report [WHAT]`: what the site and its entries need.

use std::io::Write;

use super::Status;
use super::arguments::{ReportForm, ReportOptions};
use super::failure::error;
use super::language::of_environment;
use super::project::{as_of, open_project};
use crate::diagnostic::{Report, Short, closest};
use crate::insight::{self, FiguresView};
use crate::maintenance::{
    LetterTexts, Maintenance, SITE, SiteNeeds, csv, json, language_of, letter, table,
};
use crate::messages::{Message, message, pretty, printable};
use crate::model::{Catalog, EntryIndex};
use crate::pipeline::{self, Maintained, Request};
use crate::present::Scope;
use crate::schema::Lang;
use crate::text::Sources;

/// The separator between two letters.
const CUT: &str = "\n* * *\n\n";

/// Says what entries need: as a table, as CSV, or as letters.
pub(super) fn report(options: &ReportOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    match made(options) {
        Ok((text, notes)) => {
            let written = write!(out, "{text}");
            for note in notes {
                // The report itself is already written.
                let _ = writeln!(err, "{note}");
            }
            written.map_or(Status::Environment, |()| Status::Clean)
        }
        Err((why, status)) => {
            // Letters may be in any language of the site, messages in those of the program.
            error(
                &why,
                options.lang.as_deref().unwrap_or(of_environment()),
                err,
            );
            status
        }
    }
}

type Refusal = (Message, Status);

/// The text of the report, and notes to print beside it.
fn made(options: &ReportOptions) -> Result<(String, Vec<String>), Refusal> {
    let refused = |why: Message| (why, Status::Usage);
    if options.what.as_deref() == Some(EXCELLENCE) {
        return excellence(options).map(|text| (text, Vec::new()));
    }
    let disk = open_project(&options.project).map_err(refused)?;
    let request = Request {
        as_of: as_of(options.as_of.as_deref()).map_err(refused)?,
        ..Request::default()
    };
    let kept =
        pipeline::maintained(&disk, &request).map_err(|why| (why.message(), Status::Findings))?;
    let catalog = &kept.catalog;
    let mut chosen = chosen(&kept, options.what.as_deref()).map_err(refused)?;
    let asked = options.what.as_deref();
    let mut site = SiteNeeds::of(catalog).filter(|_| asked.is_none_or(|what| what == SITE));
    if options.due {
        site = site.filter(SiteNeeds::is_due);
        chosen.retain(Maintenance::is_due);
    }
    let default = options.lang.as_deref().unwrap_or(of_environment());
    let (lang, texts) = texts(catalog, default).map_err(refused)?;
    let mut notes = Vec::new();
    if let Some(unknown) = &kept.unknown {
        let mut report = Report::new(false);
        report.add(unknown.clone());
        let said = Short {
            lang: lang.as_str(),
            most: None,
        }
        .render(&report, &Sources::default());
        notes.push(said.trim_end().to_owned());
    }
    let text = match options.format {
        ReportForm::Table => {
            printable(&table(catalog, site.as_ref(), &chosen, &lang, &texts)).into_owned()
        }
        ReportForm::Csv => csv(catalog, site.as_ref(), &chosen, &lang, &texts),
        ReportForm::Json => json(catalog, site.as_ref(), &chosen, &lang, &texts),
        ReportForm::Letter => {
            let before = chosen.len();
            chosen.retain(Maintenance::is_due);
            if chosen.len() < before {
                notes.push(format!(
                    "note: {}",
                    texts.count("no_letter", before - chosen.len())
                ));
            }
            let letters = letters(catalog, &chosen, options.lang.as_deref());
            printable(&letters.map_err(refused)?).into_owned()
        }
    };
    Ok((text, notes))
}

/// The argument that selects the indicators of the cluster.
const EXCELLENCE: &str = "excellence";

/// The indicators of the cluster.
fn excellence(options: &ReportOptions) -> Result<String, Refusal> {
    let refused = |why: Message| (why, Status::Usage);
    if options.format == ReportForm::Letter {
        return Err(refused(message!("command.no_letter_of_figures")));
    }
    let disk = open_project(&options.project).map_err(refused)?;
    let request = Request {
        as_of: as_of(options.as_of.as_deref()).map_err(refused)?,
        ..Request::default()
    };
    let languages = (options.lang.as_deref(), of_environment());
    let form = options.format;
    let print = |scope: Scope<'_>, view: &FiguresView| match form {
        ReportForm::Csv => {
            let bytes = insight::figures::csv(view).unwrap_or_default();
            printable(&String::from_utf8(bytes).unwrap_or_default()).into_owned()
        }
        ReportForm::Json => pretty(view),
        _ => printable(&insight::figures::table(scope, view)).into_owned(),
    };
    pipeline::figures(&disk, &request, languages, &print).map_err(|why| (why, Status::Findings))
}

/// The entries of a collection, or one of them: `members`, `members/fiolume`.
fn chosen(kept: &Maintained, what: Option<&str>) -> Result<Vec<Maintenance>, Message> {
    let catalog = &kept.catalog;
    let Some(what) = what else {
        return Ok(kept.all.clone());
    };
    if what == SITE && SiteNeeds::of(catalog).is_some() {
        return Ok(Vec::new());
    }
    let belongs = |index: EntryIndex| match what.split_once('/') {
        Some(_) => catalog.entry_name(index) == what,
        None => *catalog.collection_of(index).id == *what,
    };
    let chosen: Vec<Maintenance> = kept
        .all
        .iter()
        .filter(|maintenance| belongs(maintenance.entry))
        .cloned()
        .collect();
    if chosen.is_empty() {
        let mut names: Vec<String> = kept
            .all
            .iter()
            .map(|maintenance| catalog.collection_of(maintenance.entry).id.to_string())
            .collect();
        names.dedup();
        let entries: Vec<String> = kept
            .all
            .iter()
            .map(|maintenance| catalog.entry_name(maintenance.entry))
            .collect();
        let all = names.iter().chain(&entries).map(String::as_str);
        let names = names.join(", ");
        return Err(match closest(what, all) {
            Some(meant) => message!(
                "command.nothing_to_report_meant",
                what = what,
                names = names,
                meant = meant,
            ),
            None => message!("command.nothing_to_report", what = what, names = names),
        });
    }
    Ok(chosen)
}

/// Each letter in the requested language. By default in the language of the entry; the
/// fallbacks are the site's language and then English.
fn letters(catalog: &Catalog, all: &[Maintenance], asked: Option<&str>) -> Result<String, Message> {
    let mut letters = Vec::new();
    for maintenance in all {
        let own = language_of(catalog, maintenance.entry);
        let site = catalog.config.default_language();
        let (lang, texts) = match asked {
            Some(asked) => texts(catalog, asked)?,
            None => texts(catalog, own.as_str())
                .or_else(|_| texts(catalog, site.as_str()))
                .or_else(|_| texts(catalog, "en"))?,
        };
        letters.push(letter(catalog, maintenance, &lang, &texts));
    }
    Ok(letters.join(CUT))
}

fn texts(catalog: &Catalog, lang: &str) -> Result<(Lang, LetterTexts), Message> {
    let parsed = Lang::parse(lang);
    let texts = LetterTexts::of(lang, catalog.letters.as_deref());
    parsed
        .zip(texts)
        .ok_or_else(|| message!("command.no_letters", lang = lang))
}
