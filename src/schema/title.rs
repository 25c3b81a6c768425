//! The form of titles that are composed of several fields.

use std::sync::Arc;

/// A part of a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitlePart {
    /// A text that every title has.
    Text(String),
    /// The value of a field.
    Field(Arc<str>),
}

impl TitlePart {
    /// The parts of a form such as `{brand} {name}`; empty for the name of a field.
    #[must_use]
    pub(super) fn parse(form: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut rest = form;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                parts.push(Self::Text(before.to_owned()));
            }
            parts.push(Self::Field(name.trim().into()));
            rest = behind;
        }
        if !parts.is_empty() && !rest.is_empty() {
            parts.push(Self::Text(rest.to_owned()));
        }
        parts
    }

    /// The field, where it is one.
    #[must_use]
    pub fn field(&self) -> Option<&Arc<str>> {
        match self {
            Self::Field(name) => Some(name),
            Self::Text(_) => None,
        }
    }
}
