//! Pages that work on the whole catalogue instead of showing a part of it: search, comparison,
//! shortlist. A theme offers a tool by having its template.

use std::collections::BTreeMap;

use crate::path::Slug;
use crate::schema::Lang;

/// A page that works on the whole catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// Finds entries by words.
    Search,
    /// Puts some entries side by side.
    Compare,
    /// Collects entries for an enquiry.
    Shortlist,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Search, Self::Compare, Self::Shortlist];

    /// Its name: also the name of its template, and of its address unless the theme sets one.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Compare => "compare",
            Self::Shortlist => "shortlist",
        }
    }
}

/// The tools of a theme, each with its address slug by language.
#[derive(Debug, Clone, Default)]
pub struct Tools(pub BTreeMap<(Tool, Lang), Slug>);
