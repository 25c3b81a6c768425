//! Text as outlines, broken into lines that fit a box, for drawings that cannot rely on a
//! font. Letters are set from left to right with the kerning of the font. If the font lacks a
//! letter, the whole text is refused instead of leaving gaps.

use std::fmt::Write as _;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};

/// The box of a text: its width, the most lines, and the sizes to try in order.
#[derive(Debug, Clone)]
pub(crate) struct TextBox {
    /// Its width.
    pub width: f64,
    /// The most lines.
    pub lines: usize,
    /// The sizes of letters, from the preferred one to the smallest.
    pub sizes: Vec<f64>,
    /// The line spacing, as a multiple of the size.
    pub leading: f64,
}

/// A text that has been set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lettered {
    /// Its outlines as path data; the baseline of the first line is at 0.
    pub path: String,
    /// The size of its letters.
    pub size: f64,
    /// How many lines it has.
    pub lines: usize,
    /// The distance from the first baseline to the last.
    pub height: f64,
    /// The width of the widest line.
    pub width: f64,
}

/// The longest text that is set, in characters; no box shows as many.
const MOST: usize = 400;

/// Replaces the end of a text that is cut off.
const ELLIPSIS: char = '…';

/// Sets a text; `None` if the font cannot be read or lacks a letter, or if the text has no
/// letters.
#[must_use]
pub(crate) fn lettered(font: &[u8], text: &str, place: &TextBox) -> Option<Lettered> {
    let font = Font::read(font)?;
    let text: String = text.chars().take(MOST).collect();
    let words: Vec<&str> = text.split([' ', '\n', '\t']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let has_all = words.iter().all(|word| font.glyphs(word).is_some());
    if words.is_empty() || !has_all {
        return None;
    }
    let mut all = place.sizes.iter();
    let fitting = all.find_map(|size| {
        let lines = font.lines(&words, place.width / size);
        (lines.len() <= place.lines).then_some((*size, lines))
    });
    let (size, lines) = if let Some(fitting) = fitting {
        fitting
    } else {
        let size = *place.sizes.last()?;
        let lines = font.lines(&words, place.width / size);
        (size, font.cut(lines, place.lines, place.width / size))
    };
    let mut pen = Pen::default();
    let mut widest: f64 = 0.0;
    for (number, line) in lines.iter().enumerate() {
        let down = size * place.leading * as_float(number);
        widest = widest.max(font.draw(line, size, down, &mut pen) * size);
    }
    Some(Lettered {
        path: pen.path,
        size,
        height: size * place.leading * as_float(lines.len().saturating_sub(1)),
        lines: lines.len(),
        width: widest,
    })
}

fn as_float(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

/// A font with its kerning tables; lengths are relative to the font size.
struct Font<'f> {
    face: Face<'f>,
    kerning: Vec<PairAdjustment<'f>>,
    unit: f64,
}

impl<'f> Font<'f> {
    fn read(bytes: &'f [u8]) -> Option<Self> {
        let face = Face::parse(bytes, 0).ok()?;
        let unit = f64::from(face.units_per_em());
        let mut kerning = Vec::new();
        if let Some(table) = face.tables().gpos {
            let features = table.features.into_iter();
            let kern = features.filter(|feature| feature.tag == Tag::from_bytes(b"kern"));
            let mut numbers: Vec<u16> = kern.flat_map(|own| own.lookup_indices).collect();
            numbers.sort_unstable();
            numbers.dedup();
            for number in numbers {
                let Some(lookup) = table.lookups.get(number) else {
                    continue;
                };
                let parts = lookup.subtables.into_iter::<PositioningSubtable<'f>>();
                kerning.extend(parts.filter_map(|part| match part {
                    PositioningSubtable::Pair(pairs) => Some(pairs),
                    _ => None,
                }));
            }
        }
        (unit > 0.0).then_some(Self {
            face,
            kerning,
            unit,
        })
    }

    /// The letters of a text; `None` where the font lacks one.
    fn glyphs(&self, text: &str) -> Option<Vec<GlyphId>> {
        let glyph = |letter: char| {
            // No-break spaces are as wide as the plain one.
            let letter = match letter {
                '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
                // Soft hyphens and direction marks are not letters.
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => return None,
                other => other,
            };
            Some(self.face.glyph_index(letter))
        };
        text.chars().filter_map(glyph).collect()
    }

    fn advance(&self, glyph: GlyphId) -> f64 {
        let advance = self.face.glyph_hor_advance(glyph).unwrap_or_default();
        f64::from(advance) / self.unit
    }

    fn kern(&self, first: GlyphId, second: GlyphId) -> f64 {
        let mut all = self.kerning.iter();
        let found = all.find_map(|pairs| match pairs {
            PairAdjustment::Format1 { coverage, sets } => {
                sets.get(coverage.get(first)?)?.get(second)
            }
            PairAdjustment::Format2 {
                coverage,
                classes,
                matrix,
            } => {
                coverage.get(first)?;
                matrix.get((classes.0.get(first), classes.1.get(second)))
            }
        });
        found.map_or(0.0, |(own, _)| f64::from(own.x_advance) / self.unit)
    }

    fn width(&self, text: &str) -> f64 {
        let glyphs = self.glyphs(text).unwrap_or_default();
        let advances: f64 = glyphs.iter().map(|glyph| self.advance(*glyph)).sum();
        let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
        advances + pairs.map(|(one, next)| self.kern(*one, *next)).sum::<f64>()
    }

    /// Breaks the words into lines; a word that is too wide is split.
    fn lines(&self, words: &[&str], width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in words {
            let longer = if line.is_empty() {
                (*word).to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if self.width(&line) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        lines.push(line);
        lines
    }

    /// The first lines; the last one ends with an ellipsis.
    fn cut(&self, mut lines: Vec<String>, most: usize, width: f64) -> Vec<String> {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && self.width(&format!("{last}{ELLIPSIS}")) > width {
                last.pop();
            }
            let kept = last
                .trim_end_matches([' ', ',', ';', ':', '-', '–', '\u{a0}'])
                .len();
            last.truncate(kept);
            last.push(ELLIPSIS);
        }
        lines
    }

    /// Draws a line of letters; returns its width.
    fn draw(&self, line: &str, size: f64, down: f64, pen: &mut Pen) -> f64 {
        let mut at = 0.0;
        let mut before = None;
        for glyph in self.glyphs(line).unwrap_or_default() {
            at += before.map_or(0.0, |before| self.kern(before, glyph));
            (pen.left, pen.down, pen.scale) = (at * size, down, size / self.unit);
            self.face.outline_glyph(glyph, pen);
            at += self.advance(glyph);
            before = Some(glyph);
        }
        at
    }
}

/// Writes outlines as the data of a path.
#[derive(Default)]
struct Pen {
    path: String,
    left: f64,
    down: f64,
    scale: f64,
}

impl Pen {
    fn command(&mut self, letter: char, points: &[(f32, f32)]) {
        self.path.push(letter);
        for (number, (x, y)) in points.iter().enumerate() {
            if number > 0 {
                self.path.push(' ');
            }
            let x = self.left + f64::from(*x) * self.scale;
            let y = self.down - f64::from(*y) * self.scale;
            // Writing to a string cannot fail.
            let _ = write!(self.path, "{x:.1} {y:.1}");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.command('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.command('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::{TextBox, lettered};

    const FONT: &[u8] = include_bytes!("../../themes/cluster/cards/fine.ttf");

    fn place(lines: usize) -> TextBox {
        TextBox {
            width: 600.0,
            lines,
            sizes: vec![72.0, 60.0],
            leading: 1.1,
        }
    }

    #[test]
    fn a_text_is_never_wider_than_its_place() {
        for text in [
            "Filtr",
            "Nanovlákenný povlak PA 66 na spunbondu",
            "Příliš žluťoučký kůň úpěl ďábelské ódy a zvlákňoval polyvinylidenfluorid až do rána",
            "Polyhydroxybutyráthydroxyvalerátpolykaprolaktonpolyvinylidenfluorid",
            "a\u{a0}b\u{a0}c\u{a0}d\u{a0}e\u{a0}f\u{a0}g\u{a0}h\u{a0}i\u{a0}j\u{a0}k\u{a0}l\u{a0}m\u{a0}n\u{a0}o\u{a0}p\u{a0}q",
        ] {
            for lines in 1..4 {
                let set = lettered(FONT, text, &place(lines));
                let fits = set.is_some_and(|set| {
                    set.width <= 600.0 && set.lines <= lines && set.path.starts_with('M')
                });
                assert!(fits, "{text} on {lines}");
            }
        }
    }

    #[test]
    fn a_long_text_is_set_smaller_before_it_is_cut() {
        let size = |text: &str| lettered(FONT, text, &place(1)).map(|set| set.size);
        assert_eq!(size("Filtr"), Some(72.0));
        assert_eq!(size("Fine fibres of polyamide"), Some(60.0));
    }

    #[test]
    fn a_text_with_a_missing_letter_is_refused() {
        assert_eq!(lettered(FONT, "نانو", &place(2)), None);
        assert_eq!(lettered(FONT, "  ", &place(2)), None);
        assert_eq!(lettered(b"no font", "A", &place(2)), None);
    }
}
