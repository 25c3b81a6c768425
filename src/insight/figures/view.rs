//! Figures as an audience reads them: in the words and the numbers of a language.

use serde::Serialize;

/// The figures of a cluster on a day.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FiguresView {
    /// The day, as ISO 8601 writes it.
    pub date: String,
    /// The day in words.
    pub date_text: String,
    /// The figures under their headings.
    pub groups: Vec<GroupView>,
    /// What somebody else asks of a cluster.
    pub checks: Vec<CheckView>,
    /// The labels that the cluster holds.
    pub labels: Vec<LabelView>,
    /// What was counted.
    pub counted: Vec<CountedView>,
    /// Whether these are all figures, and not a choice of them.
    pub is_whole: bool,
    /// What the figures are, and what they are not.
    pub note: String,
    /// The headings.
    pub words: WordsView,
    /// The same figures for programs.
    pub files: Vec<FileView>,
}

/// The words around figures.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct WordsView {
    /// Over what figures are called.
    pub figure: String,
    /// Over their numbers.
    pub value: String,
    /// Over numerators and denominators.
    pub fraction: String,
    /// Over formulas.
    pub formula: String,
    /// Beside a figure by year.
    pub by_year: String,
    /// Over what somebody else asks.
    pub readiness: String,
    /// Over labels.
    pub labels: String,
    /// Before what was counted.
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
    /// What it is called.
    pub label: String,
    /// How it came about: `computed`, `declared`, `stale`, `missing`.
    pub status: &'static str,
    /// The same in words.
    pub status_text: String,
    /// The number with its unit, as it is printed.
    pub text: String,
    /// The number, rounded to what is printed.
    pub value: Option<f64>,
    /// The unit.
    pub unit: String,
    /// Of a share, how many are counted.
    pub numerator: Option<usize>,
    /// Of a share, of how many.
    pub denominator: Option<usize>,
    /// Both in words.
    pub fraction: String,
    /// How many entries do not say what the formula asks for.
    pub unknown: usize,
    /// The same in words; empty where all say it.
    pub unknown_text: String,
    /// The formula in words.
    pub words: String,
    /// What a reader must know beside it.
    pub note: String,
    /// The day that it is of, where that is not the day of all figures.
    pub date_text: String,
    /// The values that entries hold, each with how many hold it.
    pub rows: Vec<SplitView>,
    /// The same figure by year.
    pub years: Vec<YearView>,
    /// The last of these years.
    pub last_year: Option<i16>,
    /// How wide their bars are together, in pixels.
    pub years_width: usize,
}

/// How many entries hold a value.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SplitView {
    /// The value as it is written in an entry; empty for what is not known.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The page of the entries that have it.
    pub link: Option<String>,
    /// How many.
    pub count: usize,
    /// The part of all, as it is printed.
    pub share_text: String,
    /// The part of all in per cent.
    pub share: f64,
}

/// A figure of a year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearView {
    /// The year.
    pub year: i16,
    /// The number.
    pub value: Option<f64>,
    /// The number as it is printed.
    pub text: String,
    /// The part of the largest one, in per cent.
    pub height: f64,
    /// Where its bar begins, in per cent from the top.
    pub top: f64,
    /// Where its bar begins, in per cent from the left.
    pub left: f64,
    /// How wide its bar is.
    pub width: f64,
}

/// What somebody else asks of a cluster, and whether it is so.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckView {
    /// The id.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// `met`, `not_met`, or `unknown` where no figure says.
    pub state: &'static str,
    /// The state in words.
    pub state_text: String,
    /// The figure that it is held against, as it is printed.
    pub text: String,
    /// Who asks.
    pub source: String,
}

/// A label that the cluster holds.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LabelView {
    /// What it is called.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
    /// The last day on which it holds, as ISO 8601 writes it.
    pub valid_until: String,
    /// `valid`, `soon`, or `expired`.
    pub state: &'static str,
    /// The state in words.
    pub state_text: String,
}

/// How many entries of a collection were looked at.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CountedView {
    /// The id of the collection.
    pub collection: String,
    /// What it is called.
    pub label: String,
    /// How many entries.
    pub entries: usize,
    /// How many of them are examples.
    pub samples: usize,
    /// All of this in words.
    pub text: String,
}
