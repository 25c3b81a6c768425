//! The scale that a microscope wrote into its file, or into a text file beside it: the length
//! of a number of pixels. A TIFF has no other reliable scale: its resolution, which any
//! program may write, is meant for printers.

use super::tiff::Tags;

/// The tag of the width in pixels.
const WIDTH: u16 = 256;
/// The tags in which microscopes of FEI and Thermo Fisher store their settings, as INI text.
const THERMO: [u16; 2] = [34682, 34680];
/// The tag in which Zeiss microscopes store theirs, as lines.
const ZEISS: u16 = 34118;

/// How much of the settings is read, in bytes.
const MAX_SETTINGS: usize = 1 << 20;

/// The plausible lengths of a pixel, in metres: from atoms to what needs no microscope.
const BELIEVED: std::ops::Range<f64> = 1e-12..1e-3;

/// A length, and the pixels that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MicrographScale {
    /// The length with its unit, as content writes it: `2.56 um`.
    pub length: String,
    /// How many pixels of the file correspond to it.
    pub pixels: u32,
}

impl MicrographScale {
    /// As the key of a picture that states it.
    #[must_use]
    pub(crate) fn written(&self) -> String {
        format!(
            "scale: {{length: {}, pixels: {}}}",
            self.length, self.pixels
        )
    }
}

/// The scale in a TIFF of a microscope: the length of its whole width, which stays true when
/// the picture is saved with fewer pixels.
#[must_use]
pub(crate) fn scale_in(bytes: &[u8]) -> Option<MicrographScale> {
    let tags = Tags::of(bytes)?;
    let pixels = tags.number(WIDTH).filter(|width| *width > 0)?;
    let settings = |tag: u16| tags.bytes(tag).map(lines);
    let pixel = THERMO
        .into_iter()
        .filter_map(settings)
        .find_map(|lines| thermo(&lines))
        .or_else(|| zeiss(&settings(ZEISS)?))?;
    let metres = Some(pixel.metres).filter(|metres| BELIEVED.contains(metres))?;
    let length = written(metres * f64::from(pixels), pixel.digits)?;
    Some(MicrographScale { length, pixels })
}

/// The scale in the text file of a JEOL microscope beside a picture: its bar.
#[must_use]
pub(crate) fn scale_beside(text: &[u8]) -> Option<MicrographScale> {
    let lines = lines(text);
    let of = |key: &str| {
        let mut own = lines.iter().filter_map(|line| line.strip_prefix(key));
        own.next().map(str::trim)
    };
    let pixels = of("$$SM_MICRON_BAR ")?.parse().ok()?;
    let marker = of("$$SM_MICRON_MARKER ")?;
    let (number, unit) = marker.split_at(marker.find(|c: char| c.is_alphabetic())?);
    let length = length(number, unit)?;
    let length = written(length.metres, length.digits)?;
    (pixels > 0).then_some(MicrographScale { length, pixels })
}

/// A length as a number that a microscope wrote.
struct Length {
    metres: f64,
    /// Its significant digits.
    digits: usize,
}

/// The lines of settings; they are encoded in Latin-1.
fn lines(bytes: &[u8]) -> Vec<String> {
    let bytes = bytes.get(..MAX_SETTINGS).unwrap_or(bytes);
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r' | 0));
    let text = |line: &[u8]| {
        line.iter()
            .map(|byte| char::from(*byte))
            .collect::<String>()
    };
    lines.map(text).filter(|line| !line.is_empty()).collect()
}

/// The width of a pixel, from the section of the scan or else of a beam.
fn thermo(lines: &[String]) -> Option<Length> {
    let mut section = "";
    let mut of_beam = None;
    for line in lines {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some(number) = line.strip_prefix("PixelWidth=") {
            match section {
                "Scan" => return length(number, "m"),
                "EScan" | "IScan" => of_beam = of_beam.or_else(|| length(number, "m")),
                _ => {}
            }
        }
    }
    of_beam
}

/// The size of a pixel, from the line after its name.
fn zeiss(lines: &[String]) -> Option<Length> {
    let mut lines = lines.iter().map(|line| line.trim());
    lines.find(|line| *line == "AP_IMAGE_PIXEL_SIZE")?;
    let (_, value) = lines.next()?.split_once('=')?;
    let (number, unit) = value.trim().split_once(' ')?;
    length(number, unit)
}

fn length(number: &str, unit: &str) -> Option<Length> {
    let number = number.trim();
    let factor = match unit.trim() {
        "m" => 1.0,
        "mm" => 1e-3,
        // Also as UTF-8, whose bytes were read as Latin-1.
        "um" | "µm" | "\u{c2}\u{b5}m" | "\u{ce}\u{bc}m" => 1e-6,
        "nm" => 1e-9,
        "pm" => 1e-12,
        _ => return None,
    };
    let value: f64 = number.parse().ok()?;
    let mantissa = number.split(['e', 'E']).next().unwrap_or(number);
    let digits = mantissa.trim_start_matches(['0', '.', '-', '+']);
    let digits = digits.bytes().filter(u8::is_ascii_digit).count();
    (value.is_finite() && value > 0.0).then_some(Length {
        metres: value * factor,
        digits: digits.clamp(4, 6),
    })
}

/// A length in the unit that needs the fewest digits.
fn written(metres: f64, digits: usize) -> Option<String> {
    const UNITS: [(&str, f64); 4] = [("m", 1.0), ("mm", 1e3), ("um", 1e6), ("nm", 1e9)];
    let last = UNITS.last()?;
    let mut units = UNITS.iter();
    let (unit, factor) = units
        .find(|(_, factor)| metres * factor >= 1.0)
        .unwrap_or(last);
    let value = metres * factor;
    // Below a thousand, the digits before the decimal point are significant.
    let before = format!("{value:.0}").len();
    let rounded = format!("{value:.*}", digits.saturating_sub(before));
    let short = if rounded.contains('.') {
        rounded.trim_end_matches('0').trim_end_matches('.')
    } else {
        &rounded
    };
    (short != "0").then(|| format!("{short} {unit}"))
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
mod tests {
    use std::time::Instant;

    use super::*;

    /// A TIFF with a width and settings under a tag.
    fn tiff(width: u16, tag: u16, settings: &[u8]) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0\x02\0".to_vec();
        let mut entry = |tag: u16, kind: u16, count: u32, value: u32| {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(kind.to_le_bytes());
            bytes.extend(count.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        };
        entry(256, 3, 1, width.into());
        entry(tag, 2, settings.len() as u32, 38);
        bytes.extend([0; 4]);
        bytes.extend(settings);
        bytes
    }

    fn stated(bytes: &[u8]) -> Option<String> {
        scale_in(bytes).map(|scale| scale.written())
    }

    #[test]
    fn microscopes_state_the_width_of_a_pixel() {
        let of_beam = b"[EScan]\r\nPixelWidth=1e-9\r\n";
        let whole = b"[System]\r\nPixelWidth=7\r\n[EScan]\r\nPixelWidth=1e-9\r\n[Scan]\r\nPixelWidth=2.5e-009\r\n";
        let zeiss = b"\r\n0\r\nDP_ZOOM\r\nZoom = Off\r\nAP_IMAGE_PIXEL_SIZE\r\nImage Pixel Size = 35.94 nm\r\nAP_MAG\r\nMag =  3.11 K X\r\n\0";
        let coarse = b"AP_IMAGE_PIXEL_SIZE\r\nImage Pixel Size = 1.117 \xb5m\r\n";
        for (tag, settings, expected) in [
            (34682, &whole[..], "scale: {length: 2.56 um, pixels: 1024}"),
            (34680, of_beam, "scale: {length: 1.024 um, pixels: 1024}"),
            (34118, zeiss, "scale: {length: 36.8 um, pixels: 1024}"),
            (34118, coarse, "scale: {length: 1.144 mm, pixels: 1024}"),
        ] {
            let found = stated(&tiff(1024, tag, settings));
            assert_eq!(found.as_deref(), Some(expected));
        }
    }

    /// An unknown tag, a value that is not a length, and implausible lengths.
    #[test]
    fn implausible_scales_are_ignored() {
        for (tag, settings) in [
            (270, &b"[Scan]\nPixelWidth=1e-9\n"[..]),
            (34682, b"[Scan]\nPixelWidth=0\n"),
            (34682, b"[Scan]\nPixelWidth=NaN\n"),
            (34682, b"[Scan]\nPixelWidth=1e-15\n"),
            (34682, b"[Scan]\nPixelWidth=0.5\n"),
            (34118, b"AP_IMAGE_PIXEL_SIZE\nImage Pixel Size = 5 s\n"),
            (34118, b"AP_IMAGE_PIXEL_SIZE"),
        ] {
            assert_eq!(stated(&tiff(1024, tag, settings)), None);
        }
    }

    #[test]
    fn a_text_beside_states_the_bar() {
        let text = |marker: &str| {
            format!("$CM_MAG 5000\r\n$$SM_MICRON_BAR 180\r\n$$SM_MICRON_MARKER {marker}\r\n")
        };
        let stated = |marker: &str| scale_beside(text(marker).as_bytes());
        let scale = stated("5um").map(|scale| scale.written());
        assert_eq!(scale.as_deref(), Some("scale: {length: 5 um, pixels: 180}"));
        let scale = stated("100 nm").map(|scale| scale.length);
        assert_eq!(scale.as_deref(), Some("100 nm"));
        assert_eq!(
            stated("1µm").map(|scale| scale.length).as_deref(),
            Some("1 um")
        );
        assert_eq!(stated("five"), None);
        assert_eq!(scale_beside(b"A note on the sample."), None);
    }

    /// A tag list that points to itself or claims to be endless, and settings that point
    /// outside the file.
    #[test]
    fn hostile_files_are_refused_at_once() {
        let mut far = tiff(1024, 34682, b"[Scan]\nPixelWidth=1e-9\n");
        far[26..30].copy_from_slice(&u32::MAX.to_le_bytes());
        let mut circle = tiff(1024, 34682, b"");
        circle[34..38].copy_from_slice(&8_u32.to_le_bytes());
        let mut endless = b"II*\0\x08\0\0\0\xff\xff".to_vec();
        endless.resize(2_000_000, 0xff);
        let mut nowhere = b"MM\0*".to_vec();
        nowhere.extend(u32::MAX.to_be_bytes());
        let lines = vec![b'\n'; 4_000_000];
        let begun = Instant::now();
        for bytes in [
            far,
            circle,
            endless,
            nowhere,
            tiff(9, 34682, &lines),
            Vec::new(),
        ] {
            assert_eq!(stated(&bytes), None);
        }
        assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
    }
}
