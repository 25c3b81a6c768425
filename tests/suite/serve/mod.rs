//! The preview: what it answers, what it refuses, what counts as a change.

mod guards;
mod pages;
mod saving;
