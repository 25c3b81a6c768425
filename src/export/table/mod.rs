//! A list as a table, shared by all table formats: the columns come from the schema, the cells
//! from the views of the entries.
//!
//! 1. The table of entries has a row for each entry: groups become separate columns, and lists
//!    are joined in one cell.
//! 2. The table of [`measured`] values has a row for each value, from all fields.

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
/// The key of the column with its title, unless that is one of its fields.
const TITLE: &str = "title";
/// The key of the column that marks samples, if there are any.
const SAMPLE: &str = "sample";

/// The tables of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tables {
    /// One row for each entry.
    pub entries: Table,
    /// One row for each measured value.
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

/// The tables of a collection's entries, built in a single pass; `has_samples` says whether
/// any of them is a sample.
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

/// The optional columns of a table of entries.
struct TableForm<'a> {
    fields: Vec<FieldInfo<'a>>,
    /// Whether the title is one of the fields.
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

/// The public fields of a collection that are content.
pub(super) fn content_fields(scope: Scope<'_>, position: usize) -> Vec<FieldInfo<'_>> {
    let mut fields = scope.fields_of_collection(position);
    fields.retain(|field| !field.is_of_every_entry());
    fields
}

/// The absolute address of a page.
pub(super) fn address(scope: Scope<'_>, page: RouteId) -> String {
    let plan = &scope.site.plan;
    plan.edition.absolute(&plan.route(page).url)
}
