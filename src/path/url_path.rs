//! An address inside the site, without host, base path and link style.

use std::fmt;
use std::sync::Arc;

use super::{OutPath, OutPathError, Slug};
use crate::messages::{Message, message};

/// A page's address as its parts from the root of an edition. A page lives in a
/// folder of its own (`members/spinworks/`), so that its address names no file
/// type; a file keeps its name (`sitemap.xml`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath {
    /// `members/spinworks/` for a page, `sitemap.xml` for a file, empty for the
    /// root page.
    text: Arc<str>,
}

impl UrlPath {
    /// The page at the root of the edition.
    #[must_use]
    pub fn root() -> Self {
        Self { text: "".into() }
    }

    /// The page below this one: `/members/` + `spinworks` → `/members/spinworks/`.
    #[must_use]
    pub fn child(&self, slug: &Slug) -> Self {
        Self {
            text: format!("{}{slug}/", self.text).into(),
        }
    }

    /// The page in a folder below this one, whose name is checked when it becomes an
    /// [`OutPath`].
    #[must_use]
    pub(crate) fn folder(&self, name: &str) -> Self {
        Self {
            text: format!("{}{name}/", self.text).into(),
        }
    }

    /// A file in this page's folder; its name is checked when it becomes an
    /// [`OutPath`].
    #[must_use]
    pub fn file(&self, name: &str) -> Self {
        Self {
            text: format!("{}{name}", self.text).into(),
        }
    }

    /// The address of a page written by hand, as in `aliases: [/old/path/]`.
    ///
    /// # Errors
    /// Names the first part that is not a [`Slug`]; an alias may also end with
    /// `.html`.
    pub fn parse_page(text: &str) -> Result<Self, Message> {
        let trimmed = text.trim_matches('/');
        let mut path = Self::root();
        if trimmed.is_empty() {
            return Ok(path);
        }
        let mut parts = trimmed.split('/').peekable();
        while let Some(part) = parts.next() {
            match part.strip_suffix(".html") {
                // `/members/` and `/members/index.html` are the same address.
                Some("index") if parts.peek().is_none() => return Ok(path),
                Some(stem) if parts.peek().is_none() && Slug::parse(stem).is_ok() => {
                    return Ok(path.file(part));
                }
                _ => {
                    let slug = Slug::parse(part).map_err(|why| {
                        message!("slug.in_path", part = part, why = why.message())
                    })?;
                    path = path.child(&slug);
                }
            }
        }
        Ok(path)
    }

    /// Where the bytes of this address go.
    ///
    /// # Errors
    /// As [`OutPath::new`].
    pub fn out_path(&self) -> Result<OutPath, OutPathError> {
        if self.text.is_empty() || self.text.ends_with('/') {
            OutPath::new(&format!("{}index.html", self.text))
        } else {
            OutPath::new(&self.text)
        }
    }

    /// The address without a leading slash, as it is appended to a base.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_written_addresses_stay_below_the_root() {
        assert_eq!(
            UrlPath::parse_page("/old/path/").map(|p| p.to_string()),
            Ok("/old/path/".to_owned())
        );
        assert_eq!(
            UrlPath::parse_page("old.html").map(|p| p.to_string()),
            Ok("/old.html".to_owned())
        );
        for bad in ["/../x/", "/a/..%2f/", "/a\\b/", "//a/", "/A/"] {
            assert!(UrlPath::parse_page(bad).is_err() || bad == "//a/", "{bad}");
        }
    }
}
