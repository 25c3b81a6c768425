//! The cache record of one picture: a checksum of all that follows, a line that describes the
//! copies, and their bytes.

use serde::{Deserialize, Serialize};

use super::{Copy, CopyFormat, PictureCopies};

/// The length of the checksum.
const SUM: usize = blake3::OUT_LEN;

#[derive(Serialize, Deserialize)]
struct RecordHead {
    size: (u32, u32),
    has_position: bool,
    copies: Vec<RecordEntry>,
}

#[derive(Serialize, Deserialize)]
struct RecordEntry {
    size: (u32, u32),
    format: CopyFormat,
    length: usize,
}

/// Serialises the record of a picture with its key.
pub(super) fn write(key: &blake3::Hash, made: &PictureCopies) -> Vec<u8> {
    let entry = |copy: &Copy| RecordEntry {
        size: copy.size,
        format: copy.format,
        length: copy.bytes.len(),
    };
    let head = RecordHead {
        size: made.size,
        has_position: made.has_position,
        copies: made.copies.iter().map(entry).collect(),
    };
    let mut body = serde_json::to_vec(&head).unwrap_or_default();
    body.push(b'\n');
    for copy in &made.copies {
        body.extend_from_slice(&copy.bytes);
    }
    let mut record = sum(key, &body).as_bytes().to_vec();
    record.append(&mut body);
    record
}

/// Parses a record; `None` if it is damaged, or has another key.
pub(super) fn read(key: &blake3::Hash, record: &[u8]) -> Option<PictureCopies> {
    let (own, body) = record.split_at_checked(SUM)?;
    if own != sum(key, body).as_bytes() {
        return None;
    }
    let end = body.iter().position(|byte| *byte == b'\n')?;
    let head: RecordHead = serde_json::from_slice(body.get(..end)?).ok()?;
    let mut rest = body.get(end + 1..)?;
    let mut copies = Vec::new();
    for entry in head.copies {
        let (bytes, after) = rest.split_at_checked(entry.length)?;
        copies.push(Copy {
            size: entry.size,
            format: entry.format,
            bytes: bytes.to_vec(),
        });
        rest = after;
    }
    (rest.is_empty() && !copies.is_empty()).then_some(PictureCopies {
        size: head.size,
        has_position: head.has_position,
        copies,
    })
}

/// The checksum of a record. It includes the key, so that no record is mistaken for another
/// one.
fn sum(key: &blake3::Hash, body: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key.as_bytes());
    hasher.update(body);
    hasher.finalize()
}
