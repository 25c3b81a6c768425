//! What a command asks for on a terminal, and what it takes for an answer elsewhere.

use std::io::{BufRead, IsTerminal, Write};

use crate::messages::text;

/// Questions on a terminal; elsewhere nobody is asked.
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

    /// A line, or the default where nothing is typed or nobody asked.
    pub(super) fn line(&mut self, question: &str, default: &str) -> String {
        if !self.is_asked {
            return default.to_owned();
        }
        let shown = if default.is_empty() {
            String::new()
        } else {
            format!(" [{default}]")
        };
        // A terminal that is gone has no answers either.
        let _ = write!(self.out, "{question}{shown}: ");
        let _ = self.out.flush();
        let mut line = String::new();
        match std::io::stdin().lock().read_line(&mut line) {
            // The end of the input: nobody answers any more.
            Ok(0) | Err(_) => self.is_asked = false,
            Ok(_) => {}
        }
        match line.trim() {
            "" => default.to_owned(),
            line => line.to_owned(),
        }
    }

    /// A word that may be answered, and what it means.
    pub(super) fn choice(&mut self, word: &str, meaning: &str) {
        self.say(&format!("  {word:<24} {meaning}"));
    }

    /// A line of explanation.
    pub(super) fn say(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }
}
