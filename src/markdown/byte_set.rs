//! Which bytes a text holds. Most paragraphs hold none that a mark is made of, and need not
//! be searched for each of fifty marks.

/// The bytes that a text holds.
pub(super) struct ByteSet([bool; 256]);

impl ByteSet {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut held = [false; 256];
        for byte in text.bytes() {
            if let Some(held) = held.get_mut(usize::from(byte)) {
                *held = true;
            }
        }
        Self(held)
    }

    /// Whether every byte of some signs is among them: without one, the signs are not there.
    pub(super) fn has_all_of(&self, signs: &str) -> bool {
        signs.bytes().all(|byte| self.has(byte))
    }

    /// Whether a byte is among them.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }
}
