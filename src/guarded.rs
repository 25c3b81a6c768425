//! Calls of libraries that panic where they cannot go on: over a file that is broken, or
//! a machine that gives no thread.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread is within a guarded call.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What a call gives; `None` where the library panicked, of which nothing is printed.
pub(crate) fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    /// There is one hook for a process.
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                usual(panic);
            }
        }));
    });
    let is_within = IS_GUARDED.replace(true);
    let given = catch_unwind(AssertUnwindSafe(call));
    IS_GUARDED.set(is_within);
    given.ok()
}
