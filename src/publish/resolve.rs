//! Where a path really leads, and whether one folder holds another, however
//! the two are spelt.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::path::{MAX_LINKS, Step, steps};
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
    let mut rest: VecDeque<Step> = steps(&std::path::absolute(path)?).collect();
    while let Some(step) = rest.pop_front() {
        match step {
            Step::Root(root) => resolved = root,
            Step::Up => {
                resolved.pop();
            }
            Step::Into(name) => {
                let next = resolved.join(name);
                match fs::read_link(&next) {
                    Ok(_) if links == MAX_LINKS => {
                        return Err(io::Error::from(Errno::LOOP));
                    }
                    Ok(target) => {
                        allow(&next)?;
                        links += 1;
                        let mut through: VecDeque<Step> = steps(&target).collect();
                        through.append(&mut rest);
                        rest = through;
                    }
                    Err(e) if is_no_link(&e) => resolved = next,
                    Err(e) => return Err(e),
                }
            }
        }
    }
    Ok(resolved)
}

fn is_no_link(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), InvalidInput | NotADirectory | NotFound)
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
