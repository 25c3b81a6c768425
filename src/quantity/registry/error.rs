//! What can be wrong with a registry.

/// A mistake in a registry, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct RegistryError {
    /// The name of the registry; `None` for the built-in one.
    pub overlay: Option<String>,
    /// The keys that lead to the mistake, such as `properties.fibre_diameter.unit`.
    pub path: String,
    /// What is wrong.
    pub problem: RegistryProblem,
}

/// The ways in which a registry can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegistryProblem {
    /// The YAML cannot be read, or has keys that mean nothing here.
    #[error("{message}")]
    Yaml {
        /// What the reader of YAML says.
        message: String,
        /// The line, counted from 1, where it is known.
        line: Option<usize>,
        /// The column, counted from 1, where it is known.
        column: Option<usize>,
    },
    /// An id is not in lower-case letters, digits and underscores.
    #[error("an id is written in lower-case letters, digits and `_`")]
    Id,
    /// A key that is needed is missing.
    #[error("`{0}` is missing")]
    Missing(&'static str),
    /// A key that does not go with the others.
    #[error("a condition in words has no `kind`, `unit` or `units`")]
    TextWithUnit,
    /// The kind is not declared.
    #[error("there is no kind `{0}`")]
    UnknownKind(String),
    /// A unit cannot be read.
    #[error("`{unit}` is not a unit{}", .suggestion.as_ref().map(|code| format!("; did you mean `{code}`?")).unwrap_or_default())]
    Unit {
        /// The unit as written.
        unit: String,
        /// What may be meant.
        suggestion: Option<String>,
    },
    /// A unit measures something else than it should.
    #[error("`{unit}` does not measure the same as `{canonical}`")]
    Dimension {
        /// The unit.
        unit: String,
        /// The unit that it should be of one dimension with.
        canonical: String,
    },
    /// The canonical unit is not among the units allowed.
    #[error("the canonical unit `{0}` is not among `units`")]
    CanonicalMissing(String),
    /// A plausible bound is not a number.
    #[error("`{0}` is not a number")]
    Number(String),
    /// The plausible range runs backwards.
    #[error("`min` is larger than `max`")]
    Bounds,
    /// A condition is named that there is not.
    #[error("there is no condition `{0}`")]
    UnknownCondition(String),
}
