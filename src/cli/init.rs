//! `spunweb init DIR`.

use std::io::{BufRead, IsTerminal, Write};

use jiff::tz::TimeZone;

use super::Status;
use super::arguments::InitOptions;
use super::failure::{self, usage};
use super::project::as_of;
use crate::disk::{Disk, OperatingSystemDisk};
use crate::messages::{Message, message, text};
use crate::schema::Lang;
use crate::starter::{self, InitError, Wanted};

/// Starts a project in a folder. What the options leave open is asked for on a
/// terminal, and has a default elsewhere.
pub(super) fn init(options: &InitOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let mut questions = Questions {
        is_asked: std::io::stdin().is_terminal(),
        lang: &options.lang,
        out,
    };
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
    let next = message!("init.next", folder = &*folder);
    let (done, next) = (done.text(&options.lang), next.text(&options.lang));
    let said = writeln!(out, "{done}\n\n{next}");
    said.map_or(Status::Environment, |()| Status::Clean)
}

fn wanted(options: &InitOptions, questions: &mut Questions<'_>) -> Result<Wanted, Message> {
    let kinds = starter::kinds();
    let kind = match &options.kind {
        Some(kind) => kind.clone(),
        None => questions.one_of("init.ask_kind", &kinds, "cluster"),
    };
    let languages = match &options.languages {
        Some(written) => written.clone(),
        None => questions.text("init.ask_languages", "en"),
    };
    let title = match &options.title {
        Some(title) => Some(title.clone()),
        None => Some(questions.text("init.ask_title", "")),
    };
    let ci = match &options.ci {
        Some(ci) => Some(ci.clone()),
        None => Some(questions.one_of("init.ask_ci", &starter::services(), "")),
    };
    Ok(Wanted {
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

/// What is asked for on a terminal.
struct Questions<'a> {
    is_asked: bool,
    lang: &'a str,
    out: &'a mut dyn Write,
}

impl Questions<'_> {
    /// A line, or the default where nothing is typed or nobody asked.
    fn text(&mut self, question: &str, default: &str) -> String {
        if !self.is_asked {
            return default.to_owned();
        }
        let shown = if default.is_empty() {
            String::new()
        } else {
            format!(" [{default}]")
        };
        // A terminal that is gone has no answers either.
        let _ = write!(self.out, "{}{shown}: ", text(self.lang, question));
        let _ = self.out.flush();
        let mut line = String::new();
        let _ = std::io::stdin().lock().read_line(&mut line);
        match line.trim() {
            "" => default.to_owned(),
            line => line.to_owned(),
        }
    }

    /// One of some names; asked for again until it is one.
    fn one_of(&mut self, question: &str, names: &[&str], default: &str) -> String {
        if !self.is_asked {
            return default.to_owned();
        }
        for name in names {
            let _ = writeln!(self.out, "  {name:<12} {}", starter::label(name, self.lang));
        }
        loop {
            let answer = self.text(question, default);
            if answer == default || names.contains(&&*answer) {
                return answer;
            }
        }
    }
}
