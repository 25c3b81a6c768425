//! The first tag list of a TIFF, the format of EXIF and of microscope files. Further lists are
//! ignored, so that circular ones cost nothing. Offsets outside the file count as missing.

/// The most entries of a list that are read.
const MAX_ENTRIES: usize = 512;

/// The type of a 16-bit integer.
const SHORT: u16 = 3;

/// The types with one byte per value: numbers, ASCII, undefined.
const BYTES: [u16; 3] = [1, 2, 7];

/// The first tag list.
pub(super) struct Tags<'a> {
    bytes: &'a [u8],
    entries: Vec<TiffEntry>,
}

/// A tag and its value.
struct TiffEntry {
    tag: u16,
    kind: u16,
    count: u32,
    /// An integer, or the offset of the value.
    value: u32,
}

impl<'a> Tags<'a> {
    /// Parses the list; `None` if the file is not a TIFF.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let is_little = match bytes.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let short = |at: usize| -> Option<u16> {
            let own = *bytes.get(at..)?.first_chunk()?;
            Some(if is_little {
                u16::from_le_bytes(own)
            } else {
                u16::from_be_bytes(own)
            })
        };
        let long = |at: usize| -> Option<u32> {
            let own = *bytes.get(at..)?.first_chunk()?;
            Some(if is_little {
                u32::from_le_bytes(own)
            } else {
                u32::from_be_bytes(own)
            })
        };
        let start = long(4)? as usize;
        let count = usize::from(short(start)?).min(MAX_ENTRIES);
        let entry = |number: usize| {
            let at = start.checked_add(2 + 12 * number)?;
            let kind = short(at + 2)?;
            let value = if kind == SHORT {
                u32::from(short(at + 8)?)
            } else {
                long(at + 8)?
            };
            Some(TiffEntry {
                tag: short(at)?,
                kind,
                count: long(at + 4)?,
                value,
            })
        };
        let entries = (0..count).map_while(entry).collect();
        Some(Self { bytes, entries })
    }

    /// The integer of a tag.
    pub(super) fn number(&self, tag: u16) -> Option<u32> {
        self.entry(tag).map(|entry| entry.value)
    }

    /// The bytes of a tag, stored elsewhere in the file.
    pub(super) fn bytes(&self, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entry(tag)?;
        let start = entry.value as usize;
        let end = start.checked_add(entry.count as usize)?;
        let whole = self.bytes.get(start..end);
        whole.filter(|_| BYTES.contains(&entry.kind))
    }

    fn entry(&self, tag: u16) -> Option<&TiffEntry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }
}
