//! Spreadsheets for editors: exports entries as a table with one row per entry, and imports
//! it.
//!
//! The table is the editors' form of a collection, including private fields; the downloads for
//! visitors are created elsewhere. Both directions use the same columns, which are derived
//! from the schema ([`Column`]), and a cell has the value in the YAML. So importing an
//! unchanged export changes nothing.

mod apply;
mod columns;
mod csv_text;
mod edit;
mod export;
mod file;
mod finish;
mod grid;
mod guess;
mod headings;
mod items;
mod map;
mod new_entry;
mod origin;
mod percentages;
mod place;
mod plan;
mod planned;
mod planning;
mod property_column;
mod record;
mod separated;
mod sheet_names;
mod table;
mod totals;
mod value;
mod wide;
mod words;
mod written;
mod xlsx;

pub(crate) use columns::{Column, ColumnForm, ListTable, Tables};
pub(crate) use csv_text::csv;
pub(crate) use export::{ExportOptions, Exported, ExportedTable, export};
pub(crate) use file::read;
pub(crate) use grid::{Grid, Sheet};
pub(crate) use guess::guess;
pub(crate) use map::read as read_map;
pub(crate) use new_entry::new_entry;
pub(crate) use plan::plan;
pub(crate) use planned::{ImportOptions, Plan, PlannedEntry};
pub(crate) use record::{Unfit, WrittenEntry};
pub(crate) use words::Titles;
pub(crate) use written::Written;
pub(crate) use xlsx::xlsx;
