//! Whether the system gives random numbers. The tables of libraries are keyed by them, those
//! of the standard library by one for each thread, and one that gets none panics in the
//! midst of the work.

use std::hash::{BuildHasher, RandomState};

use crate::guarded::guarded;
use crate::messages::{Message, message};

/// Takes the keys of all tables, on this thread and on those that work with it.
///
/// # Errors
/// The system gives no random numbers.
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
