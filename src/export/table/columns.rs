//! Converts a field to columns and its value to cells. Both walk the type in the same way.

use super::cell::{Cell, Column, ColumnUnit};
use super::plain::{SEPARATOR, id, plain};
use crate::present::{Detail, FieldInfo, Scope, ValueView};
use crate::quantity::{Amount, Bound, Decimal, Unit};
use crate::schema::FieldType;

/// The digits of a converted number with an infinite expansion.
const DIGITS: usize = 15;

/// The key and the label of the enclosing group.
pub(super) struct Within<'w> {
    key: &'w str,
    label: &'w str,
}

/// The columns of a field.
pub(super) fn columns(
    scope: Scope<'_>,
    info: FieldInfo<'_>,
    within: Option<&Within<'_>>,
    out: &mut Vec<Column>,
) {
    let (key, label) = match within {
        None => (info.name().to_owned(), info.label.to_owned()),
        Some(group) => (
            format!("{}.{}", group.key, info.name()),
            format!("{}: {}", group.label, info.label),
        ),
    };
    let column = |ending: &str, more: &str| {
        let mut column = Column::new(format!("{key}{ending}"), join(&label, more));
        info.help.clone_into(&mut column.help);
        if ending.is_empty() {
            column.meaning = info.schema_org().map(str::to_owned);
            column.is_unique = info.is_unique() && within.is_none();
        }
        column
    };
    match info.own_kind() {
        FieldType::Object(_) => {
            let group = Within {
                key: &key,
                label: &label,
            };
            for part in scope.parts(info) {
                columns(scope, part, Some(&group), out);
            }
        }
        FieldType::Geo => out.extend([column(".lat", "lat"), column(".lon", "lon")]),
        FieldType::Image { .. } => {
            out.extend([
                column("", ""),
                column(".alt", scope.shape_label("image", "alt")),
            ]);
        }
        FieldType::Quantity { .. } => {
            out.push(column("", ""));
            if let Some(unit) = reference_unit(scope, info.own_kind()) {
                for end in ["min", "max"] {
                    let more = scope.shape_label("measurement", end);
                    let mut column = column(&format!(".{end}"), more);
                    column.unit = Some(ColumnUnit {
                        symbol: unit.symbol(scope.lang.as_str()),
                        code: unit.code().to_owned(),
                    });
                    out.push(column);
                }
            }
        }
        FieldType::Measurements => {}
        _ => out.push(column("", "")),
    }
}

fn join(label: &str, more: &str) -> String {
    match more {
        "" => label.to_owned(),
        more => format!("{label}: {more}"),
    }
}

/// The cells of a field, one for each of its columns.
pub(super) fn cells(
    scope: Scope<'_>,
    info: FieldInfo<'_>,
    value: Option<&ValueView<'_>>,
    out: &mut Vec<Cell>,
) {
    let detail = value.map(|value| &value.detail);
    match info.own_kind() {
        FieldType::Object(_) => {
            for part in scope.parts(info) {
                let stated = value.into_iter().flat_map(ValueView::group);
                let mut stated = stated.filter(|view| view.info.address() == part.address());
                cells(scope, part, stated.next().map(|view| &view.value), out);
            }
        }
        FieldType::Geo => match detail {
            Some(Detail::Geo { lat, lon }) => out.extend([decimal(lat), decimal(lon)]),
            _ => out.extend([Cell::Empty, Cell::Empty]),
        },
        FieldType::Image { .. } => {
            let alt = value.filter(|_| matches!(detail, Some(Detail::Picture(_))));
            let alt = alt.map_or(Cell::Empty, |value| Cell::text(&*value.text));
            out.extend([value.map_or(Cell::Empty, |value| cell(scope, value)), alt]);
        }
        kind @ FieldType::Quantity { .. } => {
            out.push(value.map_or(Cell::Empty, |value| cell(scope, value)));
            if let Some(unit) = reference_unit(scope, kind) {
                let ends = match detail {
                    Some(Detail::Quantity { amount, .. }) => ends(amount, &unit),
                    _ => Ends::default(),
                };
                out.extend([number(ends.min), number(ends.max)]);
            }
        }
        FieldType::Measurements => {}
        _ => out.push(value.map_or(Cell::Empty, |value| cell(scope, value))),
    }
}

fn number(digits: Option<String>) -> Cell {
    digits.map_or(Cell::Empty, Cell::Decimal)
}

/// Converts a number as written to the format for programs.
fn decimal(digits: &str) -> Cell {
    let read = Decimal::parse(digits);
    read.map_or_else(
        |_| Cell::text(digits),
        |read| Cell::Decimal(read.to_string()),
    )
}

/// A value in one cell.
fn cell(scope: Scope<'_>, value: &ValueView<'_>) -> Cell {
    match &value.detail {
        Detail::Flag(flag) => Cell::Flag(*flag, value.text.to_string()),
        Detail::Number(number) => Cell::Integer(*number),
        Detail::Decimal(digits) => decimal(digits),
        Detail::Date { iso, .. } if iso.contains('T') => Cell::Moment(iso.clone()),
        Detail::Date { iso, .. } if iso.len() == "2026-01-01".len() => Cell::Day(iso.clone()),
        Detail::Picture(_) | Detail::File { .. } => Cell::Link(plain(scope, value)),
        Detail::Address(href) if href.starts_with("http") => Cell::Link(href.to_string()),
        _ => {
            let items = value.items().iter();
            let ids: Vec<String> = items.map(|item| id(scope, item)).collect();
            let (id, name) = (ids.join(SEPARATOR), plain(scope, value));
            if id == name || name.is_empty() {
                return Cell::text(name);
            }
            Cell::Named { id, name }
        }
    }
}

/// The unit in which a field's quantities are compared.
pub(in crate::export) fn reference_unit(scope: Scope<'_>, kind: &FieldType) -> Option<Unit> {
    Some(scope.scale_of(kind)?.unit.clone())
}

/// The bounds of an amount; `None` if there is no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::export) struct Ends {
    /// The lowest value.
    pub min: Option<String>,
    /// The highest value.
    pub max: Option<String>,
}

impl Ends {
    /// The value, if both bounds are equal.
    pub(in crate::export) fn value(&self) -> Option<&str> {
        let min = self.min.as_deref()?;
        (self.max.as_deref() == Some(min)).then_some(min)
    }
}

/// The bounds of an amount in a unit; the digits are as written if it is the amount's own
/// unit.
pub(in crate::export) fn ends(amount: &Amount, unit: &Unit) -> Ends {
    let Ok(interval) = amount.interval(unit) else {
        return Ends::default();
    };
    let digits = |bound: &Bound| {
        let value = bound.value()?;
        let mut written = amount.values().into_iter();
        let as_written = written.find(|one| amount.unit == *unit && one.to_rational() == *value);
        let read = as_written.cloned().or_else(|| Decimal::exact(value));
        let read = read.unwrap_or_else(|| Decimal::rounded(value, DIGITS));
        Some(read.to_string())
    };
    Ends {
        min: digits(interval.lower()),
        max: digits(interval.upper()),
    }
}
