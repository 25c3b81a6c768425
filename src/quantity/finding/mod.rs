//! Warnings about measurements that can be read but deserve a second look: an implausible
//! value, a condition that is not stated, two values that are not comparable. None of them
//! is an error; the numbers are the editor's.

mod comparison;
mod lines;
mod plausibility;
#[cfg(test)]
mod tests;

pub use comparison::{Comparability, comparable};
pub use plausibility::plausibility;

pub(crate) use lines::Lines;

use indexmap::IndexMap;

use super::amount::{AmountForm, SpreadKind};
use super::registry::{Property, Quantity, Requirement};

/// The method of a value whose method is no longer known: stated, but comparable with
/// nothing.
pub(crate) const UNKNOWN_METHOD: &str = "unknown";

/// A parsed measurement row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// The id of the property.
    pub property: String,
    /// The amount.
    pub quantity: Quantity,
    /// How many were measured.
    pub n: Option<u64>,
    /// The id of the statistic.
    pub statistic: Option<String>,
    /// The id of the method.
    pub method: Option<String>,
    /// The standard with its year.
    pub standard: Option<String>,
    /// The conditions by id, in the order written.
    pub conditions: IndexMap<String, ConditionValue>,
}

/// A condition of a measurement as stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionValue {
    /// A quantity.
    Quantity(Box<Quantity>),
    /// Words, in one language that all rows share.
    Text(String),
}

impl Measurement {
    /// A row that states only its amount.
    #[must_use]
    pub fn new(property: impl Into<String>, quantity: Quantity) -> Self {
        Self {
            property: property.into(),
            quantity,
            n: None,
            statistic: None,
            method: None,
            standard: None,
            conditions: IndexMap::new(),
        }
    }

    /// The statistic: as stated, or as the form of the amount implies. A limit is a limit,
    /// and a value with a standard deviation is a mean.
    #[must_use]
    pub fn effective_statistic(&self) -> Option<&str> {
        let implied = match &self.quantity.amount.form {
            AmountForm::AtLeast { .. } | AmountForm::AtMost { .. } => Some("limit"),
            AmountForm::WithSpread {
                kind: SpreadKind::StandardDeviation,
                ..
            } => Some("mean"),
            _ => None,
        };
        self.statistic.as_deref().or(implied)
    }
}

/// The names of what the property requires and the row does not state: condition ids, or
/// `n`, `statistic`, `method`, `standard`.
///
/// A limit or a range needs no `n` and no statistic: neither is an average of anything.
#[must_use]
pub(crate) fn unstated(measurement: &Measurement, property: &Property) -> Vec<String> {
    let is_value = matches!(
        measurement.quantity.amount.form,
        AmountForm::Exact(_) | AmountForm::WithSpread { .. }
    );
    let stated = |requirement: &&Requirement| match requirement {
        Requirement::N => measurement.n.is_some() || !is_value,
        Requirement::Statistic => measurement.effective_statistic().is_some() || !is_value,
        Requirement::Method => measurement.method.is_some(),
        Requirement::Standard => measurement.standard.is_some(),
        Requirement::Condition(id) => measurement.conditions.contains_key(id),
    };
    let missing = property
        .must_state
        .iter()
        .filter(|requirement| !stated(requirement));
    missing
        .map(|requirement| requirement.name().to_owned())
        .collect()
}
