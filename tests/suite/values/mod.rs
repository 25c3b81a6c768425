//! Values as people write them: nothing is lost without a word, and what is shown
//! is what was meant.

mod addresses;
mod cut_off;
mod data;
mod facets;
mod moments;
mod nothing;
mod numbers;
mod originals;
mod standards;
mod titles;
