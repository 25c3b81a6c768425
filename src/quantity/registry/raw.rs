//! The registry as written in YAML, before validation. Every key of an entry may be
//! missing, so that a site's file can change one key of a built-in entry. Unknown keys are
//! not checked here: the shape `registry` of the schema refuses them.

use indexmap::IndexMap;
use serde::Deserialize;

use super::{Label, Synonyms};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawRegistry {
    pub(super) kinds: IndexMap<String, RawKind>,
    pub(super) properties: IndexMap<String, RawProperty>,
    pub(super) conditions: IndexMap<String, RawCondition>,
    pub(super) statistics: IndexMap<String, Label>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawKind {
    pub(super) label: Label,
    pub(super) unit: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawProperty {
    pub(super) label: Label,
    pub(super) synonyms: Synonyms,
    pub(super) kind: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) units: Option<Vec<String>>,
    pub(super) plausible: Option<RawPlausible>,
    pub(super) must_state: Option<Vec<String>>,
    pub(super) key_conditions: Option<Vec<String>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawPlausible {
    pub(super) min: Option<String>,
    pub(super) max: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct RawCondition {
    pub(super) label: Label,
    pub(super) text: Option<bool>,
    pub(super) kind: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) units: Option<Vec<String>>,
}

impl RawRegistry {
    /// Merges another registry into this one: its keys override, and the rest stays.
    pub(super) fn overlay(&mut self, over: Self) {
        for (id, kind) in over.kinds {
            let under = self.kinds.entry(id).or_default();
            under.label.overlay(kind.label);
            replace(&mut under.unit, kind.unit);
        }
        for (id, property) in over.properties {
            let under = self.properties.entry(id).or_default();
            under.label.overlay(property.label);
            under.synonyms.overlay(property.synonyms);
            replace(&mut under.kind, property.kind);
            replace(&mut under.unit, property.unit);
            replace(&mut under.units, property.units);
            replace(&mut under.plausible, property.plausible);
            replace(&mut under.must_state, property.must_state);
            replace(&mut under.key_conditions, property.key_conditions);
        }
        for (id, condition) in over.conditions {
            let under = self.conditions.entry(id).or_default();
            under.label.overlay(condition.label);
            replace(&mut under.text, condition.text);
            replace(&mut under.kind, condition.kind);
            replace(&mut under.unit, condition.unit);
            replace(&mut under.units, condition.units);
        }
        for (id, label) in over.statistics {
            self.statistics.entry(id).or_default().overlay(label);
        }
    }
}

fn replace<T>(under: &mut Option<T>, over: Option<T>) {
    if over.is_some() {
        *under = over;
    }
}
