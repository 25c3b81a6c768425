//! Sub- and superscript inside words: the parser recognises them only between spaces, and
//! formulas and units have none.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// An event with its place in the text.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The most characters of a sub- or superscript.
const MAX_LENGTH: usize = 24;

/// A character of a text and its byte range.
struct Letter {
    sign: char,
    range: Range<usize>,
    /// Whether it is escaped, so that it is not a mark.
    is_literal: bool,
}

/// Splits texts at `~x~` and `^x^`.
pub(super) fn split<'a>(text: &str, events: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let mut done = Vec::with_capacity(events.len());
    let mut run: Vec<Placed<'a>> = Vec::new();
    let mut in_code = false;
    for (event, range) in events {
        match &event {
            Event::Text(_) if !in_code => {
                run.push((event, range));
                continue;
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        close(text, &mut run, &mut done);
        done.push((event, range));
    }
    close(text, &mut run, &mut done);
    done
}

/// Ends a run of text events.
fn close<'a>(text: &str, run: &mut Vec<Placed<'a>>, done: &mut Vec<Placed<'a>>) {
    let marks = run.iter().map(|(event, _)| match event {
        Event::Text(piece) => piece.matches(['~', '^']).count(),
        _ => 0,
    });
    if marks.sum::<usize>() < 2 {
        done.append(run);
        return;
    }
    let letters = letters(text, run);
    let mut plain = 0;
    let mut at = 0;
    let mut found = Vec::new();
    while at < letters.len() {
        match pair(&letters, at) {
            Some(end) => {
                push(&letters, plain..at, &mut found);
                let is_below = letters.get(at).is_some_and(|mark| mark.sign == '~');
                let (tag, close) = if is_below {
                    (Tag::Subscript, TagEnd::Subscript)
                } else {
                    (Tag::Superscript, TagEnd::Superscript)
                };
                let place = |at: usize| letters.get(at).map_or(0..0, |mark| mark.range.clone());
                found.push((Event::Start(tag), place(at)));
                push(&letters, at + 1..end, &mut found);
                found.push((Event::End(close), place(end)));
                at = end + 1;
                plain = at;
            }
            None => at += 1,
        }
    }
    if found.is_empty() {
        done.append(run);
        return;
    }
    push(&letters, plain..letters.len(), &mut found);
    done.append(&mut found);
    run.clear();
}

fn letters(text: &str, run: &[Placed<'_>]) -> Vec<Letter> {
    let mut letters = Vec::new();
    for (event, range) in run {
        let Event::Text(piece) = event else {
            continue;
        };
        let as_written = text.get(range.clone()) == Some(piece);
        let before = text.get(..range.start).unwrap_or_default();
        let escaped = before.ends_with('\\');
        for (at, letter) in piece.char_indices() {
            let place = if as_written {
                range.start + at..range.start + at + letter.len_utf8()
            } else {
                range.clone()
            };
            letters.push(Letter {
                sign: letter,
                range: place,
                is_literal: !as_written || (escaped && at == 0),
            });
        }
    }
    letters
}

/// The position of the closing mark for the mark at a position.
fn pair(letters: &[Letter], at: usize) -> Option<usize> {
    let mark = letters
        .get(at)
        .filter(|mark| matches!(mark.sign, '~' | '^'))?;
    if !is_alone(letters, at) {
        return None;
    }
    let mut has_word = false;
    for (end, letter) in letters.iter().enumerate().skip(at + 1).take(MAX_LENGTH) {
        if letter.sign == mark.sign {
            return (has_word && is_alone(letters, end)).then_some(end);
        }
        let ends = match letter.sign {
            '/' | '\\' => mark.sign == '~',
            '[' | ']' | '~' | '^' => true,
            other => other.is_whitespace(),
        };
        if ends {
            return None;
        }
        has_word |= letter.sign.is_alphanumeric();
    }
    None
}

/// Whether a mark is neither escaped nor repeated.
fn is_alone(letters: &[Letter], at: usize) -> bool {
    let Some(mark) = letters.get(at) else {
        return false;
    };
    let is_same = |other: Option<&Letter>| {
        other.is_some_and(|other| other.sign == mark.sign && !other.is_literal)
    };
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    !mark.is_literal && !is_same(before) && !is_same(letters.get(at + 1))
}

fn push(letters: &[Letter], range: Range<usize>, found: &mut Vec<Placed<'_>>) {
    let piece = letters.get(range).unwrap_or_default();
    let (Some(first), Some(last)) = (piece.first(), piece.last()) else {
        return;
    };
    let text: String = piece.iter().map(|letter| letter.sign).collect();
    let place = first.range.start..last.range.end;
    found.push((Event::Text(text.into()), place));
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser, html};

    use super::split;

    fn rendered(text: &str) -> String {
        let options =
            Options::ENABLE_SUBSCRIPT | Options::ENABLE_SUPERSCRIPT | Options::ENABLE_STRIKETHROUGH;
        let events = Parser::new_ext(text, options).into_offset_iter().collect();
        let events = split(text, events).into_iter().map(|(event, _)| event);
        let mut written = String::new();
        html::push_html(&mut written, events);
        written.replace("<p>", "").replace("</p>\n", "")
    }

    #[test]
    fn formulas_and_units() {
        for (text, meant) in [
            ("H~2~O", "H<sub>2</sub>O"),
            ("CO~2~, m^2^.", "CO<sub>2</sub>, m<sup>2</sup>."),
            ("10^-6^", "10<sup>-6</sup>"),
            ("10^−6^ m", "10<sup>−6</sup> m"),
            ("g·m^-2^", "g·m<sup>-2</sup>"),
            ("m^-2^·s^-1^", "m<sup>-2</sup>·s<sup>-1</sup>"),
            ("(x+1)^2^", "(x+1)<sup>2</sup>"),
            ("SO~4~^2-^", "SO<sub>4</sub><sup>2-</sup>"),
            ("~2~ and ^3^", "<sub>2</sub> and <sup>3</sup>"),
            ("**H~2~O**", "<strong>H<sub>2</sub>O</strong>"),
            ("m^1/2^", "m<sup>1/2</sup>"),
            ("x~~y~~z", "x<del>y</del>z"),
            ("H~2~O ~~old~~", "H<sub>2</sub>O <del>old</del>"),
        ] {
            assert_eq!(rendered(text), meant, "{text}");
        }
    }

    #[test]
    fn other_marks_stay() {
        for text in [
            "~5 mm and ~6 mm",
            "a~b",
            "[^1][^2]",
            "a^_^",
            "~/a/~user/b",
            "2^10 and 2^20",
            "a~~~b~~~c",
        ] {
            assert_eq!(rendered(text), text, "{text}");
        }
        assert_eq!(rendered(r"H\~2\~O m\^2^"), "H~2~O m^2^");
        assert_eq!(rendered("`H~2~O`"), "<code>H~2~O</code>");
        assert_eq!(rendered("H&#126;2&#126;O"), "H~2~O");
    }
}
