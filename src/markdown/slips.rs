//! Marks of Markdown that are almost right: the parser takes them for words, and the page
//! would show them as they are written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::in_words::Placed;
use crate::diagnostic::Diagnostic;
use crate::load::Body;

/// Reports marks that make nothing of a paragraph or of a part of it.
pub(super) fn marks(text: &str, events: &[Placed<'_>], body: Body, findings: &mut Vec<Diagnostic>) {
    let code: Vec<&Range<usize>> = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::Link { .. })))
        .map(|(_, range)| range)
        .collect();
    let paragraphs = events.iter().filter_map(|(event, range)| {
        let is_paragraph = matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::DefinitionListTitle)
        );
        is_paragraph.then(|| Some((range.start, text.get(range.clone())?)))?
    });
    for (start, paragraph) in paragraphs {
        let span = |at: Range<usize>| body.span.part(start + at.start..start + at.end);
        if let Some((key, at)) = of_lines(paragraph) {
            findings.push(Diagnostic::new(key, span(at)));
        }
        let marks = foreign(paragraph);
        let marks = marks.filter(|at| !code.iter().any(|code| code.contains(&(start + at.start))));
        findings.extend(marks.into_iter().map(|at| {
            let mark = paragraph.get(at.clone()).unwrap_or_default().to_owned();
            Diagnostic::new("K039.foreign", span(at)).arg("mark", mark)
        }));
        let apart = links_apart(paragraph);
        let apart = apart.filter(|at| !code.iter().any(|code| code.contains(&(start + at.start))));
        findings.extend(apart.map(|at| {
            let blank = at.start..at.start + 1;
            Diagnostic::new("K039.link", span(at)).fix(span(blank), "")
        }));
    }
}

/// The first mark of another program's Markdown or templates: `[[page]]`, `{{ x }}`,
/// `{% x %}`, `!!! note`, `::: note`, `[TOC]`, `[!NOTE]`, `==word==`, `$$x$$`.
fn foreign(paragraph: &str) -> Option<Range<usize>> {
    const PAIRS: [(&str, &str); 7] = [
        ("[[", "]]"),
        ("{{", "}}"),
        ("{%", "%}"),
        ("{:", "}"),
        ("==", "=="),
        ("$$", "$$"),
        ("^[", "]"),
    ];
    let pairs = PAIRS.iter().filter_map(|(open, close)| {
        let at = paragraph.find(open)?;
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
        let named = |mark: &str| {
            let rest = bare.strip_prefix(mark)?.trim_start();
            rest.starts_with(char::is_alphabetic).then_some(())
        };
        let is_mark = named("!!! ").is_some()
            || named("::: ").is_some()
            || matches!(bare, "[TOC]" | "[toc]" | ":::")
            || (bare.starts_with("[!") && bare.ends_with(']'));
        is_mark.then(|| start..start + bare.len())
    });
    let first = lines.min_by_key(|range| range.start);
    pairs.chain(first).min_by_key(|range| range.start)
}

/// What the lines of a paragraph look like, and are not.
fn of_lines(paragraph: &str) -> Option<(&'static str, Range<usize>)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in paragraph.split_inclusive('\n') {
        let (bare, rest) = (line.trim(), line.trim_start());
        let start = at + line.len() - rest.len();
        lines.push((bare, start..start + bare.len()));
        at += line.len();
    }
    let first = lines.iter().find(|(line, _)| is_heading(line));
    if let Some((_, at)) = first {
        return Some(("K039.heading", at.clone()));
    }
    let several = |of: fn(&str) -> bool| {
        let mut like = lines.iter().filter(|(line, _)| of(line));
        let (_, first) = like.next()?;
        like.next().map(|_| first.clone())
    };
    let bullets = lines
        .iter()
        .find(|(line, _)| line.starts_with(['•', '◦', '▪', '‣']));
    let listed = bullets.map(|(_, at)| at.clone());
    if let Some(at) = listed.or_else(|| several(is_item)) {
        return Some(("K039.list", at));
    }
    if let Some(at) = several(|line| line.starts_with('|') && line.matches('|').count() > 1) {
        return Some(("K039.table", at));
    }
    let at = several(|line| line.contains('\t'))?;
    Some(("K039.cells", at))
}

/// `#Word` or `##Word`; `#1` is a number.
fn is_heading(line: &str) -> bool {
    let bare = line.trim_start_matches('#');
    let marks = line.len() - bare.len();
    // One mark before one word is how networks name subjects.
    let is_subject = marks == 1 && !bare.contains(' ');
    (1..=6).contains(&marks) && bare.starts_with(char::is_alphabetic) && !is_subject
}

/// `-word`, `1.word`, `1)word`.
fn is_item(line: &str) -> bool {
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if after_digits.len() < line.len() {
        after_digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '–'])
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// The places of `] (address)`, from the blank on.
fn links_apart(paragraph: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    paragraph.match_indices("] (").filter_map(|(at, _)| {
        let address = paragraph.get(at + 3..)?;
        let address = address.get(..address.find([')', ' ', '\n'])?)?;
        let has_opening = paragraph.get(..at)?.contains('[');
        let end = at + 3 + address.len();
        let is_closed = paragraph.get(end..)?.starts_with(')');
        (has_opening && is_closed && is_address(address)).then_some(at + 1..end + 1)
    })
}

/// Whether words in parentheses can only be an address: `members:acme`, `https://…`,
/// `assets/form.pdf`.
fn is_address(words: &str) -> bool {
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let typed = words.split_once(':').is_some_and(|(collection, id)| {
        !collection.is_empty() && collection.chars().all(is_id) && id.starts_with(is_id)
    });
    let beginnings = ["https://", "http://", "mailto:", "assets/", "./", "../"];
    typed
        || beginnings
            .iter()
            .any(|beginning| words.starts_with(beginning))
}
