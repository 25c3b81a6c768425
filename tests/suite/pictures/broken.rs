//! Files that no browser shows as a picture: an error each, where the entry names it.

use image::ImageFormat;

use super::{encoded, logo, noise, photograph, site};

/// A PNG whose header asks for a size, with nothing to show behind it.
fn header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(noise(4, 4), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| {
        if sum & 1 == 1 {
            sum >> 1 ^ 0xedb8_8320
        } else {
            sum >> 1
        }
    };
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), step)
    })
}

/// A GIF of so many frames of one point.
fn animation(frames: usize) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for _ in 0..frames {
        bytes.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    bytes.push(0x3b);
    bytes
}

/// A WebP whose canvas is not that of what is drawn on it.
fn lying_webp(side: u32) -> Vec<u8> {
    let still = encoded(logo(8), ImageFormat::WebP);
    let mut body = b"WEBPVP8X\x0a\0\0\0\x10\0\0\0".to_vec();
    let less = (side - 1).to_le_bytes();
    body.extend(&less[..3]);
    body.extend(&less[..3]);
    body.extend(&still[12..]);
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// Each broken file is an error at the field that names it, and the message says what to
/// do.
#[test]
fn broken_rasters() {
    let photograph = photograph(64, 48, None);
    let png = encoded(noise(64, 48), ImageFormat::Png);
    let webp = encoded(noise(64, 48), ImageFormat::WebP);
    let gif = encoded(logo(32), ImageFormat::Gif);
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let mut scratched = png.clone();
    let middle = scratched.len() / 2;
    scratched[middle] ^= 0xff;
    let lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n".to_vec();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a.jpg", half(&photograph), "cut off"),
        ("a.png", half(&png), "cut off"),
        ("a.webp", half(&webp), "cut off"),
        ("a.gif", half(&gif), "cut off"),
        ("a.png", Vec::new(), "empty"),
        (
            "a.png",
            b"<!doctype html><p>x</p>".to_vec(),
            "a page of HTML",
        ),
        ("a.png", lfs, "git lfs pull"),
        (
            "a.jpg",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1".to_vec(),
            "save it as JPEG",
        ),
        ("a.png", b"II*\0\x08\0\0\0\0\0".to_vec(), "a TIFF"),
        ("a.png", b"BM\x46\0\0\0\0\0\0\0\x36".to_vec(), "a BMP"),
        ("a.png", scratched, "cannot be decoded"),
        ("a.jpg", png, "a PNG"),
        ("a.gif", animation(2), "animated"),
    ];
    for (file, bytes, why) in cases {
        site(file, &bytes)
            .build()
            .ended_with(1)
            .says("error[I023]")
            .says("content/members/one.yaml:5:14")
            .says(&format!("`content/assets/{file}` cannot be published"))
            .says(why);
    }
}

/// What asks for more than the limits allow is refused by its header.
#[test]
fn bombs() {
    let cases = [
        ("a.png", header(20_000, 20_000), "20000 × 20000"),
        ("a.png", header(0, 5), "error[I023]"),
        ("a.gif", animation(10_000), "animated"),
        ("a.webp", lying_webp(16_000), "16000 × 16000"),
        ("a.webp", lying_webp(6000), "error[I023]"),
    ];
    for (file, bytes, says) in cases {
        site(file, &bytes).build().ended_with(1).says(says);
    }
    // The scan of a small JPEG a hundred times over: of a large one, each takes as long as
    // the picture.
    let mut scans = photograph(64, 48, None);
    let scan = scans
        .windows(2)
        .position(|pair| pair == [0xff, 0xda])
        .unwrap();
    let end = scans.len() - 2;
    let again = scans[scan..end].repeat(100);
    scans.splice(end..end, again);
    site("a.jpg", &scans)
        .build()
        .ended_with(1)
        .says("cannot be decoded");
    // Nothing is wrong with such a file but its size, and that is what is said.
    site("a.png", &header(20_000, 20_000))
        .build()
        .ended_with(1)
        .says("has too many pixels")
        .says("4000 pixels at the longer side");
}

/// A file that a text shows is reported at the text.
#[test]
fn a_broken_picture_in_a_text() {
    crate::support::SiteTest::minimal()
        .file(
            "content/pages/one.md",
            "---\ntitle: One\n---\nSee ![a pore](../assets/pore.png)\n",
        )
        .bytes("content/assets/pore.png", b"")
        .build()
        .ended_with(1)
        .says("content/pages/one.md:4:5")
        .says("it is empty");
}
