//! What the pages are made of: plain words, links that lead somewhere, and a README
//! that can be read in one go.

use std::path::Path;

use regex_lite::Regex;

use super::reading::documents;
use crate::support::{PACKAGE, expect_none};

/// Words that were replaced by more common ones.
const RETIRED_WORDS: &str =
    r"(?i)\b(told|tell|tells|telling|mend|mends|mended|mending|slips?|behind|alone)\b|\bis no\b";

/// Sentences, or the part of them that a reader stumbled over.
const RETIRED_PHRASES: &[&str] = &[
    "serves three people",
    "writes down that a translation",
    "done twice, nothing has changed",
    "goes back to the version published before",
    "as when someone's data",
    "has one way to be",
    "the day that decides",
    "is for the collection to say",
    "a change is other bytes",
    "as when too many files",
    "what shows only in the whole",
    "since the visitor's browser would call them",
    "how much a code matters",
    "what is allowed is not",
    "an allowance needs a reason",
    "because the pages would be wrong",
    "what leaves a file with as many findings",
    "left out is left out",
    "nothing said",
    "held to, taken together",
    "whoever runs the site and its ci gets",
    "without the last line",
    "that a spreadsheet took",
    "repeats what should stay",
    "never glue addresses",
    "without a word",
    "in spite of it",
    "than its type allows",
    "and that day has passed",
    "the template is not right",
    "a page an entry",
    "a list a collection",
    "a folder a collection",
    "a line a finding",
    "gave up here",
    "want the address",
    "means nothing for",
];

#[test]
fn the_readme_is_short() {
    let readme = documents()
        .into_iter()
        .find(|page| page.path == "README.md");
    let lines = readme.expect("the README").text.lines().count();
    assert!(lines <= 250, "{lines} lines");
}

/// Nothing that readers stumbled over has come back.
#[test]
fn retired_wordings_stay_away() {
    let words = Regex::new(RETIRED_WORDS).expect("a pattern");
    let mut found = Vec::new();
    for page in documents() {
        for (line, text) in page.prose() {
            // "There is no …" and "is no longer" are as they should be.
            let text = text.replace("is no longer", "").replace("here is no ", "");
            let lower = text.to_lowercase();
            let phrase = RETIRED_PHRASES
                .iter()
                .find(|phrase| lower.contains(*phrase));
            let word = words.find(&text).map(|word| word.as_str());
            if let Some(retired) = phrase.copied().or(word) {
                found.push(format!("{}:{line}: `{retired}` in: {text}", page.path));
            }
        }
    }
    expect_none("retired wordings", &found);
}

/// Links between pages, and to files of the repository, lead to what is there.
#[test]
fn links_lead_somewhere() {
    let pages = documents();
    let mut lost = Vec::new();
    for page in &pages {
        let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, link) in page.links() {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let path = if file.is_empty() {
                page.path.clone()
            } else {
                below(folder, file)
            };
            if !Path::new(PACKAGE).join(&path).exists() {
                lost.push(format!("{}:{line}: no file {path}", page.path));
            }
            let target = pages.iter().find(|page| page.path == path);
            if let Some(target) = target
                && !anchor.is_empty()
                && !target.anchors().iter().any(|known| known == anchor)
            {
                lost.push(format!("{}:{line}: no heading {link}", page.path));
            }
        }
    }
    expect_none("links that lead nowhere", &lost);
}

/// Pictures are small enough for a page that is opened on the way.
#[test]
fn pictures_are_small() {
    for entry in std::fs::read_dir(Path::new(PACKAGE).join("docs/images")).expect("docs/images") {
        let entry = entry.expect("an entry");
        let bytes = entry.metadata().expect("its size").len();
        assert!(bytes <= 150 * 1024, "{:?}: {bytes}", entry.file_name());
    }
}

/// The path that a link in a file of this folder leads to.
fn below(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}
