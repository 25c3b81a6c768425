//! Resolves the symbolic links of a project. A link is followed only if its target is in
//! the same folder, `content` or `themes`. Other files of a project, such as the
//! configuration of git or a key of the CI, must not be published, and hidden names are
//! never read.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::messages::{Message, message, system};
use crate::path::{MAX_LINKS, PathStep, folder_beneath, steps};
use crate::system::{Errno, read_link};

/// Why a link is not followed.
#[derive(Debug)]
pub(super) enum NotFollowed {
    OutOfProject,
    ElsewhereInProject,
    Hidden,
    Nothing,
    Circle,
    Unreadable(io::Error),
}

impl NotFollowed {
    /// The reason, as a translatable message.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::OutOfProject => message!("link.outside"),
            Self::ElsewhereInProject => message!("link.elsewhere"),
            Self::Hidden => message!("link.hidden"),
            Self::Nothing => message!("link.nothing"),
            Self::Circle => message!("link.circle"),
            Self::Unreadable(error) => system(error),
        }
    }
}

impl From<io::Error> for NotFollowed {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl From<NotFollowed> for io::Error {
    fn from(why: NotFollowed) -> Self {
        match why {
            NotFollowed::Unreadable(error) => error,
            NotFollowed::Nothing => io::ErrorKind::NotFound.into(),
            why => Self::new(io::ErrorKind::PermissionDenied, why.message()),
        }
    }
}

/// Follows all links of a path below the project, one by one, and returns a path without
/// links. Each target must be below the first folder of the path, which must not be a
/// link itself.
///
/// # Errors
/// One of them leads elsewhere, or to nothing.
pub(super) fn follow(project: &File, root: &Path, path: &Path) -> Result<PathBuf, NotFollowed> {
    let mut steps: VecDeque<PathStep> = steps(path).collect();
    let Some(PathStep::Into(top)) = steps.pop_front() else {
        return Err(NotFollowed::OutOfProject);
    };
    if target(project, Path::new(""), &top)?.is_some() {
        return Err(NotFollowed::ElsewhereInProject);
    }
    let mut at = PathBuf::from(&top);
    let mut links = 0;
    while let Some(step) = steps.pop_front() {
        match step {
            PathStep::Root(other) if root.ancestors().last() != Some(&*other) => {
                return Err(NotFollowed::OutOfProject);
            }
            PathStep::Root(_) => {
                at = PathBuf::new();
                for name in root.components() {
                    let expected = match (name, steps.front()) {
                        (Component::Normal(name), Some(PathStep::Into(next))) => name == next,
                        (Component::Normal(_), _) => false,
                        _ => continue,
                    };
                    if !expected {
                        return Err(NotFollowed::OutOfProject);
                    }
                    steps.pop_front();
                }
            }
            PathStep::Up => {
                if !at.pop() {
                    return Err(NotFollowed::OutOfProject);
                }
            }
            PathStep::Into(name) if is_hidden(&name) => return Err(NotFollowed::Hidden),
            PathStep::Into(name) if at.as_os_str().is_empty() && name != top => {
                return Err(NotFollowed::ElsewhereInProject);
            }
            PathStep::Into(name) => match target(project, &at, &name)? {
                Some(_) if links == MAX_LINKS => return Err(NotFollowed::Circle),
                Some(target) => {
                    links += 1;
                    for step in self::steps(&target).collect::<Vec<_>>().into_iter().rev() {
                        steps.push_front(step);
                    }
                }
                None => at.push(name),
            },
        }
    }
    if at.as_os_str().is_empty() {
        return Err(NotFollowed::ElsewhereInProject);
    }
    Ok(at)
}

/// Whether a name is hidden: walks skip it.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    // Files that Windows and office programs put beside the files that they have open.
    let is_of_a_system = ["Thumbs.db", "ehthumbs.db", "desktop.ini"]
        .iter()
        .any(|own| bytes.eq_ignore_ascii_case(own.as_bytes()));
    bytes.starts_with(b".") || bytes.starts_with(b"~$") || is_of_a_system
}

/// The target of a link; `None` if it is not a link.
fn target(project: &File, folder: &Path, name: &OsStr) -> Result<Option<PathBuf>, NotFollowed> {
    let folder = match folder_beneath(project, folder) {
        Ok(folder) => folder,
        Err(error) if is_absent(&error) => return Err(NotFollowed::Nothing),
        Err(error) => return Err(error.into()),
    };
    match read_link(&folder, name) {
        Ok(target) => Ok(Some(target)),
        Err(Errno::INVAL) => Ok(None),
        Err(Errno::NOENT | Errno::NOTDIR) => Err(NotFollowed::Nothing),
        Err(errno) => Err(io::Error::from(errno).into()),
    }
}

pub(super) fn is_absent(error: &io::Error) -> bool {
    let kinds = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
    kinds.contains(&error.kind())
}
