//! Raster pictures: the format of a file by its bytes, whether a browser can show it, and the
//! copies of it that pages name.
//!
//! 1. [`format!`] recognises the format by the first bytes, and finds animations and truncated
//!    files, without decoding anything.
//! 2. [`decode`] reads the size from the header, checks it against the limits, and decodes the
//!    whole picture: rotated as its metadata says, in sRGB.
//! 3. [`copies`] makes the copies: photographs as WebP with a JPEG beside them, drawings
//!    without loss. No copy is larger than its picture, and none has any metadata.
//! 4. [`border`] finds the empty border of a logo and [`drawing`] that of an SVG, where a
//!    field asks for it.
//! 5. [`record`] is what the cache of the project keeps of one picture. It is never trusted: a
//!    record with another key or a wrong checksum is replaced.
//! 6. [`social`] renders social cards, with the text of [`lettering`].
//! 7. [`micrograph`] reads the scale that a microscope wrote, for the message about it.
//!
//! The same bytes and [`Sizes`] give the same copies, on any number of threads.

mod border;
mod copies;
mod decode;
mod drawing;
mod effort;
mod format;
pub(crate) mod lettering;
mod likeness;
mod metadata;
mod micrograph;
mod permit;
mod qr;
mod record;
mod sizes;
pub(crate) mod social;
mod tiff;

pub(crate) use border::Border;
pub(crate) use copies::CopyFormat;
pub(crate) use effort::too_much;
pub(crate) use format::{begins_as, is_picture, is_text_pointer};
pub(crate) use micrograph::{MicrographScale, scale_beside, scale_in};
pub(crate) use qr::qr_svg;
pub(crate) use sizes::Sizes;

use crate::disk::Disk;
use crate::messages::Message;

/// Changes with every change of the copies, so that older ones in the cache are ignored.
const VERSION: &str = "2 image-0.25.10 fir-6.1.0 libwebp-0.3.1 jpeg-encoder-0.7.1";

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PictureCopies {
    /// Width and height as they are shown.
    pub size: (u32, u32),
    /// Whether the file says where the picture was taken.
    pub has_position: bool,
    /// The copies: first the one that every program can show, then those for browsers,
    /// from the narrowest to the widest.
    pub copies: Vec<Copy>,
}

/// A copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    /// Its width and height.
    pub size: (u32, u32),
    /// What it is.
    pub format: CopyFormat,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The cache key of a picture.
#[must_use]
pub(crate) fn cache_key(source: &blake3::Hash, sizes: &Sizes, border: Border) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION.as_bytes());
    if border == Border::Trimmed {
        hasher.update(b"trimmed");
    }
    hasher.update(sizes.written().as_bytes());
    hasher.update(source.as_bytes());
    hasher.finalize()
}

/// A picture with its copies: from the cache, or new and written to the cache. The flag says
/// whether the cache has it now.
///
/// # Errors
/// What keeps a browser from showing the picture.
pub(crate) fn made(
    bytes: &[u8],
    key: &blake3::Hash,
    sizes: &Sizes,
    border: Border,
    disk: &dyn Disk,
) -> Result<(PictureCopies, bool), Message> {
    if let Some(made) = cached(key, disk) {
        return Ok((made, true));
    }
    let made = make(bytes, sizes, border)?;
    let is_kept = disk.keep_picture(&key.to_hex(), &record::write(key, &made));
    Ok((made, is_kept))
}

/// The cached copies of a picture, if the record is valid.
#[must_use]
pub(crate) fn cached(key: &blake3::Hash, disk: &dyn Disk) -> Option<PictureCopies> {
    record::read(key, &disk.kept_picture(&key.to_hex())?)
}

/// Decodes a picture and makes its copies.
///
/// # Errors
/// What keeps a browser from showing the picture.
pub(crate) fn make(bytes: &[u8], sizes: &Sizes, border: Border) -> Result<PictureCopies, Message> {
    let decoded = decode::decode(bytes, border)?;
    let copies = copies::of(&decoded, bytes, sizes)?;
    Ok(PictureCopies {
        size: decoded.size(),
        has_position: decoded.has_position,
        copies,
    })
}

/// The copy of a picture for paper, at most `width` pixels wide.
///
/// # Errors
/// As [`made`].
pub(crate) fn for_print(bytes: &[u8], width: u32, border: Border) -> Result<Copy, Message> {
    copies::plain(&decode::decode(bytes, border)?, bytes, width)
}

/// A drawing without its empty border; `None` if it has none, or if a browser might render it
/// differently in another frame.
#[must_use]
pub(crate) fn trimmed_drawing(bytes: &[u8]) -> Option<Copy> {
    drawing::trimmed(bytes)
}

#[cfg(test)]
mod tests;
