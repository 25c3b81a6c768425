//! The folding of texts for search: a query and a page produce the same tokens, whatever their
//! case, accents, hyphens and spaces.
//!
//! 1. The table `folding.txt` folds every character: `Č` to `c`, the subscript of `H₂O` to
//!    `2`, a soft hyphen to nothing.
//! 2. Runs of letters and digits, with hyphens inside, are compounds: `NS-001`. The whole
//!    compound is a token (`ns001`), and so is each of its parts.
//! 3. A short word before a number also forms a code with it: `PA 6` is also `pa6`.
//!
//! The script of the search page uses the same table, which is shipped with the index, and the
//! same rules; `tests/fixtures/search/folding.json` tests both.

use std::collections::BTreeMap;
use std::ops::Range;

/// The table, with one target per line.
const TABLE: &str = include_str!("folding.txt");
/// The maximum length of a token, in characters.
const MAX_TOKEN: usize = 40;
/// The maximum length of a word that forms a code with the number after it.
const MAX_CODE_WORD: usize = 5;

/// What each character is folded to.
pub(crate) struct Folding {
    table: BTreeMap<char, &'static str>,
}

/// Splits texts into tokens, with buffers that are reused for the next text.
pub(crate) struct Tokens<'a> {
    folding: &'a Folding,
    folded: String,
    /// The parts of the current compound, in `folded`.
    parts: Vec<Range<usize>>,
    /// A token joined from several parts.
    joined: String,
}

impl Folding {
    /// The folding of the built-in table.
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

    /// The table without comments, for the script.
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
            // The most common characters need no lookup.
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
    /// Passes the tokens of a text to `each`, in order.
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
            // Most of a text is letters that continue a word.
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

/// What comes before a compound.
#[derive(Default)]
struct Context {
    /// The word that may form a code with it.
    word: Option<Range<usize>>,
    /// Whether only spaces separate it from the previous compound.
    only_spaces: bool,
}

impl Context {
    /// Passes on the tokens of a compound.
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
        // A word longer than a token is indexed by its beginning.
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

/// Passes on each pair of adjacent characters of a text in a script without spaces, where
/// nothing marks the start of a word.
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

/// Passes on a token. A single letter is dropped in scripts that build words of letters, and
/// so is a token too long for anyone to type.
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

/// Whether a compound splits between two characters: where digits, or a script without spaces,
/// begin or end.
fn turns(last: char, next: char) -> bool {
    last.is_ascii_digit() != next.is_ascii_digit() || is_running(last) != is_running(next)
}

/// Whether a character belongs to a script without spaces between words: Thai, Lao, Burmese,
/// Khmer, and those of Chinese and Japanese.
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

/// Whether the mark between two characters joins them: a hyphen, the sign in `R&D`, or the
/// mark inside a number.
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

/// Whether a character belongs to words. Uses ranges of code points instead of Unicode
/// properties, of which a browser may have another version.
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

    /// The test vectors that the script shares.
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
