//! End-to-end tests of the program: small sites, the real binary, and its output.
//! `tests/README.md` explains how to write one.
#![allow(
    clippy::pedantic,
    clippy::wrong_self_convention,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test writes its own files, and stops where it cannot go on"
)]

mod search;
mod security;
mod support;

mod allowed;
mod architecture;
mod as_written;
mod bounded;
mod brand;
mod broken;
mod budgets;
mod called_off;
mod care;
mod charts;
mod commands;
mod data_files;
mod days;
mod defaults;
mod determinism;
mod docs;
mod editions;
mod enquiries;
mod equipment;
mod everyday;
mod exit_status;
mod explore;
mod figures;
mod first_view;
mod forms;
mod funders;
mod habits;
mod handout;
mod icons;
mod json_ld;
mod json_schema;
mod languages;
mod languages_built_in;
mod languages_direction;
mod languages_fallback;
mod languages_messages;
mod layout;
mod leaks;
mod links;
mod lists;
mod maintenance;
mod markdown;
mod meant;
mod members_18;
mod mending;
mod messages;
mod mutations;
mod named_files;
mod near;
mod new_entry;
mod notations;
mod office_texts;
mod offline;
mod one_cause;
mod other_trades;
mod pages;
mod pictured;
mod pictures;
mod previous;
mod print;
mod printed;
mod publishing;
mod quantities;
mod rename;
mod samples;
mod schema;
mod serve;
mod shared_links;
mod slips;
mod spreadsheets;
mod staleness;
mod starter;
mod starter_ci;
mod starter_mechatronics;
mod texts;
mod theme_commands;
mod timings;
mod unfit;
mod unsaid;
mod values;
mod views;
mod words;
mod yaml_agreement;
