//! The quantities of the trade: the registry against a table of the domain, and
//! a value on its way from the file to the page.

mod registry;
mod values;
