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

/// The table, one target a line.
const TABLE: &str = include_str!("folding.txt");
/// The most characters of a token.
const MAX_TOKEN: usize = 40;
/// How many letters a word has at most that makes a code with the number after it.
const MAX_CODE_WORD: usize = 5;

/// What characters are folded to.
pub(in crate::render) struct Folding {
    table: BTreeMap<char, &'static str>,
}

/// Letters and digits that belong together, in their parts.
struct Compound {
    parts: Vec<String>,
    /// Whether only spaces stand between it and the one before.
    follows: bool,
}

impl Folding {
    /// The folding of the table.
    pub(in crate::render) fn new() -> Self {
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
    pub(in crate::render) fn table() -> String {
        lines().collect::<Vec<_>>().join("\n")
    }

    /// The tokens of a text, in their order.
    pub(in crate::render) fn tokens(&self, text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        let mut word: Option<String> = None;
        for compound in compounds(&self.folded(text)) {
            let joined = compound.parts.concat();
            if compound.follows
                && starts_with_digit(&joined)
                && let Some(word) = &word
            {
                push(&mut tokens, format!("{word}{joined}"));
            }
            let single = compound.parts.len() == 1;
            word = (single && is_code_word(&joined)).then(|| joined.clone());
            if single {
                push(&mut tokens, joined.chars().take(MAX_TOKEN).collect());
            } else {
                push(&mut tokens, joined);
                for part in compound.parts {
                    push(&mut tokens, part);
                }
            }
        }
        tokens
    }

    fn folded(&self, text: &str) -> Vec<char> {
        let mut folded = Vec::with_capacity(text.len());
        for character in text.chars() {
            match self.table.get(&character) {
                _ if character.is_ascii_alphanumeric() => {
                    folded.push(character.to_ascii_lowercase());
                }
                Some(to) => folded.extend(to.chars()),
                None => folded.push(character),
            }
        }
        folded
    }
}

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

/// Adds a token; a letter alone says nothing, and neither does a token that
/// nobody types.
fn push(tokens: &mut Vec<String>, token: String) {
    let mut characters = token.chars();
    let first = characters.next();
    let alone = characters.next().is_none();
    let says_something = first.is_some_and(|first| !alone || first.is_ascii_digit());
    if says_something && token.chars().count() <= MAX_TOKEN {
        tokens.push(token);
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word may be the first part of a code: `PA`, `TRL`, `ISO`.
fn is_code_word(word: &str) -> bool {
    (2..=MAX_CODE_WORD).contains(&word.chars().count())
        && !word.contains(|c: char| c.is_ascii_digit())
}

/// The letters and digits of folded text, as belong together.
fn compounds(text: &[char]) -> Vec<Compound> {
    let mut all: Vec<Compound> = Vec::new();
    let mut only_spaces = false;
    let mut at = 0;
    while let Some(&character) = text.get(at) {
        if !is_word(character) {
            only_spaces &= is_space(character);
            at += 1;
            continue;
        }
        let mut parts: Vec<String> = vec![String::new()];
        let mut last: Option<char> = None;
        while let Some(&character) = text.get(at) {
            let next = text.get(at + 1).copied();
            if is_word(character) {
                let turns = last.is_some_and(|l| l.is_ascii_digit() != character.is_ascii_digit());
                if turns && parts.last().is_some_and(|part| !part.is_empty()) {
                    parts.push(String::new());
                }
                if let Some(part) = parts.last_mut() {
                    part.push(character);
                }
                last = Some(character);
            } else if joins(last, character, next) {
                parts.push(String::new());
            } else {
                break;
            }
            at += 1;
        }
        all.push(Compound {
            parts,
            follows: only_spaces,
        });
        only_spaces = true;
    }
    all
}

/// Whether what stands between two characters joins them: a hyphen, or the mark
/// inside a number.
fn joins(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match mark {
        '-' => after.is_some_and(is_word),
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
        for vector in vectors {
            assert_eq!(
                folding.tokens(&vector.text),
                vector.tokens,
                "{}",
                vector.text
            );
        }
    }
}
