//! The rows of a list: each an item of an entry. A row finds its item by its number, or
//! by what it says: an item that says the same, or the one of the same required fields.
//! Nothing is taken out; a row that finds no item is a new one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::apply::value;
use super::grid::{Content, Sheet};
use super::planning::{Pending, Planning, is_same};
use super::record::text_at;
use super::table::{Table, TableColumn, finding};
use super::{Column, Entry, ListTable, Written};
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
    let Some(table) = table else { return };
    let mut rows: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for row in table.rows() {
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
            .or_insert_with(|| Pending {
                is_new,
                row: cell,
                changes: Vec::new(),
                lengths: BTreeMap::new(),
            });
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

/// The rows of an entry.
struct OfEntry<'t> {
    table: &'t Table<'t>,
    list: &'t ListTable<'t>,
    id: &'t Arc<str>,
}

impl OfEntry<'_> {
    fn read(&self, planning: &mut Planning<'_>, rows: &[usize]) {
        let entry = planning.wish.entries.get(self.id);
        let Some(items) = self.items(entry) else {
            for (row, column) in rows.iter().zip(&self.table.columns) {
                planning.cannot_change(self.table, *row, column, self.id);
            }
            return;
        };
        let mut taken = vec![false; items.len()];
        let mut found: Vec<Option<usize>> = vec![None; rows.len()];
        let finders = [Self::numbered, Self::equal, Self::alike];
        for find in finders {
            for (row, found) in rows.iter().zip(&mut found) {
                if found.is_none()
                    && let Some(item) = find(self, *row, &items, &taken)
                {
                    *found = Some(item);
                    if let Some(taken) = taken.get_mut(item) {
                        *taken = true;
                    }
                }
            }
        }
        for (row, item) in rows.iter().zip(found) {
            match item.and_then(|item| Some((item, items.get(item)?))) {
                Some((number, item)) => self.change(planning, *row, number, item),
                None => self.add(planning, *row, items.len()),
            }
        }
    }

    /// The items of the list; `None` where something else stands in its place.
    fn items<'e>(&self, entry: Option<&'e Entry>) -> Option<Vec<&'e Node>> {
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

    fn numbered(&self, row: usize, items: &[&Node], taken: &[bool]) -> Option<usize> {
        let text = self
            .table
            .sheet
            .grid
            .content(row, self.table.number?)
            .text();
        let number = text.trim().parse::<usize>().ok()?.checked_sub(1)?;
        (number < items.len() && taken.get(number) == Some(&false)).then_some(number)
    }

    fn equal(&self, row: usize, items: &[&Node], taken: &[bool]) -> Option<usize> {
        first(items, taken, |item| {
            self.own_columns()
                .all(|column| self.says(row, column, item))
        })
    }

    /// The one item whose required fields are those of the row.
    fn alike(&self, row: usize, items: &[&Node], taken: &[bool]) -> Option<usize> {
        let is_required = |column: &&TableColumn<'_>| column.column.field.required != Required::No;
        let is_alike = |item: &Node| {
            let mut required = self.own_columns().filter(is_required).peekable();
            required.peek().is_some() && required.all(|column| self.says(row, column, item))
        };
        let first = first(items, taken, is_alike)?;
        let others = items.iter().enumerate().skip(first + 1);
        let mut others = others.filter(|(number, _)| taken.get(*number) == Some(&false));
        (!others.any(|(_, item)| is_alike(item))).then_some(first)
    }

    /// Whether a cell says what an item says.
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
            let Ok(old) = text_at(item, column.column) else {
                if !content.is_blank() {
                    planning.cannot_change(self.table, row, column, self.id);
                }
                continue;
            };
            let old = old.unwrap_or_default();
            if content.is_blank() && !old.is_empty() && !planning.wish.clear {
                planning.plan.kept += 1;
            }
            if content.is_blank() || is_same(&content, &old, column.column) {
                continue;
            }
            let Some(text) = planning.text(self.table, row, column, Some(self.id)) else {
                continue;
            };
            if text == old {
                continue;
            }
            let by_language = by_language(item, column.column);
            if by_language.is_none() {
                planning.cannot_change(self.table, row, column, self.id);
                continue;
            }
            let mut path = self.path(number);
            path.extend(column.column.steps.iter().map(|step| (*step).to_owned()));
            path.extend(column.column.lang.map(|lang| lang.as_str().to_owned()));
            let cell = self.table.sheet.place(row, column.at);
            let value = Some(value(&text, column.column));
            planning.change(self.id, 0, path, value, cell);
        }
    }

    /// Adds an item behind those that there are.
    fn add(&self, planning: &mut Planning<'_>, row: usize, length: usize) {
        let mut group = Written::Group(Vec::new());
        for column in self.own_columns() {
            if self.table.content(row, column) == Content::Empty {
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

/// The first item that is free and as asked.
fn first(items: &[&Node], taken: &[bool], is: impl Fn(&Node) -> bool) -> Option<usize> {
    let mut items = items.iter().zip(taken);
    items.position(|(item, taken)| !*taken && is(item))
}

/// Whether a value can be put under its language, or beside none; `None` where the
/// item has it in the other way.
fn by_language(item: &Node, column: &Column<'_>) -> Option<()> {
    let mut steps = column.steps.iter();
    let node = steps.try_fold(item, |node, step| node.get(step));
    let Some(node) = node.filter(|node| node.kind != Kind::Null) else {
        return Some(());
    };
    let is_group = matches!(node.kind, Kind::Mapping(_));
    let fits = !column.field.localized || is_group == column.lang.is_some();
    fits.then_some(())
}
