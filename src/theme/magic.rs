//! Whether a file's first bytes match its extension. A browser may open an HTML page that is
//! named as a picture, and run it as a page.

use crate::messages::{Message, message};
use crate::pictures::{begins_as, is_text_pointer, scale_in};

/// What a file really is; `None` if it matches its extension, or is not recognised.
pub(super) fn mismatch(extension: &str, bytes: &[u8]) -> Option<Message> {
    if is_text_pointer(bytes) {
        return Some(message!("file.lfs"));
    }
    if !begins_as(extension, bytes) {
        return Some(match (bytes.is_empty(), kind(bytes)) {
            (true, _) => message!("file.empty"),
            (false, Some(kind)) => kind,
            (false, None) => message!("file.other_start", extension = extension),
        });
    }
    None
}

/// The format of a file that does not match its extension.
fn kind(bytes: &[u8]) -> Option<Message> {
    let known = [
        ("png", message!("file.png")),
        ("jpg", message!("file.jpeg")),
        ("gif", message!("file.gif")),
        ("webp", message!("file.webp")),
        ("avif", message!("file.avif")),
        ("heic", message!("file.heic")),
        ("tiff", tiff(bytes)),
        ("bmp", message!("file.bmp")),
        ("zip", message!("file.zip")),
    ];
    let mut known = known.into_iter();
    if let Some((_, kind)) = known.find(|(extension, _)| begins_as(extension, bytes)) {
        return Some(kind);
    }
    let start = bytes.trim_ascii_start();
    let start = start.get(..64).unwrap_or(start).to_ascii_lowercase();
    let starts = |with: &[&[u8]]| with.iter().any(|with| start.starts_with(with));
    if starts(&[b"<!doctype html", b"<html", b"<script", b"<head", b"<body"]) {
        Some(message!("file.web_page"))
    } else if starts(&[b"<svg", b"<?xml"]) {
        Some(message!("file.other_xml"))
    } else if start.starts_with(b"%pdf-") {
        Some(message!("file.pdf"))
    } else {
        None
    }
}

/// What a TIFF is, with the scale that a microscope wrote into it.
fn tiff(bytes: &[u8]) -> Message {
    match scale_in(bytes) {
        Some(scale) => message!("file.tiff_scaled", scale = scale.written()),
        None => message!("file.tiff"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(*b"\x08\x06\0\0\0\0\0\0\0");
        bytes
    }

    #[test]
    fn files_are_known_by_their_bytes() {
        let html = b"<!doctype html><script>alert(1)</script>".as_slice();
        let lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n".as_slice();
        for (extension, bytes, why) in [
            ("png", html, "a page of HTML"),
            ("pdf", html, "a page of HTML"),
            ("png", b"", "empty"),
            ("png", lfs, "git-lfs"),
            ("csv", lfs, "git-lfs"),
            ("png", b"<svg onload='alert(1)'/>", "an SVG"),
            ("jpg", &png(1, 1), "a PNG"),
            ("jpg", b"\0\0\0\x18ftypheic", "HEIC"),
            ("png", b"II*\0\x08\0\0\0", "TIFF"),
            ("png", b"BM\x46\0\0\0\0\0\0\0", "BMP"),
            ("woff2", b"wOFF", "first bytes"),
            ("xlsx", b"a,b\n1,2\n", "first bytes"),
        ] {
            let found = mismatch(extension, bytes).map(|why| why.text("en"));
            let found = found.unwrap_or_default();
            assert!(found.contains(why), "{extension}: {found}");
        }
        assert_eq!(mismatch("png", &png(1200, 800)), None);
        assert_eq!(mismatch("pdf", b"\xef\xbb\xbf%PDF-1.7\n"), None);
        assert_eq!(mismatch("txt", html), None);
    }
}
