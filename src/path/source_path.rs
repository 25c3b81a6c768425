//! The path of a file that the program reads, relative to the project.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// A path below the project's folder, with `/` between its names and never a
/// `..`: `content/members/spinworks.yaml`. Sources that come with the program
/// begin with `<built-in>/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// Paths sort as their texts do, so that a map of them can be looked up by a text.
impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl SourcePath {
    /// Parses a relative path; `None` if it is absolute, has a `..` or an empty name in
    /// it.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let plain = path
            .split('/')
            .all(|name| !name.is_empty() && name != "." && name != "..");
        (plain && !path.contains('\\') && !path.contains('\0')).then(|| Self(path.into()))
    }

    /// The path of a file that is embedded in the program.
    #[must_use]
    pub fn built_in(path: &str) -> Self {
        Self(format!("<built-in>/{path}").into())
    }

    /// The path among the embedded files of the program; `None` for a file of the
    /// project.
    #[must_use]
    pub(crate) fn in_program(&self) -> Option<&str> {
        self.below("<built-in>")
    }

    /// The file of an entry that is one file; `None` if a name is not valid.
    #[must_use]
    pub(crate) fn of_entry(collection: &str, id: &str, extension: &str) -> Option<Self> {
        let name = format!("{id}.{extension}");
        Self::new("content")?.join(collection)?.join(&name)
    }

    /// A file or folder below this one. `None` where `relative` would leave it.
    #[must_use]
    pub fn join(&self, relative: &str) -> Option<Self> {
        Self::new(relative).map(|below| Self(format!("{}/{}", self.0, below.0).into()))
    }

    /// What a link in this file leads to: a path from its folder, with `.` and `..` in
    /// it. `None` where it leaves the project.
    #[must_use]
    pub(crate) fn seen_from(&self, link: &str) -> Option<Self> {
        let mut names: Vec<&str> = self.0.split('/').collect();
        names.pop();
        if link.starts_with('/') {
            names.clear();
        }
        for name in link.split('/') {
            match name {
                "" | "." => {}
                ".." => {
                    names.pop()?;
                }
                name => names.push(name),
            }
        }
        Self::new(&names.join("/"))
    }

    /// The part below `folder`, if this path lies in it.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The last name: `spinworks.yaml`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// What follows the last dot of the file's name, in lower case.
    #[must_use]
    pub fn extension(&self) -> String {
        self.file_name()
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase())
            .unwrap_or_default()
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_leaves_its_folder() {
        assert!(SourcePath::new("content/../../etc/passwd").is_none());
        assert!(SourcePath::new("/etc/passwd").is_none());
        let page = SourcePath::built_in("content/members/a.yaml");
        let text = SourcePath::new("content/pages/a.md").expect("a path");
        let seen = |link| text.seen_from(link).map(|path| path.to_string());
        assert_eq!(seen("../members/b").as_deref(), Some("content/members/b"));
        assert_eq!(seen("./b").as_deref(), Some("content/pages/b"));
        assert_eq!(seen("/content/x").as_deref(), Some("content/x"));
        assert_eq!(seen("../../../x"), None);
        assert_eq!(page.below("<built-in>"), Some("content/members/a.yaml"));
    }
}
