//! The stems of words for search: `membranes` and `membrane` are one word of the index,
//! and so are `membrány` and `membránou`.
//!
//! Each language has a table of endings, `stemming/en.txt` and so on, read by the rules
//! below. Words are folded before, so the tables know no accents. The script of the search
//! reads the same table, which travels with the index, and follows the same rules;
//! `tests/fixtures/search/stemming.json` holds both to that.
//!
//! 1. A table is steps, and a step is endings in lines. A line begins with how many letters
//!    stay at least before the ending, with `v` where one of them has to be a vowel, or with
//!    `=` where the ending is the whole word.
//! 2. In a step the first ending that fits is taken off, or replaced by what stands after
//!    `>`; a step `twice` is taken a second time.
//! 3. A word with a digit, or with letters other than a to z, is its own stem.
//!
//! The steps after a line `roots` lead from stems to what a family of words has in common:
//! *absorb* and *absorption*. Only the script takes them, where it looks for such a family.
//!
//! Lines `stop` hold words that say nothing in a query, `soft` those of them that an entry need
//! not hold and is the better for, `below` and `above` what a number
//! may stand after, and `until` what may stand between two. A line `write` says how visitors
//! write letters that they do not have: *ae* for the *a* that folding leaves of *ä*.

/// The tables, by the language.
const TABLES: [(&str, &str); 5] = [
    ("cs", include_str!("stemming/cs.txt")),
    ("de", include_str!("stemming/de.txt")),
    ("en", include_str!("stemming/en.txt")),
    ("pl", include_str!("stemming/pl.txt")),
    ("sk", include_str!("stemming/sk.txt")),
];

/// The line after which the steps lead to roots.
const ROOTS: &str = "roots";

/// What a line begins with whose endings are whole words.
const WHOLE: &str = "=";

/// The longest word that has a stem.
const MAX_WORD: usize = 40;

/// The endings of a language.
#[derive(Default)]
pub(crate) struct Stemming {
    steps: Vec<StemmingStep>,
}

struct StemmingStep {
    twice: bool,
    endings: Vec<Ending>,
}

struct Ending {
    text: &'static str,
    instead: &'static str,
    /// How many letters stay before it at least.
    before: usize,
    vowel: bool,
    /// Whether it is the whole word.
    whole: bool,
}

impl Stemming {
    /// The endings of a language; a language without a table has none.
    pub(crate) fn of(lang: &str) -> Self {
        let mut steps: Vec<StemmingStep> = Vec::new();
        for line in lines(lang).take_while(|line| *line != ROOTS) {
            match line.split_once(' ').unwrap_or((line, "")) {
                ("stop" | "soft" | "below" | "above" | "until" | "write", _) => {}
                ("step", how) => steps.push(StemmingStep {
                    twice: how == "twice",
                    endings: Vec::new(),
                }),
                (before, endings) => {
                    let Some(step) = steps.last_mut() else {
                        continue;
                    };
                    let letters = before.trim_end_matches('v');
                    step.endings.extend(endings.split(' ').map(|ending| {
                        let (text, instead) = ending.split_once('>').unwrap_or((ending, ""));
                        Ending {
                            text,
                            instead,
                            before: match letters {
                                WHOLE => 0,
                                letters => letters.parse().unwrap_or(MAX_WORD),
                            },
                            vowel: letters.len() < before.len(),
                            whole: letters == WHOLE,
                        }
                    }));
                }
            }
        }
        Self { steps }
    }

    /// The table of a language as the script reads it, without comments.
    pub(crate) fn table(lang: &str) -> String {
        lines(lang).collect::<Vec<_>>().join("\n")
    }

    /// Writes the stem of a folded word.
    pub(crate) fn stem(&self, word: &str, stem: &mut String) {
        stem.clear();
        stem.push_str(word);
        if word.len() > MAX_WORD || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return;
        }
        for step in &self.steps {
            if step.take(stem) && step.twice {
                step.take(stem);
            }
        }
    }
}

impl StemmingStep {
    /// Takes the first ending that fits off; whether there was one.
    fn take(&self, word: &mut String) -> bool {
        let fits = |ending: &&Ending| {
            word.strip_suffix(ending.text).is_some_and(|rest| {
                rest.len() >= ending.before
                    && (!ending.whole || rest.is_empty())
                    && (!ending.vowel || rest.contains(['a', 'e', 'i', 'o', 'u', 'y']))
            })
        };
        let Some(ending) = self.endings.iter().find(fits) else {
            return false;
        };
        word.truncate(word.len() - ending.text.len());
        word.push_str(ending.instead);
        true
    }
}

/// The lines of the table of a language, of whichever region.
fn lines(lang: &str) -> impl Iterator<Item = &'static str> {
    let language = lang.split(['-', '_']).next().unwrap_or(lang);
    let language = language.to_ascii_lowercase();
    let table = TABLES.iter().find(|(own, _)| *own == language);
    let lines = table.map_or("", |(_, table)| table).lines();
    lines.filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Stemming, TABLES};

    /// The vectors that the script is tested with as well: words of one stem in a row.
    #[test]
    fn words_of_one_stem_are_those_of_the_vectors() {
        let file = include_str!("../../../tests/fixtures/search/stemming.json");
        let vectors: BTreeMap<String, BTreeMap<String, Vec<String>>> =
            serde_json::from_str(file).unwrap_or_default();
        assert_eq!(vectors.len(), TABLES.len());
        for (lang, stems) in vectors {
            let stemming = Stemming::of(&lang);
            let mut found = String::new();
            for (stem, words) in stems {
                for word in words {
                    stemming.stem(&word, &mut found);
                    assert_eq!(found, stem, "{lang}: {word}");
                }
            }
        }
    }
}
