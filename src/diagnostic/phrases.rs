//! What other parts of the program word in English, in the other languages:
//! pieces of messages, such as why a number cannot be read, and what commands say
//! when they cannot go on. As in gettext, the English phrase is the key; `{name}`
//! in it stands for whatever is there, and is put at the same name in the
//! translation.

use std::borrow::Cow;
use std::sync::LazyLock;

use indexmap::IndexMap;

static CZECH: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    // A test reads the embedded tables; without them the phrases stay English.
    let tables = CZECH_TABLES
        .map(|yaml| serde_yaml::from_str::<IndexMap<String, String>>(yaml).unwrap_or_default());
    let phrases = tables.into_iter().flatten();
    let phrases = phrases.map(|(english, own)| Phrase { english, own });
    phrases.collect()
});

const CZECH_TABLES: [&str; 2] = [
    include_str!("phrases.cs.yaml"),
    include_str!("commands.cs.yaml"),
];

struct Phrase {
    english: String,
    own: String,
}

/// The arguments that hold words of the program; all others are names and values
/// that an editor wrote, and stay as they are.
const PROSE: &[&str] = &[
    "why", "expected", "found", "state", "form", "place", "language", "original",
];

/// The names in a phrase that stand for further phrases; all others are names and
/// values.
const NESTED: &[&str] = &[
    "kind", "same", "why", "reason", "problem", "action", "rest", "files", "missing", "extra",
];

/// What a command says, in a language; in English where there is no translation.
#[must_use]
pub fn told(text: &str, lang: &str) -> String {
    translate(text, lang).into_owned()
}

/// The value of an argument as it is printed in a language.
pub(super) fn argument<'t>(name: &str, value: &'t str, lang: &str) -> Cow<'t, str> {
    if PROSE.contains(&name) {
        translate(value, lang)
    } else {
        Cow::Borrowed(value)
    }
}

/// The phrase in a language; what has no translation, such as a value that an
/// editor wrote, stays as it is.
fn translate<'t>(text: &'t str, lang: &str) -> Cow<'t, str> {
    let phrases: &[Phrase] = match lang {
        "cs" => &CZECH,
        _ => &[],
    };
    phrases
        .iter()
        .find_map(|phrase| phrase.apply(text, lang))
        .map_or(Cow::Borrowed(text), Cow::Owned)
}

impl Phrase {
    fn apply(&self, text: &str, lang: &str) -> Option<String> {
        let values = captured(&self.english, text)?;
        let mut filled = String::with_capacity(self.own.len() + text.len());
        let mut rest = self.own.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            filled.push_str(before);
            if NESTED.contains(&name) {
                filled.push_str(&translate(value, lang));
            } else {
                filled.push_str(value);
            }
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }
}

/// What stands at the names of a pattern in a text of its form.
fn captured<'p, 't>(pattern: &'p str, text: &'t str) -> Option<Vec<(&'p str, &'t str)>> {
    let mut values = Vec::new();
    let (first, mut rest_of_pattern) = pattern.split_once('{').unwrap_or((pattern, ""));
    let mut rest = text.strip_prefix(first)?;
    while let Some((name, after)) = rest_of_pattern.split_once('}') {
        let (literal, next) = after.split_once('{').unwrap_or((after, ""));
        let (value, behind) = if next.is_empty() {
            (rest.strip_suffix(literal)?, "")
        } else {
            rest.split_once(literal)?
        };
        values.push((name, value));
        rest = behind;
        rest_of_pattern = next;
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_read_and_use_the_same_names() {
        let names = |text: &str| {
            let pieces = text.split('{').skip(1);
            let mut names: Vec<String> = pieces
                .filter_map(|piece| piece.split('}').next().map(str::to_owned))
                .collect();
            names.sort();
            names
        };
        for table in CZECH_TABLES {
            let table: IndexMap<String, String> = serde_yaml::from_str(table).unwrap();
            for (english, czech) in table {
                assert_eq!(names(&english), names(&czech), "{english}");
            }
        }
    }

    #[test]
    fn names_are_filled_in_and_other_texts_stay() {
        assert_eq!(translate("a list", "cs"), "seznam");
        assert_eq!(translate("a list", "en"), "a list");
        assert_eq!(translate("Spinworks s.r.o.", "cs"), "Spinworks s.r.o.");
        let why = "`Ž` is not a lower-case letter, a digit or a hyphen";
        assert!(translate(why, "cs").contains("`Ž`"));
        assert_ne!(translate(why, "cs"), why);
        assert_eq!(argument("field", "published", "cs"), "published");
        assert_ne!(argument("state", "published", "cs"), "published");
    }

    #[test]
    fn patterns_take_texts_of_their_form() {
        assert_eq!(
            captured("`{a}` is {b}", "`x` is y z"),
            Some(vec![("a", "x"), ("b", "y z")])
        );
        assert_eq!(captured("`{a}` is", "`x` was"), None);
        assert_eq!(captured("plain", "plain"), Some(vec![]));
        assert_eq!(captured("plain", "plain text"), None);
    }
}
