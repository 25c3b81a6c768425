//! Checksums with which anybody who gets a copy can check that it is complete, in the
//! format that `sha256sum -c` reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// The checksums of files, collected while the files are written.
#[derive(Debug, Default)]
pub(crate) struct Sums(Mutex<BTreeMap<String, String>>);

impl Sums {
    /// Adds the checksum of a file; may be called from several threads.
    pub(crate) fn add(&self, path: &str, bytes: &[u8]) {
        let mut sum = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            let _ = write!(sum, "{byte:02x}");
        }
        let mut sums = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sums.insert(path.to_owned(), sum);
    }

    /// One line per file, sorted by path.
    #[must_use]
    pub(crate) fn finish(self) -> String {
        let sums = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for (path, sum) in sums {
            let _ = writeln!(text, "{sum}  {path}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;

    #[test]
    fn sums_are_those_of_the_standard() {
        let sums = Sums::default();
        sums.add("b.txt", b"abc");
        sums.add("a.txt", b"");
        assert_eq!(
            sums.finish(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.txt\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.txt\n"
        );
    }
}
