//! The measured values of a list, one row for each, wherever they are in an entry.

use super::address;
use super::cell::{Cell, Column, Table};
use super::columns::{Ends, ends};
use super::plain::SEPARATOR;
use super::{ID, URL};
use crate::present::{ConditionView, Detail, EntryView, FieldView, RowView, Scope, ValueView};
use crate::quantity::Property;

/// The keys of a row that schemas call by the same name, in the order of the columns.
const LABELLED: [&str; 9] = [
    "property",
    "value",
    "min",
    "max",
    "unit",
    "statistic",
    "n",
    "method",
    "standard",
];

/// A measured value and its path: `variants[2].properties`.
pub(in crate::export) struct Measured<'v, 'a> {
    /// The fields that lead to it.
    pub path: String,
    /// The value.
    pub row: &'v RowView<'a>,
}

/// The rows of an entry's measured values.
pub(super) fn rows(scope: Scope<'_>, entry: &EntryView<'_>, out: &mut Vec<Vec<Cell>>) {
    let measured = each_measured(&entry.fields);
    out.extend(measured.iter().map(|one| row(scope, entry, one)));
}

/// The table of these rows.
pub(super) fn table(scope: Scope<'_>, position: usize, rows: Vec<Vec<Cell>>) -> Table {
    let singular = scope.collection(position).map_or("", |one| one.singular);
    let label = |key: &str| scope.shape_label("measurement", key).to_owned();
    let mut columns = vec![
        Column::new(ID, "ID"),
        Column::new("title", singular),
        Column::new(URL, "URL"),
        Column::new("path", scope.texts.or("table_path", "Place")),
    ];
    columns.extend(LABELLED.map(|key| Column::new(key, label(key))));
    let canonical = scope.texts.or("table_canonical", "in the common unit");
    for (key, of) in [
        ("canonical_min", "min"),
        ("canonical_max", "max"),
        ("canonical_unit", "unit"),
    ] {
        columns.push(Column::new(key, format!("{}: {canonical}", label(of))));
    }
    columns.push(Column::new("conditions", label("conditions")));
    columns.push(Column::new("source", label("source")));
    columns.push(Column::new(
        "source_url",
        format!("{}: URL", label("source")),
    ));
    let title = scope.texts.or("table_measured", "Measured values");
    Table::new(title, columns, rows)
}

fn row(scope: Scope<'_>, entry: &EntryView<'_>, measured: &Measured<'_, '_>) -> Vec<Cell> {
    let row = measured.row;
    let read = row.measurement;
    let amount = &read.quantity.amount;
    let own = ends(amount, &amount.unit);
    let value = own.value().map(str::to_owned);
    let range = if value.is_none() {
        own
    } else {
        Ends::default()
    };
    let canonical = scope.property(row.property_index);
    let canonical = canonical.map(|property: &Property| &property.scale.unit);
    let compared = canonical.map(|unit| ends(amount, unit)).unwrap_or_default();
    let number = |digits: Option<String>| digits.map_or(Cell::Empty, Cell::Decimal);
    let named = |id: Option<&str>, name: Option<&str>| match (id, name) {
        (Some(id), Some(name)) => Cell::Named {
            id: id.to_owned(),
            name: name.to_owned(),
        },
        (_, name) => Cell::text(name.unwrap_or_default()),
    };
    let conditions = row.conditions.iter();
    let said = conditions.map(|one| format!("{}: {}", one.label, one.text));
    let said = said.collect::<Vec<String>>().join(SEPARATOR);
    let known = row.conditions.iter().map(ConditionView::for_programs);
    let known = known.collect::<Vec<String>>().join(SEPARATOR);
    let link = row.source.and_then(|source| source.link);
    vec![
        Cell::text(entry.id),
        Cell::text(entry.title),
        Cell::Link(address(scope, entry.link)),
        Cell::text(&*measured.path),
        named(Some(row.property), Some(row.label)),
        number(value),
        number(range.min),
        number(range.max),
        named(Some(amount.unit.code()), Some(&row.unit)),
        named(read.effective_statistic(), row.statistic),
        row.n
            .and_then(|n| i64::try_from(n).ok())
            .map_or(Cell::Empty, Cell::Integer),
        named(read.method.as_deref(), row.method),
        Cell::text(row.standard.unwrap_or_default()),
        number(compared.min),
        number(compared.max),
        canonical.map_or(Cell::Empty, |unit| Cell::Named {
            id: unit.code().to_owned(),
            name: unit.symbol(scope.lang.as_str()),
        }),
        named(
            Some(&*known).filter(|known| !known.is_empty()),
            Some(&*said),
        ),
        Cell::text(row.source.map_or("", |source| source.text)),
        link.map_or(Cell::Empty, |link| Cell::Link(link.to_owned())),
    ]
}

/// Visits the measured values of fields, including those in groups and lists.
pub(in crate::export) fn each_measured<'v, 'a>(
    fields: &'v [FieldView<'a>],
) -> Vec<Measured<'v, 'a>> {
    let mut out = Vec::new();
    for field in fields {
        inside(field.info.name(), &field.value, &mut out);
    }
    out
}

fn inside<'v, 'a>(path: &str, value: &'v ValueView<'a>, out: &mut Vec<Measured<'v, 'a>>) {
    match &value.detail {
        Detail::Rows(rows) => out.extend(rows.iter().map(|row| Measured {
            path: path.to_owned(),
            row,
        })),
        Detail::List { items, .. } => {
            for (at, item) in items.iter().enumerate() {
                inside(&format!("{path}[{}]", at + 1), item, out);
            }
        }
        Detail::Group(fields) => {
            for field in fields {
                inside(&format!("{path}.{}", field.info.name()), &field.value, out);
            }
        }
        _ => {}
    }
}
