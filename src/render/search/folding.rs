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
    first: String,
    further: Vec<String>,
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
        let mut tokens: Vec<String> = Vec::new();
        // Where the word stands among the tokens that may begin a code.
        let mut word: Option<usize> = None;
        for compound in compounds(&self.folded(text)) {
            let Compound {
                mut first,
                further,
                follows,
            } = compound;
            let joined = (!further.is_empty()).then(|| format!("{first}{}", further.concat()));
            let whole = joined.as_ref().unwrap_or(&first);
            if follows
                && starts_with_digit(whole)
                && let Some(word) = word.and_then(|word| tokens.get(word))
            {
                let code = format!("{word}{whole}");
                push(&mut tokens, code);
            }
            word = (joined.is_none() && is_code_word(&first)).then_some(tokens.len());
            match joined {
                None => {
                    if let Some((end, _)) = first.char_indices().nth(MAX_TOKEN) {
                        first.truncate(end);
                    }
                    push(&mut tokens, first);
                }
                Some(joined) => {
                    push(&mut tokens, joined);
                    push(&mut tokens, first);
                    for part in further {
                        push(&mut tokens, part);
                    }
                }
            }
        }
        tokens
    }

    fn folded(&self, text: &str) -> Vec<char> {
        let mut folded = Vec::with_capacity(text.len());
        for character in text.chars() {
            // What is most of most texts is not looked up.
            if character.is_ascii_alphanumeric() || character == ' ' {
                folded.push(character.to_ascii_lowercase());
                continue;
            }
            match self.table.get(&character) {
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
        let mut part = String::new();
        let mut done: Vec<String> = Vec::new();
        let mut last: Option<char> = None;
        while let Some(&character) = text.get(at) {
            let next = text.get(at + 1).copied();
            if is_word(character) {
                let turns = last.is_some_and(|l| l.is_ascii_digit() != character.is_ascii_digit());
                if turns && !part.is_empty() {
                    done.push(std::mem::take(&mut part));
                }
                part.push(character);
                last = Some(character);
            } else if joins(last, character, next) {
                done.push(std::mem::take(&mut part));
            } else {
                break;
            }
            at += 1;
        }
        let (first, further) = if done.is_empty() {
            (part, done)
        } else {
            done.push(part);
            (done.remove(0), done)
        };
        all.push(Compound {
            first,
            further,
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
