//! Where a path really leads, and whether one folder holds another, however
//! the two are spelt.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::path::{MAX_LINKS, PathStep, steps};
use crate::system::{Errno, identity};

/// Follows `..` and symbolic links as far as the path exists, and takes the rest
/// as written. Unlike `canonicalize`, this works for a folder that is yet to be
/// made, and for a link to one.
///
/// # Errors
/// The links never end, or one cannot be read.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    resolve_with(path, |_| Ok(()))
}

/// The same, where each link on the way has to be allowed.
///
/// # Errors
/// As [`resolve`], and what `allow` says.
pub(super) fn resolve_with<F>(path: &Path, allow: F) -> io::Result<PathBuf>
where
    F: Fn(&Path) -> io::Result<()>,
{
    let mut resolved = PathBuf::new();
    let mut links = 0;
    let mut rest: VecDeque<PathStep> = steps(&std::path::absolute(path)?).collect();
    while let Some(step) = rest.pop_front() {
        match step {
            PathStep::Root(root) => resolved = root,
            PathStep::Up => {
                resolved.pop();
            }
            PathStep::Into(name) => {
                let next = resolved.join(name);
                match link_target(&next)? {
                    Some(_) if links == MAX_LINKS => {
                        return Err(io::Error::from(Errno::LOOP));
                    }
                    Some(target) => {
                        allow(&next)?;
                        links += 1;
                        let mut through: VecDeque<PathStep> = steps(&target).collect();
                        through.append(&mut rest);
                        rest = through;
                    }
                    None => resolved = next,
                }
            }
        }
    }
    Ok(resolved)
}

/// Where a link leads; `None` if it is none, or nothing is there.
fn link_target(path: &Path) -> io::Result<Option<PathBuf>> {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    // Looked at first: what a system answers who reads a folder as a link differs, and
    // that of Windows has no kind of its own.
    let target = match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => fs::read_link(path).map(Some),
        Ok(_) => Ok(None),
        Err(error) => Err(error),
    };
    match target {
        Err(error) if matches!(error.kind(), InvalidInput | NotADirectory | NotFound) => Ok(None),
        target => target,
    }
}

/// Whether a folder is another, or holds it. Compares resolved paths, and also
/// the folders themselves, for a file system that takes `Public` for `public`
/// and for one that is mounted at two places.
pub(super) fn holds(outer: &Path, inner: &Path) -> bool {
    if inner.starts_with(outer) {
        return true;
    }
    let Some(own) = identity(outer) else {
        return false;
    };
    inner
        .ancestors()
        .any(|ancestor| identity(ancestor).is_some_and(|other| other == own))
}
