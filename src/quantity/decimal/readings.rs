//! Counts how often each text is read as a number, for the test that reads a measured value
//! only once.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

static READINGS: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

/// Counts a reading.
pub(super) fn note(text: &str) {
    let mut all = READINGS.lock().unwrap_or_else(PoisonError::into_inner);
    *all.entry(text.to_owned()).or_default() += 1;
}

/// How often a text has been read so far.
pub(crate) fn of(text: &str) -> usize {
    let all = READINGS.lock().unwrap_or_else(PoisonError::into_inner);
    all.get(text).copied().unwrap_or_default()
}
