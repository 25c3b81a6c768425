//! What memory a limit of the system leaves, looked at before there is anything to lose: an
//! allocation that fails later ends the program at once, without a word of the cause.

use crate::config::limits::MIN_MEMORY;
use crate::messages::{Message, message};
use crate::system::memory_limit;

/// Whether there is enough for a small site.
///
/// # Errors
/// A limit of the system allows less.
pub(super) fn suffices() -> Result<(), Message> {
    let mebibytes = |bytes: u64| (bytes / (1024 * 1024)).to_string();
    match memory_limit().filter(|allowed| *allowed < MIN_MEMORY) {
        Some(allowed) => Err(message!(
            "command.too_little_memory",
            allowed = mebibytes(allowed),
            least = mebibytes(MIN_MEMORY)
        )),
        None => Ok(()),
    }
}
