//! Compares the rows of a table of entries with their entries, and collects the changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::apply::Change;
use super::grid::Sheet;
use super::percentages::parts_of_one;
use super::place::{is_same, place_of};
use super::planned::{ImportOptions, Pending, Plan};
use super::table::{Key, Table, TableColumn, TableReading, finding};
use super::value::{CellProblem, read};
use super::{Column, ListTable, Tables, Unfit, Written, totals};
use crate::diagnostic::Diagnostic;
use crate::path::Slug;
use crate::text::{Span, without_unseen};

/// Rows of a table, and the entries that they name.
pub(super) type EntryRows = Vec<(usize, Arc<str>)>;

/// The state while a plan is computed.
pub(super) struct Planning<'a> {
    /// The input.
    pub options: ImportOptions<'a>,
    /// The plan so far.
    pub plan: Plan,
    /// The entries of rows, by id.
    pub pending: BTreeMap<Arc<str>, Pending>,
    /// For each key field, the entries by their text in it.
    keys: BTreeMap<String, BTreeMap<String, Arc<str>>>,
    /// The entries of the rows so far, each with the cell that names it; `None` if no sheet of
    /// entries has been read.
    seen: Option<BTreeMap<Arc<str>, String>>,
    /// The titles of new entries, which references may name too.
    pub new_titles: Vec<(Arc<str>, Vec<String>)>,
}

impl<'a> Planning<'a> {
    /// An empty plan.
    pub(super) fn new(options: ImportOptions<'a>) -> Self {
        Self {
            options,
            plan: Plan::default(),
            pending: BTreeMap::new(),
            keys: BTreeMap::new(),
            seen: None,
            new_titles: Vec::new(),
        }
    }

    /// The options for reading a table.
    pub(super) fn reading<'r>(&self, is_list: bool, lists: &'r [ListTable<'r>]) -> TableReading<'r>
    where
        'a: 'r,
    {
        TableReading {
            declared: self.options.declared,
            titles: self.options.titles,
            map: self.options.map.filter(|_| !is_list),
            lists,
            is_list,
        }
    }

    /// Adds a finding of a row of an entry.
    pub(super) fn report(&mut self, entry: Option<&Arc<str>>, found: Diagnostic) {
        self.plan.findings.push((entry.cloned(), found));
    }

    /// Reports a cell without a heading in a text with separators.
    pub(super) fn beyond(&mut self, table: &Table<'_>, row: usize, id: &Arc<str>) {
        if let Some(at) = table.beyond(row).filter(|_| table.sheet.grid.is_text) {
            let text = table.sheet.grid.content(row, at).text();
            let found = finding("M027", table.sheet, row, at).arg("text", text);
            self.report(Some(id), found);
        }
    }

    /// Reads the table of entries; returns it with the entry of each row.
    pub(super) fn entries<'t>(
        &mut self,
        sheet: &'t Sheet,
        tables: &'t Tables<'a>,
    ) -> Option<(Table<'t>, EntryRows)>
    where
        'a: 't,
    {
        let mut findings = Vec::new();
        let columns = &tables.columns;
        let reading = self.reading(false, &tables.lists);
        let table = Table::of(sheet, columns, columns, reading, &mut findings);
        self.plan
            .findings
            .extend(findings.into_iter().map(|found| (None, found)));
        let mut table = table?;
        for found in parts_of_one(&table) {
            self.report(None, found);
        }
        let rows = self.rows_of(&table);
        let collection = &self.options.collection.id;
        table.add_words(collection, &self.new_titles);
        for (row, id) in &rows {
            self.beyond(&table, *row, id);
            for column in &table.columns {
                self.cell(&table, *row, column, id);
            }
        }
        Some((table, rows))
    }

    /// Matches the rows of a table to entries; each entry has at most one row.
    fn rows_of(&mut self, table: &Table<'_>) -> EntryRows {
        let (sheet, at) = (table.sheet, table.key_column());
        let mut rows = Vec::new();
        self.seen.get_or_insert_default();
        for row in table.rows() {
            if self.is_total(table, row) {
                continue;
            }
            let Some((id, is_new)) = self.entry_of(table, row) else {
                continue;
            };
            let seen = self.seen.get_or_insert_default();
            if let Some(first) = seen.get(&id) {
                let found = finding("M006", sheet, row, at)
                    .arg("id", &*id)
                    .arg("other", first.as_str());
                self.report(Some(&id), found);
                continue;
            }
            seen.insert(id.clone(), sheet.grid.name_of(row, at));
            if is_new {
                let title = self.title(table, row);
                self.new_titles
                    .push((id.clone(), title.into_iter().collect()));
            }
            let pending = Pending::new(is_new, sheet.place(row, at));
            self.pending.insert(id.clone(), pending);
            rows.push((row, id));
        }
        rows
    }

    /// The entries that are missing in all sheets of entries.
    pub(super) fn lacking(&self) -> Vec<Arc<str>> {
        let Some(seen) = &self.seen else {
            return Vec::new();
        };
        let entries = self.options.entries.keys();
        entries
            .filter(|id| !seen.contains_key(*id))
            .cloned()
            .collect()
    }

    /// The entry that a row names, and whether it is a new one.
    pub(super) fn entry_of(&mut self, table: &Table<'_>, row: usize) -> Option<(Arc<str>, bool)> {
        let at = table.key_column();
        let sheet = table.sheet;
        let content = sheet.grid.content(row, at);
        if content.is_blank() {
            let is_id = !table.is_list && matches!(table.key, Key::Id(_));
            let meant = self.id_from_title(table, row).filter(|_| is_id);
            let found = finding("M005", sheet, row, at);
            self.report(None, found.arg_if("meant", meant.as_deref()));
            return None;
        }
        match table.key {
            Key::Id(_) => {
                let text = content.text();
                let id: Arc<str> = without_unseen(&text).trim().into();
                if self.options.entries.contains_key(&id) {
                    return Some((id, false));
                }
                if let Err(why) = Slug::parse(&id) {
                    let meant = Slug::from_text(&id);
                    let found = finding("M024.id", sheet, row, at)
                        .arg("id", &*id)
                        .arg("why", why.message())
                        .arg_if("meant", meant.as_ref().map(Slug::as_str));
                    self.report(None, found);
                    return None;
                }
                Some((id, true))
            }
            Key::Field(number) => {
                let column = table.columns.get(number)?;
                let text = self.text(table, row, column, None)?;
                if let Some(id) = self.known(column.column).get(&text) {
                    let id = id.clone();
                    let is_new = !self.options.entries.contains_key(&id);
                    return Some((id, is_new));
                }
                let id = self.new_id(table, row)?;
                let known = self.keys.entry(column.column.path()).or_default();
                known.insert(text, id.clone());
                Some((id, true))
            }
        }
    }

    /// Whether a row is one of totals or a remark, which `is_total` reports. A row whose key
    /// is that of an entry is not one.
    pub(super) fn is_total(&mut self, table: &Table<'_>, row: usize) -> bool {
        let grid = &table.sheet.grid;
        let total = totals::named_at(grid, row).map(|at| ("M028", at));
        // In a sheet with a single column, every row is a single text.
        let may_be_remark = table.columns.len() > 1 && matches!(table.key, Key::Id(_));
        let remark = || totals::remark_at(grid, row).map(|at| ("M028.remark", at));
        let remark = || remark().filter(|(_, at)| may_be_remark && *at == table.key_column());
        let Some((key, at)) = total.or_else(remark) else {
            return false;
        };
        let name = grid.content(row, at).text();
        let is_key = at == table.key_column();
        let is_entry = match table.key {
            Key::Id(_) => self.options.entries.contains_key(name.trim()),
            Key::Field(number) => table
                .columns
                .get(number)
                .is_some_and(|column| self.known(column.column).contains_key(name.trim())),
        };
        if is_key && is_entry {
            return false;
        }
        self.report(None, finding(key, table.sheet, row, at).arg("text", name));
        true
    }

    /// The entries by the text of a field.
    fn known(&mut self, column: &Column<'_>) -> &BTreeMap<String, Arc<str>> {
        let entries = self.options.entries;
        self.keys.entry(column.path()).or_insert_with(|| {
            let texts = entries.iter().filter_map(|(id, entry)| {
                let (_, text) = entry.cell(column).ok()?;
                (!text.is_empty()).then(|| (text, id.clone()))
            });
            texts.collect()
        })
    }

    /// The id of a new entry, from its title. `new_id` reports why there is none.
    fn new_id(&mut self, table: &Table<'_>, row: usize) -> Option<Arc<str>> {
        let at = table.key_column();
        let Some(id) = self.id_from_title(table, row) else {
            self.report(None, finding("M024", table.sheet, row, at));
            return None;
        };
        if self.options.entries.contains_key(&id) || self.pending.contains_key(&id) {
            let found = finding("M024.taken", table.sheet, row, at).arg("id", &*id);
            self.report(None, found);
            return None;
        }
        Some(id)
    }

    /// The id derived from the title of a row.
    fn id_from_title(&self, table: &Table<'_>, row: usize) -> Option<Arc<str>> {
        let title = self.title(table, row)?;
        Some(Slug::from_text(&title)?.as_str().into())
    }

    /// The title of a row, in another language if the default one is empty.
    fn title(&self, table: &Table<'_>, row: usize) -> Option<String> {
        let title = &self.options.collection.display.title;
        let default = self.options.declared.config.default_language();
        let columns = table.columns.iter();
        let mut of_title: Vec<&TableColumn<'_>> = columns
            .filter(|column| column.column.steps == [&**title])
            .collect();
        of_title.sort_by_key(|column| column.column.lang.is_some_and(|lang| lang != default));
        let cells = of_title.into_iter();
        let mut titles = cells.map(|column| table.sheet.grid.content(row, column.at).text());
        titles.find(|title| !title.trim().is_empty())
    }

    /// The text that a cell means; `None` if it is refused, which `text` reports.
    pub(super) fn text(
        &mut self,
        table: &Table<'_>,
        row: usize,
        column: &TableColumn<'_>,
        entry: Option<&Arc<str>>,
    ) -> Option<String> {
        let content = table.content(row, column);
        if table.link(row, column).is_some() {
            let shown = table.sheet.grid.content(row, column.at).text();
            let found = finding("M029", table.sheet, row, column.at).arg("text", shown);
            self.report(entry, found.arg("meant", content.text()));
        }
        let separator = column.mapped.map_or(';', |mapped| mapped.separator);
        let reading = read(&content, column.column, column.words.as_ref(), separator);
        for CellProblem { key, args } in reading.problems {
            let mut found = finding(key, table.sheet, row, column.at);
            found.args.extend(args);
            self.report(entry, found);
        }
        reading.text
    }

    /// Compares a cell with the value of its entry.
    fn cell(&mut self, table: &Table<'_>, row: usize, column: &TableColumn<'_>, id: &Arc<str>) {
        let content = table.content(row, column);
        let entry = self.options.entries.get(id);
        let old = entry.map_or(Ok((0, String::new())), |entry| entry.cell(column.column));
        let cell = table.sheet.place(row, column.at);
        let Ok((record, old)) = old else {
            if !content.is_blank() {
                self.cannot_change(table, (row, column.at), column.column.path(), id);
            }
            return;
        };
        if content.is_blank() {
            self.blank(column.column, &old, id, record, cell);
            return;
        }
        if is_same(&content, &old, column.column) {
            return;
        }
        let Some(text) = self.text(table, row, column, Some(id)) else {
            return;
        };
        if text == old {
            return;
        }
        match place_of(entry, column.column, record, &text, self.options) {
            Ok(Some((path, value))) => self.change(id, record, path, Some(value), cell),
            Ok(None) => {}
            Err(Unfit) => {
                let found = finding("M022.language", table.sheet, row, column.at)
                    .arg("field", column.column.path());
                self.report(Some(id), found);
            }
        }
    }

    /// Reports a cell whose value only a person can change.
    pub(super) fn cannot_change(
        &mut self,
        table: &Table<'_>,
        (row, at): (usize, usize),
        field: String,
        id: &Arc<str>,
    ) {
        let found = finding("M022", table.sheet, row, at)
            .arg("field", field)
            .arg("id", &**id);
        self.report(Some(id), found);
    }

    fn blank(&mut self, column: &Column<'_>, old: &str, id: &Arc<str>, record: usize, cell: Span) {
        if !self.clears(old) {
            return;
        }
        let mut path: Vec<String> = column.steps.iter().map(|step| (*step).to_owned()).collect();
        path.extend(
            column
                .lang
                .filter(|_| record == 0)
                .map(|lang| lang.as_str().to_owned()),
        );
        self.change(id, record, path, None, cell);
    }

    /// Whether an empty cell removes its value; counts the values that are kept.
    pub(super) fn clears(&mut self, old: &str) -> bool {
        let is_kept = !old.is_empty() && !self.options.clear;
        self.plan.kept += usize::from(is_kept);
        !old.is_empty() && self.options.clear
    }

    /// Adds a change to an entry.
    pub(super) fn change(
        &mut self,
        id: &Arc<str>,
        record: usize,
        path: Vec<String>,
        value: Option<Written>,
        cell: Span,
    ) {
        if let Some(pending) = self.pending.get_mut(id) {
            pending.changes.push(Change {
                record,
                path,
                value,
                cell,
            });
        }
    }
}
