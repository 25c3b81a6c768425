//! A list as a table, once for all forms of tables: the columns follow from the schema,
//! the cells from the views of the entries.
//!
//! 1. That of the entries has a row each: groups become columns of their own, what has
//!    many values is joined in one cell.
//! 2. That of the [`measured`] values has a row each, of every field that holds some.

mod cell;
mod columns;
mod measured;
mod plain;

pub(super) use cell::{Cell, Column, Kind, Table};
pub(super) use columns::{ends, reference_unit};
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

/// What a list is downloaded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tables {
    /// Its entries, a row each.
    pub entries: Table,
    /// Their measured values, a row each.
    pub measurements: Table,
}

impl Tables {
    /// The same tables without their rows.
    pub(super) fn outline(&self) -> Self {
        Self {
            entries: self.entries.outline(),
            measurements: self.measurements.outline(),
        }
    }
}

/// The tables of a collection's entries, each of which is looked at once;
/// `has_samples` says whether any of them is an example.
pub(super) fn of_entries<'a>(
    scope: Scope<'a>,
    position: usize,
    has_samples: bool,
    entries: impl Iterator<Item = EntryView<'a>>,
) -> Tables {
    let form = TableForm::of(scope, position, has_samples);
    let (mut rows, mut measured) = (Vec::new(), Vec::new());
    for entry in entries {
        rows.push(form.row(scope, &entry));
        measured::rows(scope, &entry, &mut measured);
    }
    let label = scope.collection(position).map_or("", |one| one.label);
    Tables {
        entries: Table::new(label, form.columns(scope, position), rows),
        measurements: measured::table(scope, position, measured),
    }
}

/// What a table of entries has beside the columns that every one has.
struct TableForm<'a> {
    fields: Vec<FieldInfo<'a>>,
    /// Whether the heading is one of the fields.
    is_titled: bool,
    has_samples: bool,
}

impl<'a> TableForm<'a> {
    fn of(scope: Scope<'a>, position: usize, has_samples: bool) -> Self {
        let fields = content_fields(scope, position);
        let title = scope.title_field(position);
        Self {
            is_titled: fields.iter().any(|field| Some(field.name()) == title),
            fields,
            has_samples,
        }
    }

    fn columns(&self, scope: Scope<'_>, position: usize) -> Vec<Column> {
        let mut columns = vec![Column::new(ID, "ID"), Column::new(URL, "URL")];
        if let Some(id) = columns.first_mut() {
            id.is_unique = true;
        }
        if !self.is_titled {
            let singular = scope.collection(position).map_or("", |one| one.singular);
            columns.push(Column::new(TITLE, singular));
        }
        for field in &self.fields {
            columns::columns(scope, *field, None, &mut columns);
        }
        if self.has_samples {
            let label = scope.texts.or("table_sample", "Sample data");
            columns.push(Column::new(SAMPLE, label));
        }
        columns
    }

    fn row(&self, scope: Scope<'_>, entry: &EntryView<'_>) -> Vec<Cell> {
        let page = address(scope, entry.link);
        let mut cells = vec![Cell::text(entry.id), Cell::Link(page)];
        if !self.is_titled {
            cells.push(Cell::text(entry.title));
        }
        for field in &self.fields {
            let stated = entry.fields.iter();
            let mut stated = stated.filter(|view| view.info.address() == field.address());
            let value = stated.next().map(|view| &view.value);
            columns::cells(scope, *field, value, &mut cells);
        }
        if self.has_samples {
            let word = if entry.sample { "yes" } else { "no" };
            cells.push(Cell::Flag(entry.sample, scope.texts.or(word, word)));
        }
        cells.shrink_to_fit();
        cells
    }
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
