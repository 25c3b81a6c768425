//! What memory a limit of the system leaves, looked at before there is anything to lose: an
//! allocation that fails later ends the program at once, and all that can be chosen is the
//! status.

use super::Status;
use crate::config::limits::MIN_MEMORY;
use crate::messages::{Message, message};
use crate::system::{end_aborts_with, memory_limit};

/// Lets the process end with the status of a fault of the machine where the standard library
/// aborts it for want of memory.
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
