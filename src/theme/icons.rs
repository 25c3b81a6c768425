//! The icons of a site: what browsers, phones and feed readers show for it, rendered from one
//! picture, the icon of the house style or else that of the theme.
//!
//! 1. A drawing is rendered at each size; a raster picture is scaled down, never up.
//! 2. A picture that is not square is centred in a square.
//! 3. Each size is a PNG among the files of the theme; the smallest two are in one
//!    `favicon.ico` as well, for programs that support nothing else.

use std::io::Cursor;

use fast_image_resize::images::Image as Pixels;
use fast_image_resize::{PixelType, Resizer};
use html5gum::{Token, Tokenizer};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ImageReader, Limits, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, roxmltree};

use super::Theme;
use crate::diagnostic::{Diagnostic, Place};
use crate::messages::Arg;
use crate::path::SourcePath;
use crate::pictures;

/// The folder of the icons among the files of a theme.
const FOLDER: &str = "icons/";

/// The theme's own icon.
const OF_THEME: &str = "favicon.svg";

/// The icon for programs that support nothing else.
const FAVICON: &str = "favicon.ico";

/// The sizes of the icons in pixels, each with the name of its file.
const SIZES: &[(u32, &str)] = &[
    (16, ""),
    (32, ""),
    (180, "apple-touch-icon.png"),
    (192, "icon-192.png"),
    (512, "icon-512.png"),
];

/// The sizes in `favicon.ico`.
const IN_ICO: u32 = 32;

/// The longest side of a source picture, which also bounds the memory.
const LARGEST_SIDE: u32 = 4096;
const MEMORY: u64 = 96 << 20;

/// The longest side of a drawing that can be rendered.
const LARGEST_DRAWING: f32 = 100_000.0;

/// The most references to other parts of a drawing; nested ones multiply.
const MOST_REPEATED: usize = 24;

/// Why a picture cannot become an icon.
enum IconFault {
    Unreadable(Arg),
    /// It contains text, which looks different wherever it is rendered.
    HasText,
    /// It repeats so many parts that rendering may take for ever.
    Repeats(usize),
    /// It is smaller than the largest icon.
    Small(u32),
}

impl IconFault {
    fn finding(self, place: Place) -> Diagnostic {
        match self {
            Self::Unreadable(why) => Diagnostic::new("I063.unreadable", place).arg("why", why),
            Self::HasText => Diagnostic::new("I063.text", place),
            Self::Repeats(parts) => Diagnostic::new("I063.repeats", place)
                .arg("parts", parts.to_string())
                .arg("limit", MOST_REPEATED.to_string()),
            Self::Small(side) => Diagnostic::new("I063.small", place).arg("side", side.to_string()),
        }
    }
}

impl Theme {
    /// The `favicon.ico`, if there is one.
    #[must_use]
    pub(crate) fn icon(&self) -> Option<&[u8]> {
        self.assets
            .get(&format!("{FOLDER}{FAVICON}"))
            .map(Vec::as_slice)
    }

    /// Adds icons to the theme's files, from a picture of the content or else from the theme's
    /// own icon; a theme without an icon gets none.
    pub(super) fn add_icons(
        &mut self,
        own: Option<(SourcePath, Vec<u8>)>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let (place, ending, bytes) = match own {
            Some((path, bytes)) => (Place::File(path.clone()), path.extension(), bytes),
            None => match self.assets.get(OF_THEME) {
                Some(bytes) => (self.place(), "svg".to_owned(), bytes.clone()),
                None => return,
            },
        };
        let is_drawing = ending == "svg";
        let made = if is_drawing {
            of_drawing(&bytes)
        } else {
            of_pixels(&bytes)
        };
        match made {
            Ok((icons, fault)) => {
                findings.extend(fault.map(|fault| fault.finding(place)));
                for (name, bytes) in icons {
                    self.assets.insert(format!("{FOLDER}{name}"), bytes);
                }
                if is_drawing {
                    self.assets.insert(format!("{FOLDER}icon.svg"), bytes);
                }
            }
            Err(fault) => findings.push(fault.finding(place)),
        }
    }
}

type Icons = Vec<(String, Vec<u8>)>;

/// The icons of a drawing.
fn of_drawing(bytes: &[u8]) -> Result<(Icons, Option<IconFault>), IconFault> {
    let text = String::from_utf8_lossy(bytes);
    let tags = |wanted: &[u8]| {
        let is_wanted = |token: &Token| match token {
            Token::StartTag(tag) => tag.name.rsplit(|byte| *byte == b':').next() == Some(wanted),
            _ => false,
        };
        Tokenizer::new(&*text).flatten().filter(is_wanted).count()
    };
    if tags(b"text") > 0 {
        return Err(IconFault::HasText);
    }
    if tags(b"use") > MOST_REPEATED {
        return Err(IconFault::Repeats(tags(b"use")));
    }
    let mut options = usvg::Options::default();
    // A drawing is self-contained and reads no file.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    let document = roxmltree::Document::parse(&text)
        .map_err(|why| IconFault::Unreadable(why.to_string().into()))?;
    if let Some(why) = pictures::too_much(&document) {
        return Err(IconFault::Unreadable(why.into()));
    }
    let tree = usvg::Tree::from_xmltree(&document, &options);
    let tree = tree.map_err(|why| IconFault::Unreadable(why.to_string().into()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if width > LARGEST_DRAWING || height > LARGEST_DRAWING {
        return Err(IconFault::Unreadable(format!("{width} × {height}").into()));
    }
    let draw = |side: u32| {
        let mut map = Pixmap::new(side, side)?;
        // The sides of icons are small.
        #[expect(clippy::cast_precision_loss, reason = "at most 512")]
        let room = side as f32;
        let scale = (room / width).min(room / height);
        let (left, top) = ((room - width * scale) / 2.0, (room - height * scale) / 2.0);
        let place = Transform::from_row(scale, 0.0, 0.0, scale, left, top);
        resvg::render(&tree, place, &mut map.as_mut());
        let plain = map.pixels().iter().flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        });
        RgbaImage::from_raw(side, side, plain.collect())
    };
    let drawn = SIZES.iter().map(|(side, name)| Some((*name, draw(*side)?)));
    let icons = drawn.flatten().collect();
    Ok((files(icons)?, None))
}

/// The icons of a raster picture, in sizes up to its own.
fn of_pixels(bytes: &[u8]) -> Result<(Icons, Option<IconFault>), IconFault> {
    let unreadable = |why: image::ImageError| IconFault::Unreadable(why.to_string().into());
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|why| IconFault::Unreadable(why.to_string().into()))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let picture = reader.decode().map_err(unreadable)?.into_rgba8();
    let side = picture.width().max(picture.height());
    let mut square = RgbaImage::new(side, side);
    let left = i64::from((side - picture.width()) / 2);
    let top = i64::from((side - picture.height()) / 2);
    image::imageops::replace(&mut square, &picture, left, top);
    let largest = SIZES.iter().map(|(side, _)| *side).max().unwrap_or(side);
    let fault = (side < largest).then_some(IconFault::Small(side));
    let fitting = SIZES.iter().filter(|(size, _)| *size <= side);
    let made = fitting.map(|(size, name)| Some((*name, smaller(&square, *size)?)));
    let icons = made.flatten().collect();
    Ok((files(icons)?, fault))
}

fn smaller(square: &RgbaImage, side: u32) -> Option<RgbaImage> {
    let (width, height) = square.dimensions();
    let from = Pixels::from_vec_u8(width, height, square.as_raw().clone(), PixelType::U8x4).ok()?;
    let mut to = Pixels::new(side, side, PixelType::U8x4);
    Resizer::new().resize(&from, &mut to, None).ok()?;
    RgbaImage::from_raw(side, side, to.into_vec())
}

/// The pictures as files.
fn files(icons: Vec<(&str, RgbaImage)>) -> Result<Icons, IconFault> {
    let unreadable = |why: image::ImageError| IconFault::Unreadable(why.to_string().into());
    let mut all = Icons::new();
    let mut small = Vec::new();
    for (name, icon) in icons {
        let side = icon.width();
        let mut png = Cursor::new(Vec::new());
        // Icons have few colours: choosing a filter for each line would take most of the time
        // of a short run, without smaller files.
        let encoder =
            PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::NoFilter);
        icon.write_with_encoder(encoder).map_err(unreadable)?;
        let png = png.into_inner();
        if side <= IN_ICO {
            small.push((side, png.clone()));
        }
        if !name.is_empty() {
            all.push((name.to_owned(), png));
        }
    }
    all.extend(ico(&small).map(|bytes| (FAVICON.to_owned(), bytes)));
    Ok(all)
}

/// The first small pictures as one ICO file: header, directory, their bytes.
fn ico(pictures: &[(u32, Vec<u8>)]) -> Option<Vec<u8>> {
    const HEAD: usize = 6;
    const LINE: usize = 16;
    let count = u16::try_from(pictures.len())
        .ok()
        .filter(|count| *count > 0)?;
    let mut file = vec![0, 0, 1, 0];
    file.extend(count.to_le_bytes());
    let mut offset = HEAD + LINE * pictures.len();
    for (side, png) in pictures {
        let side = u8::try_from(*side).ok()?;
        // Width, height, palette size, reserved, planes, bits per pixel.
        file.extend([side, side, 0, 0, 1, 0, 32, 0]);
        file.extend(u32::try_from(png.len()).ok()?.to_le_bytes());
        file.extend(u32::try_from(offset).ok()?.to_le_bytes());
        offset += png.len();
    }
    file.extend(pictures.iter().flat_map(|(_, png)| png));
    Some(file)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
mod tests {
    use super::*;

    /// A drawing that names a file is rendered without reading it.
    #[test]
    fn a_drawing_reads_no_file() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("inner.svg");
        let drawing = |inside: &str| {
            let size = "viewBox=\"0 0 8 8\" width=\"8\" height=\"8\"";
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}>{inside}</svg>")
        };
        let red = "<rect width=\"8\" height=\"8\" fill=\"red\"/>";
        std::fs::write(&inner, drawing(red)).unwrap();
        let names_it = |element: &str| {
            format!(
                "<{element} href=\"{}\" width=\"8\" height=\"8\"/>",
                inner.display()
            )
        };
        let icons = |inside: &str| of_drawing(drawing(inside).as_bytes()).ok().unwrap().0;
        let none = icons("");
        assert_ne!(none, icons(red));
        assert_eq!(none, icons(&names_it("image")));
        let filter = format!("<filter id=\"f\">{}</filter>", names_it("feImage"));
        let filtered = |filter: &str| icons(&format!("{filter}<g filter=\"url(#f)\">{red}</g>"));
        let of_nothing = filter.replace("inner.svg", "nothing.svg");
        assert_eq!(filtered(&filter), filtered(&of_nothing));
    }
}
