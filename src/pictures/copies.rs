//! The copies of a picture.

use std::borrow::Cow;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use serde::{Deserialize, Serialize};

use super::decode::Decoded;
use super::likeness::is_photograph;
use super::{Copy, Sizes};
use crate::messages::{Message, message};

/// The quality of photographs, out of 100.
const QUALITY: u8 = 80;

/// The format of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CopyFormat {
    /// Lossy or lossless.
    WebP,
    /// Lossy.
    Jpeg,
    /// Lossless.
    Png,
    /// A drawing.
    Svg,
}

impl CopyFormat {
    /// The extension of its files.
    #[must_use]
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// Its type, as HTML names it.
    #[must_use]
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// The pixels of a copy; the full-size ones are borrowed from the picture.
struct Points<'a> {
    size: (u32, u32),
    bytes: Cow<'a, [u8]>,
    has_opacity: bool,
}

/// Makes the copies of a picture: first the one that every program can show, then those
/// for browsers, from the narrowest to the widest.
///
/// # Errors
/// An encoder refuses the picture.
pub(super) fn of(picture: &Decoded, bytes: &[u8], sizes: &Sizes) -> Result<Vec<Copy>, Message> {
    let is_photograph = is_photograph(picture, bytes);
    let whole = Points::of(&picture.pixels);
    let widest = whole.narrowed(picture.size().0.min(sizes.widest()))?;
    let mut copies = vec![widest.plain(picture, bytes, is_photograph)?];
    for width in widths(&sizes.all(), picture.size().0) {
        copies.push(if width == widest.size.0 {
            widest.webp(is_photograph)?
        } else {
            whole.narrowed(width)?.webp(is_photograph)?
        });
    }
    Ok(copies)
}

/// The copy that every program can show, at most `widest` pixels wide.
///
/// # Errors
/// As [`of`].
pub(super) fn plain(picture: &Decoded, bytes: &[u8], widest: u32) -> Result<Copy, Message> {
    let whole = Points::of(&picture.pixels);
    let points = whole.narrowed(picture.size().0.min(widest))?;
    points.plain(picture, bytes, is_photograph(picture, bytes))
}

/// The widths of a picture's copies: the wanted ones up to its own width, and its own width if
/// a wider one is wanted.
fn widths(wanted: &[u32], own: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = wanted.iter().map(|width| (*width).min(own)).collect();
    widths.dedup();
    widths
}

impl<'a> Points<'a> {
    fn of(pixels: &'a DynamicImage) -> Self {
        Self {
            size: (pixels.width(), pixels.height()),
            bytes: Cow::Borrowed(pixels.as_bytes()),
            has_opacity: pixels.color().has_alpha(),
        }
    }

    /// The same picture, scaled down.
    fn narrowed(&'a self, width: u32) -> Result<Self, Message> {
        let (own, high) = self.size;
        let height = (u64::from(high) * u64::from(width) + u64::from(own) / 2) / u64::from(own);
        let height = u32::try_from(height).unwrap_or(high).max(1);
        if width == own {
            return Ok(Self {
                bytes: Cow::Borrowed(&self.bytes),
                ..*self
            });
        }
        let kind = if self.has_opacity {
            PixelType::U8x4
        } else {
            PixelType::U8x3
        };
        let failed = |_| message!("file.undecodable");
        let source = ImageRef::new(own, high, &self.bytes, kind);
        let source = source.map_err(|_| message!("file.undecodable"))?;
        let mut target = Image::new(width, height, kind);
        Resizer::new()
            .resize(&source, &mut target, &ResizeOptions::new())
            .map_err(failed)?;
        Ok(Self {
            size: (width, height),
            bytes: Cow::Owned(target.into_vec()),
            has_opacity: self.has_opacity,
        })
    }

    /// Encodes the pixels in a format that every program can show.
    fn plain(&self, picture: &Decoded, bytes: &[u8], is_photograph: bool) -> Result<Copy, Message> {
        if is_photograph && !self.has_opacity {
            return self.jpeg();
        }
        let is_whole = self.size == picture.size() && picture.is_as_stored;
        let stored = (is_whole && picture.format == ImageFormat::Png).then(|| stripped(bytes));
        self.png(stored.flatten())
    }

    fn copy(&self, format: CopyFormat, bytes: Vec<u8>) -> Copy {
        Copy {
            size: self.size,
            format,
            bytes,
        }
    }

    fn webp(&self, has_losses: bool) -> Result<Copy, Message> {
        let (width, height) = self.size;
        let encoder = if self.has_opacity {
            webp::Encoder::from_rgba(&self.bytes, width, height)
        } else {
            webp::Encoder::from_rgb(&self.bytes, width, height)
        };
        let made = encoder.encode_simple(!has_losses, f32::from(QUALITY));
        let made = made.map_err(|_| message!("file.undecodable"))?;
        Ok(self.copy(CopyFormat::WebP, made.to_vec()))
    }

    fn jpeg(&self) -> Result<Copy, Message> {
        let side = |side: u32| u16::try_from(side).map_err(|_| message!("file.undecodable"));
        let (width, height) = (side(self.size.0)?, side(self.size.1)?);
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, QUALITY);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_optimized_huffman_tables(true);
        encoder.set_progressive(true);
        encoder
            .encode(&self.bytes, width, height, ColorType::Rgb)
            .map_err(|_| message!("file.undecodable"))?;
        Ok(self.copy(CopyFormat::Jpeg, bytes))
    }

    /// A PNG: the original file without metadata if that is smaller.
    fn png(&self, stored: Option<Vec<u8>>) -> Result<Copy, Message> {
        let mut bytes = Vec::new();
        let encoder = PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        );
        let colours = if self.has_opacity {
            ExtendedColorType::Rgba8
        } else {
            ExtendedColorType::Rgb8
        };
        encoder
            .write_image(&self.bytes, self.size.0, self.size.1, colours)
            .map_err(|_| message!("file.undecodable"))?;
        let smaller = stored.filter(|stored| stored.len() < bytes.len());
        Ok(self.copy(CopyFormat::Png, smaller.unwrap_or(bytes)))
    }
}

/// A PNG reduced to the chunks that define its pixels; `None` if its chunks cannot be parsed.
fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];
    let mut kept = bytes.get(..8)?.to_vec();
    let mut rest = bytes.get(8..)?;
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
        let (chunk, after) = rest.split_at_checked(length.checked_add(12)?)?;
        let name = chunk.get(4..8)?;
        if KEPT.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = after;
    }
}
