//! Pages that work on the whole catalogue rather than show a part of it: search,
//! comparison, shortlist. A theme has them by having their templates.

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

    /// Its name, which is that of its template and of its address where the theme
    /// gives no other.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Compare => "compare",
            Self::Shortlist => "shortlist",
        }
    }
}

/// The tools that a theme has, each with its part of the address by language.
#[derive(Debug, Clone, Default)]
pub struct Tools(pub BTreeMap<(Tool, Lang), Slug>);
