//! The set of bytes in a text. Most paragraphs have no byte that starts a mark, so they need
//! not be searched for each of fifty marks.

/// The bytes that occur in a text.
pub(super) struct ByteSet([bool; 256]);

impl ByteSet {
    /// The set for a text.
    pub(super) fn of(text: &str) -> Self {
        let mut held = [false; 256];
        for byte in text.bytes() {
            if let Some(held) = held.get_mut(usize::from(byte)) {
                *held = true;
            }
        }
        Self(held)
    }

    /// Whether every byte of `signs` is in the set; if one is missing, `signs` do not occur.
    pub(super) fn has_all_of(&self, signs: &str) -> bool {
        signs.bytes().all(|byte| self.has(byte))
    }

    /// Whether a byte is in the set.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }
}
