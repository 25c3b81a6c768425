//! Applies edits of a text to the bytes that it was decoded from.

use crate::diagnostic::Edit;
use crate::text::decode;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The bytes with the edits applied; `None` if the bytes do not decode to `text`, or an
/// edit is out of bounds. Edits must not overlap.
pub(crate) fn apply_edits<'e>(
    bytes: &[u8],
    text: &str,
    edits: impl IntoIterator<Item = &'e Edit>,
) -> Option<Vec<u8>> {
    if decode(bytes.to_vec()).ok()? != text {
        return None;
    }
    let windows = bytes.windows(2).any(|pair| pair == b"\r\n");
    let mut edits: Vec<&Edit> = edits.into_iter().collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut places = Places::of(bytes);
    let mut edited = Vec::with_capacity(bytes.len() + 16);
    let mut kept = 0;
    for edit in edits {
        let start = places.raw(edit.span.start as usize)?;
        let end = places.raw(edit.span.end as usize)?;
        edited.extend(bytes.get(kept..start)?);
        if windows {
            edited.extend(edit.text.replace('\n', "\r\n").bytes());
        } else {
            edited.extend(edit.text.bytes());
        }
        kept = end;
    }
    edited.extend(bytes.get(kept..)?);
    Some(edited)
}

/// Maps offsets in the text to offsets in the bytes; offsets must be queried in ascending
/// order.
struct Places<'b> {
    bytes: &'b [u8],
    raw: usize,
    read: usize,
}

impl<'b> Places<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        let marked = bytes.starts_with(BYTE_ORDER_MARK);
        Self {
            bytes,
            raw: if marked { BYTE_ORDER_MARK.len() } else { 0 },
            read: 0,
        }
    }

    fn raw(&mut self, read: usize) -> Option<usize> {
        while self.read < read {
            let one = self.bytes.get(self.raw)?;
            let both = *one == b'\r' && self.bytes.get(self.raw + 1) == Some(&b'\n');
            self.raw += if both { 2 } else { 1 };
            self.read += 1;
        }
        (self.read == read).then_some(self.raw)
    }
}
