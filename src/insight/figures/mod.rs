//! Figures of the cluster, each worked out by the formula that is declared for it.
//!
//! 1. A [`Counter`](count::Counter) knows which entries a set has on a day, and of which
//!    it is not known: what is unknown stands beside each figure, never dropped.
//! 2. [`answer`](answer::answer) works out a formula, free of language.
//! 3. [`figures()`] puts the answers into the words of a language: a figure a line, with
//!    its formula, its numerator and denominator, and what it is counted from.

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
