//! Limits the memory of decoded pictures, whatever number of threads there is.

use std::sync::{Condvar, Mutex, PoisonError};

use crate::config::limits::MAX_DECODED_BYTES;

static LEFT: Mutex<u64> = Mutex::new(MAX_DECODED_BYTES);
static FREED: Condvar = Condvar::new();

/// Reserved memory, released on drop.
#[derive(Debug)]
pub(super) struct Permit(u64);

impl Permit {
    /// Waits until the memory is available; a picture larger than the limit gets all of it.
    pub(super) fn for_bytes(bytes: u64) -> Self {
        let wanted = bytes.min(MAX_DECODED_BYTES);
        let left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
        let left = FREED.wait_while(left, |left| *left < wanted);
        *left.unwrap_or_else(PoisonError::into_inner) -= wanted;
        Self(wanted)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *LEFT.lock().unwrap_or_else(PoisonError::into_inner) += self.0;
        FREED.notify_all();
    }
}
