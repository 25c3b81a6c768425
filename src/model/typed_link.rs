//! Typed links, by which texts and fields name entries: `members:`, `members:fiolume#team`,
//! `home:`. This module resolves the target; the plan decides whether it has a page in an
//! edition.

use super::Catalog;
use crate::diagnostic::{Diagnostic, closest};
use crate::path::has_scheme;
use crate::schema::EntryIndex;
use crate::text::Span;

/// The target of a typed link.
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
    /// The entry exists but has no page: a draft, or not in this language.
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
    /// Resolves a typed link without its anchor.
    ///
    /// # Errors
    /// The target that does not exist. Pages are not considered here, since the plan
    /// decides about them.
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

impl Catalog {
    /// The missing target of a typed link to an entry, without a suggestion.
    pub(crate) fn lacks(&self, link: &str) -> Option<LinkError> {
        let (name, id) = link.split_once(':')?;
        let collection = self.collection(name)?;
        let is_there = id.is_empty() || self.find(collection, id).is_some();
        (!is_there).then(|| LinkError::Entry {
            collection: name.to_owned(),
            id: id.to_owned(),
            meant: None,
        })
    }

    /// The typed link that is meant by a path of a page or a file, such as `/about/`,
    /// `pages/about.md` or `about`; `None` if there is none, or more than one.
    pub(crate) fn typed(&self, link: &str) -> Option<String> {
        let path = link.split(['#', '?']).next()?.trim().trim_matches('/');
        let path = ["/index.html", ".html", ".md", ".yaml"]
            .iter()
            .find_map(|ending| path.strip_suffix(ending))
            .unwrap_or(path);
        if path.is_empty() {
            return link.starts_with('/').then(|| "home:".to_owned());
        }
        let path = path
            .trim_start_matches("../")
            .trim_start_matches("content/");
        if let Some((name, id)) = path.rsplit_once('/') {
            let name = name.rsplit('/').next().unwrap_or(name);
            let collection = self.collection_called(name)?;
            let near = closest(id, self.ids(collection))?;
            return Some(format!("{}:{near}", self.collections.get(collection)?.id));
        }
        if let Some(collection) = self.collection_called(path) {
            return Some(format!("{}:", self.collections.get(collection)?.id));
        }
        let exact = (0..self.collections.len()).filter(|at| self.find(*at, path).is_some());
        let mut named: Vec<(usize, &str)> = exact.map(|at| (at, path)).collect();
        if named.is_empty() {
            let all = (0..self.collections.len()).filter(|_| path.chars().count() > 3);
            named = all
                .filter_map(|at| Some((at, closest(path, self.ids(at))?)))
                .collect();
        }
        match named.as_slice() {
            [(collection, id)] => Some(format!("{}:{id}", self.collections.get(*collection)?.id)),
            _ => None,
        }
    }

    /// Whether a typed link is to a collection whose declaration cannot be read.
    pub(crate) fn is_of_unread(&self, link: &str) -> bool {
        let name = link.split(':').next().unwrap_or_default();
        self.is_unread_collection(name)
    }

    /// The collection of an id, or of a part of an address.
    fn collection_called(&self, name: &str) -> Option<usize> {
        self.collection(name).or_else(|| {
            let mut all = self.collections.iter();
            all.position(|collection| collection.route.texts().any(|route| route == name))
        })
    }
}

impl LinkError {
    /// The finding for a link at `span`; `None` if the link is valid, or if another finding
    /// reports the cause.
    pub(crate) fn finding(self, link: &str, span: Span, catalog: &Catalog) -> Option<Diagnostic> {
        match self {
            Self::Collection { name, .. } if catalog.is_unread_collection(&name) => None,
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
            Self::NoPage { id } if catalog.is_of_unread(&id) => None,
            Self::NoPage { id } => Some(Diagnostic::new("K004", span).arg("link", id)),
            // Whoever renders a part of the catalogue knows that texts link to the rest.
            Self::NotTyped | Self::LeftOut { .. } => None,
        }
    }
}
