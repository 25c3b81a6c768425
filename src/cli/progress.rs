//! The progress of pictures in a build, on a terminal: the first time they may take
//! minutes.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

use crate::disk::Progress;
use crate::messages::message;

/// Fewer pictures are ready before anybody could read a line about them.
const FEW: usize = 20;

/// The line is written at most this often in a build.
const STEPS: usize = 100;

/// A callback that rewrites one progress line; `None` if nobody would see it.
pub(super) fn on_terminal(lang: &str, is_quiet: bool) -> Option<Progress> {
    if is_quiet || !std::io::stderr().is_terminal() {
        return None;
    }
    let lang = lang.to_owned();
    Some(Progress(Arc::new(move |ready, of| {
        if of < FEW || (ready < of && ready % of.div_ceil(STEPS) != 0) {
            return;
        }
        let line = message!("run.pictures", ready = ready, of = of).text(&lang);
        // The line is cleared at the end, before the findings are printed.
        let line = if ready < of { line } else { String::new() };
        // A failed write is ignored: the terminal is gone.
        let _ = write!(std::io::stderr(), "\r{line}\x1b[K");
    })))
}
