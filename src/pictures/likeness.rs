//! Distinguishes photographs, which may be compressed with losses, from drawings, whose edges
//! show every loss.

use image::{DynamicImage, ImageFormat};

use super::decode::Decoded;
use super::format::is_lossy_webp;

/// The most of 100 neighbours in a photograph that have exactly the same colour. Noise makes
/// even grey micrographs differ from point to point; in a drawing most points are in an area
/// of one colour.
const SAME_NEIGHBOURS: usize = 40;

/// About how many points are sampled.
const LOOKED_AT: usize = 100_000;

/// Whether a picture is a photograph: by its format if that decides it, or else by how often
/// neighbouring points are equal.
pub(super) fn is_photograph(picture: &Decoded, bytes: &[u8]) -> bool {
    match picture.format {
        ImageFormat::Jpeg => true,
        ImageFormat::WebP if is_lossy_webp(bytes) => true,
        ImageFormat::Gif => false,
        _ => match &picture.pixels {
            DynamicImage::ImageRgb8(buffer) => differs(buffer.as_raw()),
            // A picture with transparency was cut out, like a logo.
            _ => false,
        },
    }
}

fn differs(points: &[u8]) -> bool {
    let step = (points.len() / 6 / LOOKED_AT).max(1);
    let pairs = points.chunks_exact(6).step_by(step);
    let looked_at = pairs.len();
    let same = pairs.filter(|pair| pair.get(..3) == pair.get(3..));
    looked_at > 0 && same.count() * 100 < looked_at * SAME_NEIGHBOURS
}
