//! The steps on the way to where a path leads, for those who follow its links one by one.

use std::ffi::OsString;
use std::path::{Component, Path};

/// How many symbolic links a path may go through; the kernel allows as many.
pub(crate) const MAX_LINKS: usize = 40;

/// A step on the way.
pub(crate) enum Step {
    /// To the root.
    Root,
    /// To the folder above.
    Up,
    /// Into a folder, or to a file.
    Into(OsString),
}

/// The steps of a path as it is written.
pub(crate) fn steps(path: &Path) -> impl Iterator<Item = Step> {
    path.components().filter_map(|component| match component {
        Component::RootDir => Some(Step::Root),
        Component::ParentDir => Some(Step::Up),
        Component::Normal(name) => Some(Step::Into(name.to_owned())),
        Component::CurDir | Component::Prefix(_) => None,
    })
}
