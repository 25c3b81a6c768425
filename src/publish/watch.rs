//! A hook between publishing and the system, for tests: it sees each call before it is
//! made, and can make it fail. Outside tests there is no hook.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The system call that is about to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    MakeFolder,
    Write,
    Link,
    Rename,
    Exchange,
    Remove,
    SyncTree,
    SyncFolder,
}

/// A hook that sees the calls.
pub(super) trait Watch: Send + Sync {
    /// Called before each call; if it returns an error, the call is not made.
    fn before(&self, call: Call, path: &Path) -> io::Result<()>;
}

/// The hook, if there is one.
#[derive(Clone, Default)]
pub(super) struct Watched(pub(super) Option<Arc<dyn Watch>>);

impl Watched {
    pub(super) fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        match &self.0 {
            None => Ok(()),
            Some(watch) => watch.before(call, path),
        }
    }
}

impl fmt::Debug for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watched").field(&self.0.is_some()).finish()
    }
}

#[cfg(test)]
mod tests;
