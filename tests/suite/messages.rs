//! The texts of the program and the code that uses them, read from the sources.

use std::collections::{BTreeMap, BTreeSet};

use spunweb::testing::messages;

use crate::architecture::sources;
use crate::support::expect_none;

/// Sections with keys from other tables, and the tests that check these.
const OF_TABLES: &[(&str, &str)] = &[
    ("codes", "a test of `diagnostic::codes`"),
    ("explain", "a test of `diagnostic::page`"),
    ("letters", "the language tests of `messages`"),
    ("handout", "the language tests of `messages`"),
    ("kind", "`kinds_of_quantities_have_words`"),
    ("language", "the tag of a language that a site declares"),
    (
        "language_name",
        "the language that is meant by the letters of a country",
    ),
];

/// A call of `message!`: its file, its key, and the names of its arguments.
type Call = (String, String, BTreeSet<String>);

/// The keys that the code uses as literals, and the argument names of each `message!`.
fn used() -> (BTreeSet<String>, Vec<Call>) {
    let sections: BTreeSet<String> = keys().iter().map(|key| section(key).to_owned()).collect();
    let (mut literals, mut calls) = (BTreeSet::new(), Vec::new());
    for (path, text) in sources() {
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        for piece in code.split('"') {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c);
            let is_key = piece.contains('.') && !piece.ends_with('.') && piece.chars().all(plain);
            let file = [
                ".yaml",
                ".md",
                ".html",
                ".js",
                ".css",
                ".json",
                ".rs",
                ".txt",
                ".xml",
                ".webmanifest",
            ];
            if is_key
                && sections.contains(section(piece))
                && !file.iter().any(|f| piece.ends_with(f))
            {
                literals.insert(piece.to_owned());
            }
        }
        for (at, opening) in code.match_indices("message!(") {
            let call = &code[at + opening.len()..];
            let Some((key, names)) = arguments(call) else {
                continue;
            };
            calls.push((path.clone(), key, names));
        }
    }
    (literals, calls)
}

/// The key and the argument names of a call of `message!`, up to its closing parenthesis.
fn arguments(call: &str) -> Option<(String, BTreeSet<String>)> {
    let (mut depth, mut quoted, mut flat) = (0, false, String::new());
    for c in call.chars() {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && "([{".contains(c) {
            depth += 1;
        } else if !quoted && ")]}".contains(c) {
            if depth == 0 {
                break;
            }
            depth -= 1;
        }
        if depth == 0 {
            flat.push(c);
        }
    }
    let key = flat.trim().strip_prefix('"')?.split('"').next()?.to_owned();
    let names = flat.split(',').skip(1);
    let names = names.filter_map(|argument| Some(argument.split_once('=')?.0.trim().to_owned()));
    Some((key, names.collect()))
}

fn section(key: &str) -> &str {
    key.split('.').next().unwrap_or_default()
}

fn keys() -> Vec<&'static str> {
    messages::all_keys("en")
}

/// Every key that the code uses exists, and every text is used.
#[test]
fn keys_and_the_code_agree() {
    let known: BTreeSet<String> = keys().into_iter().map(str::to_owned).collect();
    let (literals, calls) = used();
    assert!(calls.len() > 150, "{}", calls.len());
    let unknown: Vec<&String> = literals.difference(&known).collect();
    expect_none("keys are not among the texts", &unknown);
    let unknown = calls.iter().filter(|(_, key, _)| !known.contains(key));
    let unknown: Vec<String> = unknown
        .map(|(path, key, _)| format!("{path}: {key}"))
        .collect();
    expect_none("messages are not among the texts", &unknown);
    // The pipeline names the stages of a run and their counters.
    let of_tables = |key: &&String| {
        OF_TABLES.iter().any(|(table, _)| section(key) == *table) || key.starts_with("run.stage_")
    };
    let idle: Vec<&String> = known
        .difference(&literals)
        .filter(|key| !of_tables(key))
        .collect();
    expect_none("texts are never used", &idle);
}

/// A message has exactly the arguments that its text names.
#[test]
fn arguments_are_those_of_the_text() {
    let (_, calls) = used();
    let mut wrong = Vec::new();
    for (path, key, names) in &calls {
        let Some((text, _)) = messages::find("en", key) else {
            continue;
        };
        let mut wanted: BTreeSet<String> = text.names().into_iter().map(str::to_owned).collect();
        if matches!(text, messages::Text::Plural(_)) {
            wanted.insert("count".to_owned());
        }
        if wanted != *names {
            wrong.push(format!(
                "{path}: {key} has {wanted:?} and is given {names:?}"
            ));
        }
    }
    expect_none("arguments do not fit their text", &wrong);
}

/// Every built-in kind of quantity has a name in every language.
#[test]
fn kinds_of_quantities_have_words() {
    let registry = spunweb::testing::quantity::Registry::built_in().unwrap();
    let mut missing = Vec::new();
    for kind in registry.kinds.keys() {
        for lang in messages::languages() {
            let key = format!("kind.{kind}");
            if !messages::keys(lang, "kind").any(|known| known == key) {
                missing.push(format!("{key} in {lang}"));
            }
        }
    }
    expect_none("kinds have no words", &missing);
}

/// Timed stages have a name, and their counters a plural.
#[test]
fn stages_have_names() {
    let mut missing = Vec::new();
    let mut stages = BTreeMap::new();
    for (path, text) in sources() {
        for call in text.split(".record(").skip(1) {
            let Some(stage) = call
                .split('"')
                .nth(1)
                .filter(|_| path.starts_with("pipeline"))
            else {
                continue;
            };
            stages.insert(format!("run.stage_{stage}"), path.clone());
        }
    }
    assert!(stages.len() > 8);
    for (key, path) in stages {
        if messages::find("en", &key).is_none() {
            missing.push(format!("{path}: {key}"));
        }
    }
    expect_none("stages have no name", &missing);
}
