//! The texts of a copy of the schemas, by their paths in its folder.

use std::collections::BTreeMap;

use serde_json::Value;

use super::choices::{choices, countries};
use crate::model::Catalog;
use crate::schema::{Choice, ChoiceOf, JsonSchemas};

/// The schemas of files other than entries: the file, the shape, and a description.
const SHAPES: &[(&str, &str, &str)] = &[
    ("site.json", "site", "site.yaml"),
    ("vocabulary.json", "vocabulary", "vocabularies/*.yaml"),
    ("collection.json", "collection", "schema/*.yaml"),
    ("properties.json", "registry", "schema/properties.yaml"),
    ("indicators.json", "indicators", "schema/indicators.yaml"),
    ("theme.json", "theme", "theme.yaml"),
];

/// The folder of the schemas of collections.
pub(super) const COLLECTIONS: &str = "collections";

/// A copy of the schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFiles(BTreeMap<String, String>);

impl SchemaFiles {
    /// The copy with the site's schema only.
    #[must_use]
    pub(crate) fn structure(catalog: &Catalog) -> Self {
        let lang = catalog.config.default_language();
        Self::of(catalog, &|of| match of {
            ChoiceOf::Countries => Some(countries(lang)),
            _ => None,
        })
    }

    /// The enriched copy, which also lists all names.
    #[must_use]
    pub(crate) fn enriched(catalog: &Catalog) -> Self {
        Self::of(catalog, &|of| choices(catalog, of))
    }

    fn of(catalog: &Catalog, choices: &dyn Fn(ChoiceOf<'_>) -> Option<Vec<Choice>>) -> Self {
        let schemas = JsonSchemas {
            languages: &catalog.config.languages,
            choices,
        };
        let mut files = BTreeMap::new();
        for (file, shape, title) in SHAPES {
            files.insert((*file).to_owned(), printed(&schemas.of_shape(shape, title)));
        }
        let texts = schemas.of_values("interface_text", "texts/*.yaml");
        files.insert("texts.json".to_owned(), printed(&texts));
        for collection in catalog.collections.iter() {
            let file = format!("{COLLECTIONS}/{}.json", collection.id);
            files.insert(file, printed(&schemas.of_collection(collection)));
        }
        Self(files)
    }

    /// The files by their paths, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (&**path, &**text))
    }
}

/// JSON, indented for readers and diffs.
fn printed(schema: &Value) -> String {
    format!("{schema:#}\n")
}
