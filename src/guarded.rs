//! Calls library code that may panic: on a corrupt file, or if the system gives no
//! thread.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread is within a guarded call.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// The result of a call; `None` if the library panicked. The panic message is not
/// printed.
pub(crate) fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    /// A process has only one panic hook.
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
