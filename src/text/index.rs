//! An index of line starts and character counts of a text, so that each of many findings
//! finds its line and column by a cheap lookup.

use super::Position;

/// How many bytes are counted at once.
const BLOCK: usize = 4096;

/// An index of a text.
#[derive(Debug)]
pub(super) struct Index {
    /// The first byte of each line.
    lines: Vec<usize>,
    /// The number of characters before each block of bytes.
    characters: Vec<usize>,
}

impl Index {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let mut characters = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut before = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            characters.push(before);
            before += count(block);
        }
        Self {
            lines: std::iter::once(0).chain(breaks).collect(),
            characters,
        }
    }

    /// The number of the line of a byte, from 0.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// The bytes of a line by its number from 0, without its end.
    pub(super) fn range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.lines.get(line).copied().unwrap_or(text.len());
        let next = self.lines.get(line + 1);
        let end = next.map_or(text.len(), |next| next.saturating_sub(1));
        start..end.max(start)
    }

    /// The line and column of an offset; an offset past the end counts as the end.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line(offset);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let column = self.before(text, offset) - self.before(text, start) + 1;
        Position {
            line: line + 1,
            column,
        }
    }

    fn before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let counted = self.characters.get(block).copied();
        let counted = counted.or_else(|| self.characters.last().copied());
        let from = block.min(self.characters.len().saturating_sub(1)) * BLOCK;
        let rest = text.as_bytes().get(from..offset).unwrap_or_default();
        counted.unwrap_or_default() + count(rest)
    }
}

/// The characters that begin in some bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_that_counting_finds() {
        let long = "žluťoučký kůň ".repeat(1000);
        for text in [
            "",
            "a",
            "\n",
            "a\n",
            "ž\nb\n\nc",
            &format!("{long}\n{long}x\n{long}"),
        ] {
            let index = Index::of(text);
            for offset in (0..=text.len() + 1).step_by(1 + text.len() / 500) {
                assert_eq!(
                    index.position(text, offset),
                    Position::of(text, offset),
                    "{offset}"
                );
            }
            let end = index.position(text, text.len());
            assert_eq!(end, Position::of(text, text.len()));
        }
    }
}
