//! Markdown inside a block of HTML: it is not parsed up to the next empty line, so its marks
//! would be printed.

use pulldown_cmark::{Event, Tag};

use super::in_words::Placed;
use super::tags::{Piece, pieces};
use crate::diagnostic::Diagnostic;
use crate::load::Body;

/// Elements whose content is not Markdown.
const AS_WRITTEN: &[&str] = &["pre", "script", "style", "code", "svg", "math"];

/// Reports the first line of Markdown in each block of HTML.
pub(super) fn marks(text: &str, events: &[Placed<'_>], body: Body, findings: &mut Vec<Diagnostic>) {
    let blocks = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
    for (_, range) in blocks {
        let html = text.get(range.clone()).unwrap_or_default();
        if let Some((start, length)) = first_mark(html) {
            let line = range.start + start..range.start + start + length;
            findings.push(Diagnostic::new("K039.html", body.span.part(line)));
        }
    }
}

/// The offset and the length of the first line that is meant as Markdown.
fn first_mark(html: &str) -> Option<(usize, usize)> {
    let mut inside = 0_usize;
    for (piece, range) in pieces(html) {
        match piece {
            Piece::Tag(tag) if AS_WRITTEN.contains(&&*tag.name) => {
                inside = if tag.closes {
                    inside.saturating_sub(1)
                } else {
                    inside + 1
                };
            }
            Piece::Text if inside == 0 => {
                let mut at = range.start;
                for line in html.get(range)?.split_inclusive('\n') {
                    let bare = line.trim();
                    if is_markdown(bare) {
                        let start = at + line.len() - line.trim_start().len();
                        return Some((start, bare.len()));
                    }
                    at += line.len();
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a line has marks that do not occur in HTML.
fn is_markdown(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(". ");
    let marks = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - marks.len())) && marks.starts_with(' ');
    let is_link = line
        .split_once("](")
        .is_some_and(|(before, after)| before.contains('[') && after.contains(')'));
    let is_strong = line
        .split_once("**")
        .and_then(|(_, rest)| rest.split_once("**"))
        .is_some_and(|(words, _)| !words.is_empty() && words.trim() == words);
    is_numbered
        || is_heading
        || is_link
        || is_strong
        || line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("```")
}
