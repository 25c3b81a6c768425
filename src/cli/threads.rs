//! The thread pool of all stages, started before any work: if the system has no threads
//! left, the program reports it before it touches anything.

use std::error::Error as _;
use std::sync::OnceLock;

use crate::messages::{Message, message};

/// The result of the first attempt to start the pool.
static STARTED: OnceLock<Result<(), String>> = OnceLock::new();

/// Starts the thread pool, unless it is running.
///
/// # Errors
/// The system gives no threads, because of a limit or lack of memory.
pub(super) fn start() -> Result<(), Message> {
    let started = STARTED.get_or_init(|| {
        let built = rayon::ThreadPoolBuilder::new().build_global();
        // An error without a source means that the pool is running already.
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
