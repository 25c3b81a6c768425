//! The letters under which a language lists names.

use crate::locale::Collation;
use crate::schema::Lang;

const LATIN: &[&str] = &[
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S",
    "T", "U", "V", "W", "X", "Y", "Z",
];

/// The letters that Czech orders on their own (ČSN 97 6030).
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

/// The letter under which a text is listed; `#` for a text that begins with
/// none of them.
#[must_use]
pub(crate) fn letter(text: &str, lang: &Lang, collation: &Collation) -> &'static str {
    let alphabet = match lang.language() {
        "cs" => CZECH,
        "sk" => SLOVAK,
        "pl" => POLISH,
        _ => LATIN,
    };
    let key = collation.base_key(text);
    let is_letter = text.chars().next().is_some_and(char::is_alphabetic);
    alphabet
        .iter()
        .rev()
        .find(|letter| is_letter && collation.base_key(letter) <= key)
        .copied()
        .unwrap_or("#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_letters() {
        let letters = |lang: &str, names: &[&str]| -> Vec<&'static str> {
            let Some(lang) = Lang::parse(lang) else {
                return Vec::new();
            };
            let collation = Collation::of(&lang);
            names
                .iter()
                .map(|name| letter(name, &lang, &collation))
                .collect()
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
}
