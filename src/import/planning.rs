//! The rows of a table of entries, each held against its entry, and the changes that come
//! of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::apply::{Change, ChangedText, apply, value};
use super::grid::{Content, Sheet};
use super::map::Map;
use super::record::text_at;
use super::table::{Key, Reading, Table, TableColumn, finding};
use super::value::{Trap, read};
use super::words::Titles;
use super::{Column, Entry, Form, ListTable, Tables, Unfit, Written, new_entry};
use crate::diagnostic::Diagnostic;
use crate::load::Declarations;
use crate::path::{Slug, SourcePath};
use crate::schema::Collection;
use crate::text::Span;
use crate::yaml::{Kind, Node};

/// What is to be done.
#[derive(Clone, Copy)]
pub(crate) struct Wish<'a> {
    /// The collection.
    pub collection: &'a Collection,
    /// What the site declares.
    pub declared: &'a Declarations,
    /// The entries of the collection.
    pub entries: &'a BTreeMap<Arc<str>, Entry>,
    /// The titles of the entries that references may name.
    pub titles: &'a Titles,
    /// The map of the columns.
    pub map: Option<&'a Map>,
    /// Whether an empty cell takes its value out.
    pub clear: bool,
}

/// What a spreadsheet changes.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The entries with their texts.
    pub entries: Vec<PlannedEntry>,
    /// What was found, each with the entry of its row.
    pub findings: Vec<(Option<Arc<str>>, Diagnostic)>,
    /// The entries that the sheet does not have.
    pub lacking: Vec<Arc<str>>,
    /// How many values were kept whose cells are empty.
    pub kept: usize,
}

/// An entry that changes.
#[derive(Debug)]
pub(crate) struct PlannedEntry {
    /// Its id.
    pub id: Arc<str>,
    /// The cell that names it.
    pub row: Span,
    /// Its files.
    pub texts: Vec<ChangedText>,
    /// The paths of the changed values, and the cells that they come from.
    pub origins: Vec<(Vec<String>, Span)>,
}

/// An entry on its way.
pub(super) struct Pending {
    /// Whether there is no such entry yet.
    pub is_new: bool,
    /// The cell that names it.
    pub row: Span,
    /// What changes.
    pub changes: Vec<Change>,
    /// How many items its lists will have, by the paths of the lists.
    pub lengths: BTreeMap<Vec<String>, usize>,
}

/// Rows of a table, and the entries that they name.
pub(super) type EntryRows = Vec<(usize, Arc<str>)>;

/// What is known on the way from sheets to a plan.
pub(super) struct Planning<'a> {
    /// What is wanted.
    pub wish: Wish<'a>,
    /// What comes of it.
    pub plan: Plan,
    /// The entries of rows, by id.
    pub pending: BTreeMap<Arc<str>, Pending>,
    /// Entries by the text of a field, for each field that is a key.
    keys: BTreeMap<String, BTreeMap<String, Arc<str>>>,
}

impl<'a> Planning<'a> {
    /// A plan of nothing yet.
    pub(super) fn new(wish: Wish<'a>) -> Self {
        Self {
            wish,
            plan: Plan::default(),
            pending: BTreeMap::new(),
            keys: BTreeMap::new(),
        }
    }

    /// What tables are read by.
    pub(super) fn reading<'r>(&self, is_list: bool, lists: &'r [ListTable<'r>]) -> Reading<'r>
    where
        'a: 'r,
    {
        Reading {
            declared: self.wish.declared,
            titles: self.wish.titles,
            map: self.wish.map.filter(|_| !is_list),
            lists,
            is_list,
        }
    }

    /// Adds a finding of a row of an entry.
    pub(super) fn report(&mut self, entry: Option<&Arc<str>>, found: Diagnostic) {
        self.plan.findings.push((entry.cloned(), found));
    }

    /// Reports the cell of a text with separators that stands below no heading.
    pub(super) fn beyond(&mut self, table: &Table<'_>, row: usize, id: &Arc<str>) {
        let of_text = table.sheet.grid.name.is_empty();
        if let Some(at) = table.beyond(row).filter(|_| of_text) {
            let text = table.sheet.grid.content(row, at).text();
            let found = finding("M027", table.sheet, row, at).arg("text", text);
            self.report(Some(id), found);
        }
    }

    /// Reads the table of the entries; gives it, and which row is which entry.
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
        let table = table?;
        let mut rows = Vec::new();
        let mut seen: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for row in table.rows() {
            let Some((id, is_new)) = self.entry_of(&table, row) else {
                continue;
            };
            let at = table.key_column();
            if let Some(first) = seen.get(&id) {
                let first = sheet.grid.name_of(*first, at);
                let found = finding("M006", sheet, row, at)
                    .arg("id", &*id)
                    .arg("other", first);
                self.report(Some(&id), found);
                continue;
            }
            seen.insert(id.clone(), row);
            let pending = Pending {
                is_new,
                row: sheet.place(row, at),
                changes: Vec::new(),
                lengths: BTreeMap::new(),
            };
            self.pending.insert(id.clone(), pending);
            self.beyond(&table, row, &id);
            for column in &table.columns {
                self.cell(&table, row, column, &id);
            }
            rows.push((row, id));
        }
        let entries = self.wish.entries.keys();
        self.plan.lacking = entries
            .filter(|id| !seen.contains_key(*id))
            .cloned()
            .collect();
        Some((table, rows))
    }

    /// The entry that a row names, and whether it is a new one.
    pub(super) fn entry_of(&mut self, table: &Table<'_>, row: usize) -> Option<(Arc<str>, bool)> {
        let at = table.key_column();
        let sheet = table.sheet;
        let content = sheet.grid.content(row, at);
        if content.is_blank() {
            self.report(None, finding("M005", sheet, row, at));
            return None;
        }
        match table.key {
            Key::Id(_) => {
                let text = content.text();
                let id: Arc<str> = text.trim().into();
                if self.wish.entries.contains_key(&id) {
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
                    let is_new = !self.wish.entries.contains_key(&id);
                    return Some((id, is_new));
                }
                let id = self.new_id(table, row)?;
                let known = self.keys.entry(column.column.path()).or_default();
                known.insert(text, id.clone());
                Some((id, true))
            }
        }
    }

    /// The entries by the text of a field.
    fn known(&mut self, column: &Column<'_>) -> &BTreeMap<String, Arc<str>> {
        let entries = self.wish.entries;
        self.keys.entry(column.path()).or_insert_with(|| {
            let texts = entries.iter().filter_map(|(id, entry)| {
                let (_, text) = entry.cell(column).ok()?;
                (!text.is_empty()).then(|| (text, id.clone()))
            });
            texts.collect()
        })
    }

    /// The id of a new entry, from its title.
    fn new_id(&mut self, table: &Table<'_>, row: usize) -> Option<Arc<str>> {
        let title = &self.wish.collection.display.title;
        let default = self.wish.declared.config.default_language();
        let of_title = |column: &&TableColumn<'_>| {
            let lang = column.column.lang;
            let is_wanted = lang.is_none_or(|lang| lang == default);
            column.column.steps == [&**title] && is_wanted
        };
        let titles = table.columns.iter().filter(of_title);
        let mut titles = titles.map(|column| table.sheet.grid.content(row, column.at).text());
        let title = titles.find(|title| !title.trim().is_empty());
        let id = title.and_then(|title| Slug::from_text(&title));
        let at = table.key_column();
        let Some(id) = id else {
            self.report(None, finding("M024", table.sheet, row, at));
            return None;
        };
        let id: Arc<str> = id.as_str().into();
        if self.wish.entries.contains_key(&id) || self.pending.contains_key(&id) {
            let found = finding("M024.taken", table.sheet, row, at).arg("id", &*id);
            self.report(None, found);
            return None;
        }
        Some(id)
    }

    /// The text that a cell stands for; `None` where it is refused, which is reported.
    pub(super) fn text(
        &mut self,
        table: &Table<'_>,
        row: usize,
        column: &TableColumn<'_>,
        entry: Option<&Arc<str>>,
    ) -> Option<String> {
        let content = table.content(row, column);
        let separator = column.mapped.map_or(';', |mapped| mapped.separator);
        let reading = read(&content, column.column, column.words.as_ref(), separator);
        for Trap { key, args } in reading.traps {
            let mut found = finding(key, table.sheet, row, column.at);
            found.args.extend(args);
            self.report(entry, found);
        }
        reading.text
    }

    /// Holds a cell against the value of its entry.
    fn cell(&mut self, table: &Table<'_>, row: usize, column: &TableColumn<'_>, id: &Arc<str>) {
        let content = table.content(row, column);
        let entry = self.wish.entries.get(id);
        let old = entry.map_or(Ok((0, String::new())), |entry| entry.cell(column.column));
        let cell = table.sheet.place(row, column.at);
        let Ok((record, old)) = old else {
            if !content.is_blank() {
                self.cannot_change(table, row, column, id);
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
        match place_of(entry, column.column, record, &text, self.wish) {
            Ok(Some((path, value))) => self.change(id, record, path, Some(value), cell),
            Ok(None) => {}
            Err(Unfit) => {
                let found = finding("M022.language", table.sheet, row, column.at)
                    .arg("field", column.column.path());
                self.report(Some(id), found);
            }
        }
    }

    /// Reports a cell for a value that only a person can change.
    pub(super) fn cannot_change(
        &mut self,
        table: &Table<'_>,
        row: usize,
        column: &TableColumn<'_>,
        id: &Arc<str>,
    ) {
        let found = finding("M022", table.sheet, row, column.at)
            .arg("field", column.column.path())
            .arg("id", &**id);
        self.report(Some(id), found);
    }

    fn blank(&mut self, column: &Column<'_>, old: &str, id: &Arc<str>, record: usize, cell: Span) {
        if old.is_empty() {
            return;
        }
        if !self.wish.clear {
            self.plan.kept += 1;
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

    /// Makes the changes, entry by entry; those with an error are left out.
    pub(super) fn finish(mut self) -> Plan {
        let table = crate::diagnostic::codes();
        let is_error =
            |found: &Diagnostic| table.severity(found.key) == crate::diagnostic::Severity::Error;
        let bad: BTreeSet<Arc<str>> = self
            .plan
            .findings
            .iter()
            .filter(|(_, found)| is_error(found))
            .filter_map(|(entry, _)| entry.clone())
            .collect();
        let fields = &self.wish.collection.fields;
        for (id, pending) in std::mem::take(&mut self.pending) {
            if bad.contains(&id) || (pending.changes.is_empty() && !pending.is_new) {
                continue;
            }
            let texts = match self.wish.entries.get(&id) {
                Some(entry) => apply(entry, &pending.changes, fields),
                None => self
                    .new_file(&id, &pending)
                    .ok_or(pending.row)
                    .map(|text| vec![text]),
            };
            let origins = pending
                .changes
                .into_iter()
                .map(|change| (change.path, change.cell));
            match texts {
                Ok(texts) => self.plan.entries.push(PlannedEntry {
                    origins: origins.collect(),
                    row: pending.row,
                    texts,
                    id,
                }),
                Err(cell) => {
                    let found = Diagnostic::new("M022.layout", cell).arg("id", &*id);
                    self.plan.findings.push((Some(id), found));
                }
            }
        }
        self.plan
    }

    fn new_file(&self, id: &Arc<str>, pending: &Pending) -> Option<ChangedText> {
        let collection = self.wish.collection;
        let mut values = Written::Group(Vec::new());
        let mut lists: BTreeMap<Vec<&str>, Vec<Written>> = BTreeMap::new();
        for change in &pending.changes {
            let path: Vec<&str> = change.path.iter().map(String::as_str).collect();
            let value = change.value.clone()?;
            match path.split_last() {
                Some((number, list)) if number.parse::<usize>().is_ok() => {
                    lists.entry(list.to_vec()).or_default().push(value);
                }
                _ => values.put(&path, value),
            }
        }
        for (path, items) in lists {
            values.put(&path, Written::List(items));
        }
        Some(ChangedText {
            path: SourcePath::of_entry(&collection.id, id, "yaml")?,
            before: None,
            after: new_entry(&collection.fields, &values).into(),
        })
    }
}

/// Whether a cell says what the content says.
pub(super) fn is_same(content: &Content, old: &str, column: &Column<'_>) -> bool {
    let text = content.text();
    let both = (text.parse::<f64>(), old.parse::<f64>());
    let is_number = matches!(content, Content::Number(_)) && column.form == Form::One;
    let same_number = matches!(both, (Ok(new), Ok(old)) if new.total_cmp(&old).is_eq());
    let is_said = !matches!(content, Content::Fault(_) | Content::NoResult);
    is_said && (text == old || text.trim_end() == old.trim_end() || is_number && same_number)
}

/// The path at which a value of a column is put, and what is put there; nothing where
/// the content says it already.
fn place_of(
    entry: Option<&Entry>,
    column: &Column<'_>,
    record: usize,
    text: &str,
    wish: Wish<'_>,
) -> Result<Option<(Vec<String>, Written)>, Unfit> {
    let mut path: Vec<String> = column.steps.iter().map(|step| (*step).to_owned()).collect();
    let new = value(text, column);
    let root = entry
        .and_then(|entry| entry.records.get(record))
        .map(|record| &record.root);
    let mut steps = column.steps.iter();
    let node = root.and_then(|root| steps.try_fold(root, |node, step| node.get(step)));
    let is_by_language = |node: &Node| matches!(node.kind, Kind::Mapping(_));
    let languages = &wish.declared.config.languages;
    match (column.lang, node) {
        (None, Some(node)) if column.field.localized && is_by_language(node) => {
            let default = Column {
                lang: languages.first(),
                ..column.clone()
            };
            let said = root.map_or(Ok(None), |root| text_at(root, &default))?;
            if said.as_deref() == Some(text) {
                Ok(None)
            } else {
                Err(Unfit)
            }
        }
        (Some(lang), Some(node))
            if record == 0 && !is_by_language(node) && node.kind != Kind::Null =>
        {
            let shared = Column {
                lang: None,
                ..column.clone()
            };
            let shared = root.map_or(Ok(None), |root| text_at(root, &shared))?;
            let shared = shared.map(|text| value(&text, column));
            let each = languages.iter().filter_map(|own| {
                let value = if own == lang {
                    Some(new.clone())
                } else {
                    shared.clone()
                };
                Some((own.as_str().to_owned(), value?))
            });
            Ok(Some((path, Written::Group(each.collect()))))
        }
        (lang, _) => {
            path.extend(
                lang.filter(|_| record == 0)
                    .map(|lang| lang.as_str().to_owned()),
            );
            Ok(Some((path, new)))
        }
    }
}
