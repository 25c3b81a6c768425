//! A group that a list has cut in two: `- name: A` above `- size: 2 m`. Each part lacks
//! what the other one has, and one finding says so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Decoding, first_key};
use crate::diagnostic::{Diagnostic, Place};
use crate::schema::Field;
use crate::text::Span;
use crate::yaml::{Kind, Node};

/// The key of the finding that a required field is missing.
const MISSING: &str = "S004";

/// Some items that look like one group.
#[derive(Default)]
struct Joined {
    keys: BTreeSet<Arc<str>>,
    /// The required fields that the items lack, each for itself.
    missing: BTreeSet<String>,
    places: Vec<Span>,
    /// The first key of each item.
    first_keys: Vec<Arc<str>>,
}

impl Decoding<'_, '_> {
    /// Puts what has been found since then to be missing in items that look like one group
    /// into one finding.
    pub(super) fn split_groups(&mut self, before: usize, nodes: &[Node], field: &Field) {
        let own = self.findings.get(before..).unwrap_or_default();
        let missing = missing(own);
        if nodes.len() < 2 || missing.is_empty() {
            return;
        }
        let joined = joined(nodes, &missing);
        let parts = joined.iter().flat_map(|group| {
            let parts = group.places.iter();
            parts.map(move |place| (*place, &group.keys))
        });
        let parts: BTreeMap<Span, &BTreeSet<Arc<str>>> = parts.collect();
        let is_there = |found: &Diagnostic| match &found.place {
            Place::Span(span) if found.key == MISSING => {
                let keys = parts.get(span);
                let name = found.text("field").unwrap_or_default();
                keys.is_some_and(|keys| keys.contains(name))
            }
            _ => false,
        };
        let own = self.findings.split_off(before);
        let others = own.into_iter().filter(|found| !is_there(found));
        self.findings.extend(others);
        let split = joined.iter().filter_map(|group| group.finding(field));
        self.findings.extend(split);
    }
}

/// The required fields that are reported as missing, by the first key of their group.
fn missing(findings: &[Diagnostic]) -> BTreeMap<Span, BTreeSet<String>> {
    let mut missing: BTreeMap<Span, BTreeSet<String>> = BTreeMap::new();
    for found in findings.iter().filter(|found| found.key == MISSING) {
        if let (Place::Span(span), Some(field)) = (&found.place, found.text("field")) {
            missing.entry(*span).or_default().insert(field.to_owned());
        }
    }
    missing
}

impl Joined {
    fn finding(&self, field: &Field) -> Option<Diagnostic> {
        let [first, second, ..] = self.first_keys.as_slice() else {
            return None;
        };
        let found = Diagnostic::new("S004.split", *self.places.get(1)?)
            .arg("field", &*field.name)
            .arg("first", &**first)
            .arg("second", &**second)
            .arg("items", self.places.len().to_string());
        Some(found)
    }
}

/// The items that look like one group, where there are several in a row.
fn joined(nodes: &[Node], missing: &BTreeMap<Span, BTreeSet<String>>) -> Vec<Joined> {
    let has = |keys: &BTreeSet<Arc<str>>, names: &BTreeSet<String>| {
        names.iter().any(|name| keys.contains(&**name))
    };
    let nothing = BTreeSet::new();
    let mut all: Vec<Joined> = Vec::new();
    for node in nodes {
        let place = first_key(node);
        let pairs = match &node.kind {
            // What stands in braces has no line of its own.
            Kind::Mapping(pairs) if node.span.start == place.start => pairs,
            _ => {
                all.push(Joined::default());
                continue;
            }
        };
        let missing = missing.get(&place).unwrap_or(&nothing);
        let keys: BTreeSet<Arc<str>> = pairs.iter().map(|pair| pair.key.clone()).collect();
        let fits = all.last().is_some_and(|last| {
            !last.places.is_empty()
                && last.keys.is_disjoint(&keys)
                && (has(&last.keys, missing) || has(&keys, &last.missing))
        });
        if !fits {
            all.push(Joined::default());
        }
        let Some(last) = all.last_mut() else { continue };
        last.places.push(place);
        last.first_keys
            .extend(pairs.first().map(|pair| pair.key.clone()));
        last.missing.extend(missing.iter().cloned());
        last.keys.extend(keys);
    }
    all.retain(|joined| joined.places.len() > 1);
    all
}
