//! Whether a file is what its name says, by its first bytes. A browser that opens a
//! page that is called a picture may read it as a page; and a picture that cannot be
//! shown is better found here than by a visitor.

use crate::config::limits::MAX_PICTURE_POINTS;
use crate::messages::{Message, message};

/// What a text file begins with that stands for a file which git keeps elsewhere.
const GIT_LFS: &[u8] = b"version https://git-lfs.github.com/spec/";

/// How far into a file a PDF may begin.
const PDF_START: usize = 1024;

/// Why a file is not what its ending says; `None` where it is, or nothing can be said.
pub(super) fn mismatch(extension: &str, bytes: &[u8]) -> Option<Message> {
    if bytes.starts_with(GIT_LFS) {
        return Some(message!("file.lfs"));
    }
    if !begins_as(extension, bytes) {
        return Some(match (bytes.is_empty(), kind(bytes)) {
            (true, _) => message!("file.empty"),
            (false, Some(kind)) => kind,
            (false, None) => message!("file.other_start", extension = extension),
        });
    }
    match extension {
        "png" | "jpg" | "jpeg" | "gif" | "webp" => size(bytes),
        _ => None,
    }
}

fn begins_as(extension: &str, bytes: &[u8]) -> bool {
    let has = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    match extension {
        "png" => has(0, b"\x89PNG\r\n\x1a\n"),
        "jpg" | "jpeg" => has(0, b"\xff\xd8\xff"),
        "gif" => has(0, b"GIF87a") || has(0, b"GIF89a"),
        "webp" => has(0, b"RIFF") && has(8, b"WEBP"),
        "avif" => has(4, b"ftypavif") || has(4, b"ftypavis") || has(4, b"ftypmif1"),
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

/// What a file is that is not what its ending says.
fn kind(bytes: &[u8]) -> Option<Message> {
    let known = [
        ("png", message!("file.png")),
        ("jpg", message!("file.jpeg")),
        ("gif", message!("file.gif")),
        ("webp", message!("file.webp")),
        ("avif", message!("file.avif")),
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

/// What is wrong with the size that a picture's header gives.
fn size(bytes: &[u8]) -> Option<Message> {
    let Ok(size) = imagesize::blob_size(bytes) else {
        return Some(message!("file.damaged"));
    };
    let (width, height) = (size.width as u64, size.height as u64);
    if width == 0 || height == 0 {
        return Some(message!("file.no_points"));
    }
    let points = width.saturating_mul(height);
    (points > MAX_PICTURE_POINTS).then(|| {
        let limit = MAX_PICTURE_POINTS / 1_000_000;
        message!(
            "file.too_large",
            width = width,
            height = height,
            limit = limit,
        )
    })
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
            ("png", &png(1, 1)[..18], "cut off"),
            ("png", &png(0, 0), "no points"),
            ("png", &png(u32::MAX, u32::MAX), "at most 40 million"),
            ("gif", b"GIF89a/*\0\0*/=alert(1);", "no points"),
            ("woff2", b"wOFF", "does not begin"),
            ("xlsx", b"a,b\n1,2\n", "does not begin"),
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
