//! Where a test stands between publishing and the system: it sees each call
//! before it is made, and can make it fail. Otherwise there is nobody.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What is about to be asked of the system.
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

/// Who sees the calls.
pub(super) trait Watch: Send + Sync {
    /// Is called before each; an error takes the place of the call.
    fn before(&self, call: Call, path: &Path) -> io::Result<()>;
}

/// The one who sees them, if there is any.
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
