//! The documentation: its commands and examples are run, its links lead somewhere,
//! its generated pages are those of the program, and its words are plain.

mod collections;
mod examples;
mod generated;
mod prose;
mod reading;
mod references;
mod security;
