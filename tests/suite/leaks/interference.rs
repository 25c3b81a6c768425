//! What is not published changes nothing: a site with drafts, future and expired entries and
//! private values is published with the same bytes as the site without them. Marks find
//! what is printed; this finds what is counted, sorted, dated or hashed as well.

use std::fs;

use super::matrix;
use crate::support::{SiteTest, Tree, expect_none};

/// Where the entries of the showcase are that may be there twice.
const COLLECTIONS: &[&str] = &[
    "members",
    "structures",
    "projects",
    "news",
    "events",
    "tools",
];
/// What makes an entry one that is not published on the day of the test.
const STATES: &[&str] = &["draft: true", "publish: 2026-06-02", "expires: 2026-05-31"];

fn showcase() -> SiteTest {
    SiteTest::minimal().and("showcase").replaced(
        "content/site.yaml",
        "  web: {}",
        "  web: {}\n  offline: {zip: true, single_file: true}",
    )
}

fn published(site: &SiteTest) -> Tree {
    site.build().ended_with(0);
    site.output()
}

fn differences(one: &Tree, other: &Tree) -> Vec<String> {
    let paths = one.paths().chain(other.paths());
    let mut differ: Vec<String> = paths
        .filter(|path| !one.has(path) || !other.has(path) || one.bytes(path) != other.bytes(path))
        .map(str::to_owned)
        .collect();
    differ.sort();
    differ.dedup();
    differ
}

/// Puts copies of all entries beside them, each in a state in which it is not published.
/// What must be there once, a number or a former address, is left out or changed.
fn with_hidden_copies(site: &SiteTest) -> usize {
    let mut copies = 0;
    for collection in COLLECTIONS {
        let folder = site.path(&format!("content/{collection}"));
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        for (name, (number, state)) in files
            .iter()
            .flat_map(|name| std::iter::repeat(name).zip(STATES.iter().enumerate()))
        {
            let text = fs::read_to_string(folder.join(name)).unwrap();
            let text = if name.ends_with(".yaml") {
                let lines = text.lines();
                let kept = lines.filter(|line| {
                    !["ico:", "aliases:", "draft:"]
                        .iter()
                        .any(|key| line.starts_with(key))
                });
                let kept: String = kept.map(|line| format!("{line}\n")).collect();
                // Extremes, so that ranges of filters and first years would move.
                let kept = kept
                    .replace("code: NS-0", &format!("code: NS-{}", 7 + number))
                    .replace("joined: 20", "joined: 19")
                    .replace("value: \"150\"", "value: \"0.5\"")
                    .replace("country: CZ", "country: AT");
                copies += 1;
                format!("{kept}{state}\n")
            } else {
                text
            };
            fs::write(folder.join(format!("zz{number}{name}")), text).unwrap();
        }
    }
    copies
}

/// Copies of all entries as drafts, of tomorrow and of yesterday: every byte is the same, in
/// every edition, the archive and the single page.
#[test]
fn entries_that_are_not_published_change_nothing() {
    let site = showcase();
    let before = published(&site);
    let site = showcase();
    assert!(with_hidden_copies(&site) >= 30);
    let after = published(&site);
    assert!(before.paths().count() > 60);
    expect_none(
        "changed by what is not published",
        &differences(&before, &after),
    );
}

/// Private values of every type that a field has: every byte is the same without them.
#[test]
fn private_values_change_nothing() {
    for theme in ["bare", "cluster"] {
        let with = matrix::site(theme, ", private: true", "");
        let without = matrix::site(theme, ", private: true", "")
            .file("content/things/one.yaml", "title: One\n")
            .without("content/assets/canary-picture.svg")
            .without("content/assets/canary-file.csv");
        let found = differences(&published(&with), &published(&without));
        expect_none(&format!("changed by private values, theme {theme}"), &found);
    }
}
