//! Typed links, as texts and fields name entries: `members:`, `members:fiolume#team`,
//! `home:`. What a link names is asked here; whether it has a page in an edition is
//! asked of the plan.

use super::Catalog;
use crate::diagnostic::{Diagnostic, closest};
use crate::path::has_scheme;
use crate::schema::EntryIndex;
use crate::text::Span;

/// What a typed link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// The home page.
    Home,
    /// The list of a collection.
    List(usize),
    /// An entry.
    Entry(EntryIndex),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// It is not a typed link at all.
    NotTyped,
    /// There is no such collection; with the nearest one.
    Collection {
        /// The name as written.
        name: String,
        /// The nearest name.
        meant: Option<String>,
    },
    /// The collection has no such entry; with the nearest one.
    Entry {
        /// The collection.
        collection: String,
        /// The id as written.
        id: String,
        /// The nearest id.
        meant: Option<String>,
    },
    /// The entry is there and has no page: a draft, or not in this language.
    NoPage {
        /// The entry's id.
        id: String,
    },
    /// The edition leaves it out on purpose.
    LeftOut {
        /// The typed link.
        id: String,
    },
}

/// Whether a link leads out of the site, by a scheme that pages may have.
pub(crate) fn leads_elsewhere(link: &str) -> bool {
    has_scheme(link, &["https://", "http://", "mailto:", "tel:"])
}

impl Catalog {
    /// What a typed link, without its anchor, names.
    ///
    /// # Errors
    /// Says what it names that is not there; what the plan decides is not asked.
    pub(crate) fn named_by(&self, link: &str) -> Result<Named, LinkError> {
        let (name, id) = link.split_once(':').ok_or(LinkError::NotTyped)?;
        if name == "home" && id.is_empty() {
            return Ok(Named::Home);
        }
        let Some(collection) = self.collection(name) else {
            let ids = self.collections.iter().map(|collection| &*collection.id);
            return Err(LinkError::Collection {
                name: name.to_owned(),
                meant: closest(name, ids).map(str::to_owned),
            });
        };
        if id.is_empty() {
            return Ok(Named::List(collection));
        }
        let named = self.find(collection, id).map(Named::Entry);
        named.ok_or_else(|| LinkError::Entry {
            collection: name.to_owned(),
            id: id.to_owned(),
            meant: closest(id, self.ids(collection)).map(str::to_owned),
        })
    }
}

impl LinkError {
    /// The finding for a link that is written at `span`; `None` where nothing is wrong
    /// with it, or where another finding names the cause.
    pub(crate) fn finding(self, link: &str, span: Span, catalog: &Catalog) -> Option<Diagnostic> {
        match self {
            Self::Collection { name, meant } => {
                let is_word = name.chars().all(|c| c.is_ascii_alphabetic());
                let key = if is_word && meant.is_none() {
                    "K003"
                } else {
                    "K002"
                };
                let found = Diagnostic::new(key, span)
                    .arg("name", name.as_str())
                    .arg("link", link);
                Some(match meant {
                    Some(meant) => {
                        let start = span.start as usize;
                        let place = Span::new(span.source, start..start + name.len());
                        found.fix(place, meant)
                    }
                    None => found,
                })
            }
            Self::Entry { collection, id, .. } if catalog.is_unread(&collection, &id) => None,
            Self::Entry {
                collection,
                id,
                meant,
            } => {
                let found = Diagnostic::new("K005", span)
                    .arg("link", link)
                    .arg("collection", collection.as_str())
                    .arg("id", id);
                Some(match meant {
                    Some(meant) => found.fix(span, format!("{collection}:{meant}")),
                    None => found,
                })
            }
            Self::NoPage { id } => Some(Diagnostic::new("K004", span).arg("link", id)),
            // Who makes a part of the catalogue knows that texts name the rest.
            Self::NotTyped | Self::LeftOut { .. } => None,
        }
    }
}
