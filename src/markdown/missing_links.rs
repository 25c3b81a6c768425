//! Reference links without a definition: the parser reads `[text][missing]` as text, and a
//! page would show the brackets.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, LinkType, Options, Parser};

use super::in_words::Placed;
use super::unseen::Definitions;
use crate::config::limits::MAX_TEXT_PARTS;
use crate::diagnostic::{Diagnostic, closest};
use crate::load::Body;

/// The most links for which the nearest label is searched: in a text of 1 MB, comparing all
/// labels with all links would take a thousand million comparisons.
const MOST_COMPARED: usize = 50;

/// A parsed text.
pub(super) struct Parsed<'a> {
    /// The events.
    pub events: Vec<Placed<'a>>,
    /// The link definitions.
    pub definitions: Definitions,
    /// The reference links without a definition.
    pub missing: Vec<Missing>,
}

/// A reference link without a definition.
pub(super) struct Missing {
    /// Where it is.
    range: Range<usize>,
    /// The label.
    label: String,
}

/// Parses a text, up to one event beyond the limit.
pub(super) fn parse(text: &str, options: Options) -> Parsed<'_> {
    let mut missing = Vec::new();
    let note = |link: BrokenLink<'_>| {
        let label = &*link.reference;
        let is_by_name = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        if is_by_name && is_meant(text, &link.span, label) {
            missing.push(Missing {
                range: link.span.clone(),
                label: label.to_owned(),
            });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(text, options, Some(note));
    let definitions = parser.reference_definitions().iter();
    let definitions = definitions.map(|(label, of)| (label.to_owned(), of.span.clone()));
    let definitions = definitions.collect();
    let events = parser.into_offset_iter().take(MAX_TEXT_PARTS + 1);
    let events = events.collect();
    Parsed {
        events,
        definitions,
        missing,
    }
}

/// Whether brackets can only be a link, and neither citation numbers, as in `[1][2]`, nor
/// array indices, as in `a[i][j]`.
fn is_meant(text: &str, range: &Range<usize>, label: &str) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let before = before.strip_suffix('!').unwrap_or(before);
    let is_behind_word =
        before.ends_with(|sign: char| sign.is_alphanumeric() || "_])".contains(sign));
    let is_word = label.chars().filter(|sign| sign.is_alphabetic()).count() > 1;
    is_word && !is_behind_word && !label.starts_with('^')
}

/// Reports the links and suggests the nearest label. Returns the suggested labels: they count
/// as used, since only the link is misspelt.
pub(super) fn report(
    parsed: &Parsed<'_>,
    body: Body,
    findings: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut offered = Vec::new();
    for (number, Missing { range, label }) in parsed.missing.iter().enumerate() {
        let found = Diagnostic::new("K036.missing", body.span.part(range.clone()));
        let found = found.arg("label", label.as_str());
        let names = parsed.definitions.iter().map(|(name, _)| name.as_str());
        // The label is at the end, in its own brackets.
        let end = range.end.saturating_sub(1);
        let nearest = (number < MOST_COMPARED).then(|| closest(label, names));
        findings.push(match nearest.flatten() {
            Some(meant) => {
                offered.push(meant.to_owned());
                let start = end.saturating_sub(label.len());
                found.fix(body.span.part(start..end), meant)
            }
            None => found,
        });
    }
    offered
}
