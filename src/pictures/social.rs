//! The social card of a page: a drawing of the theme rendered as a PNG, in the size that all
//! sites show. The drawing is self-contained, with text as outlines, so that it alone
//! determines the bytes and is the key in the cache.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::{Copy, CopyFormat, PictureCopies, cached, record};
use crate::disk::Disk;

/// The width and height of a card, in pixels.
pub(crate) const SIZE: (u32, u32) = (1200, 630);

/// Changes with every change of how a drawing is rendered to a card.
const VERSION: &str = "social 2 resvg-0.49.0 image-0.25.10";

/// The largest drawing, in bytes, and the most references to its other parts; nested ones
/// multiply.
const LARGEST: usize = 4 << 20;
const MOST_REPEATED: usize = 24;

/// Renders a drawing as a card, or reads the card from the cache.
///
/// # Errors
/// What is wrong with the drawing, in English.
pub(crate) fn card(drawing: &str, disk: Option<&dyn Disk>) -> Result<Vec<u8>, String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(VERSION.as_bytes());
    hasher.update(drawing.as_bytes());
    let key = hasher.finalize();
    let kept = disk.and_then(|disk| cached(&key, disk));
    if let Some(kept) = kept.and_then(|mut made| made.copies.pop()) {
        return Ok(kept.bytes);
    }
    let bytes = drawn(drawing)?;
    if let Some(disk) = disk {
        let made = PictureCopies {
            size: SIZE,
            has_position: false,
            copies: vec![Copy {
                size: SIZE,
                format: CopyFormat::Png,
                bytes: bytes.clone(),
            }],
        };
        disk.keep_picture(&key.to_hex(), &record::write(&key, &made));
    }
    Ok(bytes)
}

/// The bits of a colour that are kept: invisible differences take half of the file.
const STEPS: u8 = 0b1111_1100;

fn drawn(drawing: &str) -> Result<Vec<u8>, String> {
    if drawing.len() > LARGEST {
        return Err(format!("{} bytes, at most {LARGEST}", drawing.len()));
    }
    let repeated = drawing.matches("<use").count();
    if repeated > MOST_REPEATED {
        return Err(format!("{repeated} × <use>, at most {MOST_REPEATED}"));
    }
    let mut options = usvg::Options::default();
    // A drawing is self-contained and reads no file.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    let tree = usvg::Tree::from_str(drawing, &options).map_err(|why| why.to_string())?;
    let (width, height) = SIZE;
    let mut map = Pixmap::new(width, height).ok_or("no room")?;
    let (own_width, own_height) = (tree.size().width(), tree.size().height());
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let scale = (width as f32 / own_width, height as f32 / own_height);
    let place = Transform::from_scale(scale.0, scale.1);
    resvg::render(&tree, place, &mut map.as_mut());
    let plain: Vec<u8> = map
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue()].map(|part| part & STEPS)
        })
        .collect();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(&plain, width, height, ExtendedColorType::Rgb8)
        .map_err(|why| why.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{SIZE, card};

    #[test]
    fn a_drawing_is_a_picture_of_the_size_that_links_show() {
        let drawing = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630"><rect width="1200" height="630" fill="#131c3a"/><image href="/etc/hostname" width="9" height="9"/></svg>"##;
        let (one, other) = (card(drawing, None), card(drawing, None));
        assert_eq!(one, other);
        let size = one.ok().and_then(|bytes| imagesize::blob_size(&bytes).ok());
        let size = size.map(|size| (size.width, size.height));
        assert_eq!(size, Some((SIZE.0 as usize, SIZE.1 as usize)));
        assert!(card("<svg", None).is_err());
    }
}
