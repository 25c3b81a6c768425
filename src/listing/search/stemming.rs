//! The stems of words for search: `membranes` and `membrane` are one word of the index, and so
//! are `membrány` and `membránou`.
//!
//! Each language has a table of endings, `stemming/en.txt` and so on, with the rules below.
//! Words are folded first, so the tables contain no accents. The search script uses the same
//! table, which is shipped with the index, and the same rules;
//! `tests/fixtures/search/stemming.json` tests both.
//!
//! 1. A table consists of steps, and a step of lines of endings. A line begins with the least
//!    number of letters before the ending, with `v` if one of them must be a vowel, or with
//!    `=` if the ending is the whole word.
//! 2. In a step the first matching ending is removed, or replaced by the text after `>`; a
//!    step marked `twice` runs twice.
//! 3. A word with a digit, or with letters other than a to z, is its own stem.
//!
//! The steps after a line `roots` reduce stems to the root of a word family: *absorb* and
//! *absorption*. Only the script applies them, to look for such a family.
//!
//! Lines `stop` list words to ignore in a query; `soft` those of them that an entry need not
//! contain but ranks higher with; `below` and `above` the words that may come before a number,
//! and `until` those between two. A line `write` says how visitors type letters that they
//! lack: *ae* for the *a* that folding leaves of *ä*.

/// The tables, by the language.
const TABLES: [(&str, &str); 5] = [
    ("cs", include_str!("stemming/cs.txt")),
    ("de", include_str!("stemming/de.txt")),
    ("en", include_str!("stemming/en.txt")),
    ("pl", include_str!("stemming/pl.txt")),
    ("sk", include_str!("stemming/sk.txt")),
];

/// The line that starts the steps to roots.
const ROOTS: &str = "roots";

/// The prefix of a line whose endings are whole words.
const WHOLE: &str = "=";

/// The longest word that is stemmed.
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
    /// The least number of letters before it.
    before: usize,
    vowel: bool,
    /// Whether it must be the whole word.
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

    /// The table of a language without comments, for the script.
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
    /// Removes the first matching ending; returns whether there was one.
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

/// The lines of a language's table, whatever the region.
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

    /// The test vectors that the script shares: each row is words with one stem.
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
