//! One finding: what is wrong, where, and the edit that fixes it, independent of
//! language.

use super::closest::{closest, near, only_near};
use crate::messages::Arg;
use crate::path::SourcePath;
use crate::text::{Sources, Span};

/// How much a diagnostic matters.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published, and somebody should look.
    Warning,
    /// Worth knowing; nobody needs to act.
    Note,
}

impl Severity {
    /// The word for it in messages, the same in every language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
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

/// A piece of text replaced by another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What to replace.
    pub span: Span,
    /// The text to put there.
    pub text: String,
}

/// What a diagnostic offers in place of what it found, shown as *did you mean*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits, applied together or not at all; never empty, and in the file of the
    /// finding.
    pub edits: Vec<Edit>,
    /// Whether it is safe.
    pub applicability: Applicability,
}

/// Whether the program may apply an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// There is no other reading: `check --fix` makes the edit.
    Safe,
    /// It is what was probably meant: a person decides.
    Suggested,
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
    /// The key in `codes.yaml` and of its texts: a code, or a code and a variant
    /// (`S003.date`).
    pub key: &'static str,
    /// Where it is.
    pub place: Place,
    /// The names and values that the text mentions.
    pub args: Vec<(&'static str, Arg)>,
    /// Further places.
    pub related: Vec<Related>,
    /// The edit that fixes it, where there is exactly one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding with its key and its place.
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

    /// The file that it is in; `None` for one of the run as a whole.
    #[must_use]
    pub fn path<'s>(&'s self, sources: &'s Sources) -> Option<&'s SourcePath> {
        match &self.place {
            Place::Span(span) => sources.get(span.source).map(|source| &source.path),
            Place::File(path) => Some(path),
            Place::Run => None,
        }
    }

    /// A name or a value that the text mentions, where it is the same in every language.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.args.iter().find(|(own, _)| *own == name)?;
        match value {
            Arg::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Adds a name or a value that the text mentions as `{name}`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Adds an argument if there is a value; texts that need a missing argument are
    /// omitted.
    #[must_use]
    pub fn arg_if(self, name: &'static str, value: Option<impl Into<Arg>>) -> Self {
        match value {
            Some(value) => self.arg(name, value),
            None => self,
        }
    }

    /// The finding without its fix.
    #[must_use]
    pub fn without_fix(mut self) -> Self {
        self.fix = None;
        self
    }

    /// Offers an edit that was probably meant.
    #[must_use]
    pub fn fix(self, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit {
            span,
            text: text.into(),
        };
        self.edits(vec![edit], Applicability::Suggested)
    }

    /// Adds an edit that is safe: what was written has no other reading.
    #[must_use]
    pub fn safe_fix(self, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit {
            span,
            text: text.into(),
        };
        self.edits(vec![edit], Applicability::Safe)
    }

    /// Adds edits that belong together; none where the list is empty.
    #[must_use]
    pub fn edits(mut self, edits: Vec<Edit>, applicability: Applicability) -> Self {
        self.fix = (!edits.is_empty()).then_some(Fix {
            edits,
            applicability,
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

    /// Offers the candidate nearest to a name; a safe fix if no other one is near and it
    /// can only be a typing mistake.
    #[must_use]
    pub fn did_you_mean_name<'c>(
        self,
        span: Span,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        match only_near(written, candidates.iter().copied()) {
            Some(only) => self.safe_fix(span, only),
            None => self.did_you_mean(span, written, candidates),
        }
    }

    /// As [`Self::did_you_mean_name`], but the text may be the display name of a
    /// candidate: a safe fix if only one has that name.
    #[must_use]
    pub fn did_you_mean_called<'c>(
        self,
        span: Span,
        written: &str,
        called: impl IntoIterator<Item = &'c str>,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        let mut called = called.into_iter();
        match (called.next(), called.next()) {
            (Some(only), None) => self.safe_fix(span, only),
            _ => self.did_you_mean_name(span, written, candidates),
        }
    }

    /// Offers the field that a key probably means; a safe fix if no other field is as
    /// near and the group has no such key yet.
    #[must_use]
    pub fn did_you_mean_key<'c>(
        self,
        span: Span,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
        taken: impl Fn(&str) -> bool,
    ) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        match only_near(written, candidates.iter().copied()) {
            Some(only) if !taken(only) => self.safe_fix(span, only),
            _ => {
                // Checking whether a key is taken is slower than comparing names, so it
                // comes last.
                let near = near(written, candidates).map(|(_, name)| name);
                self.did_you_mean(span, written, near.filter(|name| !taken(name)))
            }
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
        code_of(self.key)
    }
}

/// `S008` of `S008.short`.
pub(super) fn code_of(key: &str) -> &str {
    key.split_once('.').map_or(key, |(code, _)| code)
}
