//! A finding prepared for the forms that programs read: its texts in one language, its
//! places as lines and columns, and a fingerprint that does not change when lines are
//! inserted or removed above it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::codes::{TextPart, message_of, text_of};

use super::finding::{Diagnostic, Fix, Place, Severity};
use super::report::Report;
use crate::text::{Sources, Span};

/// A finding with its texts and places.
#[derive(Debug)]
pub(crate) struct Described<'a> {
    /// The finding.
    pub found: &'a Diagnostic,
    /// Its severity in this run.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The label at the value.
    pub label: Option<String>,
    /// What is good to know.
    pub note: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Where it is; nothing where it concerns the run as a whole.
    pub location: Option<Location>,
    /// Related places with their texts.
    pub related: Vec<(Location, Option<String>)>,
    /// A number of 32 hexadecimal digits that no other finding of the report
    /// has, and that does not depend on the line.
    pub fingerprint: String,
}

/// A file, or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Location {
    /// The path below the project's folder, with `/`.
    pub path: String,
    /// The piece; nothing where the file as a whole is meant.
    #[serde(flatten)]
    pub extent: Option<Extent>,
}

/// From where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Extent {
    /// The first character.
    pub start: Point,
    /// The character after the last one.
    pub end: Point,
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Point {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: usize,
    /// The bytes before it, in the text with LF line ends and without a
    /// byte-order mark.
    pub byte: usize,
}

impl Location {
    /// The place of a span; `None` for a span of another run.
    #[must_use]
    pub(crate) fn of(span: Span, sources: &Sources) -> Option<Self> {
        let source = sources.get(span.source)?;
        let point = |byte: usize| {
            let at = source.position(byte);
            Point {
                line: at.line,
                column: at.column,
                byte: byte.min(source.text.len()),
            }
        };
        Some(Self {
            path: source.path.as_str().to_owned(),
            extent: Some(Extent {
                start: point(span.start as usize),
                end: point(span.end as usize),
            }),
        })
    }
}

impl<'a> Described<'a> {
    /// The findings of a report, in its order, in a language.
    #[must_use]
    pub(crate) fn all(report: &'a Report, sources: &Sources, lang: &str) -> Vec<Self> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        report
            .sorted(sources)
            .into_iter()
            .map(|found| {
                let mut described = Self::one(found, report.severity(found), sources, lang);
                let same = seen.entry(described.identity()).or_default();
                let identity = format!("{}\0{same}", described.identity());
                *same += 1;
                let hash = blake3::hash(identity.as_bytes()).to_hex();
                described.fingerprint = hash.as_str().chars().take(32).collect();
                described
            })
            .collect()
    }

    /// As [`Self::all`], with the paths of files as a code host knows them: `folder` is
    /// that of the project in its repository, empty or with a `/` at its end.
    #[must_use]
    pub(crate) fn all_in_repository(
        report: &'a Report,
        sources: &Sources,
        lang: &str,
        folder: &str,
    ) -> Vec<Self> {
        let mut all = Self::all(report, sources, lang);
        let own = all.iter_mut().flat_map(|one| {
            let related = one.related.iter_mut().map(|(at, _)| at);
            one.location.iter_mut().chain(related)
        });
        for at in own.filter(|at| !at.path.starts_with('<')) {
            at.path.insert_str(0, folder);
        }
        all
    }

    fn one(found: &'a Diagnostic, severity: Severity, sources: &Sources, lang: &str) -> Self {
        let location = match &found.place {
            Place::Span(span) => Location::of(*span, sources),
            Place::File(path) => Some(Location {
                path: path.as_str().to_owned(),
                extent: None,
            }),
            Place::Run => None,
        };
        let related = found.related.iter().filter_map(|related| {
            let text = text_of(found, TextPart::Related(related.key), lang);
            Some((Location::of(related.span, sources)?, text))
        });
        Self {
            found,
            severity,
            message: message_of(found, lang),
            label: text_of(found, TextPart::Label, lang),
            note: text_of(found, TextPart::Note, lang),
            help: text_of(found, TextPart::Help, lang),
            location,
            related: related.collect(),
            fingerprint: String::new(),
        }
    }

    /// Identifies a finding across runs, independent of line and language.
    fn identity(&self) -> String {
        let path = self.location.as_ref().map_or("", |at| at.path.as_str());
        let mut identity = format!("{}\0{path}", self.found.key);
        for (name, value) in &self.found.args {
            identity.push_str(&format!("\0{name}\0"));
            value.identify(&mut identity);
        }
        identity
    }

    /// The message, the label, the note and the help, one line each.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        let parts = [
            Some(&self.message),
            self.label.as_ref(),
            self.note.as_ref(),
            self.help.as_ref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join("\n")
    }

    /// The edits of the fix with their places.
    #[must_use]
    pub(crate) fn edits(&self, sources: &Sources) -> Vec<(Location, &'a str)> {
        let edits = self
            .found
            .fix
            .as_ref()
            .map_or(&[][..], |fix: &Fix| &fix.edits);
        edits
            .iter()
            .filter_map(|edit| Some((Location::of(edit.span, sources)?, edit.text.as_str())))
            .collect()
    }
}
