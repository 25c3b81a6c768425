//! Files as people name them. One system writes `ů` as one character, another as two, and
//! a link may have `%20` for a space: all are the same name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;
use percent_encoding::percent_decode_str;

use super::SourcePath;

/// A map from the paths of files to values.
#[derive(Debug)]
pub(crate) struct NamedFiles<T> {
    by_path: BTreeMap<SourcePath, T>,
    /// The paths that change when normalised (NFC), by their normalised form.
    composed: BTreeMap<String, SourcePath>,
}

impl<T> Default for NamedFiles<T> {
    fn default() -> Self {
        Self {
            by_path: BTreeMap::new(),
            composed: BTreeMap::new(),
        }
    }
}

impl<T> NamedFiles<T> {
    /// Adds a file.
    pub(crate) fn insert(&mut self, path: SourcePath, value: T) {
        if let Cow::Owned(composed) = composed(path.as_str()) {
            self.composed.insert(composed, path.clone());
        }
        self.by_path.insert(path, value);
    }

    /// A file by its path.
    pub(crate) fn get(&self, path: &SourcePath) -> Option<&T> {
        self.by_path.get(path)
    }

    /// All files, by path.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&SourcePath, &T)> {
        self.by_path.iter()
    }

    /// Resolves a name used in the file `from`: relative to its folder, as in
    /// `../assets/form.pdf`, or by its path from `content/`.
    pub(crate) fn find(&self, name: &str, from: Option<&SourcePath>) -> Option<(&SourcePath, &T)> {
        let decoded = decoded(name);
        let names = [name, &decoded].into_iter();
        names
            .flat_map(|name| places(name, from))
            .find_map(|path| self.written(&path))
    }

    /// A file by its path, in any Unicode normalisation.
    fn written(&self, path: &SourcePath) -> Option<(&SourcePath, &T)> {
        if let Some(found) = self.by_path.get_key_value(path) {
            return Some(found);
        }
        let composed = composed(path.as_str());
        let other = SourcePath::new(&composed)?;
        let found = self.by_path.get_key_value(&other);
        found.or_else(|| self.by_path.get_key_value(self.composed.get(&*composed)?))
    }
}

/// The paths that a name may mean: relative to the file `from`, or from `content/`.
pub(crate) fn places(name: &str, from: Option<&SourcePath>) -> impl Iterator<Item = SourcePath> {
    let name = name.strip_prefix("./").unwrap_or(name);
    let from = from.filter(|_| !name.starts_with('/'));
    let beside = from.and_then(|file| file.seen_from(name));
    let beside = beside.filter(|path| path.below("content").is_some());
    let full = SourcePath::new(&format!("content/{}", name.trim_start_matches('/')));
    beside.into_iter().chain(full)
}

/// A text with each letter and its accents as one character, where there is one.
#[must_use]
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// A name with percent-encoding (`%20`) decoded; a name that is then not UTF-8 stays as
/// it is.
#[must_use]
pub(crate) fn decoded(name: &str) -> Cow<'_, str> {
    percent_decode_str(name)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_however_it_is_written() {
        let mut files = NamedFiles::default();
        for path in [
            "content/assets/du\u{30a}m.svg",
            "content/assets/ceník 1.pdf",
            "content/assets/100%.png",
        ] {
            files.insert(SourcePath::new(path).expect("a path"), path);
        }
        let found = |name: &str| files.find(name, None).map(|(_, path)| *path);
        for name in [
            "assets/dům.svg",
            "assets/du\u{30a}m.svg",
            "/assets/d%C5%AFm.svg",
        ] {
            assert_eq!(found(name), Some("content/assets/du\u{30a}m.svg"), "{name}");
        }
        for name in [
            "assets/ceník 1.pdf",
            "assets/ceni\u{301}k%201.pdf",
            "assets/cen%C3%ADk%201.pdf",
        ] {
            assert_eq!(found(name), Some("content/assets/ceník 1.pdf"), "{name}");
        }
        assert_eq!(found("assets/100%.png"), Some("content/assets/100%.png"));
        assert_eq!(found("assets/%2e%2e/site.yaml"), None);
        assert_eq!(found("assets/dum.svg"), None);
    }

    #[test]
    fn a_name_is_read_from_where_it_stands() {
        let mut files = NamedFiles::default();
        for path in [
            "content/assets/form.pdf",
            "content/pages/plan/a.svg",
            "site.pdf",
        ] {
            files.insert(SourcePath::new(path).expect("a path"), path);
        }
        let from = SourcePath::new("content/pages/plan/index.md").expect("a path");
        let found = |name: &str| files.find(name, Some(&from)).map(|(_, path)| *path);
        for name in [
            "../../assets/form.pdf",
            "/assets/form.pdf",
            "assets/form.pdf",
        ] {
            assert_eq!(found(name), Some("content/assets/form.pdf"), "{name}");
        }
        for name in ["a.svg", "./a.svg", "../plan/a.svg"] {
            assert_eq!(found(name), Some("content/pages/plan/a.svg"), "{name}");
        }
        for name in [
            "../assets/form.pdf",
            "../../../site.pdf",
            "../../../../x",
            "/../site.pdf",
        ] {
            assert_eq!(found(name), None, "{name}");
        }
    }
}
