//! Compares a spreadsheet with the content, row by row and cell by cell.
//!
//! 1. The name of a sheet decides its role: the table of entries, or that of a list of groups.
//! 2. The key of a row identifies its entry; an unknown key creates a new one.
//! 3. A cell with the value of the content is skipped, however it is formatted. Any other cell
//!    is parsed according to its field, and becomes a change of the entry.
//! 4. The changes of an entry are applied to its files.

use super::Tables;
use super::finish::finish;
use super::grid::Sheet;
use super::items;
use super::planned::{ImportOptions, Plan};
use super::planning::Planning;
use super::sheet_names::{Role, roles};
use super::wide;

/// Computes the changes that sheets make.
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
