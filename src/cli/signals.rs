//! The signal of the system's limit for the size of files. It ends a program without a word;
//! one that takes it is told by the write that it fails, and can say so.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::process::Signal;

/// Takes the signal. Where that is refused, it does what it always does.
pub(super) fn take() {
    let nobody_asks = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(Signal::XFSZ.as_raw(), nobody_asks);
}
