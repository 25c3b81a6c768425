//! Addresses that pages had before, on this site or on another system: with capitals, `_`,
//! `.php`, percent-encoding, a query. Each becomes a line of `_redirects`, and also a redirect
//! page if a file of that name is safe on every system.
//!
//! 1. [`OldAddress::parse`] parses an alias and normalises it; each character is encoded at
//!    most once.
//! 2. [`OldAddress::page`] is the page that can be written there.
//! 3. [`OldAddress::line`] is the pattern that hosts of static sites match a request against.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

use crate::messages::{Message, message};
use crate::path::{Slug, UrlPath};

/// Characters that a path may contain unescaped (RFC 3986), except those that have another
/// meaning in `_redirects`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// The same for the name or the value of a query.
const QUERY: &AsciiSet = &PATH.add(b'&').add(b'=').add(b'+');

/// An address that a page had before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OldAddress {
    /// The path without its leading slash, encoded.
    path: String,
    /// The parts of the query, encoded, in the order of their names.
    query: Vec<String>,
}

impl OldAddress {
    /// Parses an alias.
    ///
    /// # Errors
    /// Why no request for a page of the site can have this address.
    pub(super) fn parse(text: &str) -> Result<Self, Message> {
        if text.contains("://") || text.starts_with("//") {
            return Err(message!("address.of_a_site"));
        }
        if text.contains('#') {
            return Err(message!("address.anchor"));
        }
        if let Some(sign) = text.chars().find(|sign| sign.is_control() || *sign == '\\') {
            return Err(message!(
                "address.sign",
                sign = sign.escape_default().to_string()
            ));
        }
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let mut parts = Vec::new();
        for part in path.trim().trim_start_matches('/').split_inclusive('/') {
            let name = part.trim_end_matches('/');
            let decoded = decoded(name);
            if matches!(&*decoded, b"" | b"." | b"..") || decoded.contains(&b'/') {
                return Err(message!("address.part", part = part));
            }
            let slash = if part.ends_with('/') { "/" } else { "" };
            parts.push(format!("{}{slash}", percent_encode(&decoded, PATH)));
        }
        let pairs = query.trim().split('&').filter(|pair| !pair.is_empty());
        let mut query: Vec<String> = pairs
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let encoded = |text: &str| percent_encode(&decoded(text), QUERY).to_string();
                format!("{}={}", encoded(name), encoded(value))
            })
            .collect();
        query.sort();
        Ok(Self {
            path: parts.concat(),
            query,
        })
    }

    /// The key for comparing addresses: equal for two spellings of one address.
    pub(super) fn key(&self) -> String {
        let folder = self.path.strip_suffix("index.html");
        let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let path = folder.unwrap_or(&self.path);
        [path.trim_end_matches('/'), &self.query.join("&")].join("?")
    }

    /// The path, encoded, with its leading slash.
    pub(super) fn path(&self) -> String {
        format!("/{}", self.path)
    }

    /// Whether a query distinguishes it from other addresses.
    pub(super) fn has_query(&self) -> bool {
        !self.query.is_empty()
    }

    /// The page for the address: the root, folders of plain names, or an HTML file.
    pub(super) fn page(&self) -> Option<UrlPath> {
        if self.has_query() {
            return None;
        }
        let path = self.path.trim_end_matches('/');
        if path.is_empty() {
            return Some(UrlPath::root());
        }
        let mut page = UrlPath::root();
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            let is_last = parts.peek().is_none();
            // `index.html` and the folder itself are the same page.
            if is_last && part == "index.html" {
                return Some(page);
            }
            let stem = part.strip_suffix(".html").or(part.strip_suffix(".htm"));
            match stem {
                Some(stem) if is_last && is_name(stem) => return Some(page.file(part)),
                _ if is_name(part) => page = page.folder(part),
                _ => return None,
            }
        }
        Some(page)
    }

    /// The pattern of a line of `_redirects`, below a base path: the path, then each part of
    /// the query after a space.
    pub(super) fn line(&self, base: &str) -> String {
        let mut line = format!("{base}{}", self.path);
        for part in &self.query {
            line.push(' ');
            line.push_str(part);
        }
        line
    }
}

/// Whether a file or folder may have this name: a slug that may contain `_`.
fn is_name(name: &str) -> bool {
    !name.starts_with('_') && Slug::parse(&name.replace('_', "-")).is_ok()
}

/// Percent-decodes a part of an address. A `%` without two hex digits is kept.
fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_printed_once_encoded() {
        let line = |text: &str| OldAddress::parse(text).map(|old| old.line("/"));
        for (written, expected) in [
            ("/About.html", "/About.html"),
            ("/data_protection/", "/data_protection/"),
            ("/index.php?id=5", "/index.php id=5"),
            ("/?p=12", "/ p=12"),
            ("/x?b=2&a=1%20c", "/x a=1%20c b=2"),
            ("/čaj/", "/%C4%8Daj/"),
            ("/%c4%8daj/", "/%C4%8Daj/"),
            ("/%E9t%E9/", "/%E9t%E9/"),
            ("/100%/", "/100%25/"),
            ("/a b/*/:c", "/a%20b/%2A/%3Ac"),
            ("old", "/old"),
        ] {
            assert_eq!(line(written), Ok(expected.to_owned()), "{written}");
        }
        for wrong in [
            "/a/../b",
            "//host/a",
            "https://x.example/a",
            "/a#b",
            "/a%2Fb",
            "/a//b",
            "/a\\b",
            "/%2e%2e/",
        ] {
            assert!(line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn one_page_has_one_key() {
        let key = |text: &str| OldAddress::parse(text).map(|old| old.key());
        for one in ["/m", "/m/", "/m/index.html"] {
            assert_eq!(key(one), key("/m/"), "{one}");
        }
        assert_eq!(key("/index.html"), key("/"));
        for other in ["/mindex.html", "/m/xindex.html", "/mindex.html/", "/m/?a=1"] {
            assert_ne!(key(other), key("/m/"), "{other}");
        }
    }

    #[test]
    fn a_page_exists_only_for_safe_file_names() {
        let page = |text: &str| {
            let old = OldAddress::parse(text).ok()?;
            old.page().map(|page| page.to_string())
        };
        assert_eq!(page("/old/").as_deref(), Some("/old/"));
        assert_eq!(page("/%6Fld").as_deref(), Some("/old/"));
        assert_eq!(page("/a_b/c.htm").as_deref(), Some("/a_b/c.htm"));
        assert_eq!(page("/a/index.html").as_deref(), Some("/a/"));
        for none in [
            "/Old/", "/a.php", "/_x/", "/x?y=1", "/č/", "/con/", "/a/.b/",
        ] {
            assert_eq!(page(none), None, "{none}");
        }
    }
}
