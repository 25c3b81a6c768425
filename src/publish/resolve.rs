//! Resolves paths, and tells whether one folder contains another, however the two are
//! spelt.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::path::{MAX_LINKS, PathStep, steps};
use crate::system::{Errno, identity};

/// Resolves `..` and symbolic links as far as the path exists, and keeps the rest as
/// written. Unlike `canonicalize`, this works for a folder that does not exist yet, and
/// for a link to one.
///
/// # Errors
/// The links never end, or one cannot be read.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    resolve_with(path, |_| Ok(()))
}

/// As [`resolve`], but `allow` can refuse each link on the way.
///
/// # Errors
/// As [`resolve`], and the error that `allow` returns.
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

/// The target of a link; `None` if the path is not a link or does not exist.
fn link_target(path: &Path) -> io::Result<Option<PathBuf>> {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    // The metadata is read first: systems return different errors when a folder is read
    // as a link, and the error of Windows has no `ErrorKind`.
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

/// Whether `outer` is `inner` or contains it. Compares resolved paths, and also the
/// folders themselves, for a file system that ignores case (`Public` is `public`) and for
/// one that is mounted twice.
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
