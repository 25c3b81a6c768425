//! Figures for readers, formatted in a language.

use serde::Serialize;

/// The figures of a cluster on a day.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FiguresView {
    /// The day in ISO 8601.
    pub date: String,
    /// The day in words.
    pub date_text: String,
    /// The figures under their headings.
    pub groups: Vec<GroupView>,
    /// Whether the cluster meets external requirements.
    pub checks: Vec<CheckView>,
    /// The labels awarded to the cluster.
    pub labels: Vec<LabelView>,
    /// What was counted.
    pub counted: Vec<CountedView>,
    /// Whether these are all figures, and not a selection.
    pub is_whole: bool,
    /// A note on what the figures mean and do not mean.
    pub note: String,
    /// The headings.
    pub words: WordsView,
    /// The same figures for programs.
    pub files: Vec<FileView>,
}

/// The texts around figures.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WordsView {
    /// The heading of the figures' labels.
    pub figure: String,
    /// The heading of their numbers.
    pub value: String,
    /// The heading of numerators and denominators.
    pub fraction: String,
    /// The heading of formulas.
    pub formula: String,
    /// The label of a figure by year.
    pub by_year: String,
    /// The heading of external requirements.
    pub readiness: String,
    /// The heading of awarded labels.
    pub labels: String,
    /// The text before the counted collections.
    pub counted: String,
    /// How it was counted.
    pub rules: String,
}

/// A file for programs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FileView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub link: String,
}

/// Figures under a heading.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupView {
    /// The id of the heading; empty for figures without one.
    pub id: String,
    /// The heading.
    pub label: String,
    /// The figures.
    pub figures: Vec<FigureView>,
}

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FigureView {
    /// The id of its indicator.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How it was obtained: `computed`, `declared`, `stale`, `missing`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: String,
    /// The number with its unit, as printed.
    pub text: String,
    /// The number, rounded as printed.
    pub value: Option<f64>,
    /// The unit.
    pub unit: String,
    /// For a share, how many entries are counted.
    pub numerator: Option<usize>,
    /// For a share, out of how many.
    pub denominator: Option<usize>,
    /// Both in words.
    pub fraction: String,
    /// How many entries do not state what the formula needs.
    pub unknown: usize,
    /// The same in words; empty if there are none.
    pub unknown_text: String,
    /// The formula in words.
    pub words: String,
    /// A note for the reader.
    pub note: String,
    /// The date of the figure, if it differs from the date of all figures.
    pub date_text: String,
    /// The values of entries, each with its count.
    pub rows: Vec<SplitView>,
    /// The same figure by year.
    pub years: Vec<YearView>,
    /// The last of these years.
    pub last_year: Option<i16>,
    /// The total width of their bars, in pixels.
    pub years_width: usize,
}

/// How many entries have a value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SplitView {
    /// The value as written in an entry; empty for unknown.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The page of the entries with this value.
    pub link: Option<String>,
    /// How many.
    pub count: usize,
    /// The share of all, as printed.
    pub share_text: String,
    /// The share of all in per cent.
    pub share: f64,
}

/// A figure of a year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearView {
    /// The year.
    pub year: i16,
    /// The number.
    pub value: Option<f64>,
    /// The number as printed.
    pub text: String,
    /// The height of its bar in per cent of the largest one.
    pub height: f64,
    /// The top of its bar, in per cent.
    pub top: f64,
    /// The left side of its bar, in per cent.
    pub left: f64,
    /// The width of its bar.
    pub width: f64,
}

/// An external requirement, and whether the cluster meets it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckView {
    /// The id.
    pub id: String,
    /// The requirement.
    pub label: String,
    /// `met`, `not_met`, or `unknown` if no figure tells.
    pub state: &'static str,
    /// The state in words.
    pub state_text: String,
    /// The figure that it is checked against, as printed.
    pub text: String,
    /// The source of the requirement.
    pub source: String,
}

/// A label awarded to the cluster.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LabelView {
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
    /// The last day of its validity, in ISO 8601.
    pub valid_until: String,
    /// `valid`, `soon`, or `expired`.
    pub state: &'static str,
    /// The state in words.
    pub state_text: String,
}

/// How many entries of a collection were counted.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CountedView {
    /// The id of the collection.
    pub collection: String,
    /// Its label.
    pub label: String,
    /// How many entries.
    pub entries: usize,
    /// How many of them are examples.
    pub samples: usize,
    /// The same in words.
    pub text: String,
}
