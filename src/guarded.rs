//! Calls of libraries that panic where they cannot go on: over a file that is broken, or
//! a machine that gives no thread.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{Mutex, PoisonError};

use rust_xlsxwriter::{Workbook, XlsxError};

/// Saves a workbook. `rust_xlsxwriter` starts a thread a sheet, and panics where the
/// machine gives none.
///
/// # Errors
/// The workbook is larger than Excel can read, or there is no thread.
pub(crate) fn saved(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    guarded(|| workbook.save_to_buffer())
        .unwrap_or_else(|| Err(XlsxError::IoError(ErrorKind::WouldBlock.into())))
}

/// What a call gives; `None` where the library panicked, of which nothing is printed.
pub(crate) fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    /// There is one hook for a process.
    static HOOK: Mutex<()> = Mutex::new(());
    let one = HOOK.lock().unwrap_or_else(PoisonError::into_inner);
    let hook = take_hook();
    set_hook(Box::new(|_| {}));
    let given = catch_unwind(AssertUnwindSafe(call));
    set_hook(hook);
    drop(one);
    given.ok()
}
