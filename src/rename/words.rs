//! Finds the names of an entry in a text: in full, as `members:acme` and
//! `content/members/acme.yaml`; by the path of its file relative to the linking file; or,
//! at the place of a finding, by its id only.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::RenameRequest;
use crate::diagnostic::{self, Diagnostic};
use crate::messages::Arg;
use crate::model::entry_of_file;
use crate::path::SourcePath;
use crate::text::{SourceId, Span};

/// A piece of a text replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordEdit {
    /// What to replace.
    pub(super) range: Range<usize>,
    /// The text to put there.
    pub(super) text: String,
}

impl WordEdit {
    /// The edit in a source.
    pub(super) fn in_source(self, source: SourceId) -> diagnostic::Edit {
        diagnostic::Edit {
            span: Span::new(source, self.range),
            text: self.text,
        }
    }
}

/// The edits of a file that names an entry in full, or by a link to its file.
pub(super) fn edits(path: &SourcePath, text: &str, request: &RenameRequest) -> Vec<WordEdit> {
    let mut found = Vec::new();
    for between in [':', '/'] {
        let name = format!("{}{between}{}", request.collection, request.from);
        for range in whole(text, &name) {
            if between == '/' && !is_of_a_file(text, range.start) {
                continue;
            }
            let id = range.end - request.from.len()..range.end;
            found.push(WordEdit {
                range: id,
                text: request.to.clone(),
            });
        }
    }
    if path.extension() == "md" {
        found.extend(links_to_files(path, text, request));
    }
    found.sort_by_key(|edit| edit.range.start);
    found.dedup();
    found
}

/// The ranges of an id in the text that a finding marks; in a link, only within its
/// target.
pub(super) fn ids_within(text: &str, found: &Diagnostic, id: &str) -> Vec<Range<usize>> {
    let link = found.args.iter().find(|(name, _)| *name == "link");
    let target = link.and_then(|(_, link)| match link {
        Arg::Text(link) if !link.is_empty() => Some(link),
        _ => None,
    });
    let places: Vec<Range<usize>> = match &target {
        Some(target) => text
            .match_indices(target.as_str())
            .map(|(start, found)| start..start + found.len())
            .collect(),
        None => std::iter::once(0..text.len()).collect(),
    };
    let within = places.into_iter().flat_map(|place| {
        let ids = whole(text.get(place.clone()).unwrap_or_default(), id);
        ids.into_iter()
            .map(move |range| place.start + range.start..place.start + range.end)
    });
    within.collect()
}

/// The ranges of a name in a text, except within longer names.
fn whole(text: &str, name: &str) -> Vec<Range<usize>> {
    let goes_on = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let places = text.match_indices(name).filter(|(start, _)| {
        let before = text.get(..*start).and_then(|text| text.chars().next_back());
        let after = text.get(start + name.len()..);
        let after = after.and_then(|text| text.chars().next());
        !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
    });
    places
        .map(|(start, found)| start..start + found.len())
        .collect()
}

/// Whether a path that holds `collection/id` at `at` leads to a file of the collection:
/// from `content`, or relative to the file. It is neither an address nor a file of
/// another folder, such as `assets/members/acme.pdf`.
fn is_of_a_file(text: &str, at: usize) -> bool {
    let ends = |c: char| c.is_whitespace() || "\"'()[]<>{},".contains(c);
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind(ends).map_or(0, |start| start + 1);
    let path = before.get(start..).unwrap_or_default();
    let is_relative = path
        .split_inclusive('/')
        .all(|step| matches!(step, "./" | "../"));
    is_relative || matches!(path, "content/" | "/content/")
}

/// The links of a text that lead to the entry by the path of its file.
fn links_to_files(path: &SourcePath, text: &str, request: &RenameRequest) -> Vec<WordEdit> {
    let entry = format!("{}:{}", request.collection, request.from);
    let parser = Parser::new(text);
    let definitions: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| (definition.dest.to_string(), definition.span.clone()))
        .collect();
    let links = parser
        .into_offset_iter()
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.to_string(), range)),
            _ => None,
        });
    let mut found = Vec::new();
    for (link, range) in links.chain(definitions) {
        let named = entry_of_file(path, &link);
        let named = named.as_deref().map(|name| name.split('#').next());
        if named.flatten() != Some(entry.as_str()) {
            continue;
        }
        let place = text.get(range.clone()).and_then(|text| text.rfind(&link));
        let Some(start) = place.map(|place| range.start + place) else {
            continue;
        };
        // The id is the last part of the path that has its name.
        if let Some(id) = whole(&link, &request.from).pop() {
            found.push(WordEdit {
                range: start + id.start..start + id.end,
                text: request.to.clone(),
            });
        }
    }
    found
}
