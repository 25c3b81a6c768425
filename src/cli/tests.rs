//! Tests that need a whole run and access to private state.
#![allow(
    clippy::disallowed_methods,
    reason = "a test writes a project of its own"
)]

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::{Status, run};
use crate::quantity::readings;

/// A number that no other test reads.
const VALUE: &str = "737.373";

const STRUCTURE: &str = r#"
code: NS-001
title: {en: Layer, cs: Vrstva}
summary: {en: Fine., cs: Jemná.}
polymers: [pa6]
technology: electrospinning
form: membrane
applications: [air-filtration]
properties:
  - {property: air_permeability, value: "737.373", unit: mm/s, conditions: {pressure_drop: 200 Pa, area: 20 cm2}}
"#;

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.unwrap();
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A row of measured values is parsed once for all its uses: rules, pages, filters, the
/// comparison, tables and the search, in two languages and two editions.
#[test]
fn a_measured_value_is_read_once() {
    let project = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/minimal");
    copy(&fixture, project.path());
    let content = project.path().join("content");
    let site = fs::read_to_string(content.join("site.yaml")).unwrap();
    let site = site.replace("theme: bare", "theme: cluster");
    fs::write(content.join("site.yaml"), site).unwrap();
    fs::create_dir_all(content.join("structures")).unwrap();
    for number in 1..=2 {
        let text = STRUCTURE.replace("NS-001", &format!("NS-00{number}"));
        let value = if number == 1 { VALUE } else { "1.5" };
        let text = text.replace(VALUE, value);
        fs::write(content.join(format!("structures/ns-00{number}.yaml")), text).unwrap();
    }
    let project = project.path();
    let arguments = ["spunweb", "build", "--no-sync", "--as-of", "2026-06-01"];
    let arguments = arguments.iter().map(OsString::from);
    let arguments = arguments.chain(["--project".into(), project.into()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run(arguments, &mut out, &mut err);
    let said = String::from_utf8_lossy(&err);
    assert_eq!(status, Status::Clean, "{said}");
    // Every surface shows it.
    let text = |path: &str| fs::read_to_string(project.join("public").join(path)).unwrap();
    for page in ["structures/ns-001", "cs/struktury/ns-001"] {
        assert!(text(&format!("web/{page}/index.html")).contains("737"));
        assert!(text(&format!("offline/{page}/index.html")).contains("737"));
    }
    assert_eq!(readings::of(VALUE), 1);
}
