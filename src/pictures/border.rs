//! The empty border of a logo: transparent, or white from a scanner or a JPEG. Where logos are
//! side by side, the one with the widest border would look like the smallest firm.

use image::{DynamicImage, GenericImageView as _, Rgba};

/// Whether the empty border of a picture is cut off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Border {
    /// The picture stays as it is.
    #[default]
    Kept,
    /// It is cut off, unless the picture is a photograph.
    Trimmed,
}

/// The least red, green and blue of a white pixel.
const WHITE: u8 = 235;
/// By how much a pixel of the border may differ from its corners.
const TOLERANCE: u8 = 12;
/// The opacity up to which a pixel is invisible.
const UNSEEN: u8 = 12;

/// A border takes at least one part in `PARTS` of a side; less is not worth another file.
const PARTS: u32 = 50;

/// About how many pixels are sampled to recognise a photograph.
const LOOKED_AT: usize = 20_000;
/// How many colours a logo consists of, in steps of eight, except for blends between them.
const FEW: usize = 6;
/// The most that neighbouring pixels of one colour differ in a JPEG.
const SAME: u8 = 6;
/// How many of a hundred pixels of a logo have one of its few colours, and how many equal
/// their neighbours.
const MOST: usize = 75;

/// The visible part of a picture: left, top, width, height.
pub(super) type Inside = (u32, u32, u32, u32);

/// The picture without its empty border; `None` if it has none, if it is empty, or if it is a
/// photograph.
pub(super) fn inside(pixels: &DynamicImage) -> Option<Inside> {
    let inside = within_border(pixels)?;
    let has_opacity = pixels.color().has_alpha();
    (has_opacity || has_few_colours(pixels, inside)).then_some(inside)
}

/// The part inside the border, whatever the picture shows.
pub(super) fn within_border(pixels: &DynamicImage) -> Option<Inside> {
    let (width, height) = pixels.dimensions();
    let ground = ground(pixels)?;
    let is_empty = |x: u32, y: u32| ground.covers(pixels.get_pixel(x, y));
    let is_row_empty = |y: &u32| (0..width).all(|x| is_empty(x, *y));
    let top = (0..height).take_while(is_row_empty).count();
    let bottom = (0..height).rev().take_while(is_row_empty).count();
    let (top, bottom) = (u32::try_from(top).ok()?, u32::try_from(bottom).ok()?);
    let high = height.checked_sub(top.checked_add(bottom)?)?;
    if high == 0 {
        return None;
    }
    let is_column_empty = |x: &u32| (top..top + high).all(|y| is_empty(*x, y));
    let left = (0..width).take_while(is_column_empty).count();
    let right = (0..width).rev().take_while(is_column_empty).count();
    let (left, right) = (u32::try_from(left).ok()?, u32::try_from(right).ok()?);
    let wide = width.checked_sub(left.checked_add(right)?)?;
    let is_worth_it = wide > 0
        && ((width - wide).saturating_mul(PARTS) >= width
            || (height - high).saturating_mul(PARTS) >= height);
    is_worth_it.then_some((left, top, wide, high))
}

/// The colour of a border.
enum Ground {
    Transparent,
    White(Rgba<u8>),
}

impl Ground {
    fn covers(&self, point: Rgba<u8>) -> bool {
        match self {
            Self::Transparent => point.0[3] <= UNSEEN,
            Self::White(white) => {
                let pairs = point.0.iter().zip(white.0);
                point.0[3] > UNSEEN && pairs.take(3).all(|(own, of)| own.abs_diff(of) <= TOLERANCE)
            }
        }
    }
}

/// The background of a picture by its corners, which must be alike.
fn ground(pixels: &DynamicImage) -> Option<Ground> {
    let (width, height) = pixels.dimensions();
    let (right, bottom) = (width.checked_sub(1)?, height.checked_sub(1)?);
    let corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)];
    let corners = corners.map(|(x, y)| pixels.get_pixel(x, y));
    let [first, ..] = corners;
    let ground = if first.0[3] <= UNSEEN {
        Ground::Transparent
    } else if first.0.iter().all(|part| *part >= WHITE) {
        Ground::White(first)
    } else {
        return None;
    };
    let is_one = corners.into_iter().all(|corner| ground.covers(corner));
    is_one.then_some(ground)
}

/// Whether the part inside the border consists of areas of few colours. A photograph on white
/// paper has many, and no two pixels of it are alike.
fn has_few_colours(pixels: &DynamicImage, (left, top, width, height): Inside) -> bool {
    let points = u64::from(width) * u64::from(height);
    let step = usize::try_from(points).unwrap_or(usize::MAX) / LOOKED_AT;
    let across = u32::try_from(step.isqrt()).unwrap_or(u32::MAX).max(1);
    let mut counts = vec![0_usize; 1 << 15];
    let (mut looked_at, mut same) = (0, 0);
    for y in (top..top + height).step_by(across as usize) {
        for x in (left..left + width).step_by(across as usize) {
            let point = pixels.get_pixel(x, y).0;
            let beside = pixels.get_pixel(if x > left { x - 1 } else { x }, y).0;
            let [red, green, blue, _] = point.map(|part| usize::from(part >> 3));
            if let Some(count) = counts.get_mut(red << 10 | green << 5 | blue) {
                *count += 1;
            }
            let pairs = point.iter().zip(beside);
            same += usize::from(pairs.into_iter().all(|(own, of)| own.abs_diff(of) <= SAME));
            looked_at += 1;
        }
    }
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let few: usize = counts.iter().take(FEW).sum();
    few * 100 >= looked_at * MOST && same * 100 >= looked_at * MOST
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
mod tests {
    use image::{RgbImage, RgbaImage};

    use super::*;

    /// A disc of one colour with an empty border.
    fn disc(ground: [u8; 4], noise: u8) -> RgbaImage {
        RgbaImage::from_fn(200, 100, |x, y| {
            let (from_left, from_top) = (i64::from(x) - 120, i64::from(y) - 50);
            let is_inside = from_left.pow(2) + from_top.pow(2) <= 900;
            let grain = (x.wrapping_mul(7) ^ y.wrapping_mul(13)) as u8 % noise.max(1);
            Rgba(if is_inside {
                [180, 20, 60, 255]
            } else {
                ground.map(|part| part.saturating_sub(grain))
            })
        })
    }

    #[test]
    fn borders_are_transparent_or_white() {
        let expected = Some((90, 20, 61, 61));
        let transparent = DynamicImage::ImageRgba8(disc([0; 4], 0));
        assert_eq!(inside(&transparent), expected);
        let opaque = |ground: u8, noise: u8| {
            let picture = disc([ground, ground, ground, 255], noise);
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(picture).into_rgb8())
        };
        assert_eq!(inside(&opaque(255, 0)), expected);
        assert_eq!(inside(&opaque(251, 9)), expected, "white with some noise");
        assert_eq!(inside(&opaque(120, 0)), None, "a ground that is part of it");
        assert_eq!(inside(&opaque(255, 60)), None, "no even ground");
    }

    #[test]
    fn an_empty_picture_is_kept() {
        let white = RgbImage::from_pixel(40, 40, image::Rgb([255; 3]));
        assert_eq!(inside(&DynamicImage::ImageRgb8(white)), None);
        assert_eq!(
            inside(&DynamicImage::ImageRgba8(RgbaImage::new(9, 9))),
            None
        );
    }

    /// Grey fibres on white paper, and a wash of many colours.
    #[test]
    fn photographs_are_kept() {
        let grain = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 7;
        let fibres = RgbImage::from_fn(200, 100, |x, y| {
            let is_inside = (40..160).contains(&x) && (20..80).contains(&y);
            image::Rgb(
                [if is_inside {
                    (grain(x, y) % 160) as u8
                } else {
                    250
                }; 3],
            )
        });
        let wash = RgbImage::from_fn(200, 100, |x, y| {
            let is_inside = (40..160).contains(&x) && (20..80).contains(&y);
            image::Rgb(if is_inside {
                [x as u8, (y * 2) as u8, 90]
            } else {
                [250; 3]
            })
        });
        for photograph in [fibres, wash] {
            let photograph = DynamicImage::ImageRgb8(photograph);
            assert!(within_border(&photograph).is_some());
            assert_eq!(inside(&photograph), None);
        }
    }
}
