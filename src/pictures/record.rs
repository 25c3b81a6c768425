//! What the cache keeps of one picture: a sum over all that follows, a line that says
//! what the copies are, and their bytes.

use serde::{Deserialize, Serialize};

use super::{Copy, CopyFormat, PictureCopies};

/// The length of the sum.
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

/// The record of a picture under its name.
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

/// Reads a record; `None` where it is not whole, or is the record of another picture.
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

/// The sum of a record: with its name in it, so that no record passes for another one.
fn sum(key: &blake3::Hash, body: &[u8]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key.as_bytes());
    hasher.update(body);
    hasher.finalize()
}
