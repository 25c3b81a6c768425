//! Spreadsheets of the office: entries as a table with a row an entry, and back.
//!
//! The table is the editors' form of a collection, private fields included; what visitors
//! may download is made elsewhere. Both ways go by the same columns, which follow from
//! the schema ([`Column`]), and a cell holds what the YAML says. So a table that comes
//! back as it went out changes nothing.

mod columns;
mod edit;
mod new_entry;
mod record;
mod separated;
mod written;

pub(crate) use columns::{Column, Form, ListTable, Tables};
pub(crate) use new_entry::new_entry;
pub(crate) use record::{Entry, Unfit};
pub(crate) use written::Written;
