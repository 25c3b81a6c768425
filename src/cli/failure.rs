//! Prints errors and warnings of a command in the language of the messages. The words
//! `error`, `help`, `warning` and `note` are not translated, as in findings, so that
//! programs find them in every language.

use std::io::Write;

use super::Status;
use crate::messages::Message;
use crate::publish::PublishError;

/// Says why a command cannot go on, and returns the status of a wrong command line.
pub(super) fn usage(why: &Message, lang: &str, err: &mut dyn Write) -> Status {
    error(why, lang, err);
    Status::Usage
}

/// Says why a command cannot go on.
pub(super) fn error(why: &Message, lang: &str, err: &mut dyn Write) {
    // A failed write is ignored: the terminal is gone.
    let _ = writeln!(err, "error: {}", why.text(lang));
}

/// Prints a warning about a result.
pub(super) fn warning(what: &Message, lang: &str, err: &mut dyn Write) {
    // As above.
    let _ = writeln!(err, "warning: {}", what.text(lang));
}

/// Says what to do about a publication that failed.
pub(super) fn help(error: &PublishError, lang: &str, err: &mut dyn Write) {
    if let Some(help) = error.help() {
        // As above.
        let _ = writeln!(err, "help: {}", help.text(lang));
    }
}
