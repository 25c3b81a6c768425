//! Something to be said: a key and its arguments, free of language.

use std::borrow::Cow;

use super::argument::Arg;
use super::fill::fill;
use super::languages::find;

/// A key of the texts, and what its `{name}`s are filled in with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    key: Cow<'static, str>,
    args: Vec<(&'static str, Arg)>,
}

/// A [`Message`] with its arguments: `message!("publish.locked", path = shown)`.
/// A test holds that the key exists and has places for these names and no others.
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::messages::Message::new($key)$(.with(stringify!($name), $value))*
    };
}

/// An error that has a method `message` prints it in English where the standard
/// library asks for a text, as a test that fails does.
macro_rules! display_in_english {
    ($($kind:ty),+ $(,)?) => {$(
        impl ::std::fmt::Display for $kind {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.message().text("en"))
            }
        }

        impl ::std::error::Error for $kind {}
    )+};
}

pub(crate) use {display_in_english, message};

impl Message {
    /// A message without arguments; with them, see `message!`.
    #[must_use]
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The text in a language, else in English; the key where there is none.
    #[must_use]
    pub fn text(&self, lang: &str) -> String {
        let Some((text, plurals)) = find(lang, &self.key) else {
            return self.key.to_string();
        };
        let value = |name: &str| {
            let mut args = self.args.iter();
            args.find(|(known, _)| *known == name).map(|(_, arg)| arg)
        };
        let form = text.form(plurals, value("count").and_then(Arg::number));
        fill(form, |name| value(name).map(|arg| arg.text(lang)))
    }

    /// Writes what tells it from another message, free of language.
    pub(super) fn identify(&self, out: &mut String) {
        out.push_str(&self.key);
        for (name, value) in &self.args {
            out.push_str(&format!("\u{1}{name}\u{1}"));
            value.identify(out);
        }
    }
}

/// In English, where the standard library asks for a text.
impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text("en"))
    }
}

impl std::error::Error for Message {}

#[cfg(test)]
mod tests {

    #[test]
    fn numbers_take_their_form() {
        let errors = |count: usize| message!("run.errors", count = count);
        assert_eq!(errors(1).text("en"), "1 error");
        assert_eq!(errors(1).text("cs"), "1 chyba");
        assert_eq!(errors(3).text("cs"), "3 chyby");
        assert_eq!(errors(5).text("cs"), "5 chyb");
        let files = |count: usize| message!("run.in_files", count = count);
        assert_eq!(files(2).text("cs"), "ve 2 souborech");
        assert_eq!(files(5).text("cs"), "v 5 souborech");
    }

    #[test]
    fn a_message_in_a_message_is_in_the_same_language() {
        let why = message!("slug.character", sign = "Ž");
        let message = message!("slug.in_path", part = "Žofie", why = why);
        assert_eq!(
            message.text("en"),
            "`Žofie`: `Ž` is not a lower-case letter, a digit or a hyphen"
        );
        assert!(message.text("cs").contains("není malé písmeno"));
        assert_eq!(message.text("xx"), message.text("en"));
    }
}
