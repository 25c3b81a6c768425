//! Measured values in separate columns: a heading such as `Fibre diameter [nm]` names a
//! property and a unit, and each cell is the amount of the entry's row for that property.

use std::sync::{Arc, LazyLock};

use super::planning::Planning;
use super::property_column::WideColumn;
use super::table::{Table, finding};
use super::value::{CellProblem, read};
use super::{Column, Written, WrittenEntry};
use crate::messages::Arg;
use crate::quantity::{Amount, AmountForm, AmountParts, SpreadKind};
use crate::schema::{Field, FieldType};
use crate::yaml::{Kind, Node};

/// The keys of a row for the property, its unit and the conditions.
const PROPERTY: &str = "property";
const UNIT: &str = "unit";
const CONDITIONS: &str = "conditions";
/// The keys of a row for the amount.
const NUMBERS: [&str; 5] = ["value", "min", "max", "sd", "uncertainty"];

/// The field as which a purely numeric cell is read.
static NUMBER: LazyLock<Field> = LazyLock::new(|| Field::new("value", FieldType::Decimal));

/// Compares the cells of property columns with the measured values of the entries.
pub(super) fn read_columns(
    planning: &mut Planning<'_>,
    table: &Table<'_>,
    rows: &[(usize, Arc<str>)],
) {
    for (row, id) in rows {
        for column in &table.wide {
            let of_column = OfColumn { column, table };
            of_column.cell(planning, *row, id);
        }
    }
}

/// A column in its table.
struct OfColumn<'t> {
    column: &'t WideColumn<'t>,
    table: &'t Table<'t>,
}

impl OfColumn<'_> {
    /// Compares a cell with the measured value of its entry.
    fn cell(&self, planning: &mut Planning<'_>, row: usize, id: &Arc<str>) {
        let Self { column, table } = *self;
        if table.sheet.grid.content(row, column.at).is_blank() {
            return;
        }
        let Some((text, amount)) = self.amount(planning, row, id) else {
            return;
        };
        let Some(numbers) = numbers(&amount) else {
            let found = finding("M025.strict", table.sheet, row, column.at).arg("text", text);
            planning.report(Some(id), found);
            return;
        };
        let place = CellTarget {
            column,
            id,
            cell: table.sheet.place(row, column.at),
        };
        if place.put(planning, &amount, &numbers).is_none() {
            let found = finding("M025.row", table.sheet, row, column.at)
                .arg("text", text)
                .arg("id", &**id)
                .arg("property", column.property.id.as_str())
                .arg("unit", column.unit.code());
            planning.report(Some(id), found);
        }
    }

    /// The amount in a cell, with its text. `amount` reports a cell that is not one.
    fn amount(
        &self,
        planning: &mut Planning<'_>,
        row: usize,
        id: &Arc<str>,
    ) -> Option<(String, Amount)> {
        let Self { column: own, table } = *self;
        let content = table.sheet.grid.content(row, own.at);
        let written = content.text();
        let is_number = |c: char| c.is_ascii_digit() || ",.' \u{a0}\u{202f}".contains(c);
        let of_number = Column {
            field: &NUMBER,
            ..own.list.columns.first()?.clone()
        };
        let of_text = own.list.columns.iter();
        let of_text = of_text.clone().find(|column| column.steps == ["value"])?;
        let column = if written.trim().chars().all(is_number) {
            &of_number
        } else {
            of_text
        };
        let reading = read(content, column, None, ';');
        for CellProblem { key, args } in reading.problems {
            let mut found = finding(key, table.sheet, row, own.at);
            found.args.extend(args);
            planning.report(Some(id), found);
        }
        let text = reading.text?;
        let why = match Amount::parse(&text) {
            Ok(parsed) if parsed.amount.unit == own.unit || parsed.spans.unit.is_none() => {
                let unit = own.unit.clone();
                return Some((
                    text,
                    Amount {
                        unit,
                        ..parsed.amount
                    },
                ));
            }
            Ok(parsed) => Arg::Text(parsed.amount.unit.code().to_owned()),
            Err(error) => error.message().into(),
        };
        let found = finding("M025", table.sheet, row, own.at)
            .arg("text", text)
            .arg("unit", own.unit.code())
            .arg("why", why);
        planning.report(Some(id), found);
        None
    }
}

/// The target of a cell's amount.
struct CellTarget<'c> {
    column: &'c WideColumn<'c>,
    id: &'c Arc<str>,
    cell: crate::text::Span,
}

impl CellTarget<'_> {
    /// Writes an amount to the row of the property; `None` if no single row can hold it.
    fn put(
        &self,
        planning: &mut Planning<'_>,
        amount: &Amount,
        numbers: &[(&'static str, String)],
    ) -> Option<()> {
        let items = self.items(planning.options.entries.get(self.id))?;
        let id = Some(self.column.property.id.as_str());
        let is_own = |item: &&Node| text(item, PROPERTY) == id;
        let rows = items.iter().enumerate();
        let mut rows = rows.filter(|(_, item)| is_own(item));
        let Some((number, item)) = rows.next() else {
            self.add(planning, items.len(), numbers);
            return Some(());
        };
        if rows.next().is_some() {
            return None;
        }
        let old = Amount::from_parts(&parts(item)).ok()?;
        if old == *amount {
            return Some(());
        }
        let has_spread = |amount: &Amount| matches!(amount.form, AmountForm::WithSpread { .. });
        if has_spread(&old) && !has_spread(amount) && old.values() == amount.values() {
            return Some(());
        }
        let loses_spread = has_spread(&old) && !has_spread(amount);
        if old.unit != amount.unit || item.get(CONDITIONS).is_some() || loses_spread {
            return None;
        }
        for key in NUMBERS {
            let new = numbers.iter().find(|(name, _)| *name == key);
            let new = new.map(|(_, text)| text.as_str());
            if new == text(item, key) {
                continue;
            }
            let value = new.map(|text| Written::Text(text.to_owned()));
            let mut path = self.path(number);
            path.push(key.to_owned());
            planning.change(self.id, 0, path, value, self.cell);
        }
        Some(())
    }

    fn add(&self, planning: &mut Planning<'_>, length: usize, numbers: &[(&'static str, String)]) {
        let text = |text: &str| Written::Text(text.to_owned());
        let mut row = Written::Group(Vec::new());
        row.put(&[PROPERTY], text(&self.column.property.id));
        for (key, number) in numbers {
            row.put(&[key], text(number));
        }
        if !self.column.unit.is_one() {
            row.put(&[UNIT], text(self.column.unit.code()));
        }
        let Some(pending) = planning.pending.get_mut(self.id) else {
            return;
        };
        let mut list = self.path(0);
        list.pop();
        let next = pending.lengths.entry(list).or_insert(length);
        let number = *next;
        *next += 1;
        planning.change(self.id, 0, self.path(number), Some(row), self.cell);
    }

    /// The rows of the list; `None` if the value is not a list.
    fn items<'e>(&self, entry: Option<&'e WrittenEntry>) -> Option<Vec<&'e Node>> {
        let record = entry.and_then(|entry| entry.records.first());
        let mut steps = self.column.list.steps.iter();
        let root = record.map(|record| &record.root);
        let node = root.and_then(|root| steps.try_fold(root, |node, step| node.get(step)));
        match node.map(|node| &node.kind) {
            None | Some(Kind::Null) => Some(Vec::new()),
            Some(Kind::Sequence(items)) => Some(items.iter().collect()),
            Some(_) => None,
        }
    }

    fn path(&self, number: usize) -> Vec<String> {
        let steps = self.column.list.steps.iter();
        let steps = steps.map(|step| (*step).to_owned());
        steps.chain([number.to_string()]).collect()
    }
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::as_text)
}

fn parts(item: &Node) -> AmountParts<'_> {
    AmountParts {
        value: text(item, "value"),
        min: text(item, "min"),
        max: text(item, "max"),
        sd: text(item, "sd"),
        uncertainty: text(item, "uncertainty"),
        unit: text(item, UNIT),
    }
}

/// The keys of a row for an amount; `None` if a row cannot express it.
fn numbers(amount: &Amount) -> Option<Vec<(&'static str, String)>> {
    Some(match &amount.form {
        AmountForm::Exact(value) => vec![("value", value.to_string())],
        AmountForm::Range { lower, upper } => {
            vec![("min", lower.to_string()), ("max", upper.to_string())]
        }
        AmountForm::AtLeast { strict: true, .. } | AmountForm::AtMost { strict: true, .. } => {
            return None;
        }
        AmountForm::AtLeast { bound, .. } => vec![("min", bound.to_string())],
        AmountForm::AtMost { bound, .. } => vec![("max", bound.to_string())],
        AmountForm::WithSpread {
            value,
            spread,
            kind,
        } => {
            let key = match kind {
                SpreadKind::Uncertainty => "uncertainty",
                SpreadKind::StandardDeviation => "sd",
            };
            vec![("value", value.to_string()), (key, spread.to_string())]
        }
    })
}
