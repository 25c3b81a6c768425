//! Checks that the system provides random numbers. Hash maps of libraries use them as
//! keys, those of the standard library one per thread, and without them a map panics in
//! the middle of a run.

use std::hash::{BuildHasher, RandomState};

use crate::guarded::guarded;
use crate::messages::{Message, message};

/// Draws the keys of hash maps now, on this thread and on the threads of the pool.
///
/// # Errors
/// The system provides no random numbers.
pub(super) fn is_given() -> Result<(), Message> {
    let on_all = rayon::broadcast(|_| are_keys_taken());
    if are_keys_taken() && on_all.into_iter().all(|taken| taken) {
        return Ok(());
    }
    Err(message!("command.no_random_numbers"))
}

fn are_keys_taken() -> bool {
    let keys = || {
        RandomState::new().hash_one(());
        ahash::RandomState::new().hash_one(());
    };
    guarded(keys).is_some()
}
