//! Countries: which codes there are, and what a country is called.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Lang;

/// The names of a country.
struct Names {
    english: &'static str,
    czech: &'static str,
}

static COUNTRIES: LazyLock<BTreeMap<&'static str, Names>> = LazyLock::new(|| {
    let lines = include_str!("countries.txt").lines();
    let read = |line: &'static str| {
        let mut parts = line.split('\t');
        let code = parts.next()?;
        let (english, czech) = (parts.next()?, parts.next()?);
        Some((code, Names { english, czech }))
    };
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(read)
        .collect()
});

/// Codes that are in use elsewhere, and those of ISO 3166-1 for them.
const OTHER_CODES: &[(&str, &str)] = &[("UK", "GB"), ("EL", "GR"), ("CS", "CZ")];

/// Whether a code is one of ISO 3166-1 alpha-2, in capitals.
pub(super) fn exists(code: &str) -> bool {
    COUNTRIES.contains_key(code)
}

/// The code that was probably meant by a text: another one for the country, or
/// its name.
pub(super) fn meant(text: &str) -> Option<&'static str> {
    let capitals = text.to_uppercase();
    let other = OTHER_CODES.iter().find(|(other, _)| *other == capitals);
    if let Some((_, code)) = other {
        return Some(code);
    }
    let name = text.to_lowercase();
    let called =
        |names: &Names| names.english.to_lowercase() == name || names.czech.to_lowercase() == name;
    COUNTRIES
        .iter()
        .find(|(code, names)| **code == capitals || called(names))
        .map(|(code, _)| *code)
}

/// The codes of all countries, in order.
pub(crate) fn country_codes() -> impl Iterator<Item = &'static str> {
    COUNTRIES.keys().copied()
}

/// What a country is called in a language; in English where the language has no
/// names here. `None` for what is no country.
#[must_use]
pub(crate) fn country_name(code: &str, lang: &Lang) -> Option<&'static str> {
    let names = COUNTRIES.get(code)?;
    Some(match lang.as_str() {
        "cs" => names.czech,
        _ => names.english,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_name_in_both_languages() {
        assert_eq!(COUNTRIES.len(), 250);
        for (code, names) in COUNTRIES.iter() {
            let fine = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
            assert!(
                fine && names.english.len() > 3 && names.czech.len() > 2,
                "{code}"
            );
        }
        let czech = Lang::parse("cs");
        let name = czech.and_then(|czech| country_name("CI", &czech));
        assert_eq!(name, Some("Pobřeží slonoviny"));
    }

    #[test]
    fn finds_what_was_meant() {
        for (text, code) in [
            ("cz", "CZ"),
            ("UK", "GB"),
            ("Německo", "DE"),
            ("portugal", "PT"),
        ] {
            assert_eq!(meant(text), Some(code));
        }
        assert_eq!(meant("Atlantis"), None);
        assert!(exists("CZ") && !exists("cz") && !exists("UK"));
    }
}
