//! The data of the tools inside the single page, compressed: they are texts of scripts
//! alone, a fifth as long so. A browser that cannot unpack them keeps the page's own search.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::{Map, Value};

use crate::listing::base64;

/// The parts by name as an object of JSON, compressed, in the letters of base64; nothing
/// where there is no part.
pub(super) fn packed(parts: &[(String, Value)]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let texts = parts.iter();
    let texts = texts.map(|(name, value)| (name.clone(), Value::from(value.to_string())));
    let all = Value::Object(texts.collect::<Map<_, _>>()).to_string();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    let written = encoder.write_all(all.as_bytes());
    let bytes = written.and_then(|()| encoder.finish());
    bytes.map_or_else(|_| String::new(), |bytes| base64(&bytes))
}
