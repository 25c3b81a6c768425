//! The threat model names a test of each guarantee: each of them is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{PACKAGE, expect_none};

/// The names of all tests and of their modules, and the paths of the files they are in.
fn tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["src", "tests"] {
        for file in walkdir::WalkDir::new(Path::new(PACKAGE).join(folder)) {
            let file = file.expect("a file");
            let path = file.path().strip_prefix(PACKAGE).expect("within");
            found.insert(path.to_string_lossy().into_owned());
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let text = fs::read_to_string(file.path()).expect("a text");
            let mut is_test = false;
            for line in text.lines().map(str::trim) {
                if let Some(name) = line.strip_prefix("fn ").filter(|_| is_test) {
                    let name = name.split('(').next().unwrap_or_default();
                    found.insert(name.to_owned());
                    let module = path.with_extension("");
                    let module = module.strip_prefix("tests/suite").unwrap_or(&module);
                    let module = module.to_string_lossy().replace('/', "::");
                    let module = module.trim_end_matches("::mod").to_owned();
                    found.insert(format!("{module}::{name}"));
                    found.insert(module);
                }
                is_test = line == "#[test]" || is_test && line.starts_with('#');
            }
        }
    }
    found
}

#[test]
fn each_guarantee_has_its_tests() {
    let text = fs::read_to_string(Path::new(PACKAGE).join("docs/security.md")).expect("a page");
    let (_, table) = text.split_once("| Guarantee | Test |").expect("a table");
    let rows: Vec<&str> = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert!(rows.len() > 20, "{rows:#?}");
    let tests = tests();
    let is_there = |name: &str| match name.strip_prefix('…') {
        Some(end) => tests.iter().any(|test| test.ends_with(end)),
        None => tests.contains(name),
    };
    let mut missing = Vec::new();
    for row in rows {
        let named = row.trim_end_matches(" |").rsplit(" | ").next();
        let names: Vec<&str> = named
            .unwrap_or_default()
            .split('`')
            .skip(1)
            .step_by(2)
            .collect();
        if names.is_empty() {
            missing.push(format!("no test: {row}"));
        }
        missing.extend(
            names
                .into_iter()
                .filter(|name| !is_there(name))
                .map(str::to_owned),
        );
    }
    expect_none("tests that are not there", &missing);
}
