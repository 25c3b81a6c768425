//! The format of a file by its bytes, and the faults that can be found without decoding it.

use image::ImageFormat;

use crate::messages::{Message, message};

/// The first bytes of a git-lfs pointer file.
const GIT_LFS: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The most scans of a JPEG. Progressive ones have about ten; decoders give up at a hundred,
/// after processing the whole picture for each.
const MAX_SCANS: usize = 64;

/// How far into a file a PDF may start.
const PDF_START: usize = 1024;

/// Whether files with this extension are pictures that get copies.
#[must_use]
pub(crate) fn is_picture(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "gif" | "webp")
}

/// Whether a file is a git-lfs pointer.
#[must_use]
pub(crate) fn is_text_pointer(bytes: &[u8]) -> bool {
    bytes.starts_with(GIT_LFS)
}

/// Whether a file starts with the magic bytes of its extension.
#[must_use]
pub(crate) fn begins_as(extension: &str, bytes: &[u8]) -> bool {
    let has = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    match extension {
        "png" => has(0, b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => has(0, b"\xff\xd8\xff"),
        "gif" => has(0, b"GIF87a") || has(0, b"GIF89a"),
        "webp" => has(0, b"RIFF") && has(8, b"WEBP"),
        "avif" => has(4, b"ftypavif") || has(4, b"ftypavis"),
        "heic" => {
            let brands = [b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf"];
            brands.iter().any(|brand| has(4, *brand))
        }
        "tiff" => has(0, b"II*\0") || has(0, b"MM\0*") || has(0, b"II+\0") || has(0, b"MM\0+"),
        "bmp" => has(0, b"BM") && has(6, b"\0\0\0\0"),
        "ico" => has(0, b"\0\0\x01\0"),
        "pdf" => {
            let start = bytes.get(..PDF_START).unwrap_or(bytes);
            start.windows(5).any(|window| window == b"%PDF-")
        }
        "woff2" => has(0, b"wOF2"),
        "zip" | "xlsx" | "ods" | "docx" | "odt" | "pptx" => {
            has(0, b"PK\x03\x04") || has(0, b"PK\x05\x06")
        }
        "mp4" => has(4, b"ftyp"),
        "webm" => has(0, b"\x1a\x45\xdf\xa3"),
        _ => true,
    }
}

/// The format of a picture; `None` if it is not one that is decoded.
pub(super) fn of(bytes: &[u8]) -> Option<ImageFormat> {
    let known = [
        ("png", ImageFormat::Png),
        ("jpg", ImageFormat::Jpeg),
        ("gif", ImageFormat::Gif),
        ("webp", ImageFormat::WebP),
    ];
    let mut known = known.into_iter();
    let found = known.find(|(extension, _)| begins_as(extension, bytes));
    found.map(|(_, format)| format)
}

/// What is wrong with a picture file: it is animated or truncated.
pub(super) fn fault(format: ImageFormat, bytes: &[u8]) -> Option<Message> {
    let shape = match format {
        ImageFormat::Png => png(bytes),
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Gif => gif(bytes),
        _ => webp(bytes),
    };
    match shape {
        Shape::Still => None,
        Shape::Moving => Some(message!("file.animated")),
        Shape::CutOff => Some(message!("file.cut_off")),
        Shape::Endless => Some(message!("file.undecodable")),
    }
}

/// The structure of a file.
enum Shape {
    Still,
    Moving,
    CutOff,
    /// It has more scans than any program writes; each of them covers the whole picture.
    Endless,
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(
        digits
            .iter()
            .fold(0, |all, byte| all << 8 | usize::from(*byte)),
    )
}

/// Reads the chunks of a PNG up to its end.
fn png(bytes: &[u8]) -> Shape {
    let mut at = 8;
    loop {
        let (Some(length), Some(name)) = (number(bytes, at, 4), bytes.get(at + 4..at + 8)) else {
            return Shape::CutOff;
        };
        let next = at.saturating_add(length).saturating_add(12);
        if next > bytes.len() {
            return Shape::CutOff;
        }
        match name {
            b"acTL" if number(bytes, at + 8, 4).is_some_and(|frames| frames > 1) => {
                return Shape::Moving;
            }
            b"IEND" => return Shape::Still,
            _ => at = next,
        }
    }
}

/// Reads the markers of a JPEG up to its end: decoders show a truncated file with a grey part,
/// without an error.
fn jpeg(bytes: &[u8]) -> Shape {
    let mut at = 2;
    let mut scans = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte != 0xff {
            at += 1;
            continue;
        }
        match bytes.get(at + 1) {
            Some(0xd9) => return Shape::Still,
            Some(0xff) => at += 1,
            // Escaped data, restart markers and markers without a length.
            Some(0x00 | 0x01 | 0xd0..=0xd8) => at += 2,
            Some(0xda) if scans == MAX_SCANS => return Shape::Endless,
            Some(_) => match number(bytes, at + 2, 2) {
                Some(length) => {
                    scans += usize::from(bytes.get(at + 1) == Some(&0xda));
                    at += 2 + length.max(2);
                }
                None => return Shape::CutOff,
            },
            None => return Shape::CutOff,
        }
    }
    Shape::CutOff
}

/// Reads the blocks of a GIF up to its second picture or its end.
fn gif(bytes: &[u8]) -> Shape {
    let colours = |flags: u8| {
        let count = 2_usize << (flags & 7);
        if flags & 0x80 == 0 { 0 } else { 3 * count }
    };
    let Some(flags) = bytes.get(10) else {
        return Shape::CutOff;
    };
    let mut at = 13 + colours(*flags);
    let mut pictures = 0;
    loop {
        at = match bytes.get(at) {
            Some(0x2c) if pictures > 0 => return Shape::Moving,
            Some(0x2c) => {
                pictures += 1;
                let Some(flags) = bytes.get(at + 9) else {
                    return Shape::CutOff;
                };
                at + 11 + colours(*flags)
            }
            Some(0x21) => at + 2,
            Some(0x3b) => return Shape::Still,
            _ => return Shape::CutOff,
        };
        while let Some(length) = bytes.get(at) {
            at += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
}

/// Reads the header of a WebP.
fn webp(bytes: &[u8]) -> Shape {
    let little = bytes.get(4..8).and_then(|bytes| bytes.first_chunk());
    let length = little.map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize);
    if length < 12 || length.saturating_add(8) > bytes.len() {
        return Shape::CutOff;
    }
    let is_extended = bytes.get(12..16) == Some(b"VP8X");
    match bytes.get(20) {
        Some(flags) if is_extended && flags & 2 != 0 => Shape::Moving,
        _ => Shape::Still,
    }
}

/// Whether a WebP is lossy, as photographs are.
pub(super) fn is_lossy_webp(bytes: &[u8]) -> bool {
    let start = bytes.get(..4096).unwrap_or(bytes);
    start.windows(4).any(|name| name == b"VP8 ")
}
