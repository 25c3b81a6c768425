//! What is wrong, where, and how to mend it. Most of what an editor sees of the
//! program is a [`Diagnostic`]: a stable code, a span, the names that its text
//! needs, and perhaps an edit that mends it. The texts themselves stand in
//! `codes.yaml`, so that a diagnostic is free of language until it is printed.
//! A [`Report`] gathers the diagnostics of all stages of a run; forms print it.

mod closest;
mod codes;
mod human;
mod report;
mod short;

pub use closest::closest;
pub use codes::{Code, CodeTable, codes};
pub use human::Human;
pub use report::{Report, Summary};
pub use short::Short;

use crate::path::SourcePath;
use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published, and somebody should look.
    Warning,
}

/// Where a diagnostic belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A piece of a source.
    Span(Span),
    /// A file as a whole, such as one that cannot be read as text.
    File(SourcePath),
    /// The run as a whole, such as a missing `site.yaml`.
    Run,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

/// An edit that mends what a diagnostic found, shown as *did you mean*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub span: Span,
    /// The text to put there.
    pub text: String,
}

/// A second place that helps to understand the first one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The other place.
    pub span: Span,
    /// The key of its text under `related` in the code's entry.
    pub key: &'static str,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The key of the text in `codes.yaml`: a code, or a code and a variant
    /// (`S003.date`).
    pub key: &'static str,
    /// Where it is.
    pub place: Place,
    /// The names and values that the text mentions.
    pub args: Vec<(&'static str, String)>,
    /// Further places.
    pub related: Vec<Related>,
    /// The edit that mends it, where there is exactly one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with its key in `codes.yaml` and its place.
    #[must_use]
    pub fn new(key: &'static str, place: impl Into<Place>) -> Self {
        Self {
            key,
            place: place.into(),
            args: Vec::new(),
            related: Vec::new(),
            fix: None,
        }
    }

    /// Adds a name or a value that the text mentions as `{name}`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Adds an argument where there is a value; the texts leave out what needs
    /// an argument that is not there.
    #[must_use]
    pub fn arg_if(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.arg(name, value),
            None => self,
        }
    }

    /// Adds the edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            text: text.into(),
        });
        self
    }

    /// Offers the candidate nearest to what was written, as an edit.
    #[must_use]
    pub fn did_you_mean<'c>(
        self,
        span: Span,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        match closest(written, candidates) {
            Some(candidate) => self.fix(span, candidate),
            None => self,
        }
    }

    /// Adds a further place with the key of its text.
    #[must_use]
    pub fn related(mut self, span: Span, key: &'static str) -> Self {
        self.related.push(Related { span, key });
        self
    }

    /// The stable code: `S003` of `S003.date`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.key.split_once('.').map_or(self.key, |(code, _)| code)
    }
}
