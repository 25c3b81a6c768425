//! No-break spaces where a line must not break.
//!
//! Czech, Slovak and Polish typography keeps a preposition or conjunction of one letter with
//! the word after it, and a day with its month. Editors type plain spaces.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::schema::Lang;

const NO_BREAK: char = '\u{a0}';

/// The one-letter words that must not end a line, by language.
const SHORT_WORDS: [(&str, &str); 3] = [("cs", "aikosuvz"), ("sk", "aikosuvz"), ("pl", "aiouwz")];

/// Binds short words and days of a text to what follows them.
pub(crate) fn bind<'a>(text: &'a str, lang: &Lang) -> Cow<'a, str> {
    let Some(words) = short_words(lang) else {
        return Cow::Borrowed(text);
    };
    if !text.contains(' ') {
        return Cow::Borrowed(text);
    }
    let mut bound = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let (before, after) = rest.split_at(at);
        bound.push_str(before);
        let after = after.strip_prefix(' ').unwrap_or(after);
        let binds = ends_in_short_word(&bound, words) || ends_in_day(&bound, after);
        bound.push(if binds { NO_BREAK } else { ' ' });
        rest = after;
    }
    bound.push_str(rest);
    Cow::Owned(bound)
}

/// Binds the texts of a Markdown document, also across line breaks and link starts; code is
/// unchanged.
pub(crate) fn bind_events(events: &mut [Event<'_>], lang: &Lang) {
    let Some(words) = short_words(lang) else {
        return;
    };
    let mut in_code = false;
    let mut binds_line = false;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::SoftBreak if binds_line => *event = Event::Text("\u{a0}".into()),
            Event::Text(text) if !in_code => {
                let bound = bind(text, lang).into_owned();
                binds_line = ends_in_short_word(&bound, words);
                *text = bound.into();
                continue;
            }
            _ => {}
        }
        binds_line = false;
    }
}

fn short_words(lang: &Lang) -> Option<&'static str> {
    let found = SHORT_WORDS
        .iter()
        .find(|(code, _)| *code == lang.language());
    found.map(|(_, words)| *words)
}

/// Whether a text ends in one of the words, at the start of a word or after a bracket or
/// quotation mark.
fn ends_in_short_word(text: &str, words: &str) -> bool {
    let mut backwards = text.chars().rev();
    let is_word = backwards
        .next()
        .is_some_and(|last| last.to_lowercase().any(|lower| words.contains(lower)));
    is_word
        && backwards
            .next()
            .is_none_or(|before| before.is_whitespace() || "([„‚»".contains(before))
}

/// Whether a text ends in an ordinal number of at most two digits, such as `13.`, and the
/// sentence goes on: the next character is lower case or a digit.
fn ends_in_day(text: &str, after: &str) -> bool {
    let Some(number) = text.strip_suffix('.') else {
        return false;
    };
    let digits = number
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .count();
    let goes_on = after
        .chars()
        .next()
        .is_some_and(|next| next.is_lowercase() || next.is_ascii_digit());
    let stands_alone = number
        .chars()
        .rev()
        .nth(digits)
        .is_none_or(|before| before.is_whitespace() || "(–".contains(before));
    (1..=2).contains(&digits) && goes_on && stands_alone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(text: &str, lang: &str) -> String {
        Lang::parse(lang).map_or_else(String::new, |lang| bind(text, &lang).replace(NO_BREAK, "~"))
    }

    #[test]
    fn short_words_and_days_stay_with_what_follows() {
        assert_eq!(bound("síť s nanovlákny", "cs"), "síť s~nanovlákny");
        assert_eq!(bound("V úvodu a k tomu", "cs"), "V~úvodu a~k~tomu");
        assert_eq!(bound("(v klastru) „o něm“", "cs"), "(v~klastru) „o~něm“");
        assert_eq!(bound("od 13. do 15. dubna", "cs"), "od 13.~do 15.~dubna");
        assert_eq!(bound("Je jich 15. Další", "cs"), "Je jich 15. Další");
        assert_eq!(bound("norma 9237. a", "cs"), "norma 9237. a");
        assert_eq!(bound("řada TAK a, ne", "cs"), "řada TAK a, ne");
    }

    #[test]
    fn slovak_and_polish_have_short_words_too() {
        assert_eq!(bound("V úvode a k tomu", "sk"), "V~úvode a~k~tomu");
        assert_eq!(bound("od 13. do 15. apríla", "sk"), "od 13.~do 15.~apríla");
        assert_eq!(bound("W sieci i z włókien", "pl"), "W~sieci i~z~włókien");
        assert_eq!(bound("k tomu", "pl"), "k tomu");
    }

    #[test]
    fn other_languages_stay_as_they_are() {
        assert_eq!(bound("a tube of 5 cm", "en"), "a tube of 5 cm");
    }

    #[test]
    fn words_are_bound_across_links_and_lines() {
        let text = "firmy v [katalogu](x) a\nústavy, `a b`";
        let mut events: Vec<_> = pulldown_cmark::Parser::new(text).collect();
        if let Some(lang) = Lang::parse("cs") {
            bind_events(&mut events, &lang);
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        assert_eq!(
            html.replace(NO_BREAK, "~"),
            "<p>firmy v~<a href=\"x\">katalogu</a> a~ústavy, <code>a b</code></p>\n"
        );
    }
}
