//! The threads that the stages share, begun before there is anything to lose: a machine
//! that has none to give gets a message, and nothing was touched.

use std::error::Error as _;
use std::sync::OnceLock;

use crate::messages::{Message, message};

/// Why there are none, once that has been tried.
static STARTED: OnceLock<Result<(), String>> = OnceLock::new();

/// Starts the threads, if they are not there.
///
/// # Errors
/// The system gives none, for want of memory or by a limit.
pub(super) fn start() -> Result<(), Message> {
    let started = STARTED.get_or_init(|| {
        let built = rayon::ThreadPoolBuilder::new().build_global();
        // Without a reason of the system they are there already.
        match built.as_ref().err().and_then(|error| error.source()) {
            Some(reason) => Err(reason.to_string()),
            None => Ok(()),
        }
    });
    let why = started.as_ref().err();
    why.map_or(Ok(()), |why| {
        Err(message!("command.no_threads", why = why.as_str()))
    })
}
