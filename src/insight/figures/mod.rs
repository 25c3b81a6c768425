//! Figures of the cluster, each computed by its declared formula.
//!
//! 1. A [`Counter`](count::Counter) finds the entries of a set on a day, and those of which it
//!    is unknown whether they belong. Each figure shows how many are unknown.
//! 2. [`answer`](answer::answer) computes a formula, independent of language.
//! 3. [`figures()`] formats the answers in a language: one line per figure, with its formula,
//!    its numerator and denominator, and the entries that it was counted from.

mod answer;
mod by_year;
mod count;
mod distance;
mod forms;
mod in_words;
mod view;
mod words;

pub(crate) use forms::{csv, json, table};
pub(crate) use in_words::{figures, make};
pub(crate) use view::FiguresView;
