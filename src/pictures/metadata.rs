//! What is read from a picture's metadata: its orientation, and whether it contains a
//! position. Everything else is dropped.

use image::metadata::Orientation;

use super::tiff::Tags;

/// The tag of the position in TIFF, in which EXIF is written.
const POSITION: u16 = 0x8825;
/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// What the metadata says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Metadata {
    pub orientation: Orientation,
    pub has_position: bool,
}

/// Reads EXIF, and searches XMP for a position.
pub(super) fn read(exif: Option<&[u8]>, xmp: Option<&[u8]>) -> Metadata {
    let exif = exif.map(|bytes| bytes.strip_prefix(b"Exif\0\0").unwrap_or(bytes));
    let tags = exif.and_then(Tags::of);
    let of = |tag: u16| tags.as_ref().and_then(|tags| tags.number(tag));
    let orientation = of(ORIENTATION)
        .and_then(|value| Orientation::from_exif(u8::try_from(value).ok()?))
        .unwrap_or(Orientation::NoTransforms);
    let written = b"GPSLatitude";
    let in_xmp = xmp.is_some_and(|xmp| xmp.windows(written.len()).any(|part| part == written));
    Metadata {
        orientation,
        has_position: in_xmp || of(POSITION).is_some(),
    }
}
