//! The components of a path, for code that resolves its links one by one.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

/// How many symbolic links a path may go through; the kernel allows as many.
pub(crate) const MAX_LINKS: usize = 40;

/// A component of a path.
pub(crate) enum PathStep {
    /// To a root: `/`, and on Windows that of a volume.
    Root(PathBuf),
    /// To the folder above.
    Up,
    /// Into a folder, or to a file.
    Into(OsString),
}

/// The steps of a path as it is written.
pub(crate) fn steps(path: &Path) -> impl Iterator<Item = PathStep> {
    let root = path.ancestors().last().unwrap_or(path);
    path.components()
        .filter_map(move |component| match component {
            Component::RootDir => Some(PathStep::Root(root.to_owned())),
            Component::ParentDir => Some(PathStep::Up),
            Component::Normal(name) => Some(PathStep::Into(name.to_owned())),
            Component::CurDir | Component::Prefix(_) => None,
        })
}

/// A relative path as addresses and manifests write it on every system, with `/`; `None`
/// of names that are not UTF-8.
pub(crate) fn slashed(path: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.iter().map(OsStr::to_str).collect();
    Some(names?.join("/"))
}
