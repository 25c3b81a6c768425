//! `spunweb new COLLECTION [ID]`.

use std::io::Write;

use super::arguments::NewOptions;
use super::failure::{self, usage};
use super::project::open_project;
use super::questions::Questions;
use super::{Status, findings};
use crate::compose::{EntryForm, Group, NewEntry, Question};
use crate::diagnostic::closest;
use crate::fix;
use crate::messages::{Message, message, one_line, text};
use crate::pipeline::{self, Ground, Request};

/// How many of the possible answers a question lists.
const LISTED: usize = 24;

/// Begins an entry. Asks for missing options on a terminal; elsewhere prints an error
/// that names them.
pub(super) fn new(options: &NewOptions, out: &mut dyn Write, err: &mut dyn Write) -> Status {
    let lang = options.common.lang.as_str();
    let disk = match open_project(&options.common.project) {
        Ok(disk) => disk,
        Err(why) => return usage(&why, lang, err),
    };
    let request = Request::default();
    let Ground { catalog, before } = match pipeline::ground(&disk, &request) {
        Ok(ground) => ground,
        Err(found) => {
            let found = (&found.report, &found.sources);
            return findings::stop(found, &message!("new.unreadable"), lang, err);
        }
    };
    let form = match EntryForm::new(&catalog, &options.collection, lang) {
        Ok(form) => form,
        Err(why) => return usage(&why, lang, err),
    };
    let (entry, is_answered) = match composed(&form, options, out) {
        Ok(composed) => composed,
        Err(NewRefusal::Usage(why)) => return usage(&why, lang, err),
        Err(NewRefusal::Missing(questions)) => {
            return missing(&questions, &options.collection, lang, err);
        }
    };
    let found = pipeline::faults_of(&entry, &before, &disk, &request);
    let is_kept = is_answered && !options.dry_run;
    if found.report.has_errors() && !is_kept {
        let why = message!("new.faults", path = entry.path.as_str());
        return findings::stop((&found.report, &found.sources), &why, lang, err);
    }
    if options.dry_run {
        let said = write!(out, "{}", entry.text);
        return said.map_or(Status::Environment, |()| Status::Clean);
    }
    if let Err(error) = fix::create(&disk, &entry.path, entry.text.as_bytes()) {
        failure::error(&error.message(), lang, err);
        return Status::Environment;
    }
    if found.report.has_errors() {
        // The user has answered all questions, so the answers are kept.
        let why = message!("new.kept", path = entry.path.as_str());
        return findings::stop((&found.report, &found.sources), &why, lang, err);
    }
    let done = message!("new.done", path = entry.path.as_str());
    let said = writeln!(out, "{}\n{}", done.text(lang), text(lang, "new.next"));
    said.map_or(Status::Environment, |()| Status::Clean)
}

/// Why no entry is created.
enum NewRefusal {
    /// The command line is invalid.
    Usage(Message),
    /// Fields are missing, and the input is not a terminal.
    Missing(Vec<Question>),
}

impl From<Message> for NewRefusal {
    fn from(why: Message) -> Self {
        Self::Usage(why)
    }
}

/// Builds the entry from the options and, on a terminal, from answers; also returns
/// whether there were answers.
fn composed(
    form: &EntryForm<'_>,
    options: &NewOptions,
    out: &mut dyn Write,
) -> Result<(NewEntry, bool), NewRefusal> {
    let mut given = Group::default();
    for typed in &options.given {
        form.set(&mut given, typed)?;
    }
    let mut id = match &options.id {
        Some(wanted) => Some(form.id(wanted)?),
        None => None,
    };
    let mut questions = Questions::new(&options.common.lang, out);
    let missing = form.missing(&given);
    if missing.iter().any(|question| question.is_required) && !questions.is_asked {
        return Err(NewRefusal::Missing(missing));
    }
    let is_answered = questions.is_asked && !missing.is_empty();
    if questions.is_asked {
        for question in &missing {
            ask(question, &mut given, &mut questions)?;
        }
    }
    if id.is_none() && questions.is_asked {
        id = ask_id(form, &given, &mut questions)?;
    }
    let id = match id.or_else(|| form.proposed_id(&given)) {
        Some(id) => form.id(id.as_str())?,
        None => return Err(message!("new.no_id", collection = &options.collection).into()),
    };
    Ok((form.entry(&id, &given)?, is_answered))
}

/// Asks for a field until the answer is valid; an empty answer skips an optional field.
fn ask(
    question: &Question,
    given: &mut Group,
    questions: &mut Questions<'_>,
) -> Result<(), Message> {
    let lang = questions.lang;
    if !question.help.is_empty() {
        questions.say(&format!("  {}", one_line(&question.help)));
    }
    let choices = question.choices.as_deref().unwrap_or_default();
    for choice in choices.iter().take(LISTED) {
        questions.choice(&choice.word, &one_line(&choice.meaning));
    }
    let left = choices.len().saturating_sub(LISTED);
    if left > 0 {
        let more = message!("new.more_words", count = left);
        questions.say(&format!("  {}", more.text(lang)));
    }
    let kind = question.expected.text(lang);
    let kind = if question.is_required {
        kind
    } else {
        format!("{kind}; {}", text(lang, "new.optional"))
    };
    let asked = format!("{} ({kind})", question.label);
    let steps: Vec<&str> = question.path.iter().map(String::as_str).collect();
    loop {
        let answer = questions.line(&asked, "");
        if answer.is_empty() {
            if question.is_required && questions.is_asked {
                questions.say(&text(lang, "new.must_be_answered"));
                continue;
            }
            return Ok(());
        }
        match unknown_word(question, &answer) {
            Some(why) => questions.say(&why.text(lang)),
            None => return given.put(&question.path.join("."), &steps, &answer),
        }
    }
}

/// The error for an answer that is not among the possible ones.
fn unknown_word(question: &Question, answer: &str) -> Option<Message> {
    let choices = question.choices.as_deref()?;
    let words: Vec<&str> = if question.is_list {
        answer.split(',').map(str::trim).collect()
    } else {
        vec![answer]
    };
    let known = |word: &str| choices.iter().any(|choice| choice.word == word);
    let word = words.into_iter().find(|word| !known(word))?;
    let meant = closest(word, choices.iter().map(|choice| &*choice.word));
    let by_label = choices.iter().find(|choice| choice.meaning == word);
    Some(match meant.or(by_label.map(|choice| &*choice.word)) {
        Some(meant) => message!("new.no_word_meant", word = word, meant = meant),
        None => message!("new.no_word", word = word),
    })
}

/// Asks for an id until it is valid; an empty answer uses the id made from the title.
fn ask_id(
    form: &EntryForm<'_>,
    given: &Group,
    questions: &mut Questions<'_>,
) -> Result<Option<crate::path::Slug>, Message> {
    let proposed = form.proposed_id(given);
    let default = proposed
        .as_ref()
        .map(crate::path::Slug::as_str)
        .unwrap_or_default();
    loop {
        let answer = questions.named("new.ask_id", default);
        match form.id(&answer) {
            Ok(id) => return Ok(Some(id)),
            Err(why) if questions.is_asked => questions.say(&why.text(questions.lang)),
            Err(why) => return Err(why),
        }
    }
}

/// Prints the missing fields, each with its option.
fn missing(questions: &[Question], collection: &str, lang: &str, err: &mut dyn Write) -> Status {
    let status = usage(&message!("new.missing", collection = collection), lang, err);
    for question in questions.iter().filter(|question| question.is_required) {
        let path = question.path.join(".");
        let expected = question.expected.text(lang);
        let words = question.choices.as_deref().unwrap_or_default();
        let shown = words.iter().take(LISTED).map(|choice| &*choice.word);
        let mut words = shown.collect::<Vec<_>>().join(", ");
        if question
            .choices
            .as_deref()
            .is_some_and(|all| all.len() > LISTED)
        {
            words.push_str(", …");
        }
        let label = one_line(&question.label);
        let line = match &*words {
            "" => format!("  --set {path}=…   {label}: {expected}"),
            words => format!("  --set {path}=…   {label}: {expected} ({words})"),
        };
        // A failed write is ignored: the terminal is gone.
        let _ = writeln!(err, "{line}");
    }
    status
}
