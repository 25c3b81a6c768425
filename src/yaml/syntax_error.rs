//! What the parser refuses, told by its cause. The parser says where it gave up;
//! the cause is mostly earlier on that line or the line before, so the two
//! slips that editors make most are looked for first.

use granit_parser::ScanError;

use super::write::quote_if_needed;
use crate::diagnostic::{Certainty, Diagnostic, Edit};
use crate::text::{SourceId, Span};

/// The diagnostic for an error of the parser.
pub(super) fn explain(
    source: SourceId,
    text: &str,
    offset: usize,
    error: &ScanError,
) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let span =
        |range: std::ops::Range<usize>| Span::new(source, range.start + offset..range.end + offset);
    let lines = suspicious_lines(text, at);
    let behind = next_line(text, at).filter(|_| error.info().contains("tab"));
    let mut indented = lines.iter().cloned().chain(behind);
    if let Some(tab) = indented.find_map(|line| indenting_tab(text, line)) {
        return tabs(source, text, offset, tab);
    }
    for line in lines {
        if let Some(slip) = unquoted_colon(text, line) {
            let value = text.get(slip.value.clone()).unwrap_or_default();
            let found = Diagnostic::new("Y006", span(slip.colon));
            let quoted = quote_if_needed(value);
            // A comment or a bracket at the end may not be part of the text.
            return if value.contains([']', '}', '[', '{', '#']) {
                found.fix(span(slip.value.clone()), quoted)
            } else {
                found.mend(span(slip.value.clone()), quoted)
            };
        }
    }
    let end = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(at, |c| at + c.len_utf8());
    let sign = text.get(at..end).and_then(|sign| sign.chars().next());
    if sign.is_some_and(|sign| sign.is_control() && sign != '\n') {
        let why = "a sign that cannot be seen stands here; delete it";
        return Diagnostic::new("Y001", span(at..end)).arg("why", why);
    }
    Diagnostic::new("Y001", span(at..end)).arg("why", cause(&error.info()))
}

/// What the parser says in words of its own, in words of an editor.
fn cause(info: &str) -> &'static str {
    const CAUSES: &[(&str, &str)] = &[
        ("recursion", "too many groups inside one another"),
        ("unclosed quote", "a quote is not closed"),
        (
            "found unexpected document indicator",
            "a quote is not closed",
        ),
        ("unclosed bracket", "a bracket or a brace is not closed"),
        (
            "misplaced bracket",
            "a closing bracket stands where none was opened",
        ),
        (
            "trailing content after",
            "a text goes on after its closing quote; put all of it in quotes",
        ),
        (
            "multiline quoted",
            "a text in quotes goes on without an indent; is the quote closed?",
        ),
        (
            "while parsing a quoted scalar",
            "in double quotes a `\\` means something; write `\\\\`, or use single quotes",
        ),
        ("',' or ']'", "a `,` or a `]` is missing"),
        ("',' or '}'", "a `,` or a `}` is missing"),
        (
            "flow",
            "inside brackets a `,` or the closing bracket is missing",
        ),
        ("tab", "a tab stands where only spaces may"),
        (
            "mapping values",
            "a `:` stands where none may; put the text in quotes",
        ),
        (
            "mapping keys",
            "a key stands where none may; look at the indent",
        ),
        (
            "placement of ':'",
            "a `:` stands where none may; put the text in quotes",
        ),
        ("simple key", "a `:` is missing after the key"),
        (
            "block sequence entries",
            "the `-` of a list stands where none may; look at the indent",
        ),
        (
            "block collection",
            "this line does not belong to the list above it; look at the indent",
        ),
        (
            "block mapping, did",
            "this line does not belong to the keys above it; look at the indent",
        ),
        ("EOF", "the file ends too early"),
        (
            "comments must",
            "a `#` needs a space before it, or the text quotes",
        ),
        (
            "unexpected character",
            "a text cannot begin with this sign; put it in quotes",
        ),
        (
            "cannot start with '-'",
            "a text cannot begin with this sign; put it in quotes",
        ),
        (
            "anchor",
            "a text cannot begin with `&` or `*`; put it in quotes",
        ),
        ("tag", "a text cannot begin with `!`; put it in quotes"),
        ("TAG", "a text cannot begin with `!`; put it in quotes"),
        (
            "directive",
            "a line cannot begin with `%`; put the text in quotes",
        ),
        (
            "block scalar",
            "the text after `|` or `>` begins on a line of its own",
        ),
        (
            "document",
            "`---` or `...` stands in the middle of the file",
        ),
        ("indentation", "the indent fits no line above it"),
    ];
    let known = CAUSES.iter().find(|(part, _)| info.contains(part));
    known.map_or("nothing here fits what is above it", |(_, cause)| cause)
}

/// The finding of a tab that indents, with the edit that mends them all.
fn tabs(source: SourceId, text: &str, offset: usize, tab: std::ops::Range<usize>) -> Diagnostic {
    let span =
        |range: std::ops::Range<usize>| Span::new(source, range.start + offset..range.end + offset);
    let edits = indenting_tabs(text, &tab).map(|tab| Edit {
        span: span(tab),
        text: "  ".to_owned(),
    });
    Diagnostic::new("Y003", span(tab.clone())).edits(edits.collect(), Certainty::Mends)
}

/// The line behind the one where the parser gave up.
fn next_line(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let start = at + text.get(at..)?.find('\n')? + 1;
    let length = text.get(start..)?.find('\n');
    Some(start..length.map_or(text.len(), |length| start + length))
}

/// The line where the parser gave up and the nearest written one before it.
fn suspicious_lines(text: &str, at: usize) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut end = at;
    while lines.len() < 2 {
        let start = text
            .get(..end)
            .and_then(|t| t.rfind('\n'))
            .map_or(0, |n| n + 1);
        let line_end = text
            .get(start..)
            .and_then(|t| t.find('\n'))
            .map_or(text.len(), |n| start + n);
        if text
            .get(start..line_end)
            .is_some_and(|line| !line.trim().is_empty())
        {
            lines.push(start..line_end);
        }
        if start == 0 {
            break;
        }
        end = start - 1;
    }
    lines
}

fn indenting_tab(text: &str, line: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let start = line.start;
    let indent = text.get(line)?;
    let tab = indent
        .char_indices()
        .take_while(|(_, c)| matches!(c, ' ' | '\t' | '-'))
        .find(|(_, c)| *c == '\t')?;
    Some(start + tab.0..start + tab.0 + 1)
}

/// The tab that was found and, where the file has no text over several lines in
/// which a tab may be meant, all others that indent a line.
fn indenting_tabs<'t>(
    text: &'t str,
    found: &std::ops::Range<usize>,
) -> impl Iterator<Item = std::ops::Range<usize>> + use<'t> {
    let several_lines = text.contains(['|', '>', '"', '\'']);
    let found = found.clone();
    let mut start = 0;
    let mut indents = Vec::new();
    for line in text.split_inclusive('\n') {
        let indent = line
            .char_indices()
            .take_while(|(_, c)| matches!(c, ' ' | '\t' | '-'));
        let tabs = indent.filter(|(_, c)| *c == '\t');
        indents.extend(tabs.map(|(at, _)| start + at..start + at + 1));
        start += line.len();
    }
    let of_line = move |tab: &std::ops::Range<usize>| {
        let between = text.get(found.start.min(tab.start)..found.start.max(tab.start));
        between.is_some_and(|between| !between.contains('\n'))
    };
    indents
        .into_iter()
        .filter(move |tab| !several_lines || of_line(tab))
}

struct Slip {
    colon: std::ops::Range<usize>,
    value: std::ops::Range<usize>,
}

/// `title: Valná hromada: program`: a second `: ` in an unquoted value.
fn unquoted_colon(text: &str, line: std::ops::Range<usize>) -> Option<Slip> {
    let written = text.get(line.clone())?;
    let first = written.find(": ")?;
    let value_start = first + 2 + written.get(first + 2..)?.find(|c| c != ' ')?;
    let value = written.get(value_start..)?;
    if value.starts_with(['"', '\'', '{', '[', '|', '>', '&', '*', '#']) {
        return None;
    }
    let second = value
        .find(": ")
        .or_else(|| value.strip_suffix(':').map(str::len))?;
    Some(Slip {
        colon: line.start + value_start + second..line.start + value_start + second + 1,
        value: line.start + value_start..line.start + value_start + value.trim_end().len(),
    })
}
