//! What a spreadsheet changes: each row held against its entry, cell by cell.
//!
//! 1. The names of the sheets say what they are: the table of entries, and one for each
//!    list of groups.
//! 2. Each row is led to its entry by its key; a key that no entry has makes a new one.
//! 3. A cell that says what the content says is left alone, whatever it looks like. Any
//!    other one is read as its field wants it, and becomes a change of the entry.
//! 4. The changes of an entry are made in its files.

use super::Tables;
use super::finish::finish;
use super::grid::Sheet;
use super::items;
use super::planned::{ImportOptions, Plan};
use super::planning::Planning;
use super::sheet_names::{Role, roles};
use super::wide;

/// Finds what sheets change.
#[must_use]
pub(crate) fn plan(sheets: &[Sheet], options: ImportOptions<'_>) -> Plan {
    let languages = &options.declared.config.languages;
    let tables = Tables::of(&options.collection.fields, languages);
    let mut planning = Planning::new(options);
    let mut findings = Vec::new();
    let map = (options.map, languages.as_slice());
    let roles = roles(sheets, options.collection, &tables, map, &mut findings);
    for found in findings {
        planning.report(None, found);
    }
    for (sheet, role) in sheets.iter().zip(&roles) {
        if *role == Role::Entries
            && let Some((table, rows)) = planning.entries(sheet, &tables)
        {
            wide::read_columns(&mut planning, &table, &rows);
        }
    }
    for (sheet, role) in sheets.iter().zip(&roles) {
        if let Role::List(number) = role
            && let Some(list) = tables.lists.get(*number)
        {
            items::read(&mut planning, sheet, list, &tables.columns);
        }
    }
    finish(planning)
}
