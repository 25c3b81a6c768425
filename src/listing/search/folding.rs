//! The folding of texts for search: what a visitor types and what a page says
//! become the same tokens, whatever their case, accents, hyphens and spaces.
//!
//! 1. Every character is folded by the table of `folding.txt`: `Č` to `c`, the
//!    subscript of `H₂O` to `2`, a soft hyphen to nothing.
//! 2. Runs of letters and digits, with hyphens inside, are compounds: `NS-001`.
//!    A compound is a token as a whole (`ns001`), and so is each of its parts.
//! 3. A short word before a number makes a code with it: `PA 6` is also `pa6`.
//!
//! The script of the search page folds by the same table, which travels with the
//! index, and by the same rules; `tests/fixtures/search/folding.json` holds both
//! to that.

use std::collections::BTreeMap;
use std::ops::Range;

/// The table, one target a line.
const TABLE: &str = include_str!("folding.txt");
/// The most characters of a token.
const MAX_TOKEN: usize = 40;
/// How many letters a word has at most that makes a code with the number after it.
const MAX_CODE_WORD: usize = 5;

/// What characters are folded to.
pub(crate) struct Folding {
    table: BTreeMap<char, &'static str>,
}

/// Reads texts into tokens, with buffers that are used again for the next text.
pub(crate) struct Tokens<'a> {
    folding: &'a Folding,
    folded: String,
    /// The parts of the compound that is being read, in `folded`.
    parts: Vec<Range<usize>>,
    /// A token that is put together of several parts.
    joined: String,
}

impl Folding {
    /// The folding of the table.
    pub(crate) fn new() -> Self {
        let mut table = BTreeMap::new();
        for (to, ranges) in lines().filter_map(|line| line.split_once(':')) {
            for range in ranges.split(' ') {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                let code = |text| u32::from_str_radix(text, 16).unwrap_or(0);
                let characters = (code(first)..=code(last)).filter_map(char::from_u32);
                table.extend(characters.map(|character| (character, to)));
            }
        }
        Self { table }
    }

    /// The table as the script reads it, without comments.
    pub(crate) fn table() -> String {
        lines().collect::<Vec<_>>().join("\n")
    }

    /// A reader of texts.
    pub(crate) fn reader(&self) -> Tokens<'_> {
        Tokens {
            folding: self,
            folded: String::new(),
            parts: Vec::new(),
            joined: String::new(),
        }
    }

    fn fold(&self, text: &str, folded: &mut String) {
        folded.clear();
        let mut rest = text;
        loop {
            // What is most of most texts is not looked up.
            let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b' ';
            let end = rest.bytes().take_while(|byte| plain(byte)).count();
            let (start, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let from = folded.len();
            folded.push_str(start);
            if let Some(start) = folded.get_mut(from..) {
                start.make_ascii_lowercase();
            }
            let mut characters = after.chars();
            let Some(character) = characters.next() else {
                return;
            };
            match self.table.get(&character) {
                Some(to) => folded.push_str(to),
                None => folded.push(character),
            }
            rest = characters.as_str();
        }
    }
}

impl Tokens<'_> {
    /// Hands over the tokens of a text, in their order.
    pub(crate) fn read(&mut self, text: &str, mut each: impl FnMut(&str)) {
        self.folding.fold(text, &mut self.folded);
        let (parts, joined) = (&mut self.parts, &mut self.joined);
        parts.clear();
        let mut context = Context::default();
        let mut start: Option<usize> = None;
        let mut last: Option<char> = None;
        let mut rest = self.folded.as_str();
        while let Some(character) = rest.chars().next() {
            let at = self.folded.len() - rest.len();
            // Most of a text is the letters that go on with a word.
            let letters = match start {
                Some(_) if last.is_some_and(|last| last.is_ascii_lowercase()) => {
                    rest.bytes().take_while(u8::is_ascii_lowercase).count()
                }
                _ => 0,
            };
            rest = rest
                .get(letters.max(character.len_utf8())..)
                .unwrap_or_default();
            if letters > 0 {
                continue;
            }
            if is_word(character) {
                if last.is_some_and(|last| turns(last, character))
                    && let Some(start) = start.take()
                {
                    parts.push(start..at);
                }
                start.get_or_insert(at);
                last = Some(character);
                continue;
            }
            let inside = last.is_some();
            parts.extend(start.take().map(|start| start..at));
            if inside && joins(last, character, rest.chars().next()) {
                continue;
            }
            if inside {
                context.compound(&self.folded, parts, joined, &mut each);
                parts.clear();
                last = None;
            }
            context.only_spaces &= is_space(character);
        }
        parts.extend(start.map(|start| start..self.folded.len()));
        if last.is_some() {
            context.compound(&self.folded, parts, joined, &mut each);
        }
    }
}

/// What stands before a compound.
#[derive(Default)]
struct Context {
    /// The word that may begin a code with it.
    word: Option<Range<usize>>,
    /// Whether only spaces stand between it and the one before.
    only_spaces: bool,
}

impl Context {
    /// Hands over the tokens of letters and digits that belong together.
    fn compound(
        &mut self,
        folded: &str,
        parts: &[Range<usize>],
        joined: &mut String,
        each: &mut impl FnMut(&str),
    ) {
        let part = |range: &Range<usize>| folded.get(range.clone()).unwrap_or_default();
        let follows = std::mem::replace(&mut self.only_spaces, true);
        let word = self.word.take().filter(|_| follows);
        let first = parts.first().map(part).unwrap_or_default();
        if let Some(word) = word.filter(|_| starts_with_digit(first)) {
            joined.clear();
            joined.push_str(part(&word));
            joined.extend(parts.iter().map(part));
            push(joined, each);
        }
        if parts.len() > 1 {
            joined.clear();
            joined.extend(parts.iter().map(part));
            push(joined, each);
            for range in parts {
                push(part(range), each);
                neighbours(part(range), each);
            }
            return;
        }
        if is_code_word(first) {
            self.word = parts.first().cloned();
        }
        // A word of no end is found by its beginning.
        let mut ends = first.char_indices().map(|(end, _)| end);
        let end = if first.len() > MAX_TOKEN {
            ends.nth(MAX_TOKEN)
        } else {
            None
        };
        push(end.and_then(|end| first.get(..end)).unwrap_or(first), each);
        neighbours(first, each);
    }
}

/// Hands over each two neighbours of a text in a script without blanks, where nothing
/// says where a word begins.
fn neighbours(part: &str, each: &mut impl FnMut(&str)) {
    if !part.starts_with(is_running) {
        return;
    }
    let starts: Vec<usize> = part.char_indices().map(|(at, _)| at).collect();
    if starts.len() <= 2 {
        return;
    }
    let ends = starts.iter().copied().skip(2).chain([part.len()]);
    for (start, end) in starts.iter().zip(ends) {
        each(part.get(*start..end).unwrap_or_default());
    }
}

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

/// Hands over a token; a letter alone says nothing, where words are made of letters, and
/// neither does a token that nobody types.
fn push(token: &str, each: &mut impl FnMut(&str)) {
    let says_something = match token.as_bytes() {
        [] => false,
        [only] => only.is_ascii_digit(),
        [first, ..] => {
            first.is_ascii() || token.chars().nth(1).is_some() || token.starts_with(is_running)
        }
    };
    let short = token.len() <= MAX_TOKEN || token.chars().count() <= MAX_TOKEN;
    if says_something && short {
        each(token);
    }
}

/// Whether one part of a compound ends between two characters: where digits begin or end,
/// or a script without blanks does.
fn turns(last: char, next: char) -> bool {
    last.is_ascii_digit() != next.is_ascii_digit() || is_running(last) != is_running(next)
}

/// Whether a character is of a script that sets no blanks between words: Thai, Lao,
/// Burmese, Khmer, and those of Chinese and Japanese.
fn is_running(character: char) -> bool {
    matches!(
        character,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a part of a compound may be the first part of a code: `PA`, `TRL`, `ISO`.
fn is_code_word(part: &str) -> bool {
    // A part is all digits or has none, and most words are longer than any code.
    let (mut from_second, mut too_many) = (part.chars().skip(1), part.chars().skip(MAX_CODE_WORD));
    !starts_with_digit(part) && from_second.next().is_some() && too_many.next().is_none()
}

/// Whether what stands between two characters joins them: a hyphen, the sign in
/// `R&D`, or the mark inside a number.
fn joins(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match mark {
        '-' | '&' => after.is_some_and(is_word),
        '.' | ',' | '/' => digit(before) && digit(after),
        _ => false,
    }
}

fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\u{a0}' | '\u{2009}' | '\u{202f}'
    )
}

/// Whether a character is a part of words. By ranges of code points, not by the
/// properties of Unicode, of which a browser may know another version.
fn is_word(character: char) -> bool {
    match character {
        'a'..='z' | '0'..='9' => true,
        '\0'..='\u{bf}'
        | '×'
        | '÷'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{303f}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{fff0}'..='\u{ffff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::Folding;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Vector {
        text: String,
        tokens: Vec<String>,
    }

    /// The vectors that the script is tested with as well.
    #[test]
    fn folds_as_the_vectors_say() {
        let file = include_str!("../../../tests/fixtures/search/folding.json");
        let vectors: Vec<Vector> = serde_json::from_str(file).unwrap_or_default();
        assert!(vectors.len() > 20);
        let folding = Folding::new();
        let mut reader = folding.reader();
        for vector in vectors {
            let mut tokens = Vec::new();
            reader.read(&vector.text, |token| tokens.push(token.to_owned()));
            assert_eq!(tokens, vector.tokens, "{}", vector.text);
        }
    }
}
