//! The letters that group names in lists, by language.

use std::borrow::Cow;

use super::Collation;
use crate::schema::Lang;

const LATIN: &[&str] = &[
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S",
    "T", "U", "V", "W", "X", "Y", "Z",
];

/// The letters that Czech sorts separately (ČSN 97 6030).
const CZECH: &[&str] = &[
    "A", "B", "C", "Č", "D", "E", "F", "G", "H", "CH", "I", "J", "K", "L", "M", "N", "O", "P", "Q",
    "R", "Ř", "S", "Š", "T", "U", "V", "W", "X", "Y", "Z", "Ž",
];

/// The same for Slovak.
const SLOVAK: &[&str] = &[
    "A", "Ä", "B", "C", "Č", "D", "E", "F", "G", "H", "CH", "I", "J", "K", "L", "M", "N", "O", "Ô",
    "P", "Q", "R", "S", "Š", "T", "U", "V", "W", "X", "Y", "Z", "Ž",
];

/// The same for Polish.
const POLISH: &[&str] = &[
    "A", "Ą", "B", "C", "Ć", "D", "E", "Ę", "F", "G", "H", "I", "J", "K", "L", "Ł", "M", "N", "Ń",
    "O", "Ó", "P", "Q", "R", "S", "Ś", "T", "U", "V", "W", "X", "Y", "Z", "Ź", "Ż",
];

/// How many characters of a text determine its letter: the longest letter has two, and each
/// may have a combining mark.
const DECIDING: usize = 4;

/// The letters of a language with their keys, in its order.
pub(super) struct Alphabet(Vec<(&'static str, Vec<u8>)>);

impl Alphabet {
    /// The letters of a language; `key` sorts without accents and case.
    pub(super) fn of(lang: &Lang, key: impl Fn(&str) -> Vec<u8>) -> Self {
        let letters = match lang.language() {
            "cs" => CZECH,
            "sk" => SLOVAK,
            "pl" => POLISH,
            _ => LATIN,
        };
        let keyed = letters.iter().map(|letter| (*letter, key(letter)));
        Self(keyed.collect())
    }

    /// The last letter that sorts before a text, or that the text begins with.
    fn last_before(&self, key: &[u8]) -> Option<&'static str> {
        let after = self
            .0
            .partition_point(|(_, letter)| letter.as_slice() <= key);
        let before = after.checked_sub(1).and_then(|at| self.0.get(at));
        before.map(|(letter, _)| *letter)
    }
}

impl Collation {
    /// The letter that groups a text. A text in another alphabet uses its own first letter;
    /// `#` is for digits, punctuation, and scripts without capital letters.
    #[must_use]
    pub(crate) fn letter(&self, text: &str) -> Cow<'static, str> {
        let first = text.chars().next();
        let Some(first) = first.filter(|first| first.is_alphabetic()) else {
            return Cow::Borrowed("#");
        };
        if !is_latin(first) {
            let capital: String = first.to_uppercase().collect();
            let has_capitals = capital != first.to_lowercase().collect::<String>();
            return if has_capitals {
                Cow::Owned(capital)
            } else {
                Cow::Borrowed("#")
            };
        }
        let beginning: String = text.chars().take(DECIDING).collect();
        let letter = self.alphabet.last_before(&self.base_key(&beginning));
        Cow::Borrowed(letter.unwrap_or("#"))
    }
}

/// Whether a letter belongs to the Latin script, with or without a diacritic.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'A'..='Z' | 'a'..='z' | 'ª' | 'º' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_letters() {
        let letters = |lang: &str, names: &[&str]| -> Vec<Cow<'static, str>> {
            let Some(lang) = Lang::parse(lang) else {
                return Vec::new();
            };
            let collation = Collation::of(&lang);
            names.iter().map(|name| collation.letter(name)).collect()
        };
        let names = [
            "Ábel", "chrom", "CHEMIE", "Čapek", "Hydro", "Žďár", "Ústí", "3D", "Řepa",
        ];
        assert_eq!(
            letters("cs", &names),
            ["A", "CH", "CH", "Č", "H", "Ž", "U", "#", "Ř"]
        );
        assert_eq!(
            letters("en", &names),
            ["A", "C", "C", "C", "H", "Z", "U", "#", "R"]
        );
        assert_eq!(
            letters(
                "sk",
                &["Chémia", "Hotel", "Äther", "Ôsmy", "Ľubica", "Ďatelina"]
            ),
            ["CH", "H", "Ä", "Ô", "L", "D"]
        );
        assert_eq!(
            letters(
                "pl",
                &[
                    "Łódź",
                    "Lublin",
                    "Ćma",
                    "Świt",
                    "Żuraw",
                    "Źródło",
                    "Zabrze",
                    "Óda"
                ]
            ),
            ["Ł", "L", "Ć", "Ś", "Ż", "Ź", "Z", "Ó"]
        );
        assert_eq!(
            letters("de", &["Äpfel", "Österreich", "Übung", "ßeta", "Chemie"]),
            ["A", "O", "U", "S", "C"]
        );
    }

    /// A name in another script is not grouped with the last letter of the alphabet.
    #[test]
    fn other_scripts_have_letters_of_their_own() {
        for tag in ["en", "cs"] {
            let Some(lang) = Lang::parse(tag) else {
                continue;
            };
            let collation = Collation::of(&lang);
            let names = [
                "β-cyclodextrin",
                "Яндекс",
                "江苏",
                "ヤマハ",
                "€uro",
                "Zzz",
                "",
            ];
            let letters = names.map(|name| collation.letter(name));
            assert_eq!(letters, ["Β", "Я", "#", "#", "#", "Z", "#"]);
        }
    }
}
