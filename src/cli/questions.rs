//! Questions of a command on a terminal, with defaults elsewhere.

use std::io::{BufRead, IsTerminal, Write};

use crate::messages::text;

/// Questions on a terminal; elsewhere the defaults are used.
pub(super) struct Questions<'a> {
    /// Whether somebody is there to answer.
    pub(super) is_asked: bool,
    pub(super) lang: &'a str,
    out: &'a mut dyn Write,
}

impl<'a> Questions<'a> {
    /// Asks where the input is a terminal.
    pub(super) fn new(lang: &'a str, out: &'a mut dyn Write) -> Self {
        Self {
            is_asked: std::io::stdin().is_terminal(),
            lang,
            out,
        }
    }

    /// As [`Self::line`], with the text of a key as the question.
    pub(super) fn named(&mut self, question: &str, default: &str) -> String {
        let question = text(self.lang, question);
        self.line(&question, default)
    }

    /// Reads a line; the default if it is empty or nobody can be asked.
    pub(super) fn line(&mut self, question: &str, default: &str) -> String {
        if !self.is_asked {
            return default.to_owned();
        }
        let shown = if default.is_empty() {
            String::new()
        } else {
            format!(" [{default}]")
        };
        // A failed write is ignored: a terminal that is gone gives no answer either.
        let _ = write!(self.out, "{question}{shown}: ");
        let _ = self.out.flush();
        let mut line = String::new();
        match std::io::stdin().lock().read_line(&mut line) {
            // The end of the input: from now on, defaults are used.
            Ok(0) | Err(_) => self.is_asked = false,
            Ok(_) => {}
        }
        match line.trim() {
            "" => default.to_owned(),
            line => line.to_owned(),
        }
    }

    /// Prints a possible answer with its meaning.
    pub(super) fn choice(&mut self, word: &str, meaning: &str) {
        self.say(&format!("  {word:<24} {meaning}"));
    }

    /// Prints a line of explanation.
    pub(super) fn say(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }
}
