//! What of a text may be printed. Names and values come from whoever proposes
//! content; a terminal acts upon escape sequences, an eye is misled by signs that
//! turn or hide what stands beside them, and a CI takes lines of a log that begin
//! in a certain way for its commands.

use std::borrow::Cow;

/// The text without what a terminal would act upon: a control character is
/// printed as its picture (`␛`), and signs that change the direction of a line or
/// cannot be seen as their number (`<U+202E>`). Line breaks and tabs stay.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text
        .chars()
        .all(|c| matches!(c, '\n' | '\t') || is_plain(c))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            c => push(c, &mut out),
        }
    }
    Cow::Owned(out)
}

/// As [`printable`], in one line: line breaks and tabs are blanks.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c => push(c, &mut out),
        }
    }
    Cow::Owned(out)
}

/// A text of at most so many characters: of a longer one the beginning and the
/// end, with `…` between them.
#[must_use]
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    // A byte is at most a character.
    if text.len() <= most || text.char_indices().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let (before, behind) = (most.div_ceil(2), (most / 2).saturating_sub(1));
    let start = text.char_indices().nth(before).map_or(0, |(at, _)| at);
    let end = text.char_indices().rev().nth(behind.saturating_sub(1));
    let end = end.filter(|_| behind > 0).map_or(text.len(), |(at, _)| at);
    let (start, end) = (text.get(..start), text.get(end..));
    Cow::Owned(format!(
        "{}…{}",
        start.unwrap_or_default(),
        end.unwrap_or_default()
    ))
}

fn is_plain(c: char) -> bool {
    !c.is_control() && !is_invisible(c)
}

fn push(c: char, out: &mut String) {
    /// Where the pictures of control characters begin.
    const PICTURES: u32 = 0x2400;
    let picture = match u32::from(c) {
        code @ 0..0x20 => char::from_u32(PICTURES + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    };
    match picture {
        Some(picture) => out.push(picture),
        None if is_plain(c) => out.push(c),
        None => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
    }
}

/// Signs that turn the direction of text (Unicode Annex 9), that end a line or
/// cannot be seen, and the tags that hide text. The joiners of scripts and
/// emoji, and the soft hyphen, are no danger and stay.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{061c}'
            | '\u{200b}'
            | '\u{200e}' | '\u{200f}'
            | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{206a}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_acts_upon_is_shown() {
        assert_eq!(printable("a\u{1b}[2Jb\u{9b}2J"), "a␛[2Jb<U+009B>2J");
        assert_eq!(printable("a\u{202e}b\r\n"), "a<U+202E>b␍\n");
        assert_eq!(one_line("a\n::error::b\tc\r\n"), "a ::error::b c  ");
        assert_eq!(one_line("a\u{85}b\u{2028}c"), "a<U+0085>b<U+2028>c");
        assert!(matches!(printable("Žluťoučký\nkůň 👩‍🔬"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_is_cut_in_its_middle() {
        assert_eq!(shortened("abcdefghij", 10), "abcdefghij");
        assert_eq!(shortened("abcdefghijk", 10), "abcde…hijk");
        assert_eq!(shortened("ěščřžýáíéúů", 10), "ěščřž…íéúů".replace('í', "í"));
        assert_eq!(shortened(&"x".repeat(900_000), 300).chars().count(), 300);
    }
}
