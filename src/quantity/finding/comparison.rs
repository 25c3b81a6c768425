//! Whether two values may be compared as if one were better than the other.

use super::{ConditionValue, Measurement, UNKNOWN_METHOD};
use crate::quantity::registry::{Property, Requirement};

/// Whether two measurements compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparability {
    /// Property, statistic, method and key conditions agree.
    Comparable,
    /// They do not, or it is not known.
    Different(Vec<Difference>),
}

impl Comparability {
    /// True if there is no obstacle to the comparison.
    #[must_use]
    pub fn is_comparable(&self) -> bool {
        *self == Self::Comparable
    }
}

/// An obstacle to a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The properties differ.
    Property,
    /// The statistics differ: a mean and a limit, for example.
    Statistic,
    /// The methods differ.
    Method,
    /// One does not state the method, or neither does and the property requires it.
    MethodUnstated,
    /// A key condition differs; its id.
    Condition(String),
    /// One or both do not state a key condition; its id.
    ConditionUnstated(String),
}

/// Says whether two measurements of a property are comparable. A key condition that neither
/// states is not known to agree, so it counts as an obstacle.
#[must_use]
pub fn comparable(one: &Measurement, other: &Measurement, property: &Property) -> Comparability {
    if one.property != other.property || one.property != property.id {
        return Comparability::Different(vec![Difference::Property]);
    }
    let mut differences = Vec::new();
    if let (Some(one), Some(other)) = (one.effective_statistic(), other.effective_statistic())
        && one != other
    {
        differences.push(Difference::Statistic);
    }
    differences.extend(method_difference(one, other, property));
    for id in &property.key_conditions {
        match (one.conditions.get(id), other.conditions.get(id)) {
            (Some(one), Some(other)) if agree(one, other) => {}
            (Some(_), Some(_)) => differences.push(Difference::Condition(id.clone())),
            _ => differences.push(Difference::ConditionUnstated(id.clone())),
        }
    }
    if differences.is_empty() {
        return Comparability::Comparable;
    }
    Comparability::Different(differences)
}

fn method_difference(
    one: &Measurement,
    other: &Measurement,
    property: &Property,
) -> Option<Difference> {
    let known = |measurement: &Measurement| {
        measurement
            .method
            .clone()
            .filter(|method| method != UNKNOWN_METHOD)
    };
    match (known(one), known(other)) {
        (Some(one), Some(other)) if one == other => None,
        (Some(_), Some(_)) => Some(Difference::Method),
        (None, None) if one.method == other.method && one.method.is_none() => property
            .must_state
            .contains(&Requirement::Method)
            .then_some(Difference::MethodUnstated),
        _ => Some(Difference::MethodUnstated),
    }
}

/// True if two conditions are the same: equal in the canonical unit, however written,
/// or the same words.
fn agree(one: &ConditionValue, other: &ConditionValue) -> bool {
    match (one, other) {
        (ConditionValue::Quantity(one), ConditionValue::Quantity(other)) => {
            one.interval == other.interval
        }
        (ConditionValue::Text(one), ConditionValue::Text(other)) => words(one) == words(other),
        _ => false,
    }
}

fn words(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
