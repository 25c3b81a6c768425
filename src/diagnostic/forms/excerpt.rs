//! The few lines of a file that a finding is about, as printed: escaped for the terminal,
//! with long lines cut to the part around the mark. The cost depends on these lines, not
//! on the size of the file.

use std::ops::Range;

use crate::messages::same_width;
use crate::text::Source;

/// The most lines of an excerpt; places that are farther apart have separate excerpts.
pub(super) const MOST_LINES: usize = 12;
/// The most bytes that are shown of a line.
const MOST_OF_A_LINE: usize = 400;
/// The bytes that are shown before a mark that is far from the start of its line.
const BEFORE: usize = 80;
/// The distance of a mark from the start of its line above which the line is cut.
const FAR: usize = 160;

/// Lines of a file.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The lines as they are shown.
    pub text: String,
    /// The number of the first one, from 1.
    pub first: usize,
    /// Whether the beginning of the first place's line is cut off, so that its
    /// column cannot be counted in `text`.
    pub is_cut: bool,
    /// Where in `text` the places are that were asked for.
    pub places: Vec<Range<usize>>,
}

/// A line of a file, and its position in the excerpt.
struct ExcerptLine {
    /// The bytes of the file that are shown.
    source: Range<usize>,
    /// The bytes of the excerpt, without the ellipses.
    shown: Range<usize>,
}

/// The lines that some places are on: from the first place's line on, as many as
/// an excerpt has.
pub(super) fn excerpt(source: &Source, places: &[Range<usize>]) -> Excerpt {
    let first = places.iter().map(|place| source.line(place.start)).min();
    let last = places.iter().map(|place| source.line(place.end)).max();
    let first = first.unwrap_or_default();
    let last = last
        .unwrap_or_default()
        .clamp(first, first + MOST_LINES - 1);
    let mut text = String::new();
    let mut lines = Vec::new();
    for number in first..=last {
        if number > first {
            text.push('\n');
        }
        let whole = source.line_range(number);
        let part = window(&source.text, whole.clone(), places);
        if part.start > whole.start {
            text.push('…');
        }
        let start = text.len();
        text.push_str(&same_width(
            source.text.get(part.clone()).unwrap_or_default(),
        ));
        let shown = start..text.len();
        if part.end < whole.end {
            text.push('…');
        }
        lines.push(ExcerptLine {
            source: part,
            shown,
        });
    }
    let is_cut = places.first().is_some_and(|place| {
        let line = lines.get(source.line(place.start).saturating_sub(first));
        line.is_some_and(|line| !text.get(..line.shown.start).is_some_and(starts_a_line))
    });
    let places = places.iter().map(|place| {
        let at = |offset| shown_at(source, &text, &lines, offset);
        let start = at(place.start);
        start..at(place.end).max(start)
    });
    let places = places.collect();
    Excerpt {
        text,
        first: first + 1,
        is_cut,
        places,
    }
}

fn starts_a_line(before: &str) -> bool {
    before.is_empty() || before.ends_with('\n')
}

/// The part of a line that is shown: what is around the first mark on it.
fn window(text: &str, line: Range<usize>, places: &[Range<usize>]) -> Range<usize> {
    let on_it = |at: usize| line.start <= at && at <= line.end;
    let marks = places
        .iter()
        .map(|place| place.start)
        .filter(|at| on_it(*at));
    let mark = marks.min().unwrap_or(line.start);
    let start = if mark - line.start > FAR {
        boundary(text, mark - BEFORE)
    } else {
        line.start
    };
    let end = start.saturating_add(MOST_OF_A_LINE);
    start..if end < line.end {
        boundary(text, end)
    } else {
        line.end
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Maps an offset in the file to one in the excerpt. Each character of a line stays one
/// character.
fn shown_at(source: &Source, text: &str, lines: &[ExcerptLine], offset: usize) -> usize {
    let behind = lines.iter().rposition(|line| line.source.start <= offset);
    let Some(line) = lines.get(behind.unwrap_or_default()) else {
        return 0;
    };
    if offset >= line.source.end {
        return line.shown.end;
    }
    let before = source
        .text
        .get(line.source.start..offset)
        .unwrap_or_default();
    let shown = text.get(line.shown.clone()).unwrap_or_default();
    let mut signs = shown.char_indices();
    let at = signs.nth(before.chars().count());
    line.shown.start + at.map_or(shown.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::SourcePath;
    use crate::text::Sources;

    fn of(text: &str, place: Range<usize>) -> Excerpt {
        let mut sources = Sources::default();
        let id = sources.add(SourcePath::new("content/a.yaml").unwrap(), text);
        excerpt(sources.get(id).unwrap(), &[place])
    }

    #[test]
    fn a_mark_stays_under_its_text() {
        let text = "a: 1\nb: \u{1b}ž\u{202e}##[x]\nc: 3\n";
        let at = text.find("[x]").unwrap();
        let found = of(text, at..at + 3);
        assert_eq!(found.first, 2);
        assert_eq!(found.text, "b: ␛ž\u{fffd}#\u{ff03}[x]");
        assert_eq!(&found.text[found.places[0].clone()], "[x]");
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let text = format!("{}HERE{}\nnext", "ž".repeat(100_000), "š".repeat(100_000));
        let at = text.find("HERE").unwrap();
        let found = of(&text, at..at + 4);
        assert!(found.text.len() < 500 && found.text.starts_with('…') && found.text.ends_with('…'));
        assert_eq!(&found.text[found.places[0].clone()], "HERE");
    }

    #[test]
    fn an_end_of_a_file_has_a_place() {
        let found = of("a\nb", 3..3);
        assert_eq!((found.text.as_str(), found.first), ("b", 2));
        assert_eq!(found.places.first(), Some(&(1..1)));
    }
}
