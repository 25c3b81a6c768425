//! The settings of VS Code that map the schemas to the files that they describe.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::ENRICHED;
use super::files::COLLECTIONS;
use crate::model::Catalog;

/// The file of the settings in the project.
pub(crate) const SETTINGS: &str = ".vscode/settings.json";

/// The content of the settings: the file of each schema, and the globs of the files that
/// it is for. The language server accepts several patterns, and `!` to exclude files.
const MAPPED: &[(&str, &[&str])] = &[
    ("site.json", &["content/site.yaml"]),
    ("vocabulary.json", &["content/vocabularies/*.yaml"]),
    (
        "collection.json",
        &[
            "content/schema/*.yaml",
            "!content/schema/properties.yaml",
            "!content/schema/indicators.yaml",
        ],
    ),
    ("properties.json", &["content/schema/properties.yaml"]),
    ("indicators.json", &["content/schema/indicators.yaml"]),
    ("theme.json", &["themes/*/theme.yaml"]),
    ("texts.json", &["themes/*/texts/*.yaml"]),
];

/// The text of the settings.
#[must_use]
pub(crate) fn settings(catalog: &Catalog) -> String {
    let address = |file: &str| format!("./{ENRICHED}/{file}");
    let mut mapped: BTreeMap<String, Vec<String>> = MAPPED
        .iter()
        .map(|(file, globs)| {
            let globs = globs.iter().map(|glob| (*glob).to_owned());
            (address(file), globs.collect())
        })
        .collect();
    for collection in catalog.collections.iter() {
        let id = &collection.id;
        let globs = vec![
            format!("content/{id}/*.yaml"),
            format!("content/{id}/*/index.yaml"),
        ];
        mapped.insert(address(&format!("{COLLECTIONS}/{id}.json")), globs);
    }
    // The settings of the language server are per language.
    let of_yaml = |name: &str| format!("yaml.{name}");
    let mut settings = Map::new();
    settings.insert(of_yaml("schemas"), json!(mapped));
    settings.insert(of_yaml("schemaStore.enable"), json!(false));
    settings.insert(of_yaml("format.enable"), json!(false));
    settings.insert("files.eol".to_owned(), json!("\n"));
    let settings = Value::Object(settings);
    format!("{settings:#}\n")
}
