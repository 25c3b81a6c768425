//! Where the bytes of an artifact go, relative to the folder of its edition.

use std::fmt;
use std::sync::Arc;

use super::slug::{MAX_SLUG, is_reserved};
use crate::messages::{Message, display_in_english, message};

/// The longest relative path; Windows opens at most 260 characters, including the folder
/// that a visitor unpacks into.
const MAX_OUT_PATH: usize = 200;

/// File names that are fixed by convention and so need not be slugs.
const FIXED_NAMES: &[&str] = &["_redirects", "_headers", "START.html", "SHA256SUMS.txt"];

/// Paths that are fixed by standards and so need not be of slugs (RFC 8615, RFC 9116).
const FIXED_PATHS: &[&str] = &[".well-known/security.txt"];

/// A relative path of slug-like names that is safe on every file system that a catalogue
/// is carried to (FAT, exFAT, NTFS, ext4): every name is `[a-z0-9-]{1,60}`, the last one
/// with extensions of `[a-z0-9]`. A `_` is allowed within a name, because folders from
/// other systems have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// Why a text is not an [`OutPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutPathError {
    /// A name breaks the rule of names.
    Name(String),
    /// The whole path is longer than [`MAX_OUT_PATH`].
    TooLong(usize),
}

impl OutPathError {
    /// What is wrong, as a translatable message.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Name(name) => message!("address.name", name = name),
            Self::TooLong(length) => {
                message!("address.too_long", length = *length, limit = MAX_OUT_PATH)
            }
        }
    }
}

display_in_english!(OutPathError);

impl OutPath {
    /// Parses a relative path with `/` between its names.
    ///
    /// # Errors
    /// Names the part that would not be safe on every system.
    pub fn new(path: &str) -> Result<Self, OutPathError> {
        if path.len() > MAX_OUT_PATH {
            return Err(OutPathError::TooLong(path.len()));
        }
        let fixed = FIXED_PATHS.iter().find_map(|end| path.strip_suffix(end));
        if fixed == Some("") {
            return Ok(Self(path.into()));
        }
        // A fixed path may be below folders.
        let above = fixed.and_then(|above| above.strip_suffix('/'));
        let is_fixed = above.is_some();
        let mut names = above.unwrap_or(path).split('/').peekable();
        while let Some(name) = names.next() {
            let last = !is_fixed && names.peek().is_none();
            if !(is_folder_name(name) || last && is_file_name(name)) {
                return Err(OutPathError::Name(name.to_owned()));
            }
        }
        Ok(Self(path.into()))
    }

    /// The path as text, without a leading slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same path below a folder, as an edition's artifact in the publication.
    ///
    /// # Errors
    /// As [`OutPath::new`].
    pub fn below(&self, folder: &str) -> Result<Self, OutPathError> {
        Self::new(&format!("{folder}/{}", self.0))
    }
}

fn is_folder_name(name: &str) -> bool {
    (1..=MAX_SLUG).contains(&name.len())
        && name
            .chars()
            .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_'))
        && !name.starts_with('_')
        && !is_reserved(name)
}

fn is_file_name(name: &str) -> bool {
    let readme = name
        .strip_prefix("README-")
        .and_then(|rest| rest.strip_suffix(".txt"));
    if FIXED_NAMES.contains(&name) || readme.is_some_and(is_folder_name) {
        return true;
    }
    let mut parts = name.split('.');
    let stem_is_safe = parts.next().is_some_and(is_folder_name);
    let mut extensions = parts.peekable();
    let hashed = name.len() <= MAX_SLUG + 24;
    stem_is_safe
        && hashed
        && extensions.peek().is_some()
        && extensions.all(|e| !e.is_empty() && e.chars().all(|c| c.is_ascii_alphanumeric()))
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_to_names_that_are_safe_everywhere() {
        for good in [
            "index.html",
            "members/spin-works/index.html",
            "assets/theme-0a1b.css",
            "_redirects",
            "README-cs.txt",
            "offline.sha256",
            "data_protection/index.html",
            ".well-known/security.txt",
            "web/.well-known/security.txt",
        ] {
            assert!(OutPath::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/a",
            "a//b.html",
            "../a.html",
            "a/../b.html",
            "A.html",
            "README-.txt",
            "README-CON.txt",
            "con.html",
            "a b.html",
            "a.",
            "_a/index.html",
            ".a",
            ".well-known/other.txt",
            "a.b/.well-known/security.txt",
            "/.well-known/security.txt",
            "a.well-known/security.txt",
            "a%2f.html",
            "é.html",
            "a\\b.html",
            "nul/index.html",
        ] {
            assert!(OutPath::new(bad).is_err(), "{bad}");
        }
    }

    proptest::proptest! {
        /// No text becomes a path that climbs, is absolute, or names a device.
        #[test]
        fn never_leaves_the_folder(text in "[./a-z%\\\\:\0 -]{0,40}") {
            if let Ok(path) = OutPath::new(&text) {
                for name in path.as_str().split('/') {
                    proptest::prop_assert!(!name.is_empty() && name != ".." && name != ".");
                    proptest::prop_assert!(!name.contains(['\\', ':', '\0', '%', ' ']));
                }
            }
        }
    }
}
