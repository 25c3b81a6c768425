//! Paragraphs that begin with a signed number, `- 20 °C` or `+ 5 °C`: Markdown parses them as
//! a list of one item, and the sign is not printed.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::in_words::Placed;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::load::Body;

/// An open bullet list.
struct OpenList {
    /// The offsets of its items.
    items: Vec<usize>,
    /// Whether it is a block of its own, and not nested below the text of an item.
    is_alone: bool,
}

/// Reports bullet lists that are the sign of a number.
pub(super) fn of_numbers(
    text: &str,
    events: &[Placed<'_>],
    body: Body,
    findings: &mut Vec<Diagnostic>,
) {
    let mut open: Vec<OpenList> = Vec::new();
    // The end of the last finding, so that lists inside it are not reported again.
    let mut reported = 0;
    let mut is_first_in_item = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(_)) => open.push(OpenList {
                items: Vec::new(),
                is_alone: open.is_empty() || is_first_in_item,
            }),
            Event::Start(Tag::Item) => {
                if let Some(list) = open.last_mut() {
                    list.items.push(range.start);
                }
            }
            Event::End(TagEnd::List(_)) => {
                let list = open.pop().filter(|list| list.is_alone);
                let Some([start]) = list.as_ref().map(|list| list.items.as_slice()) else {
                    continue;
                };
                let Some((sign, written)) = signed(text, *start) else {
                    continue;
                };
                if written.start < reported {
                    continue;
                }
                reported = written.end;
                findings.push(fault(text, sign, written, body));
            }
            _ => {}
        }
        is_first_in_item = matches!(event, Event::Start(Tag::Item));
    }
}

fn fault(text: &str, sign: usize, written: Range<usize>, body: Body) -> Diagnostic {
    let words = text.get(written.clone()).unwrap_or_default();
    let edit = Edit {
        span: body.span.part(sign..sign),
        text: "\\".to_owned(),
    };
    Diagnostic::new("K033.sign", body.span.part(written))
        .arg("written", words)
        .edits(vec![edit], Applicability::Suggested)
}

/// The offset of the last sign before a number, and the range of the signs with the number.
fn signed(text: &str, start: usize) -> Option<(usize, Range<usize>)> {
    let rest = text.get(start..)?;
    let from = start + rest.len() - rest.trim_start().len();
    let mut sign = None;
    for (at, c) in text.get(from..)?.char_indices() {
        match c {
            '-' | '+' => sign = Some(from + at),
            ' ' if sign.is_some() => {}
            c if c.is_ascii_digit() => {
                let number = text.get(from + at..)?;
                let length = number
                    .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
                    .unwrap_or(number.len());
                // `- 1. a` is a nested list.
                let number = number.get(..length)?;
                let is_item = number.ends_with('.');
                return sign
                    .filter(|_| !is_item)
                    .map(|sign| (sign, from..from + at + length));
            }
            _ => return None,
        }
    }
    None
}
