//! Files of microscopes, which no browser shows: what is said of the scale in them.

use super::site;
use crate::support::{Run, SiteTest};

/// A TIFF of a width with settings under a tag.
fn tiff(width: u16, tag: u16, settings: &[u8]) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    let mut entry = |tag: u16, kind: u16, count: u32, value: &[u8]| {
        bytes.extend(tag.to_be_bytes());
        bytes.extend(kind.to_be_bytes());
        bytes.extend(count.to_be_bytes());
        bytes.extend(value);
    };
    let [high, low] = width.to_be_bytes();
    entry(256, 3, 1, &[high, low, 0, 0]);
    entry(tag, 7, settings.len() as u32, &38_u32.to_be_bytes());
    bytes.extend([0; 4]);
    bytes.extend(settings);
    bytes
}

fn named(file: &str, bytes: &[u8]) -> SiteTest {
    site("other.png", b"")
        .without("content/assets/other.png")
        .replaced("content/members/one.yaml", "assets/other.png", file)
        .bytes(
            &format!("content/assets/{}", file.trim_start_matches("assets/")),
            bytes,
        )
}

const THERMO: &[u8] =
    b"[User]\r\nDate=01/02/2026\r\n[Scan]\r\nPixelWidth=2.5e-009\r\nPixelHeight=2.5e-009\r\n";
const ZEISS: &[u8] =
    b"\r\n0\r\nAP_IMAGE_PIXEL_SIZE\r\nImage Pixel Size = 35.94 nm\r\nAP_WD\r\nWD = 4.1 mm\r\n";

fn refused(run: Run) -> Run {
    run.ended_with(1)
        .says("error[I004]: picture `")
        .says("content/members/one.yaml:5:")
}

/// The scale in the file is told as the key that states it: for the whole width, which
/// stays true where the picture is saved smaller.
#[test]
fn the_scale_of_a_microscope_is_told() {
    for (tag, settings, scale) in [
        (34682, THERMO, "`scale: {length: 2.56 um, pixels: 1024}`"),
        (34118, ZEISS, "`scale: {length: 36.8 um, pixels: 1024}`"),
    ] {
        let site = named("assets/sem.tif", &tiff(1024, tag, settings));
        refused(site.check()).says(scale);
        // A copy with another name is a TIFF still.
        named("assets/sem.png", &tiff(1024, tag, settings))
            .check()
            .ended_with(1)
            .says("error[I023]")
            .says("a TIFF")
            .says(scale);
    }
}

/// What is told can be written, and gives the bar.
#[test]
fn what_is_told_can_be_written() {
    let picture = super::encoded(super::noise(1024, 90), image::ImageFormat::Png);
    named("assets/sem.png", &picture)
        .replaced(
            "content/members/one.yaml",
            "assets/sem.png,",
            "assets/sem.png, scale: {length: 2.56 um, pixels: 1024},",
        )
        .check()
        .ended_with(0);
}

/// A microscope of JEOL writes a text beside the picture.
#[test]
fn a_text_beside_the_picture_is_read() {
    let site = named("assets/sem.tif", b"II*\0\x08\0\0\0\0\0").file(
        "content/assets/sem.txt",
        "$CM_FORMAT JEOL/SEM\n$CM_MAG 5000\n$$SM_MICRON_BAR 180\n$$SM_MICRON_MARKER 5um\n",
    );
    refused(site.check()).says("`scale: {length: 5 um, pixels: 180}`");
}

/// The resolution for printers is no scale, and neither is what leads nowhere; none of it
/// keeps a build busy.
#[test]
fn what_is_no_scale_is_not_told() {
    let mut far = tiff(1024, 34682, THERMO);
    far[26..30].copy_from_slice(&u32::MAX.to_be_bytes());
    let mut circle = tiff(1024, 34682, b"");
    circle[34..38].copy_from_slice(&8_u32.to_be_bytes());
    let mut endless = b"II*\0\x08\0\0\0\xff\xff".to_vec();
    endless.resize(3_000_000, 0xff);
    for bytes in [
        tiff(1024, 282, b"\0\0\0\x48\0\0\0\x01"),
        far,
        circle,
        endless,
    ] {
        let begun = std::time::Instant::now();
        let run = refused(named("assets/sem.tif", &bytes).check());
        assert!(!run.said().contains("scale: {"), "{}", run.said());
        run.says("export it as PNG or JPEG");
        assert!(begun.elapsed().as_secs() < 5);
    }
    // Nothing outside of the content is read.
    let site = named("../../sem.tif", b"").without("content/assets/../../sem.tif");
    let site = site.bytes("sem.tif", &tiff(1024, 34682, THERMO));
    let run = refused(site.check());
    assert!(!run.said().contains("scale: {"), "{}", run.said());
}
