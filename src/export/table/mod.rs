//! A list as a table, once for all forms of tables: the columns follow from the schema,
//! the cells from the views of the entries.
//!
//! 1. [`of_list`] has a row an entry: groups become columns of their own, what has many
//!    values is joined in one cell.
//! 2. [`of_measurements`] has a row a measured value, of every field that holds some.

mod cell;
mod columns;
mod measured;
mod plain;

pub(super) use cell::{Cell, Column, Kind, Table};
pub(super) use columns::{ends, reference_unit};
pub(super) use measured::of_measurements;
pub(super) use plain::plain;

use crate::plan::RouteId;
use crate::present::{EntryView, FieldInfo, Scope};

/// The key of the column that names the entry.
pub(super) const ID: &str = "id";
/// The key of the column with the address of its page.
pub(super) const URL: &str = "url";
/// The key of the column with its heading, where that is none of its fields.
const TITLE: &str = "title";
/// The key of the column that says whether an entry is invented, where some are.
const SAMPLE: &str = "sample";

/// The entries of a list, a row each.
pub(super) fn of_list(
    scope: Scope<'_>,
    position: usize,
    entries: &[EntryView<'_>],
) -> Option<Table> {
    let collection = scope.collection(position)?;
    let fields = content_fields(scope, position);
    let title = scope.title_field(position);
    let is_titled = fields.iter().any(|field| Some(field.name()) == title);
    let mut columns = vec![Column::new(ID, "ID"), Column::new(URL, "URL")];
    if let Some(id) = columns.first_mut() {
        id.is_unique = true;
    }
    if !is_titled {
        columns.push(Column::new(TITLE, collection.singular));
    }
    for field in &fields {
        columns::columns(scope, *field, None, &mut columns);
    }
    let has_samples = entries.iter().any(|entry| entry.sample);
    if has_samples {
        columns.push(Column::new(
            SAMPLE,
            scope.texts.or("table_sample", "Sample data"),
        ));
    }
    let rows = entries.iter().map(|entry| {
        let page = address(scope, entry.link);
        let mut cells = vec![Cell::text(entry.id), Cell::Link(page)];
        if !is_titled {
            cells.push(Cell::text(entry.title));
        }
        for field in &fields {
            let stated = entry.fields.iter();
            let mut stated = stated.filter(|view| view.info.address() == field.address());
            let value = stated.next().map(|view| &view.value);
            columns::cells(scope, *field, value, &mut cells);
        }
        if has_samples {
            let word = if entry.sample { "yes" } else { "no" };
            cells.push(Cell::Flag(entry.sample, scope.texts.or(word, word)));
        }
        cells
    });
    Some(Table::new(collection.label, columns, rows.collect()))
}

/// The public fields of a collection that say what an entry is about.
pub(super) fn content_fields(scope: Scope<'_>, position: usize) -> Vec<FieldInfo<'_>> {
    let mut fields = scope.fields_of_collection(position);
    fields.retain(|field| !field.is_of_every_entry());
    fields
}

/// The whole address of a page.
pub(super) fn address(scope: Scope<'_>, page: RouteId) -> String {
    let plan = &scope.site.plan;
    plan.edition.absolute(&plan.route(page).url)
}
