//! The data of the tools in the single page, compressed. Only scripts read it, and it becomes
//! a fifth of its size. A browser that cannot decompress it keeps the page's own search.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::{Map, Value};

use crate::listing::base64;

/// The parts by name as a JSON object, compressed and encoded as base64; empty if there are no
/// parts.
pub(super) fn packed(parts: &[(String, Value)]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let texts = parts.iter();
    let texts = texts.map(|(name, value)| (name.clone(), Value::from(value.to_string())));
    let all = Value::Object(texts.collect::<Map<_, _>>()).to_string();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = encoder.write_all(all.as_bytes());
    let bytes = written.and_then(|()| encoder.finish());
    bytes.map_or_else(|_| String::new(), |bytes| base64(&bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use flate2::read::DeflateDecoder;

    use super::*;

    /// What stands in the page is letters and digits, so that no text of the content can end
    /// its element, and gives back what was packed.
    #[test]
    fn parts_cannot_end_their_element() {
        let part = Value::from("</script><!-- é");
        let text = packed(&[("terms".to_owned(), part.clone())]);
        assert!(!text.contains(['<', '>', '&', '"']), "{text}");
        let bytes = BASE64_STANDARD.decode(&text).unwrap();
        let mut json = String::new();
        let mut reader = DeflateDecoder::new(&*bytes);
        reader.read_to_string(&mut json).unwrap();
        let all: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(all["terms"], Value::from(part.to_string()));
        assert_eq!(packed(&[]), "");
    }
}
