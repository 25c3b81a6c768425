//! Marks of other programs: of their Markdown dialects, of template languages, and of other
//! markup. The parser reads them as text, and a page would show them.

use std::ops::Range;

use super::byte_set::ByteSet;

/// Opens and closes a block in other dialects.
pub(super) const FENCE: &str = ":::";

/// Delimiters around words.
const PAIRS: [(&str, &str); 11] = [
    ("[[", "]]"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("{:", "}"),
    ("==", "=="),
    ("$$", "$$"),
    ("$\\", "$"),
    ("^[", "]"),
    ("'''", "'''"),
    ("]{.", "}"),
];

/// Finds a mark in a paragraph.
type Find = fn(&str) -> Option<Range<usize>>;

/// Marks with a search function each, and a string that they always contain.
const SINGLE: [(&str, Find); 6] = [
    ("[/]", bracketed),
    (":", emoji),
    ("[@]", citation),
    ("[]", command),
    ("){}", attributes),
    ("<:>", office),
];

/// Page breaks of other programs.
const BREAKS: [&str; 4] = ["\\newpage", "\\pagebreak", "\\clearpage", "<<<"];

/// The first mark of another program that is not in code: `[[page]]`, `{{ x }}`, `{% x %}`,
/// `!!! note`, `::: note`, `[TOC]`, `[!NOTE]`, `==word==`, `$$x$$`, `[b]word[/b]`, `:beer:`,
/// `\newpage`, `.. note::`, `h2. Heading`, `== Heading`.
pub(super) fn mark(
    paragraph: &str,
    bytes: &ByteSet,
    is_code: &impl Fn(usize) -> bool,
) -> Option<Range<usize>> {
    let pairs = PAIRS.iter().filter(|(open, _)| bytes.has_all_of(open));
    let pairs = pairs.filter_map(|(open, close)| {
        let mut places = paragraph.match_indices(open).map(|(at, _)| at);
        let at = places.find(|at| !is_code(*at))?;
        let inner = paragraph.get(at + open.len()..)?;
        let end = inner.find(close)?;
        let words = inner.get(..end)?;
        let is_word = !words.trim().is_empty() && !words.contains('\n') && words != "=";
        let is_mark = !words.starts_with('=') && (*open != "==" || !words.starts_with(' '));
        let length = open.len() + end + close.len();
        (is_word && is_mark).then(|| at..at + length)
    });
    let mut at = 0;
    let lines = paragraph.split_inclusive('\n').filter_map(|line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let bare = line.trim();
        is_line_mark(bare).then(|| start..start + bare.len())
    });
    let mut lines = lines.filter(|range| !is_code(range.start));
    let single = SINGLE.iter().filter(|(part, _)| bytes.has_all_of(part));
    let single = single.filter_map(|(_, find)| find(paragraph));
    let single = single.filter(|range| !is_code(range.start));
    let all = pairs.chain(lines.next()).chain(single);
    all.min_by_key(|range| range.start)
}

/// The first tag of a word processor, `<o:p></o:p>`, up to its end.
fn office(paragraph: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 5] = ["o:", "w:", "v:", "m:", "st1:"];
    let mut opens = paragraph.match_indices('<');
    opens.find_map(|(at, _)| {
        let inner = paragraph.get(at + 1..)?;
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let is_office = NAMES.iter().any(|prefix| {
            let rest = name.strip_prefix(prefix);
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        });
        let end = at + 1 + inner.find('>').filter(|_| is_office)? + 1;
        let behind = paragraph.get(end..)?;
        let close = behind.strip_prefix("</").and_then(|rest| rest.find('>'));
        Some(at..close.map_or(end, |close| end + close + 3))
    })
}

/// Whether a whole line is a mark.
fn is_line_mark(line: &str) -> bool {
    let named = |mark: &str| {
        let rest = line.strip_prefix(mark).map(str::trim_start);
        let is_name = |sign: char| sign.is_alphabetic() || sign == '{';
        rest.is_some_and(|rest| rest.starts_with(is_name))
    };
    let directive = || {
        let (name, _) = line.strip_prefix(".. ")?.split_once("::")?;
        Some(!name.is_empty() && !name.contains(' '))
    };
    let heading = || {
        let (level, rest) = line.strip_prefix('h')?.split_once(". ")?;
        Some(level.len() == 1 && level.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty())
    };
    named("!!! ")
        || named(FENCE)
        || named("== ")
        || named("=== ")
        || matches!(line, "[TOC]" | "[toc]" | FENCE)
        || BREAKS.contains(&line)
        || (line.starts_with("*[") && line.contains("]: "))
        || (line.starts_with("[!") && line.ends_with(']'))
        || directive().unwrap_or_default()
        || heading().unwrap_or_default()
}

/// The first `[b]word[/b]` or `[url=…]word[/url]`, the syntax of forums.
fn bracketed(paragraph: &str) -> Option<Range<usize>> {
    let close = paragraph.find("[/")?;
    let name = paragraph.get(close + 2..)?;
    let name = name.get(..name.find(']')?)?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let open = paragraph.get(..close)?.rfind(&format!("[{name}"))?;
    let after = paragraph.get(open + 1 + name.len()..)?;
    (is_name && after.starts_with([']', '='])).then(|| open..close + name.len() + 3)
}

/// The first citation, `[@key]` or `[see @key, p. 3]`.
fn citation(paragraph: &str) -> Option<Range<usize>> {
    bracketed_parts(paragraph).find(|range| {
        let inner = paragraph.get(range.start + 1..range.end - 1);
        let mut words = inner.unwrap_or_default().split([' ', ';', '-']);
        words.any(|word| {
            let key = word.strip_prefix('@');
            key.is_some_and(|key| key.starts_with(char::is_alphabetic))
        })
    })
}

/// The first shortcode of a page builder: `[gallery ids="1,2"]`, `[youtube https://…]`.
fn command(paragraph: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 8] = [
        "audio", "caption", "embed", "gallery", "playlist", "video", "vimeo", "youtube",
    ];
    bracketed_parts(paragraph).find(|range| {
        let inner = paragraph.get(range.start + 1..range.end - 1);
        let inner = inner.unwrap_or_default();
        let Some((name, rest)) = inner.split_once(' ') else {
            return NAMES.contains(&inner) && inner == "gallery";
        };
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|sign| sign.is_ascii_lowercase() || "-_0123456789".contains(sign));
        let is_known = NAMES.contains(&name) && (rest.contains("://") || rest.contains('='));
        is_known || (is_name && (rest.contains("=\"") || rest.contains("=”")))
    })
}

/// The first `{width=50%}` after a picture or a link.
fn attributes(paragraph: &str) -> Option<Range<usize>> {
    paragraph.match_indices("){").find_map(|(at, _)| {
        let inner = paragraph.get(at + 2..)?;
        // Up to the next `){` at most, since a text can have thousands of them.
        let inner = inner.get(..inner.find(['}', '\n', ')', '{'])?)?;
        let end = at + 2 + inner.len();
        let is_closed = paragraph.get(end..)?.starts_with('}');
        let says_more = inner.contains('=') || inner.starts_with(['.', '#']);
        (is_closed && says_more).then_some(at + 1..end + 1)
    })
}

/// Text in square brackets that is not a link.
fn bracketed_parts(paragraph: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    paragraph.match_indices('[').filter_map(|(at, _)| {
        let inner = paragraph.get(at + 1..)?;
        let length = inner.find(['[', ']', '\n'])?;
        let rest = inner.get(length..)?.strip_prefix(']')?;
        (!rest.starts_with(['(', '[', ':'])).then_some(at..at + length + 2)
    })
}

/// The first emoji shortcode, as messengers use it: `:beer:`.
fn emoji(paragraph: &str) -> Option<Range<usize>> {
    let is_of_name =
        |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_+-".contains(sign);
    let mut words = paragraph.split_inclusive(char::is_whitespace);
    let mut at = 0;
    words.find_map(|word| {
        let start = at;
        at += word.len();
        let bare = word.trim_end().trim_end_matches(['.', ',', '!', '?', ')']);
        let name = bare.strip_prefix(':')?.strip_suffix(':')?;
        let is_name = name.len() > 1
            && name.chars().all(is_of_name)
            && name.contains(|sign: char| sign.is_ascii_lowercase());
        is_name.then(|| start..start + bare.len())
    })
}
