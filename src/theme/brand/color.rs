//! Colours: how light a colour is, how readable it is on another one, and the nearest readable
//! colour of the same hue. Contrast is that of WCAG 2; lightness, chroma and hue are those of
//! OKLCH, in which equal steps look equal.

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color([u8; 3]);

/// A colour by lightness, chroma and hue.
#[derive(Debug, Clone, Copy)]
struct Oklch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

/// The step of the search for a lightness.
const STEP: f64 = 0.002;

impl Color {
    /// Parses hexadecimal digits: `#rgb` or `#rrggbb`; opacity is ignored.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let read = |digits: &str| u8::from_str_radix(digits, 16).ok();
        let channel = |at: usize| match digits.len() {
            3 | 4 => read(&digits.get(at..=at)?.repeat(2)),
            6 | 8 => read(digits.get(2 * at..2 * at + 2)?),
            _ => None,
        };
        Some(Self([channel(0)?, channel(1)?, channel(2)?]))
    }

    /// `#rrggbb`.
    pub(super) fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The relative luminance of WCAG 2.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours, from 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// The colour with the same hue and the given lightness. Its chroma is this one's, or less
    /// if the screen cannot show it.
    pub(super) fn with_lightness(self, lightness: f64) -> Self {
        let own = Oklch::of(self);
        Oklch { lightness, ..own }.shown()
    }

    /// The nearest colour of the same hue that meets the condition; this one if it does.
    pub(super) fn nearest(self, will_do: &dyn Fn(Self) -> bool) -> Option<Self> {
        if will_do(self) {
            return Some(self);
        }
        let own = Oklch::of(self).lightness;
        let steps = (1..).map(|step| f64::from(step) * STEP);
        steps
            .take_while(|away| *away <= 1.0)
            .flat_map(|away| [own - away, own + away])
            .filter(|lightness| (0.0..=1.0).contains(lightness))
            .map(|lightness| self.with_lightness(lightness))
            .find(|color| will_do(*color))
    }
}

/// Converts an sRGB channel to linear light.
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

/// Converts linear light to an sRGB channel, from 0 to 1.
fn share(linear: f64) -> f64 {
    if linear <= 0.003_130_8 {
        12.92 * linear
    } else {
        1.055 * linear.powf(1.0 / 2.4) - 0.055
    }
}

#[expect(
    clippy::many_single_char_names,
    reason = "the names of the definition of OKLab"
)]
impl Oklch {
    fn of(color: Color) -> Self {
        let [red, green, blue] = color.0.map(linear);
        let l = 0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue;
        let m = 0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue;
        let s = 0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue;
        let (l, m, s) = (l.cbrt(), m.cbrt(), s.cbrt());
        let lightness = 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s;
        Self {
            lightness,
            chroma: a.hypot(b),
            hue: b.atan2(a),
        }
    }

    /// The channels red, green and blue from 0 to 1; outside this range if no screen shows the
    /// colour.
    fn shares(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ]
        .map(share)
    }

    fn is_shown(self) -> bool {
        let mut shares = self.shares().into_iter();
        shares.all(|share| (-0.000_1..=1.000_1).contains(&share))
    }

    /// The colour with its chroma reduced to what a screen can show.
    fn shown(self) -> Color {
        let (mut low, mut high) = (0.0, self.chroma);
        if !self.is_shown() {
            for _ in 0..24 {
                let middle = f64::midpoint(low, high);
                let there = Self {
                    chroma: middle,
                    ..self
                };
                if there.is_shown() {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            high = low;
        }
        let shown = Self {
            chroma: high,
            ..self
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share from 0 to 1 of 255"
        )]
        let channel = |share: f64| (share.clamp(0.0, 1.0) * 255.0).round() as u8;
        Color(shown.shares().map(channel))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap_or(Color([0, 0, 0]))
    }

    /// Ratios on white, computed with the formula of WCAG 2.
    #[test]
    fn contrast_is_that_of_wcag() {
        for (text, ratio) in [
            ("#000", 21.0),
            ("#ffffff", 1.0),
            ("#767676", 4.5422),
            ("#777", 4.4781),
            ("#ff0000", 3.9985),
            ("#008000", 5.1374),
            ("#0000ff", 8.5925),
            ("#ffff00", 1.0738),
            ("#b8242c", 6.3124),
            ("#263f94", 9.4550),
        ] {
            let found = color(text).contrast(color("#fff"));
            assert!((found - ratio).abs() < 0.000_1, "{text}: {found}");
        }
    }

    #[test]
    fn a_colour_and_its_lightness_make_the_colour() {
        for text in [
            "#263f94", "#b8242c", "#00a86b", "#808080", "#ffd500", "#ffffff",
        ] {
            let own = color(text);
            let lightness = Oklch::of(own).lightness;
            assert_eq!(own.with_lightness(lightness).hex(), text);
        }
        assert_eq!(Color::parse("#12"), None);
        assert_eq!(Color::parse("red"), None);
    }

    /// The nearest colour keeps the hue, meets the condition, and no nearer one does.
    #[test]
    fn the_nearest_colour_meets_the_condition() {
        let white = color("#fff");
        for text in ["#ff8a00", "#00a86b", "#ff5a5f", "#7aa7ff"] {
            let own = color(text);
            let enough = |color: Color| color.contrast(white) >= 4.5;
            let near = own.nearest(&enough).unwrap_or(white);
            assert!(enough(near), "{text}: {}", near.hex());
            assert!(near.contrast(white) < 4.6, "{text}: {}", near.hex());
            let turned = (Oklch::of(own).hue - Oklch::of(near).hue).abs();
            assert!(turned < 0.05, "{text} and {} differ in hue", near.hex());
        }
        assert_eq!(white.nearest(&|_| false), None);
    }
}
