//! What a text is filled in with.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use super::languages::{languages, text};
use super::message::Message;
use super::printable::{MOST_OF_A_VALUE, one_line, shortened};

/// A value in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// A name or a value, the same in every language.
    Text(String),
    /// A number; as `count` it chooses the plural form.
    Number(u64),
    /// What is itself said in words.
    Message(Message),
    /// Several of these, any of which would do.
    AnyOf(Vec<Message>),
    /// A value that the content or the program has by language.
    ByLanguage(Vec<(&'static str, String)>),
}

impl Arg {
    /// A value for each language of the program; nothing where there is none for
    /// the first.
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

    /// Writes what tells it from another value, free of language.
    pub fn identify(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Number(number) => {
                // A text has room for everything.
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
    // What is cut off needs no look.
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
