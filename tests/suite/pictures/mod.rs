//! Pictures: which files are refused, which copies pages name, what the cache keeps.

mod broken;
mod budgets;
mod cache;
mod copies;
mod drawings;
mod micrographs;
mod trimmed;

use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use std::io::Cursor;

use crate::support::SiteTest;

/// A site whose one member shows a picture.
pub(crate) fn site(file: &str, bytes: &[u8]) -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/members/one.yaml",
            &format!(
                "name: {{en: One, cs: Jedna}}\nkind: company\nsummary: {{en: Spins., cs: Spřádá.}}\njoined: 2020\nlogo: {{file: assets/{file}, alt: {{en: What it shows, cs: Co ukazuje}}}}\n"
            ),
        )
        .bytes(&format!("content/assets/{file}"), bytes)
}

/// Points with the noise that photographs have, the same ones at every run.
pub(crate) fn noise(width: u32, height: u32) -> RgbImage {
    let mut state = 7_u32;
    RgbImage::from_fn(width, height, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (state >> 28) as u8;
        let [x, y] = [x * 200 / width, y * 200 / height].map(|part| part as u8);
        image::Rgb([x + grain, y + grain, 90 + grain])
    })
}

/// A photograph, with a position and an orientation (EXIF) where one is given.
pub(crate) fn photograph(width: u32, height: u32, orientation: Option<u8>) -> Vec<u8> {
    jpeg(&noise(width, height), orientation)
}

/// A JPEG with a position and an orientation where one is given.
pub(crate) fn jpeg(points: &RgbImage, orientation: Option<u8>) -> Vec<u8> {
    let (width, height) = [points.width(), points.height()]
        .map(|side| side as u16)
        .into();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 92);
    if let Some(orientation) = orientation {
        encoder.add_exif_metadata(&exif(orientation)).expect("EXIF");
    }
    encoder
        .encode(points, width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a JPEG");
    bytes
}

/// EXIF with an orientation, an owner and a position.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut bytes = tag.to_be_bytes().to_vec();
        bytes.extend(kind.to_be_bytes());
        bytes.extend(count.to_be_bytes());
        bytes.extend(value);
        bytes
    };
    let mut tiff = b"MM\0*\0\0\0\x08\0\x03".to_vec();
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8298, 2, 14, [0, 0, 0, 50]));
    tiff.extend(entry(0x8825, 4, 1, [0, 0, 0, 64]));
    tiff.extend([0; 4]);
    tiff.extend(b"canary-owner\0\0");
    tiff.extend([0, 1]);
    tiff.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    tiff.extend([0; 4]);
    tiff
}

/// Points in a format.
pub(crate) fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .into()
        .write_to(&mut bytes, format)
        .expect("a picture");
    bytes.into_inner()
}

/// A logo: a disc on a ground that lets through.
pub(crate) fn logo(side: u32) -> RgbaImage {
    RgbaImage::from_fn(side, side, |x, y| {
        let from_middle = |at: u32| i64::from(at) - i64::from(side / 2);
        let inside = from_middle(x).pow(2) + from_middle(y).pow(2) < i64::from(side * side / 5);
        image::Rgba(if inside { [180, 20, 60, 255] } else { [0; 4] })
    })
}
