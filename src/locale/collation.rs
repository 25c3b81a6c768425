//! The order of texts in a language, by the Unicode collation algorithm with
//! the tailoring of the language: Czech `ch` after `h`, numbers by value.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use super::alphabet::Alphabet;
use crate::schema::Lang;

/// How texts are ordered in one language.
pub struct Collation {
    full: Option<CollatorBorrowed<'static>>,
    letters: Option<CollatorBorrowed<'static>>,
    plain: Option<CollatorBorrowed<'static>>,
    pub(super) alphabet: Alphabet,
}

impl Collation {
    /// The order of a language; the root locale's if it has none of its own.
    #[must_use]
    pub fn of(lang: &Lang) -> Self {
        let locale = lang.as_str().parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        let make = |strength, numeric| {
            let mut preferences = CollatorPreferences::from(&locale);
            if numeric {
                preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            }
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new(preferences, options).ok()
        };
        let letters = make(Strength::Primary, false);
        Self {
            full: make(Strength::Tertiary, true),
            alphabet: Alphabet::of(lang, |letter| key(letters.as_ref(), letter)),
            letters,
            plain: make(Strength::Tertiary, false),
        }
    }

    /// A sort key: its bytes order texts, and equal texts have equal keys.
    #[must_use]
    pub fn key(&self, text: &str) -> Vec<u8> {
        key(self.full.as_ref(), text)
    }

    /// As [`Collation::key`], but compares numbers digit by digit, as dictionaries do.
    #[must_use]
    pub fn dictionary_key(&self, text: &str) -> Vec<u8> {
        key(self.plain.as_ref(), text)
    }

    /// A key that ignores accents and case.
    #[must_use]
    pub fn base_key(&self, text: &str) -> Vec<u8> {
        key(self.letters.as_ref(), text)
    }
}

fn key(collator: Option<&CollatorBorrowed<'static>>, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 8);
    match collator {
        Some(collator) => {
            // Writing to a vector cannot fail.
            let _ = collator.write_sort_key_to(text, &mut key);
        }
        None => key.extend_from_slice(text.as_bytes()),
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sorts a list by its keys and expects its order to be unchanged.
    fn assert_order<K: Ord>(list: &str, key: impl Fn(&str) -> K) {
        let expected: Vec<&str> = list.split(" | ").collect();
        let mut sorted = expected.clone();
        sorted.reverse();
        sorted.sort_by_cached_key(|text| key(text));
        assert_eq!(sorted, expected);
    }

    /// What Slovak and Polish sort separately: `ch` after `h`, letters with a diacritic after
    /// the plain ones.
    #[test]
    fn slovak_and_polish() {
        for (lang, list) in [
            (
                "sk",
                "Adam | Äther | Bán | Cukor | Čapek | Hanák | Chémia | Iveta | Ľubica | Lýra | Oto | Ôsmy | Pavol | Svit | Šaľa | Zvolen | Žilina",
            ),
            (
                "pl",
                "Adam | Ądrzej | Celina | Ćma | Ewa | Ęwa | Lublin | Łódź | Nysa | Ńa | Opole | Ósmy | Sopot | Świt | Zuza | Źródło | Żuraw",
            ),
        ] {
            let Some(lang) = Lang::parse(lang) else {
                continue;
            };
            let collation = Collation::of(&lang);
            assert_order(list, |text| collation.key(text));
        }
    }

    /// The golden lists of ICU 78.2 for Czech and German.
    #[test]
    fn golden_lists() {
        let golden = [
            (
                "cs",
                "3D scaffold | Ábel | Adam | Äpfel | Bäcker | Bach | Celba | Cuketa | Cyril | Čapek | čedič | Ďáblice | Dačice | Děčín | Hanák | Hlinsko | Hydro | CHEMIE | Chemopetrol | Chomutov | chrom | Chrudim | Iveta | Litvínov | Łódź | nano-vlákna | Nanospider | nanovlákna | Ňuf | Nymburk | Óda | Öhringen | Opava | PA12 | PA6 | PA66 | Rakovník | Rýmařov | Řeporyje | Sintex | Straka | Strasse | Straße | Svitavy | Šumperk | Uhelná | Ústí | Zábřeh | Zlín | Žďár",
            ),
            (
                "de",
                "3D scaffold | Ábel | Adam | Äpfel | Bach | Bäcker | Čapek | čedič | Celba | CHEMIE | Chemopetrol | Chomutov | chrom | Chrudim | Cuketa | Cyril | Ďáblice | Dačice | Děčín | Hanák | Hlinsko | Hydro | Iveta | Litvínov | Łódź | nano-vlákna | Nanospider | nanovlákna | Ňuf | Nymburk | Óda | Öhringen | Opava | PA12 | PA6 | PA66 | Rakovník | Řeporyje | Rýmařov | Sintex | Straka | Strasse | Straße | Šumperk | Svitavy | Uhelná | Ústí | Zábřeh | Žďár | Zlín",
            ),
        ];
        for (lang, list) in golden {
            let Some(lang) = Lang::parse(lang) else {
                continue;
            };
            let collation = Collation::of(&lang);
            assert_order(list, |text| collation.dictionary_key(text));
            let mut codes = vec!["PA66", "PA12", "PA 6", "PA6"];
            codes.sort_by_cached_key(|text| collation.key(text));
            assert_eq!(codes, ["PA 6", "PA6", "PA12", "PA66"]);
        }
    }
}
