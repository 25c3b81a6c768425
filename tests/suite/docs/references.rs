//! References that are written by hand name all that there is.

use std::path::Path;

use serde_yaml::Mapping;

use super::reading::documents;
use crate::support::{PACKAGE, expect_none};

/// Every key of `site.yaml` is in its reference, those of the organisation too.
#[test]
fn every_key_of_the_site_is_in_the_reference() {
    let shapes = Path::new(PACKAGE).join("src/schema/builtin/shapes.yaml");
    let shapes = std::fs::read_to_string(shapes).expect("the shapes");
    let shapes: Mapping = serde_yaml::from_str(&shapes).expect("YAML");
    let keys = |shape: &str| -> Vec<String> {
        let shape = shapes.get(shape).and_then(|shape| shape.as_mapping());
        let keys = shape.expect("a shape").keys();
        keys.map(|key| key.as_str().expect("a name").to_owned())
            .collect()
    };
    let section = section("docs/content.md", "## site.yaml");
    let mut missing = Vec::new();
    for shape in ["site", "organisation", "security"] {
        for key in keys(shape) {
            if !section.contains(&format!("`{key}`")) {
                missing.push(format!("`{key}` of {shape}"));
            }
        }
    }
    expect_none("keys that the reference of site.yaml lacks", &missing);
}

/// A section of a page, up to the next heading of its level.
fn section(path: &str, heading: &str) -> String {
    let page = documents().into_iter().find(|page| page.path == path);
    let text = page.expect("a page").text;
    let (_, rest) = text
        .split_once(&format!("\n{heading}\n"))
        .expect("a section");
    let end = rest.find("\n## ").unwrap_or(rest.len());
    rest[..end].to_owned()
}
