//! Interim: labels of the registry.
use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Registry {
    pub properties: IndexMap<String, Labelled>,
    pub conditions: IndexMap<String, Labelled>,
    pub statistics: IndexMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
pub struct Labelled {
    pub label: BTreeMap<String, String>,
}

impl Registry {
    pub fn built_in() -> Option<Self> {
        serde_yaml::from_str(include_str!("properties.yaml")).ok()
    }
    pub fn property_label<'a>(&'a self, id: &'a str, lang: &str) -> &'a str {
        self.properties
            .get(id)
            .map_or(id, |p| pick(&p.label, lang).unwrap_or(id))
    }
    pub fn condition_label<'a>(&'a self, id: &'a str, lang: &str) -> &'a str {
        self.conditions
            .get(id)
            .map_or(id, |p| pick(&p.label, lang).unwrap_or(id))
    }
    pub fn statistic_label<'a>(&'a self, id: &'a str, lang: &str) -> &'a str {
        self.statistics
            .get(id)
            .and_then(|l| pick(l, lang))
            .unwrap_or(id)
    }
}

fn pick<'a>(label: &'a BTreeMap<String, String>, lang: &str) -> Option<&'a str> {
    label
        .get(lang)
        .or_else(|| label.get("en"))
        .map(String::as_str)
}
