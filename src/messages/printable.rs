//! Makes texts safe to print. Names and values come from anybody who proposes content. A
//! terminal executes escape sequences, bidirectional and invisible characters mislead
//! readers, and a CI executes log lines with certain prefixes as commands.

use std::borrow::Cow;

/// The most characters of a name or a value in a message: about ten lines of a
/// terminal.
pub(crate) const MOST_OF_A_VALUE: usize = 800;

/// Escapes what a terminal or a CI would act on: a control character becomes its picture
/// (`␛`), a bidirectional or invisible character its number (`<U+202E>`). Line breaks and
/// tabs stay.
#[must_use]
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let shown = shown(text, |c| matches!(c, '\n' | '\t'));
    let commands = shown
        .lines()
        .any(|line| line.trim_start().starts_with("::"));
    if !commands {
        return shown;
    }
    let lines = shown.split_inclusive('\n').map(|line| {
        let rest = line.trim_start_matches([' ', '\t']);
        match rest.strip_prefix("::") {
            Some(behind) => {
                let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
                Cow::Owned(format!("{indent}: :{behind}"))
            }
            None => Cow::Borrowed(line),
        }
    });
    Cow::Owned(lines.collect())
}

/// As [`printable`], in one line: line breaks and tabs become spaces.
#[must_use]
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        let joined = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
        return Cow::Owned(shown(&joined, |_| false).into_owned());
    }
    shown(text, |_| false)
}

/// A line of a file for a snippet with a mark under it, so each character stays one
/// character. Tabs stay.
#[must_use]
pub(crate) fn same_width(line: &str) -> String {
    let signs = line.chars().map(|c| match c {
        '\t' => c,
        c if is_plain(c) => c,
        c => picture(c).unwrap_or(char::REPLACEMENT_CHARACTER),
    });
    let line: String = signs.collect();
    match without_commands(&line) {
        Cow::Borrowed(_) => line,
        Cow::Owned(changed) => changed,
    }
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(|c| stays(c) || is_plain(c)) {
        return without_commands(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match picture(c) {
            _ if stays(c) || is_plain(c) => out.push(c),
            Some(picture) => out.push(picture),
            None => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
        }
    }
    Cow::Owned(without_commands(&out).into_owned())
}

/// `##[error]` and `##vso[task.complete]` are commands anywhere in a log line; the second
/// `#` becomes its full-width form.
fn without_commands(text: &str) -> Cow<'_, str> {
    let mut commands = text.match_indices('#').map(|(at, _)| at).filter(|at| {
        let name = text.get(*at..).and_then(|rest| rest.strip_prefix("##"));
        let behind = name.map(|name| name.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
        behind.is_some_and(|behind| behind.starts_with('['))
    });
    let Some(first) = commands.next() else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for at in std::iter::once(first).chain(commands) {
        out.push_str(text.get(from..=at).unwrap_or_default());
        out.push('\u{ff03}');
        from = at + 2;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// Truncates a text to at most `most` characters: its beginning and end, with `…` between
/// them.
#[must_use]
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    // A text has at most as many characters as bytes.
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

/// Whether a character is printed unchanged.
#[must_use]
pub(crate) fn is_plain(c: char) -> bool {
    !c.is_control() && !is_invisible(c)
}

/// The picture of a control character of ASCII.
fn picture(c: char) -> Option<char> {
    /// The first code point of the pictures.
    const PICTURES: u32 = 0x2400;
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(PICTURES + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    }
}

/// Bidirectional controls (Unicode Annex 9), line separators, invisible characters, and
/// the tags that hide text. Joiners of scripts and emoji, and the soft hyphen, are
/// harmless and stay.
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
        assert_eq!(one_line("a\n::error::b\tc\r\n"), "a ::error::b c ");
        assert_eq!(one_line("a\u{85}b\u{2028}c"), "a<U+0085>b<U+2028>c");
        assert_eq!(printable("a\n \t::error::b"), "a\n \t: :error::b");
        for command in [
            "##[error]x",
            "a ##vso[task.setvariable]x",
            "###[x",
            "####teamcity[x",
        ] {
            for shown in [
                printable(command),
                one_line(command),
                same_width(command).into(),
            ] {
                assert!(shown.contains("#\u{ff03}"), "{shown}");
                assert!(
                    !shown.contains("##[") && !shown.contains("##vso["),
                    "{shown}"
                );
            }
        }
        assert_eq!(one_line("## Heading ##"), "## Heading ##");
        assert!(matches!(printable("Žluťoučký\nkůň 👩‍🔬"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_text_is_cut_in_its_middle() {
        assert_eq!(shortened("abcdefghij", 10), "abcdefghij");
        assert_eq!(shortened("abcdefghijk", 10), "abcde…hijk");
        assert_eq!(shortened("ěščřžýáíéúů", 10), "ěščřž…íéúů");
        assert_eq!(shortened(&"x".repeat(900_000), 300).chars().count(), 300);
    }
}
