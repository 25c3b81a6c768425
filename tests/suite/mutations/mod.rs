//! The content that comes with the program, spoilt in a thousand ways by the slips
//! that people make. Whatever is spoilt, the program says where and goes on: it
//! never panics, and no finding is without a file and a line. Of five kinds of slips
//! the outcome is known, and every one of them is told at its file and line.
//!
//! A share of them runs with every test, some with the pages of a small part of the
//! content rendered and looked at; all thousand, and a hundred up to the pages, by
//! `cargo test --test suite slips -- --ignored --nocapture`.

pub(crate) mod chance;
mod keeping;
mod slips;
mod small;

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;

use chance::Chance;
use keeping::KeepingDisk;
use slips::{KINDS, Slip};
use spunweb::testing::diagnostic::{Diagnostic, Place};
use spunweb::testing::pipeline::{self, Outcome, Request};
use spunweb::testing::text::Position;

use crate::support::{PACKAGE, expect_none};

/// The findings without a line, and why.
const WITHOUT_LINE: &[(&str, &str)] = &[
    ("C001", "the file that it asks for is not there"),
    ("C010", "the file is not read"),
    ("C011", "the file is not read"),
    ("I010", "the file cannot be read"),
    ("I011", "a link of the file system has no lines"),
    ("I012", "a name is wrong, and not what is in the file"),
    ("I013", "the file is not read"),
    ("I020", "a picture or a document has no lines"),
    ("I021", "a picture has no lines for an editor"),
    ("I023", "a picture or a document has no lines"),
    ("U007", "a name is wrong, and not what is in the file"),
    (
        "Y011",
        "what cannot be read as text has no lines; it says the line itself",
    ),
    ("Y012", "the file is not read"),
];

/// The content by path: texts, and all other files.
pub(crate) struct Content {
    pub(crate) texts: BTreeMap<String, String>,
    others: KeepingDisk,
}

/// How far a check goes.
type Check = fn(&KeepingDisk) -> Outcome;

fn today() -> jiff::civil::Date {
    "2026-11-24".parse().expect("a date")
}

fn data(disk: &KeepingDisk) -> Outcome {
    pipeline::check_data(disk, &Request::default())
}

fn everything(disk: &KeepingDisk) -> Outcome {
    pipeline::check(disk, &Request::default()).expect("all editions are there")
}

#[test]
fn a_share_of_the_slips() {
    run(&Content::read(), 0..100, data);
}

#[test]
#[ignore = "takes minutes; the command is at the head of this file"]
fn a_thousand_slips() {
    run(&Content::read(), 0..1000, data);
}

/// As the others, with the pages of a small part rendered and looked at.
#[test]
fn a_share_of_the_slips_up_to_the_pages() {
    run(&Content::read().small(), 1000..1030, everything);
}

#[test]
#[ignore = "takes about a minute; the command is at the head of this file"]
fn a_hundred_slips_up_to_the_pages() {
    run(&Content::read().small(), 1000..1100, everything);
}

#[expect(clippy::print_stdout, reason = "figures for whoever runs all of them")]
fn run(content: &Content, seeds: std::ops::Range<u64>, check: Check) {
    let clean = check(&content.disk(None));
    assert!(!clean.report.has_errors(), "the content is right");
    let mut complaints = Vec::new();
    let mut told: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for seed in seeds {
        let mut chance = Chance::new(seed);
        let (name, spoil) = KINDS[(seed % KINDS.len() as u64) as usize];
        let Some(slip) = spoil(content, &mut chance) else {
            complaints.push(format!("{seed}: nothing to spoil by {name}"));
            continue;
        };
        let disk = content.disk(Some(&slip));
        let outcome = std::panic::catch_unwind(AssertUnwindSafe(|| check(&disk)));
        let Ok(outcome) = outcome else {
            complaints.push(format!("{seed}: {name}: panic, with {}", slip.what));
            continue;
        };
        let count = told.entry(name).or_default();
        count.0 += 1;
        count.1 += usize::from(outcome.report.has_errors());
        complaints.extend(
            complaint(&slip, &outcome)
                .map(|why| format!("{seed}: {name}: {why}, with {}", slip.what)),
        );
    }
    for (name, (all, errors)) in told {
        println!("{name}: {all}, of which {errors} are errors");
    }
    expect_none("slips are not told as they should be", &complaints);
}

/// Why what is said of a slip is not right; nothing where it is.
fn complaint(slip: &Slip, outcome: &Outcome) -> Option<String> {
    let findings = outcome.report.findings();
    let lost = findings.iter().find(|found| {
        let has_line = match &found.place {
            Place::Span(span) => outcome.sources.get(span.source).is_some(),
            Place::File(_) | Place::Run => false,
        };
        !has_line && !WITHOUT_LINE.iter().any(|(code, _)| *code == found.code())
    });
    if let Some(lost) = lost {
        let (key, place) = (lost.key, &lost.place);
        return Some(format!("{key} {:?} has no line, but {place:?}", lost.args));
    }
    let (codes, line) = slip.expected.as_ref()?;
    let is_meant = |found: &&Diagnostic| {
        codes.contains(&found.code()) && place(found, outcome) == Some((slip.path.as_str(), *line))
    };
    if findings.iter().any(|found| is_meant(&found)) {
        return None;
    }
    let said: Vec<String> = findings
        .iter()
        .filter(|found| {
            outcome.report.severity(found) == spunweb::testing::diagnostic::Severity::Error
        })
        .take(3)
        .map(|found| format!("{} at {:?}", found.key, place(found, outcome)))
        .collect();
    Some(format!("no {codes:?} in line {line}, but {said:?}"))
}

fn place<'o>(found: &Diagnostic, outcome: &'o Outcome) -> Option<(&'o str, usize)> {
    let Place::Span(span) = &found.place else {
        return None;
    };
    let source = outcome.sources.get(span.source)?;
    let line = Position::of(&source.text, span.start as usize).line;
    Some((source.path.as_str(), line))
}

impl Content {
    fn read() -> Self {
        let root = std::path::Path::new(PACKAGE);
        let mut content = Self {
            texts: BTreeMap::new(),
            others: KeepingDisk::new(today()),
        };
        let entries = walkdir::WalkDir::new(root.join("content")).sort_by_file_name();
        for entry in entries {
            let entry = entry.expect("a readable folder");
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path().strip_prefix(root).expect("it is below");
            let path = path.to_str().expect("a name").to_owned();
            let bytes = std::fs::read(entry.path()).expect("a file");
            if path.ends_with(".yaml") || path.ends_with(".md") {
                content
                    .texts
                    .insert(path, String::from_utf8(bytes).expect("a text"));
            } else {
                content.others = content.others.with(&path, bytes);
            }
        }
        content
    }

    /// The content on a disk, with one file spoilt.
    fn disk(&self, slip: Option<&Slip>) -> KeepingDisk {
        let mut disk = self.others.clone();
        for (path, text) in &self.texts {
            match slip.filter(|slip| slip.path == *path) {
                Some(slip) => {
                    let path = slip.renamed.as_ref().unwrap_or(path);
                    disk = disk.with(path, slip.text.as_str());
                }
                None => disk = disk.with(path, text.as_str()),
            }
        }
        disk
    }
}
