//! How far a build is with its pictures, on a terminal: the first time they may take
//! minutes.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

use crate::disk::Progress;
use crate::messages::message;

/// Fewer pictures are ready before anybody could read of it.
const FEW: usize = 20;

/// How often a line is written, at most, of a hundred.
const STEPS: usize = 100;

/// What writes one line that changes; `None` where nobody would see it.
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
        // A finished line makes room for what is found.
        let line = if ready < of { line } else { String::new() };
        // Nothing can be printed on a terminal that is gone.
        let _ = write!(std::io::stderr(), "\r{line}\x1b[K");
    })))
}
