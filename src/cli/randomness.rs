//! Whether the system gives random numbers. The tables of libraries are keyed by them, and
//! one that gets none panics in the midst of the work.

use ahash::RandomState;

use crate::guarded::guarded;
use crate::messages::{Message, message};

/// Takes the key that all tables share.
///
/// # Errors
/// The system gives no random numbers.
pub(super) fn is_given() -> Result<(), Message> {
    let taken = guarded(|| RandomState::new().hash_one(()));
    taken
        .map(|_| ())
        .ok_or_else(|| message!("command.no_random_numbers"))
}
