//! A message: a key and its arguments, independent of language.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use super::fill::fill;
use super::languages::{find, languages, text};
use super::printable::{MOST_OF_A_VALUE, one_line, shortened};

/// A key of the texts, and the values of its `{name}` placeholders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    key: Cow<'static, str>,
    args: Vec<(&'static str, Arg)>,
}

/// A [`Message`] with its arguments: `message!("publish.locked", path = shown)`. A test
/// checks that the key exists and has exactly these placeholders.
macro_rules! message {
    ($key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::messages::Message::new($key)$(.with(stringify!($name), $value))*
    };
}

/// Implements `Display` in English for an error with a method `message`, as the standard
/// library and failing tests need it.
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
    /// The key of its text.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

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

    /// Writes what identifies the message, independent of language.
    pub(super) fn identify(&self, out: &mut String) {
        out.push_str(&self.key);
        for (name, value) in &self.args {
            out.push_str(&format!("\u{1}{name}\u{1}"));
            value.identify(out);
        }
    }
}

/// In English, for the standard library.
impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text("en"))
    }
}

impl std::error::Error for Message {}

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// A name or a value, the same in every language.
    Text(String),
    /// A number; as `count` it chooses the plural form.
    Number(u64),
    /// Another message, translated with the text around it.
    Message(Message),
    /// Several alternatives.
    AnyOf(Vec<Message>),
    /// A value with a text per language, from the content or the program.
    ByLanguage(Vec<(&'static str, String)>),
}

/// The name of a language in a message; its tag if it has no name here.
pub(crate) fn language_name(tag: &str) -> Arg {
    let key = format!("language_name.{tag}");
    match super::find("en", &key) {
        Some(_) => Message::new(key).into(),
        None => format!("`{tag}`").into(),
    }
}

impl Arg {
    /// A value for each language of the program; `None` if there is none for the first.
    pub fn by_language(mut value: impl FnMut(&str) -> Option<String>) -> Option<Self> {
        let mut languages = languages().into_iter();
        let first = languages.next()?;
        let mut values = vec![(first, value(first)?)];
        values.extend(languages.filter_map(|lang| Some((lang, value(lang)?))));
        Some(Self::ByLanguage(values))
    }

    /// The value in a language, as it may be printed: in one line, without what a
    /// terminal or a CI would act upon, and no longer than a screen.
    #[must_use]
    pub fn text(&self, lang: &str) -> Cow<'_, str> {
        match self {
            Self::Text(text) => shown(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Message(message) => Cow::Owned(message.text(lang)),
            Self::AnyOf(all) => {
                let all: Vec<String> = all.iter().map(|message| message.text(lang)).collect();
                Cow::Owned(all.join(&text(lang, "run.or")))
            }
            Self::ByLanguage(values) => {
                let own = values.iter().find(|(own, _)| *own == lang);
                let own = own.or_else(|| values.first());
                shown(own.map_or("", |(_, text)| text))
            }
        }
    }

    /// The number, where it is one.
    pub(crate) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Writes what identifies the value, independent of language.
    pub fn identify(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{number}");
            }
            Self::Message(message) => message.identify(out),
            Self::AnyOf(all) => all.iter().for_each(|message| message.identify(out)),
            Self::ByLanguage(values) => {
                out.push_str(values.first().map_or("", |(_, text)| text));
            }
        }
    }
}

fn shown(value: &str) -> Cow<'_, str> {
    // Truncated first, so that only the rest is escaped.
    match shortened(value, MOST_OF_A_VALUE) {
        Cow::Borrowed(value) => one_line(value),
        Cow::Owned(value) => Cow::Owned(one_line(&value).into_owned()),
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&Arc<str>> for Arg {
    fn from(text: &Arc<str>) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<Arc<str>> for Arg {
    fn from(text: Arc<str>) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<Cow<'_, str>> for Arg {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u16> for Arg {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

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
