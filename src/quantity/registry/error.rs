//! What can be wrong with a registry.

use crate::messages::{Message, display_in_english, message};
/// A mistake in a registry, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryError {
    /// The name of the registry; `None` for the built-in one.
    pub overlay: Option<String>,
    /// The keys that lead to the mistake, such as `properties.fibre_diameter.unit`.
    pub path: String,
    /// What is wrong.
    pub problem: RegistryProblem,
}

/// The ways in which a registry can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistryProblem {
    /// The YAML cannot be parsed, or has unknown keys.
    Yaml {
        /// The message of the YAML parser.
        message: String,
        /// The line, counted from 1, where it is known.
        line: Option<usize>,
        /// The column, counted from 1, where it is known.
        column: Option<usize>,
    },
    /// An id is not in lower-case letters, digits and underscores.
    Id,
    /// A key that is needed is missing.
    Missing(&'static str),
    /// A key that conflicts with the others.
    TextWithUnit,
    /// The kind is not declared.
    UnknownKind(String),
    /// A unit cannot be read.
    Unit {
        /// The unit as written.
        unit: String,
        /// What may be meant.
        suggestion: Option<String>,
    },
    /// A unit measures something else than it should.
    Dimension {
        /// The unit.
        unit: String,
        /// The canonical unit, whose dimension it should have.
        canonical: String,
    },
    /// The canonical unit is not among the units allowed.
    CanonicalMissing(String),
    /// A plausible bound is not a number.
    Number(String),
    /// The plausible range runs backwards.
    Bounds,
    /// The name of a condition that does not exist.
    UnknownCondition(String),
}

impl RegistryProblem {
    /// The message that says what is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Yaml { message, .. } => message!("registry.unreadable", reason = message),
            Self::Id => message!("registry.id"),
            Self::Missing(key) => message!("registry.missing", key = *key),
            Self::TextWithUnit => message!("registry.text_with_unit"),
            Self::UnknownKind(kind) => message!("registry.unknown_kind", kind = kind),
            Self::Unit {
                unit,
                suggestion: Some(meant),
            } => message!("registry.unit_meant", unit = unit, meant = meant),
            Self::Unit {
                unit,
                suggestion: None,
            } => message!("registry.unit", unit = unit),
            Self::Dimension { unit, canonical } => {
                message!("registry.dimension", unit = unit, canonical = canonical)
            }
            Self::CanonicalMissing(unit) => message!("registry.canonical_missing", unit = unit),
            Self::Number(text) => message!("registry.number", text = text),
            Self::Bounds => message!("registry.bounds"),
            Self::UnknownCondition(name) => message!("registry.unknown_condition", name = name),
        }
    }
}

display_in_english!(RegistryProblem);

impl std::fmt::Display for RegistryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

impl std::error::Error for RegistryError {}
