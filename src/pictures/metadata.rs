//! What is read of a picture's metadata: which way up it is, and whether it says where
//! it was taken. All else is left behind with the original.

use image::metadata::Orientation;

/// The tag of the position in TIFF, in which EXIF is written.
const POSITION: u16 = 0x8825;
/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// The most entries of a list of tags that are read.
const MAX_ENTRIES: usize = 512;

/// What the metadata says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Metadata {
    pub orientation: Orientation,
    pub has_position: bool,
}

/// Reads EXIF, and XMP as far as a position is looked for.
pub(super) fn read(exif: Option<&[u8]>, xmp: Option<&[u8]>) -> Metadata {
    let exif = exif.map(|bytes| bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes));
    let tags = exif.and_then(tags).unwrap_or_default();
    let of = |wanted: u16| tags.iter().find(|(tag, _)| *tag == wanted);
    let orientation = of(ORIENTATION)
        .and_then(|(_, value)| Orientation::from_exif(u8::try_from(*value).ok()?))
        .unwrap_or(Orientation::NoTransforms);
    let written = b"GPSLatitude";
    let in_xmp = xmp.is_some_and(|xmp| xmp.windows(written.len()).any(|part| part == written));
    Metadata {
        orientation,
        has_position: in_xmp || of(POSITION).is_some(),
    }
}

/// The first list of tags with their values, as far as these are whole numbers.
fn tags(tiff: &[u8]) -> Option<Vec<(u16, u32)>> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let start = long(4)? as usize;
    let count = usize::from(short(start)?).min(MAX_ENTRIES);
    let entry = |number: usize| {
        let at = start.checked_add(2 + 12 * number)?;
        let is_short = short(at + 2)? == 3;
        let value = if is_short {
            u32::from(short(at + 8)?)
        } else {
            long(at + 8)?
        };
        Some((short(at)?, value))
    };
    Some((0..count).map_while(entry).collect())
}
