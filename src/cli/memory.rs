//! Checks the memory limit of the system before any work is done: an allocation that
//! fails later ends the program at once, and only its exit status can be chosen.

use super::Status;
use crate::config::limits::MIN_MEMORY;
use crate::messages::{Message, message};
use crate::system::{end_aborts_with, memory_limit};

/// Makes the process end with [`Status::Environment`] when the standard library aborts it
/// because memory runs out.
pub fn abort_as_environment() {
    end_aborts_with(Status::Environment.code());
}

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
