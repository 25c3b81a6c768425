//! The preview: what it answers, what it refuses, what counts as a change.

mod clean_run;
mod equality;
mod guards;
mod pages;
mod saving;
