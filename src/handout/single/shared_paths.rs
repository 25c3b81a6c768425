//! The paths of drawings in the single page. A path that is drawn more than once, such as the
//! outline of a country on the page of each member, is defined once, and every place refers to
//! it.

use std::collections::BTreeMap;

use html5gum::StartTag;

/// The least size of a path, in bytes, for which a reference saves space.
const WORTH_SHARING: usize = 128;

/// The shared paths, by their path data.
#[derive(Debug, Default)]
pub(crate) struct SharedPaths(BTreeMap<String, usize>);

impl SharedPaths {
    /// The shared paths of a document; `drawn` repeats a path as often as it is drawn.
    pub(crate) fn new(drawn: impl Iterator<Item = String>) -> Self {
        let mut often: BTreeMap<String, usize> = BTreeMap::new();
        for path in drawn {
            *often.entry(path).or_default() += 1;
        }
        often.retain(|_, count| *count > 1);
        for (number, place) in often.values_mut().enumerate() {
            *place = number + 1;
        }
        Self(often)
    }

    /// The number of the shared path that a tag draws, if it is shared.
    pub(crate) fn number(&self, tag: &StartTag<()>) -> Option<usize> {
        self.0.get(&path_of(tag)?).copied()
    }

    /// The definitions, in an element that shows nothing itself.
    pub(crate) fn defined(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let paths = self.0.iter().map(|(path, number)| {
            format!("<path class=\"single-outline\" id=\"outline-{number}\" d=\"{path}\"/>\n")
        });
        format!("<defs>{}</defs>", paths.collect::<String>())
    }
}

/// The path data of a tag that a reference can replace. A style sheet finds the reference by
/// its class. A path with an `id` or a `pathLength` stays a path.
pub(crate) fn path_of(tag: &StartTag<()>) -> Option<String> {
    let has = |name: &[u8]| tag.attributes.contains_key(name);
    if &*tag.name != b"path" || !has(b"class") || has(b"id") || has(b"pathlength") {
        return None;
    }
    let path = String::from_utf8_lossy(tag.attributes.get(&b"d"[..])?).into_owned();
    let is_plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b" .,-+\n".contains(&byte));
    (path.len() >= WORTH_SHARING && is_plain).then_some(path)
}
