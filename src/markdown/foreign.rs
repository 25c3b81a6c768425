//! Marks of other programs: of their Markdown, of their templates, and of languages that
//! are no Markdown. The parser takes them for words, and a page would show them.

use std::ops::Range;

/// What begins and ends a block of other programs.
pub(super) const FENCE: &str = ":::";

/// Marks around words.
const PAIRS: [(&str, &str); 10] = [
    ("[[", "]]"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
    ("{:", "}"),
    ("==", "=="),
    ("$$", "$$"),
    ("^[", "]"),
    ("'''", "'''"),
    ("]{.", "}"),
];

/// Lines that break a page elsewhere.
const BREAKS: [&str; 4] = ["\\newpage", "\\pagebreak", "\\clearpage", "<<<"];

/// The first mark of another program that is not in code: `[[page]]`, `{{ x }}`, `{% x %}`,
/// `!!! note`, `::: note`, `[TOC]`, `[!NOTE]`, `==word==`, `$$x$$`, `[b]word[/b]`, `:beer:`,
/// `\newpage`, `.. note::`, `h2. Heading`, `== Heading`.
pub(super) fn mark(paragraph: &str, is_code: &impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let pairs = PAIRS.iter().filter_map(|(open, close)| {
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
    let single = [bracketed(paragraph), emoji(paragraph)]
        .into_iter()
        .flatten();
    let single = single.filter(|range| !is_code(range.start));
    let all = pairs.chain(lines.next()).chain(single);
    all.min_by_key(|range| range.start)
}

/// Whether a line is a mark as a whole.
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
        || (line.starts_with("[!") && line.ends_with(']'))
        || directive().unwrap_or_default()
        || heading().unwrap_or_default()
}

/// The first `[b]word[/b]` or `[url=…]word[/url]`, as forums write them.
fn bracketed(paragraph: &str) -> Option<Range<usize>> {
    let close = paragraph.find("[/")?;
    let name = paragraph.get(close + 2..)?;
    let name = name.get(..name.find(']')?)?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let open = paragraph.get(..close)?.rfind(&format!("[{name}"))?;
    let after = paragraph.get(open + 1 + name.len()..)?;
    (is_name && after.starts_with([']', '='])).then(|| open..close + name.len() + 3)
}

/// The first `:beer:`, as programs for messages write pictures of words.
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
