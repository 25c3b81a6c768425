//! A sheet as a table: the row of the headings, the field of each column, and the column that
//! identifies the entries.

use std::sync::Arc;

use super::grid::{CellContent, Sheet};
use super::headings::{FIRST_ROWS, Headings, ID, NUMBER, folded, heading_name};
use super::map::{Map, MappedColumn};
use super::property_column::WideColumn;
use super::words::{FieldWords, Titles};
use super::{Column, ColumnForm, ListTable};
use crate::diagnostic::Diagnostic;
use crate::load::Declarations;
use crate::messages::Arg;
use crate::schema::{FieldType, WebUrl, is_email};

/// The most cells that one finding names.
const SHOWN: usize = 12;

/// A column of a sheet.
pub(super) struct TableColumn<'a> {
    /// Its number in the sheet.
    pub at: usize,
    /// Its field.
    pub column: &'a Column<'a>,
    /// The words that it accepts.
    pub words: Option<FieldWords>,
    /// The map's entry for it.
    pub mapped: Option<&'a MappedColumn>,
}

/// How the rows identify their entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// By the id, in a column of the sheet.
    Id(usize),
    /// By a field; the position of its column in the table.
    Field(usize),
}

/// A table.
pub(super) struct Table<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// How rows identify entries.
    pub key: Key,
    /// The column with the numbers of items.
    pub number: Option<usize>,
    /// The columns that are fields.
    pub columns: Vec<TableColumn<'a>>,
    /// The columns that are properties.
    pub wide: Vec<WideColumn<'a>>,
    /// The first row below the headings.
    pub first: usize,
    /// Whether the rows are items of a list.
    pub is_list: bool,
}

/// The options for reading a table.
#[derive(Clone, Copy)]
pub(super) struct TableReading<'a> {
    /// What the site declares.
    pub declared: &'a Declarations,
    /// The titles of the entries that references may name.
    pub titles: &'a Titles,
    /// The map; it applies to the table of entries.
    pub map: Option<&'a Map>,
    /// The lists whose measured values may have columns here.
    pub lists: &'a [ListTable<'a>],
    /// Whether the rows are items of a list.
    pub is_list: bool,
}

impl<'a> Table<'a> {
    /// Reads the headings of a sheet; `None` if they do not make a table, which `of` reports.
    pub(super) fn of(
        sheet: &'a Sheet,
        columns: &'a [Column<'a>],
        keys: &'a [Column<'a>],
        reading: TableReading<'a>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let languages = &reading.declared.config.languages;
        let headings = Headings::of(columns, languages);
        let of_keys = Headings::of(keys, languages);
        let names = HeadingNames {
            headings: &headings,
            keys: reading.is_list.then_some(&of_keys),
            map: reading.map,
        };
        let row = reading.map.and_then(|map| map.heading_row);
        let row = row.or_else(|| names.row(sheet));
        let Some(row) = row else {
            findings.push(finding("M002", sheet, 0, 0));
            return None;
        };
        two_heading_rows(sheet, row, findings);
        let mut table = Self {
            sheet,
            key: Key::Id(usize::MAX),
            number: None,
            columns: Vec::new(),
            wide: Vec::new(),
            first: row + 1,
            is_list: reading.is_list,
        };
        table.take_columns(row, columns, keys, &names, reading, findings);
        if table.key == Key::Id(usize::MAX) {
            let wanted = reading.map.and_then(|map| map.key.as_ref());
            let unique = table.columns.iter().position(|column| match wanted {
                Some(wanted) => folded(&column.column.path()) == folded(wanted),
                None => column.column.field.unique && column.column.lang.is_none(),
            });
            let Some(at) = unique else {
                let unique = keys.iter().filter(|column| column.field.unique);
                let unique: Vec<String> = unique.map(Column::path).collect();
                let keys = Arg::Text([vec![ID.to_owned()], unique].concat().join(", "));
                findings.push(finding("M002.key", sheet, row, 0).arg("keys", keys));
                return None;
            };
            table.key = Key::Field(at);
        }
        table.look_at_layout(findings);
        Some(table)
    }

    fn take_columns(
        &mut self,
        row: usize,
        columns: &'a [Column<'a>],
        keys: &'a [Column<'a>],
        names: &HeadingNames<'_>,
        reading: TableReading<'a>,
        findings: &mut Vec<Diagnostic>,
    ) {
        let rows = self.sheet.grid.rows.iter().take(row + 1);
        let width = rows.map(Vec::len).max().unwrap_or_default();
        for at in 0..width {
            let Some(heading) = self.heading(row, at, names) else {
                continue;
            };
            let mapped = reading
                .map
                .and_then(|map| map.columns.get(&heading_name(&heading)));
            let column = match names.meaning(&heading) {
                Meaning::Id => {
                    self.key = Key::Id(at);
                    continue;
                }
                Meaning::Number => {
                    self.number = Some(at);
                    continue;
                }
                Meaning::Ignored => continue,
                Meaning::Unknown => {
                    let name = mapped.map_or(&heading, |mapped| &mapped.to);
                    let wide = WideColumn::of(name, at, reading.lists, reading.declared);
                    if let Some(wide) = wide {
                        self.take_wide(row, wide, findings);
                        continue;
                    }
                    let meant = names.headings.meant(&heading);
                    let meant = meant.and_then(|meant| columns.get(meant));
                    let meant = meant.map(Column::path);
                    findings.push(
                        finding("M003", self.sheet, row, at)
                            .arg("heading", heading)
                            .arg_if("meant", meant),
                    );
                    continue;
                }
                Meaning::Column(number) => columns.get(number),
                Meaning::Key(number) => {
                    // The key of a list is not a field of its items.
                    self.key = Key::Field(self.columns.len());
                    keys.get(number)
                }
            };
            let Some(column) = column else { continue };
            let other = self
                .columns
                .iter()
                .find(|other| other.column.path() == column.path());
            if let Some(other) = other {
                findings.push(
                    finding("M004", self.sheet, row, at)
                        .arg("field", column.path())
                        .arg("other", self.sheet.grid.name_of(row, other.at)),
                );
                continue;
            }
            self.columns.push(TableColumn {
                at,
                column,
                words: FieldWords::of(column.field, reading.declared, reading.titles),
                mapped,
            });
        }
    }

    /// The heading of a column. If its cell is empty, the cell above is used if it names a
    /// field: such a heading is centred over two rows.
    fn heading(&self, row: usize, at: usize, names: &HeadingNames<'_>) -> Option<String> {
        let grid = &self.sheet.grid;
        let own = grid.content(row, at);
        if !own.is_blank() {
            return Some(own.text());
        }
        let above = grid.content(row.checked_sub(1)?, at);
        let heading = above.text();
        let meaning = names.meaning(&heading);
        let is_known = !matches!(meaning, Meaning::Unknown | Meaning::Ignored);
        (is_known && !above.is_blank()).then_some(heading)
    }

    fn take_wide(&mut self, row: usize, wide: WideColumn<'a>, findings: &mut Vec<Diagnostic>) {
        let path = wide.path();
        match self.wide.iter().find(|other| other.path() == path) {
            Some(other) => findings.push(
                finding("M004", self.sheet, row, wide.at)
                    .arg("field", path)
                    .arg("other", self.sheet.grid.name_of(row, other.at)),
            ),
            None => self.wide.push(wide),
        }
    }

    /// Reports merged cells, hidden rows and hidden columns.
    fn look_at_layout(&self, findings: &mut Vec<Diagnostic>) {
        let grid = &self.sheet.grid;
        for region in &grid.merged {
            let (top, left) = region.first;
            let has_column = self
                .columns
                .iter()
                .any(|own| (left..=region.last.1).contains(&own.at));
            if region.last.0 >= self.first && has_column {
                let last = grid.name_of(region.last.0, region.last.1);
                findings.push(finding("M014", self.sheet, top, left).arg("last", last));
            }
        }
        let is_filled = |row: usize| {
            let row = grid.rows.get(row);
            row.is_some_and(|row| row.iter().any(|cell| !cell.is_blank()))
        };
        // A remark beside a table is not a value. In a text with separators, it is part of a
        // split value, which is reported with its row.
        if !grid.is_text {
            let beyond = self.rows().find_map(|row| Some((row, self.beyond(row)?)));
            findings.extend(beyond.map(|(row, at)| finding("M027.sheet", self.sheet, row, at)));
        }
        let hidden = grid.hidden_rows.iter().copied();
        let hidden: Vec<usize> = hidden
            .filter(|row| *row >= self.first && is_filled(*row))
            .collect();
        if let Some(first) = hidden.first() {
            findings.push(finding("M015", self.sheet, *first, 0).arg("count", hidden.len()));
        }
        self.look_beside_values(findings);
        let headings = self.first.saturating_sub(1);
        let is_read = |at: &usize| self.reads(*at);
        let hidden: Vec<usize> = grid
            .hidden_columns
            .iter()
            .copied()
            .filter(is_read)
            .collect();
        if let Some(first) = hidden.first() {
            let found = finding("M015.columns", self.sheet, headings, *first);
            findings.push(found.arg("count", hidden.len()));
        }
    }

    /// Reports what is attached to cells but is not a value: comments, and link targets.
    fn look_beside_values(&self, findings: &mut Vec<Diagnostic>) {
        let grid = &self.sheet.grid;
        let comments: Vec<(usize, usize)> = grid.comments.iter().copied().collect();
        findings.extend(self.counted("M030", &comments));
        let is_left = |(row, at): &(usize, usize)| {
            let mut columns = self.columns.iter();
            let column = columns.find(|column| column.at == *at);
            *row >= self.first
                && column.is_some_and(|column| self.link(*row, column).is_none())
                && !shows_its_address(
                    &grid.content(*row, *at).text(),
                    grid.links.get(&(*row, *at)),
                )
        };
        let links: Vec<(usize, usize)> = grid.links.keys().copied().filter(is_left).collect();
        findings.extend(self.counted("M031", &links));
    }

    /// One finding for several cells, which names the first ones.
    fn counted(&self, key: &'static str, cells: &[(usize, usize)]) -> Option<Diagnostic> {
        let (row, at) = *cells.first()?;
        let named = cells.iter().take(SHOWN);
        let named = named.map(|(row, at)| self.sheet.grid.name_of(*row, *at));
        let more = if cells.len() > SHOWN { ", …" } else { "" };
        let cells_named = format!("{}{more}", named.collect::<Vec<_>>().join(", "));
        let address = self.sheet.grid.links.get(&(row, at));
        Some(
            finding(key, self.sheet, row, at)
                .arg("count", cells.len())
                .arg("cells", cells_named)
                .arg_if("address", address.map(String::as_str)),
        )
    }

    /// The first cell of a row without a heading.
    pub(super) fn beyond(&self, row: usize) -> Option<usize> {
        let grid = &self.sheet.grid;
        let headings = self.first.checked_sub(1)?;
        let cells = grid.rows.get(row)?.iter().enumerate();
        let mut filled = cells.filter(|(_, cell)| !cell.is_blank());
        let is_read = |at: usize| self.reads(at) || self.number == Some(at);
        let beyond = filled.find(|(at, _)| grid.content(headings, *at).is_blank() && !is_read(*at));
        beyond.map(|(at, _)| at)
    }

    /// The rows that are not blank.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        let rows = self.sheet.grid.rows.iter().enumerate().skip(self.first);
        rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_blank()))
            .map(|(row, _)| row)
    }

    /// Whether a column of the sheet is the key, a field or a property.
    fn reads(&self, at: usize) -> bool {
        self.key == Key::Id(at)
            || self.columns.iter().any(|column| column.at == at)
            || self.wide.iter().any(|column| column.at == at)
    }

    /// The column that identifies the entry of a row.
    pub(super) fn key_column(&self) -> usize {
        match self.key {
            Key::Id(at) => at,
            Key::Field(column) => self.columns.get(column).map_or(0, |column| column.at),
        }
    }

    /// Adds entries of a collection that references may name.
    pub(super) fn add_words(&mut self, collection: &str, further: &[(Arc<str>, Vec<String>)]) {
        for column in &mut self.columns {
            let kind = column.column.field.kind.single();
            let is_reference =
                matches!(kind, FieldType::Ref { to, by: None } if **to == *collection);
            if let Some(words) = column.words.as_mut().filter(|_| is_reference) {
                words.add(further);
            }
        }
    }

    /// The link target of a cell with a different text, if the field is an address.
    pub(super) fn link(&self, row: usize, column: &TableColumn<'_>) -> Option<&str> {
        let grid = &self.sheet.grid;
        let address = grid.links.get(&(row, column.at))?;
        let content = grid.content(row, column.at);
        let shown = content.text();
        let meant = match column.column.field.kind.single() {
            FieldType::Url if WebUrl::parse(shown.trim()).is_none() => Some(&**address),
            FieldType::Email if !is_email(shown.trim()) => {
                let mailbox = address.strip_prefix("mailto:")?;
                mailbox.split('?').next()
            }
            _ => None,
        };
        meant.filter(|_| !content.is_blank() && matches!(column.column.form, ColumnForm::One))
    }

    /// The content of a row in a column, after the replacements of the map.
    pub(super) fn content(&self, row: usize, column: &TableColumn<'_>) -> CellContent {
        if let Some(address) = self.link(row, column) {
            return CellContent::Text(address.to_owned());
        }
        let content = self.sheet.grid.content(row, column.at);
        let values = column.mapped.map(|mapped| &mapped.values);
        let meant = values.and_then(|values| values.get(&folded(&content.text())));
        match meant {
            Some(meant) => CellContent::Text(meant.clone()),
            None => content.clone(),
        }
    }
}

/// The names that headings are matched against.
struct HeadingNames<'h> {
    headings: &'h Headings,
    keys: Option<&'h Headings>,
    map: Option<&'h Map>,
}

enum Meaning {
    Id,
    Number,
    Column(usize),
    Key(usize),
    Ignored,
    Unknown,
}

impl HeadingNames<'_> {
    fn meaning(&self, heading: &str) -> Meaning {
        let name = heading_name(heading);
        if let Some(map) = self.map {
            let Some(mapped) = map.columns.get(&name) else {
                return Meaning::Ignored;
            };
            if folded(&mapped.to) == ID {
                return Meaning::Id;
            }
            let column = self.headings.column(&mapped.to);
            return column.map_or(Meaning::Unknown, Meaning::Column);
        }
        if name == ID {
            return Meaning::Id;
        }
        if self.keys.is_some() && name == NUMBER {
            return Meaning::Number;
        }
        if let Some(column) = self.headings.column(heading) {
            return Meaning::Column(column);
        }
        let key = self.keys.and_then(|keys| keys.column(heading));
        key.map_or(Meaning::Unknown, Meaning::Key)
    }

    /// The row with the most known headings.
    fn row(&self, sheet: &Sheet) -> Option<usize> {
        let known = |row: &Vec<CellContent>| {
            let known = row.iter().filter(|cell| {
                let meaning = self.meaning(&cell.text());
                !cell.is_blank() && !matches!(meaning, Meaning::Unknown | Meaning::Ignored)
            });
            known.count()
        };
        let rows = sheet
            .grid
            .rows
            .iter()
            .take(FIRST_ROWS)
            .map(known)
            .enumerate();
        let best = rows.rev().max_by_key(|(_, known)| *known)?;
        (best.1 > 0).then_some(best.0)
    }
}

/// Whether a cell shows its link target, as when a program turns typed text into a link.
fn shows_its_address(shown: &str, address: Option<&String>) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_start_matches("mailto:");
        let text = text.split_once("://").map_or(text, |(_, rest)| rest);
        text.trim_start_matches("www.")
            .trim_end_matches('/')
            .to_lowercase()
    };
    shown.trim().is_empty() || address.is_some_and(|address| bare(address) == bare(shown))
}

/// Reports rows above or below the headings that look like headings too.
fn two_heading_rows(sheet: &Sheet, row: usize, findings: &mut Vec<Diagnostic>) {
    let is_filled = |cell: &&CellContent| !cell.is_blank();
    let above = sheet.grid.rows.iter().take(row).enumerate();
    let mut above = above.filter(|(_, cells)| cells.iter().filter(is_filled).count() > 1);
    if let Some((other, _)) = above.next() {
        findings.push(finding("M019", sheet, other, 0).arg("row", (row + 1).to_string()));
    }
}

/// A finding of a cell.
pub(super) fn finding(key: &'static str, sheet: &Sheet, row: usize, column: usize) -> Diagnostic {
    let cell = sheet.grid.name_of(row, column);
    Diagnostic::new(key, sheet.place(row, column)).arg("cell", cell)
}
