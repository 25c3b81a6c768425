//! Decodes a picture to its pixels.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::border::{self, Border};
use super::permit::Permit;
use super::{format, metadata};
use crate::config::limits::{MAX_DECODED_BYTES, MAX_PICTURE_POINTS};
use crate::messages::{Message, message};

/// A decoded picture, turned upright, in sRGB.
pub(super) struct Decoded {
    /// RGB or RGBA.
    pub pixels: DynamicImage,
    /// The format of the file.
    pub format: ImageFormat,
    /// Whether the file says where the picture was taken.
    pub has_position: bool,
    /// Whether the pixels are those of the file: neither rotated, nor converted, nor cropped.
    pub is_as_stored: bool,
    /// The memory reserved for the pixels.
    _room: Permit,
}

impl Decoded {
    /// Width and height.
    pub(super) fn size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }
}

/// Decodes a picture whole.
///
/// # Errors
/// What keeps a browser from showing it, or that it is larger than the limits allow.
pub(super) fn decode(bytes: &[u8], border: Border) -> Result<Decoded, Message> {
    let format = format::of(bytes).ok_or_else(|| message!("file.damaged"))?;
    // Checked before anything else reads the file.
    if let Ok(size) = imagesize::blob_size(bytes) {
        has_allowed_size(size.width as u64, size.height as u64)?;
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader
        .into_decoder()
        .map_err(|_| message!("file.damaged"))?;
    let (width, height) = decoder.dimensions();
    has_allowed_size(u64::from(width), u64::from(height))?;
    if let Some(why) = format::fault(format, bytes) {
        return Err(why);
    }
    let (exif, xmp) = (decoder.exif_metadata(), decoder.xmp_metadata());
    let (exif, xmp) = (exif.ok().flatten(), xmp.ok().flatten());
    let said = metadata::read(exif.as_deref(), xmp.as_deref());
    let profile = decoder.icc_profile().ok().flatten();
    let points = u64::from(width) * u64::from(height);
    // The pixels as stored, and with four bytes each for the copies.
    let room = Permit::for_bytes(decoder.total_bytes().saturating_add(points * 4));
    let is_grey = matches!(
        decoder.color_type(),
        ColorType::L8 | ColorType::L16 | ColorType::La8 | ColorType::La16
    );
    let stored = DynamicImage::from_decoder(decoder).map_err(|_| message!("file.undecodable"))?;
    let has_opacity = stored.color().has_alpha();
    let mut pixels = if has_opacity {
        DynamicImage::ImageRgba8(stored.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(stored.into_rgb8())
    };
    let profile = profile.filter(|_| !is_grey);
    let is_converted = profile.is_some_and(|profile| to_srgb(&mut pixels, &profile));
    pixels.apply_orientation(said.orientation);
    let mut pixels = without_idle_opacity(pixels);
    let inside = (border == Border::Trimmed).then(|| border::inside(&pixels));
    let inside = inside.flatten();
    if let Some((left, top, width, height)) = inside {
        pixels = pixels.crop_imm(left, top, width, height);
    }
    let is_changed = is_converted || inside.is_some();
    Ok(Decoded {
        pixels,
        format,
        has_position: said.has_position,
        is_as_stored: !is_changed && said.orientation == Orientation::NoTransforms,
        _room: room,
    })
}

fn has_allowed_size(width: u64, height: u64) -> Result<(), Message> {
    if width == 0 || height == 0 {
        return Err(message!("file.no_points"));
    }
    let points = width.saturating_mul(height);
    if points > MAX_PICTURE_POINTS {
        let limit = MAX_PICTURE_POINTS / 1_000_000;
        return Err(message!(
            "file.too_large",
            width = width,
            height = height,
            millions = points.div_ceil(1_000_000),
            limit = limit,
        ));
    }
    Ok(())
}

/// Converts pixels from a colour profile to sRGB. Returns whether they changed: a profile that
/// is sRGB already, or cannot be read, is ignored.
fn to_srgb(pixels: &mut DynamicImage, profile: &[u8]) -> bool {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return false;
    };
    let web = ColorProfile::new_srgb();
    let colours = |of: &ColorProfile| {
        [of.red_colorant, of.green_colorant, of.blue_colorant].map(|c| [c.x, c.y, c.z])
    };
    let pairs = colours(&profile).into_iter().flatten();
    let pairs = pairs.zip(colours(&web).into_iter().flatten());
    let is_web = pairs
        .into_iter()
        .all(|(own, web)| (own - web).abs() < 0.002);
    if profile.color_space != DataColorSpace::Rgb || is_web {
        return false;
    }
    let layout = if pixels.color().has_alpha() {
        Layout::Rgba
    } else {
        Layout::Rgb
    };
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &web, layout, options) else {
        return false;
    };
    let converted = match pixels {
        DynamicImage::ImageRgb8(buffer) => {
            let source = buffer.as_raw().clone();
            transform.transform(&source, buffer.as_mut())
        }
        DynamicImage::ImageRgba8(buffer) => {
            let source = buffer.as_raw().clone();
            transform.transform(&source, buffer.as_mut())
        }
        _ => return false,
    };
    converted.is_ok()
}

/// Drops the alpha channel of an opaque picture.
fn without_idle_opacity(pixels: DynamicImage) -> DynamicImage {
    match pixels {
        DynamicImage::ImageRgba8(buffer) if buffer.pixels().all(|point| point.0[3] == u8::MAX) => {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(buffer).into_rgb8())
        }
        other => other,
    }
}
