//! Text that Markdown parses but never prints: attributes in braces after a heading, cells
//! beyond the columns of a table, and unused link definitions.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::in_words::Placed;
use super::syntax::{LIST, VIEW};
use crate::diagnostic::Diagnostic;
use crate::load::Body;

/// The link definitions of a text, by label, with their byte ranges.
pub(super) type Definitions = Vec<(String, Range<usize>)>;

/// Reports text that no page shows. Labels that other findings suggest count as used, since
/// only the link is misspelt.
pub(super) fn words(
    text: &str,
    events: &[Placed<'_>],
    (definitions, offered): (Definitions, &[String]),
    body: Body,
    findings: &mut Vec<Diagnostic>,
) {
    let mut used: BTreeSet<String> = offered.iter().map(|label| folded(label)).collect();
    let mut cell = 0..0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Heading { classes, attrs, .. })
                if !(classes.is_empty() && attrs.is_empty()) =>
            {
                findings.push(braces(text, range, body));
            }
            Event::Start(Tag::Heading { .. }) => findings.extend(underlined(text, range, body)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if !is_language(info) => {
                let start = range.start
                    + text
                        .get(range.clone())
                        .and_then(|t| t.find(&**info))
                        .unwrap_or(0);
                let span = body.span.part(start..start + info.len());
                findings.push(Diagnostic::new("K038", span));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                findings.extend(misspelt_block(text, range, info, body));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                findings.extend(indented_prose(text, range, body));
            }
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) => {
                used.insert(folded(id));
            }
            Event::End(TagEnd::TableCell) => cell = range.clone(),
            Event::End(TagEnd::TableRow) => findings.extend(cells(text, &cell, range, body)),
            _ => {}
        }
    }
    for (label, range) in definitions {
        if !used.contains(&folded(&label)) {
            findings.push(Diagnostic::new("K036", body.span.part(range)).arg("label", label));
        }
    }
}

/// Whether the info string of a fence describes the code and is not text: a word, optionally
/// followed by attributes.
fn is_language(info: &str) -> bool {
    let mut words = info.split_whitespace();
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-#_.,:={}()/".contains(c);
    let is_word = words.next().is_none_or(|word| word.chars().all(plain));
    is_word && words.all(|word| word.contains(['=', '{', '}']))
}

/// A paragraph that is a heading only because a line of hyphens is right below it: it has
/// several lines, or it ends like a sentence.
fn underlined(text: &str, heading: &Range<usize>, body: Body) -> Option<Diagnostic> {
    let written = text.get(heading.clone())?.trim_end();
    let (words, line) = written.rsplit_once('\n')?;
    let is_line = !line.trim().is_empty() && line.trim().chars().all(|sign| "-=".contains(sign));
    let words = words.trim_end();
    let is_paragraph = words.contains('\n') || words.ends_with(['.', ',', ';', ':', '!', '…']);
    let start = heading.start + written.len() - line.trim_start().len();
    let span = body.span.part(start..start + line.trim().len());
    let above = text.get(..heading.start)?.trim_end();
    let is_below_line = above.is_empty() || above.ends_with("---");
    if is_line && is_below_line && words.lines().all(is_pair) {
        let start = heading.start;
        let data = body.span.part(start..start + words.len());
        return Some(Diagnostic::new("K039.data", data));
    }
    let found = Diagnostic::new("K039.setext", span).arg("mark", line.trim());
    (is_line && is_paragraph).then_some(found)
}

/// Whether a line is a key with its value: `price: 5`.
fn is_pair(line: &str) -> bool {
    let is_of_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    let key = line.split_once(':').map(|(key, _)| key);
    key.is_some_and(|key| !key.is_empty() && key.chars().all(is_of_key))
}

/// A paragraph that is code only because it is indented, as in letters.
fn indented_prose(text: &str, block: &Range<usize>, body: Body) -> Option<Diagnostic> {
    let prose = text.get(block.clone())?.trim();
    let is_sentence = prose.starts_with(char::is_uppercase)
        && prose.split_whitespace().count() > 4
        && !prose.contains(['{', '}', '<', '>', '=', ';', '$', '\\', '|', '_', '`', '#']);
    let ends = prose.ends_with(['.', '!', '?', ':', '…', ',', ')']);
    let start = block.start + text.get(block.clone())?.find(prose)?;
    let line = prose.lines().next()?.len();
    let span = body.span.part(start..start + line);
    (is_sentence && ends).then(|| Diagnostic::new("K039.indented", span))
}

/// A block whose language is almost `catalog` or `view`.
fn misspelt_block(text: &str, block: &Range<usize>, info: &str, body: Body) -> Option<Diagnostic> {
    let word = info.split([' ', ',', '{']).next()?;
    let lower = word.trim_end_matches(':').to_lowercase();
    let meant = match lower.as_str() {
        "view" | "views" => VIEW,
        name if name.starts_with("catalog") || name.starts_with("katalog") => LIST,
        _ => return None,
    };
    if word == meant {
        return None;
    }
    let start = block.start + text.get(block.clone())?.find(word)?;
    let span = body.span.part(start..start + word.len());
    let found = Diagnostic::new("K038.block", span).arg("text", word);
    Some(found.fix(span, meant))
}

/// A label in the form in which references are compared.
fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Reports text in braces after a heading that is not its anchor.
fn braces(text: &str, heading: &Range<usize>, body: Body) -> Diagnostic {
    let written = text.get(heading.clone()).unwrap_or_default().trim_end();
    let at = heading.start + written.rfind('{').unwrap_or(0);
    let range = at..heading.start + written.len();
    let written = text.get(range.clone()).unwrap_or_default().to_owned();
    Diagnostic::new("K032.heading", body.span.part(range)).arg("attribute", written)
}

/// Reports text after the last cell of a row.
fn cells(text: &str, last: &Range<usize>, row: &Range<usize>, body: Body) -> Option<Diagnostic> {
    let rest = text.get(last.end..row.end)?;
    let more = rest.trim_matches(|c: char| c.is_whitespace() || c == '|');
    if more.is_empty() {
        return None;
    }
    let start = last.end + rest.find(more)?;
    let span = body.span.part(start..start + more.len());
    Some(Diagnostic::new("K037", span))
}
