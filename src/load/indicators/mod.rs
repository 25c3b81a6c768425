//! The figures of a cluster: named sets of entries and indicators over them, each a formula
//! of a small language in YAML.
//!
//! 1. The built-in file names the built-in collections and fields;
//!    `content/schema/indicators.yaml` is merged over it ([`read()`]).
//! 2. Every name in it is resolved against the schema: a set becomes an [`EntrySet`] of a
//!    collection, a formula a [`Formula`]. Faults in the site's own file are reported at
//!    their place; a built-in entry that does not fit the site is ignored.
//!
//! Every formula terminates: sets name only earlier sets, and nothing else repeats.

mod fields;
mod formula;
mod read;
mod set;

pub(crate) use formula::{Formula, Magnitude, Statistic};
pub(crate) use read::read;
pub(crate) use set::{EntrySet, SetCondition};

use std::sync::Arc;

use crate::ordered::OrderedMap;
use crate::schema::{Localized, PartialDate};

/// The indicators of a cluster.
#[derive(Debug, Clone, Default)]
pub(crate) struct Indicators {
    /// Where distances are measured from, in degrees north and east.
    pub seat: Option<(f64, f64)>,
    /// The headings above groups of figures, by id.
    pub groups: OrderedMap<Arc<str>, Localized<String>>,
    /// The sets, each after those that it names.
    pub sets: Vec<EntrySet>,
    /// The figures, in the order of the file.
    pub all: Vec<Indicator>,
    /// External requirements on a cluster.
    pub checks: Vec<Check>,
    /// The labels that the cluster holds.
    pub labels: Vec<HeldLabel>,
    /// Whether the site has a file of its own.
    pub is_own: bool,
}

/// A figure.
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    /// Its key in the file.
    pub id: Arc<str>,
    /// What it is called.
    pub label: Localized<String>,
    /// The heading above it.
    pub group: Option<Arc<str>>,
    /// The unit after the number.
    pub unit: Localized<String>,
    /// What a reader must know about it.
    pub note: Localized<String>,
    /// Its formula in the site's own words.
    pub words: Localized<String>,
    /// Whether it is shown by year as well.
    pub by_year: bool,
    /// The reference day, if it is not the day of the build.
    pub on: Option<PartialDate>,
    /// How it is calculated.
    pub formula: Formula,
}

/// An external requirement on a cluster, checked against an indicator.
#[derive(Debug, Clone)]
pub(crate) struct Check {
    /// Its key in the file.
    pub id: Arc<str>,
    /// What is asked.
    pub label: Localized<String>,
    /// The indicator, by its position; `None` if the site does not state it.
    pub indicator: Option<usize>,
    /// The least value that is enough.
    pub at_least: f64,
    /// Who asks.
    pub source: Localized<String>,
}

/// A label that the cluster holds.
#[derive(Debug, Clone)]
pub(crate) struct HeldLabel {
    /// What it is called.
    pub name: Localized<String>,
    /// Its number.
    pub number: Option<Arc<str>>,
    /// The last day on which it holds.
    pub valid_until: PartialDate,
}
