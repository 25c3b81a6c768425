//! Pictures above the limits are refused before they are decoded.

use std::time::Instant;

use super::{Border, Sizes, make};

/// A PNG, a GIF and a WebP with small files and enormous dimensions.
#[test]
fn decompression_bombs_are_refused_before_decoding() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x06\0\0\0".to_vec();
    png.extend(0xe370_4639_u32.to_be_bytes());
    png.extend(vec![0; 2_000_000]);
    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    let frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    gif.extend(frame.repeat(10_000));
    gif.push(0x3b);
    let mut webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    webp.extend(b"\x7f\x3e\0\x7f\x3e\0");
    for bomb in [png, gif, webp] {
        let run = || {
            let begun = Instant::now();
            assert!(make(&bomb, &Sizes::default(), Border::Trimmed).is_err());
            begun.elapsed()
        };
        let fastest = (0..5).map(|_| run()).min().unwrap_or_default();
        assert!(fastest.as_millis() < 100, "{fastest:?}");
    }
}
