//! `spunweb init DIR`.

use std::io::Write;

use jiff::tz::TimeZone;

use super::Status;
use super::arguments::InitOptions;
use super::failure::{self, usage};
use super::project::as_of;
use super::questions::Questions;
use crate::disk::{Disk, OperatingSystemDisk};
use crate::messages::{Message, languages, message};
use crate::schema::Lang;
use crate::starter::{self, InitError, StarterRequest};

/// Starts a project in a folder. Asks for missing options on a terminal, and uses
/// defaults elsewhere.
pub(super) fn init(options: &InitOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let mut questions = Questions::new(&options.lang, out);
    let wanted = match wanted(options, &mut questions) {
        Ok(wanted) => wanted,
        Err(why) => return usage(&why, &options.lang, err),
    };
    let files = starter::files(&wanted);
    if let Err(error) = starter::write(&options.folder, &files) {
        failure::error(&error.message(), &options.lang, err);
        return match error {
            InitError::System { .. } => Status::Environment,
            InitError::Exists(_) | InitError::Link(_) => Status::Usage,
        };
    }
    let folder = options.folder.display().to_string();
    let done = message!("init.done", count = files.len(), folder = &*folder);
    let next = message!("init.next", folder = in_a_command(&folder));
    let (mut done, mut next) = (done.text(&options.lang), next.text(&options.lang));
    if folder == "." {
        let steps = next.lines().filter(|line| line.trim() != "cd .");
        next = steps.collect::<Vec<_>>().join("\n");
    }
    if let Some(foreign) = without_texts(&wanted.languages) {
        done = format!("{done}\n{}", foreign.text(&options.lang));
    }
    let said = writeln!(out, "{done}\n\n{next}");
    said.map_or(Status::Environment, |()| Status::Clean)
}

/// A folder for a shell command: in quotes, if its name needs them.
fn in_a_command(folder: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-/:".contains(c);
    if folder.chars().all(is_plain) {
        return folder.to_owned();
    }
    format!("'{}'", folder.replace('\'', "'\\''"))
}

fn wanted(options: &InitOptions, questions: &mut Questions<'_>) -> Result<StarterRequest, Message> {
    let kinds = starter::kinds();
    let kind = match &options.kind {
        Some(kind) => kind.clone(),
        None => one_of(questions, "init.ask_kind", &kinds, "cluster"),
    };
    let languages = match &options.languages {
        Some(written) => written.clone(),
        None => questions.named("init.ask_languages", "en"),
    };
    let title = match &options.title {
        Some(title) => Some(title.clone()),
        None => Some(questions.named("init.ask_title", "")),
    };
    let ci = match &options.ci {
        Some(ci) => Some(ci.clone()),
        None => Some(one_of(questions, "init.ask_ci", &starter::services(), "")),
    };
    Ok(StarterRequest {
        kind,
        languages: languages_of(&languages)?,
        title: title
            .map(|title| title.trim().to_owned())
            .filter(|title| !title.is_empty()),
        ci: ci.filter(|ci| !ci.is_empty()),
        today: today()?,
    })
}

/// `cs,en,de` as languages, each once.
fn languages_of(written: &str) -> Result<Vec<Lang>, Message> {
    let mut languages: Vec<Lang> = Vec::new();
    let names = written.split([',', ' ']).filter(|name| !name.is_empty());
    for name in names {
        let Some(lang) = Lang::parse(name).filter(|_| Lang::instead_of(name).is_none()) else {
            let meant = Lang::meant(name);
            return Err(match meant {
                Some(meant) => message!(
                    "init.not_a_language_meant",
                    name = name,
                    meant = meant.as_str(),
                ),
                None => message!("init.not_a_language", name = name),
            });
        };
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    if languages.is_empty() {
        return Err(message!("init.no_language"));
    }
    Ok(languages)
}

/// A note about languages for which the program has no texts.
fn without_texts(wanted: &[Lang]) -> Option<Message> {
    let known = languages();
    let has_texts = |lang: &&Lang| known.contains(&lang.language());
    let foreign = wanted.iter().filter(|lang| !has_texts(lang));
    let foreign: Vec<&str> = foreign.map(Lang::as_str).collect();
    let shown = wanted.iter().find(has_texts);
    let shown = shown.map_or(known.first().copied(), |lang| Some(lang.as_str()));
    (!foreign.is_empty()).then(|| {
        message!(
            "init.without_texts",
            languages = foreign.join(", "),
            shown = shown.unwrap_or_default(),
        )
    })
}

/// Today, or the day of `SOURCE_DATE_EPOCH`.
fn today() -> Result<jiff::civil::Date, Message> {
    if let Some(day) = as_of(None)? {
        return Ok(day);
    }
    let here = OperatingSystemDisk::new(".".as_ref());
    let here = here.map_err(|error| {
        let why = crate::messages::system(&error);
        message!("command.no_project", path = ".", why = why)
    })?;
    Ok(here.today(&TimeZone::system()))
}

/// Asks for one of some names until the answer is valid.
fn one_of(questions: &mut Questions<'_>, question: &str, names: &[&str], default: &str) -> String {
    if !questions.is_asked {
        return default.to_owned();
    }
    for name in names {
        questions.choice(name, &starter::label(name, questions.lang));
    }
    loop {
        let answer = questions.named(question, default);
        if answer == default || names.contains(&&*answer) || !questions.is_asked {
            return answer;
        }
    }
}
