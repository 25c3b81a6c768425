//! Matches the rows of a list to the items of an entry: by the number, by equal values, or by
//! equal required fields. No item is removed; a row without a match is a new item.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::apply::value;
use super::grid::{CellContent, Sheet};
use super::percentages::parts_of_one;
use super::place::is_same;
use super::planned::Pending;
use super::planning::Planning;
use super::record::text_at;
use super::table::{Table, TableColumn, finding};
use super::{Column, ListTable, Written, WrittenEntry};
use crate::schema::Required;
use crate::yaml::{Kind, Node};

/// Reads the rows of a list.
pub(super) fn read(
    planning: &mut Planning<'_>,
    sheet: &Sheet,
    list: &ListTable<'_>,
    keys: &[Column<'_>],
) {
    let mut findings = Vec::new();
    let reading = planning.reading(true, &[]);
    let table = Table::of(sheet, &list.columns, keys, reading, &mut findings);
    for found in findings {
        planning.report(None, found);
    }
    let Some(mut table) = table else { return };
    for found in parts_of_one(&table) {
        planning.report(None, found);
    }
    table.add_words(&planning.options.collection.id, &planning.new_titles);
    let mut rows: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for row in table.rows() {
        if planning.is_total(&table, row) {
            continue;
        }
        let Some((id, is_new)) = planning.entry_of(&table, row) else {
            continue;
        };
        let cell = sheet.place(row, table.key_column());
        if is_new && !planning.pending.contains_key(&id) {
            let found = finding("M024.none", sheet, row, table.key_column()).arg("id", &*id);
            planning.report(Some(&id), found);
            continue;
        }
        planning
            .pending
            .entry(id.clone())
            .or_insert_with(|| Pending::new(is_new, cell));
        planning.beyond(&table, row, &id);
        rows.entry(id).or_default().push(row);
    }
    for (id, rows) in rows {
        let of_entry = OfEntry {
            table: &table,
            list,
            id: &id,
        };
        of_entry.read(planning, &rows);
    }
}

/// The rows of one entry.
struct OfEntry<'t> {
    table: &'t Table<'t>,
    list: &'t ListTable<'t>,
    id: &'t Arc<str>,
}

/// The matched items, each with the cell of its row.
type Taken = BTreeMap<usize, String>;

impl OfEntry<'_> {
    fn read(&self, planning: &mut Planning<'_>, rows: &[usize]) {
        let entry = planning.options.entries.get(self.id);
        let Some(items) = self.items(entry) else {
            for row in rows {
                let at = self.table.key_column();
                let field = self.list.steps.join(".");
                planning.cannot_change(self.table, (*row, at), field, self.id);
            }
            return;
        };
        let list = self.path_of_list();
        // Another sheet may have rows for the same list.
        let taken = planning.pending.get(self.id);
        let taken = taken.and_then(|pending| pending.items.get(&list));
        let mut taken = taken.cloned().unwrap_or_default();
        let rows = self.without_repeated(planning, rows, &items, &taken);
        let found = self.find(&rows, &items, &mut taken);
        if let Some(pending) = planning.pending.get_mut(self.id) {
            pending.items.insert(list, taken);
        }
        for (row, item) in rows.iter().zip(found) {
            match item.and_then(|item| Some((item, items.get(item)?))) {
                Some((number, item)) => self.change(planning, *row, number, item),
                None => self.add(planning, *row, items.len()),
            }
        }
    }

    /// The rows without repeated item numbers, which are reported.
    fn without_repeated(
        &self,
        planning: &mut Planning<'_>,
        rows: &[usize],
        items: &[&Node],
        taken: &Taken,
    ) -> Vec<usize> {
        let mut seen = taken.clone();
        let mut kept = Vec::new();
        for row in rows {
            let cell = self.number_cell(*row);
            match self.number(*row).filter(|number| *number < items.len()) {
                Some(number) if seen.contains_key(&number) => {
                    let at = self.table.number.unwrap_or_default();
                    let found = finding("M006.item", self.table.sheet, *row, at)
                        .arg("number", (number + 1).to_string())
                        .arg("id", &**self.id)
                        .arg_if("other", seen.get(&number).map(String::as_str));
                    planning.report(Some(self.id), found);
                    continue;
                }
                Some(number) => seen.extend([(number, cell)]),
                None => {}
            }
            kept.push(*row);
        }
        kept
    }

    /// The item of each row; `None` for a new item.
    fn find(&self, rows: &[usize], items: &[&Node], taken: &mut Taken) -> Vec<Option<usize>> {
        let mut found: Vec<Option<usize>> = vec![None; rows.len()];
        let finders = [Self::numbered, Self::equal, Self::alike];
        for find in finders {
            for (row, found) in rows.iter().zip(&mut found) {
                if found.is_none()
                    && let Some(item) = find(self, *row, items, taken)
                {
                    *found = Some(item);
                    taken.insert(item, self.number_cell(*row));
                }
            }
        }
        found
    }

    /// The items of the list; `None` if the value is not a list.
    fn items<'e>(&self, entry: Option<&'e WrittenEntry>) -> Option<Vec<&'e Node>> {
        let root = entry
            .and_then(|entry| entry.records.first())
            .map(|record| &record.root);
        let mut steps = self.list.steps.iter();
        let node = root.and_then(|root| steps.try_fold(root, |node, step| node.get(step)));
        match node.map(|node| &node.kind) {
            None | Some(Kind::Null) => Some(Vec::new()),
            Some(Kind::Sequence(items)) => Some(items.iter().collect()),
            Some(_) => None,
        }
    }

    fn own_columns(&self) -> impl Iterator<Item = &TableColumn<'_>> {
        let key = self.table.key_column();
        self.table
            .columns
            .iter()
            .filter(move |column| column.at != key)
    }

    /// The item number in a row, from 0.
    fn number(&self, row: usize) -> Option<usize> {
        let content = self.table.sheet.grid.content(row, self.table.number?);
        content.text().trim().parse::<usize>().ok()?.checked_sub(1)
    }

    /// The cell that identifies the item of a row.
    fn number_cell(&self, row: usize) -> String {
        let at = self.table.number.unwrap_or(self.table.key_column());
        self.table.sheet.grid.name_of(row, at)
    }

    fn numbered(&self, row: usize, items: &[&Node], taken: &Taken) -> Option<usize> {
        let number = self.number(row)?;
        (number < items.len() && !taken.contains_key(&number)).then_some(number)
    }

    fn equal(&self, row: usize, items: &[&Node], taken: &Taken) -> Option<usize> {
        first(items, taken, |item| {
            self.own_columns()
                .all(|column| self.says(row, column, item))
        })
    }

    /// The item whose required fields equal those of the row, if there is exactly one.
    fn alike(&self, row: usize, items: &[&Node], taken: &Taken) -> Option<usize> {
        let is_required = |column: &&TableColumn<'_>| column.column.field.required != Required::No;
        let is_alike = |item: &Node| {
            let mut required = self.own_columns().filter(is_required).peekable();
            required.peek().is_some() && required.all(|column| self.says(row, column, item))
        };
        let first = first(items, taken, is_alike)?;
        let others = items.iter().enumerate().skip(first + 1);
        let mut others = others.filter(|(number, _)| !taken.contains_key(number));
        (!others.any(|(_, item)| is_alike(item))).then_some(first)
    }

    /// Whether a cell has the same value as an item.
    fn says(&self, row: usize, column: &TableColumn<'_>, item: &Node) -> bool {
        let content = self.table.content(row, column);
        let said = text_at(item, column.column)
            .unwrap_or_default()
            .unwrap_or_default();
        let word = column.words.as_ref().and_then(|words| {
            let text = content.text();
            words.word(text.trim()).map(|word| word == said)
        });
        word.unwrap_or_else(|| {
            content.is_blank() && said.is_empty() || is_same(&content, &said, column.column)
        })
    }

    fn change(&self, planning: &mut Planning<'_>, row: usize, number: usize, item: &Node) {
        for column in self.own_columns() {
            let content = self.table.content(row, column);
            let place = (row, column.at);
            let field = column.column.path();
            let Ok(old) = text_at(item, column.column) else {
                if !content.is_blank() {
                    planning.cannot_change(self.table, place, field, self.id);
                }
                continue;
            };
            let old = old.unwrap_or_default();
            let value = if content.is_blank() {
                if !planning.clears(&old) {
                    continue;
                }
                None
            } else {
                if is_same(&content, &old, column.column) {
                    continue;
                }
                let Some(text) = planning.text(self.table, row, column, Some(self.id)) else {
                    continue;
                };
                if text == old {
                    continue;
                }
                if !fits_layout(item, column.column) {
                    planning.cannot_change(self.table, place, field, self.id);
                    continue;
                }
                Some(value(&text, column.column))
            };
            let mut path = self.path(number);
            path.extend(column.column.steps.iter().map(|step| (*step).to_owned()));
            path.extend(column.column.lang.map(|lang| lang.as_str().to_owned()));
            let cell = self.table.sheet.place(row, column.at);
            planning.change(self.id, 0, path, value, cell);
        }
    }

    /// Appends an item.
    fn add(&self, planning: &mut Planning<'_>, row: usize, length: usize) {
        let mut group = Written::Group(Vec::new());
        for column in self.own_columns() {
            if self.table.content(row, column) == CellContent::Empty {
                continue;
            }
            let Some(text) = planning.text(self.table, row, column, Some(self.id)) else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            let mut path = column.column.steps.clone();
            path.extend(column.column.lang.map(crate::schema::Lang::as_str));
            group.put(&path, value(&text, column.column));
        }
        let Some(pending) = planning.pending.get_mut(self.id) else {
            return;
        };
        let next = pending.lengths.entry(self.path_of_list()).or_insert(length);
        let number = *next;
        *next += 1;
        let cell = self.table.sheet.place(row, self.table.key_column());
        planning.change(self.id, 0, self.path(number), Some(group), cell);
    }

    fn path_of_list(&self) -> Vec<String> {
        self.list
            .steps
            .iter()
            .map(|step| (*step).to_owned())
            .collect()
    }

    fn path(&self, number: usize) -> Vec<String> {
        let mut path = self.path_of_list();
        path.push(number.to_string());
        path
    }
}

/// The first unmatched item that meets a condition.
fn first(items: &[&Node], taken: &Taken, is: impl Fn(&Node) -> bool) -> Option<usize> {
    let mut items = items.iter().enumerate();
    let found = items.find(|(number, item)| !taken.contains_key(number) && is(item));
    found.map(|(number, _)| number)
}

/// Whether an item has the layout of a column, with languages or without. Writing it in the
/// other layout would lose a value.
fn fits_layout(item: &Node, column: &Column<'_>) -> bool {
    let mut steps = column.steps.iter();
    let node = steps.try_fold(item, |node, step| node.get(step));
    node.is_none_or(|node| {
        let is_group = matches!(node.kind, Kind::Mapping(_));
        let is_as_column = !column.field.localized || is_group == column.lang.is_some();
        node.kind == Kind::Null || is_as_column
    })
}
